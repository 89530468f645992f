"""Sending: an article that was made elsewhere, by a worker or by an earlier build."""

from dataclasses import replace
from typing import TypeAlias

from postil.arrange.card import NO_CONTENTS
from postil.keeping.spool import Spool, Token
from postil.keeping.store import MADE
from postil.making.article import Made
from postil.rebuild.carried import Sources
from postil.sealing import from_bytes, to_bytes

Sent: TypeAlias = tuple[bytes, Sources, Token]
"""An article that was not put into the spool, or nothing; its sources; where its files are."""


def put_away(made: Made | None, spool: Spool) -> Made | None:
    """An article whose files are in the spool, and no more of its card than it is found by.

    One that is to be bound whole into a book keeps that.
    """
    if made is None:
        return None
    card = made.card if made.arranged else replace(made.card, contents=NO_CONTENTS)
    return replace(made, card=card, files=spool.take(spool.put(made.files)))


def send(made: Made | None, spool: Spool) -> Sent | None:
    """What a worker gives back of an article.

    The places in the sources stay behind, which messages need and pages do not. Raises WriteError
    where there is no room for its files.
    """
    if made is None:
        return None
    sealed = b"" if MADE in made.files.kept else to_bytes(made)
    return sealed, made.sources, spool.put(made.files)


def receive(sent: Sent | None, spool: Spool) -> Made | None:
    """The article that was sent."""
    if sent is None:
        return None
    sealed, sources, token = sent
    files = spool.take(token)
    made = from_bytes(sealed or files.kept[MADE])
    assert isinstance(made, Made)
    return replace(made, sources=sources, files=files, standing=())
