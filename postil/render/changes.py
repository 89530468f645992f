"""What was changed in an article after it was published, as its page shows it."""

from typing import NamedTuple

from postil.format.history import newest_first
from postil.format.settings import FrontMatter
from postil.render.voice import Said, Voice


class ChangeView(NamedTuple):
    """One change."""

    date: str
    note: tuple[Said, ...]


def change_views(front: FrontMatter, voice: Voice) -> list[ChangeView]:
    """The changes of an article, the newest first."""
    return [
        ChangeView(change.date, voice.said(change.note, inline=True))
        for change in newest_first(front.changes)
    ]
