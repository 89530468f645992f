"""What a Markdown text holds that Postil does not read: it is kept as it stands, and told."""

import re
from collections.abc import Iterator, Sequence

from postil.format.declare import specs
from postil.format.settings import FrontMatter
from postil.importing.manuscript import Loss
from postil.read.front_matter import find_front_matter

_FIELD = re.compile(r"^([^\s#:\"'-][^:\n]*?)[ \t]*:(?:\s|$)", re.MULTILINE)
_FOOTNOTE = re.compile(r"^ {0,3}(\[\^[^\]\s]+\]):", re.MULTILINE)
_MOST = 5
"""Names that are told; more would not help."""


def remains_of(text: str) -> Iterator[Loss]:
    """What a person should look at in a Markdown text that comes from elsewhere."""
    front = find_front_matter(text)
    known = specs(FrontMatter)
    names = _FIELD.findall(text[front.start : front.end]) if front else []
    if unknown := [name for name in names if name not in known]:
        what = f"the front matter says what Postil does not know: {_named(unknown)}"
        yield Loss(f"{what}; take it out, or the site is not built")
    footnotes = dict.fromkeys(_FOOTNOTE.findall(text[front.body :] if front else text))
    if footnotes:
        what = f"footnotes stand as they were written: {_named(list(footnotes))}"
        yield Loss(f"{what}; make each a note with a quote, and take it out of the text")


def _named(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more
