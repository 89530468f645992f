"""Sources that a bundle carries, so that whoever has it can build the same bytes again.

The teacher's are all that was read, as it was. The pupils' are what their pages are made of,
written anew without answers. Pure: nothing is read here.
"""

from postil.rebuild.sources import NO_SOURCES as NO_SOURCES
from postil.rebuild.sources import Sources as Sources
from postil.rebuild.sources import gather_sources as gather_sources
