"""Stage 5, write: rendered files to disk, whole. Touches the world.

A write is one transaction over several output folders. New bytes are staged aside, a journal
says what is to happen, then files are renamed into place one by one. A kill before the journal
leaves the old files; a kill after it is completed by the next run. A manifest lists what a build
wrote: nothing else in the folder is ever replaced or removed.
"""

from postil.write.error import WriteError
from postil.write.guards import check_outputs
from postil.write.output import Output, Written
from postil.write.transaction import Transaction, held, recover, write

__all__ = [
    "Output",
    "Transaction",
    "WriteError",
    "Written",
    "check_outputs",
    "held",
    "recover",
    "write",
]
