"""Shelf life: entries whose `review_by` has passed. Depends on the day, so builds do not look."""

from collections.abc import Iterator
from datetime import date

from postil.catalogue import diagnose
from postil.dates import parse_day
from postil.diagnostics import Diagnostic
from postil.format.records import Annotation
from postil.model import AnchoredLibrary


def check_shelf_life(anchored: AnchoredLibrary, today: date) -> Iterator[Diagnostic]:
    """Tell every annotation that should have been looked at again before today."""
    for entry in anchored.library.entries:
        yield from _check(entry, today)
    for article in anchored.articles:
        for anchor in (*article.anchors, *article.evidence):
            if not anchor.is_shared:
                yield from _check(anchor.annotation, today)


def _check(annotation: Annotation, today: date) -> Iterator[Diagnostic]:
    if not annotation.review_by:
        return
    if tuple(parse_day(annotation.review_by).latest) < (today.year, today.month, today.day):
        message = f"this should have been looked at again by {annotation.review_by}"
        hint = "look at it again, then change review_by or take it away"
        yield diagnose("t-002", annotation.place.of("review_by"), message, hint)
