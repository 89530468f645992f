"""Editing annotation files: one entry is changed, and every other byte stays as its author left it.

`edit` is pure, text in and text out; `save` puts the text on disk, whole or not at all.
"""

from postil.entries.changes import Add, Edit, EditError, Remove, Replace, Value
from postil.entries.edit import edit
from postil.entries.save import ChangedMeanwhile, digest_of, load, save

__all__ = [
    "Add",
    "ChangedMeanwhile",
    "Edit",
    "EditError",
    "Remove",
    "Replace",
    "Value",
    "digest_of",
    "edit",
    "load",
    "save",
]
