"""Sending: an article that was made elsewhere, by a worker or by an earlier build."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeAlias, TypeVar

from postil.keeping.cards import Shut
from postil.keeping.safe import from_bytes, to_bytes
from postil.keeping.store import MADE
from postil.making.article import Made
from postil.printing import Printed
from postil.rebuild import Sources

Record = TypeVar("Record")
Sent: TypeAlias = tuple[bytes, Sources, Printed]
"""An article without its sources and files, and these."""


def send(made: Made | None) -> Sent | None:
    """What a worker gives back of an article.

    The places in the sources stay behind, which messages need and pages do not.
    """
    if made is None:
        return None
    return made.files.kept.get(MADE) or to_bytes(made), made.sources, made.files


def receive(sent: Sent | None) -> Made | None:
    """The article that was sent."""
    if sent is None:
        return None
    made = from_bytes(sent[0])
    assert isinstance(made, Made)
    made = replace(made, sources=sent[1], files=sent[2], standing=())
    return with_kept(made, sent[2].kept) if sent[2].kept else made


def with_kept(made: Made, kept: Mapping[str, bytes]) -> Made:
    """An article that is opened no further than is asked for; `kept` is what is kept of it."""
    card = _changed(made.card, contents=Shut(kept))
    return _changed(made, card=card, files=_changed(made.files, kept=kept))


def _changed(record: Record, **fields: Any) -> Record:
    """As `dataclasses.replace` does it, which takes four times as long: ten thousand may stand."""
    return type(record)(**{**vars(record), **fields})
