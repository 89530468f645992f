"""Sources that a bundle carries, so that whoever has it can build the same bytes again.

The teacher's are all that was read, as it was. The pupils' are what their pages are made of,
written anew without answers. Pure: nothing is read here.
"""

from postil.rebuild.sources import (
    NO_SOURCES,
    Sources,
    article_sources,
    join_sources,
    kept_sources,
    read_again,
    site_sources,
    without_read,
)

__all__ = [
    "NO_SOURCES",
    "Sources",
    "article_sources",
    "join_sources",
    "kept_sources",
    "read_again",
    "site_sources",
    "without_read",
]
