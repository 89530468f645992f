"""Shelf life: entries that are out of date. Depends on the day, so builds do not look."""

from collections.abc import Iterator
from datetime import date

from postil.catalogue import diagnose
from postil.dates import parse_day
from postil.diagnostics import Diagnostic
from postil.format.records import Annotation
from postil.format.settings import Checks
from postil.model import AnchoredLibrary


def check_shelf_life(anchored: AnchoredLibrary, today: date) -> Iterator[Diagnostic]:
    """Tell every annotation that should have been looked at again before today.

    An author says when (`review_by`); else what was last known to be right years ago is told.
    """
    years = (anchored.library.config.checks or Checks()).as_of_years
    for entry in anchored.library.entries:
        yield from _check(entry, today, years)
    for article in anchored.articles:
        for anchor in (*article.anchors, *article.evidence):
            if not anchor.is_shared:
                yield from _check(anchor.annotation, today, years)


def _check(annotation: Annotation, today: date, years: int) -> Iterator[Diagnostic]:
    if not annotation.review_by:
        yield from _check_age(annotation, today, years)
    elif tuple(parse_day(annotation.review_by).latest) < (today.year, today.month, today.day):
        message = f"this should have been looked at again by {annotation.review_by}"
        hint = "look at it again, then change review_by or take it away"
        yield diagnose("t-002", annotation.place.of("review_by"), message, hint)


def _check_age(annotation: Annotation, today: date, years: int) -> Iterator[Diagnostic]:
    if not annotation.as_of:
        return
    year, month, day = parse_day(annotation.as_of).latest
    if (year + years, month, day) < (today.year, today.month, today.day):
        message = f"this was last known to be right as of {annotation.as_of}"
        hint = "if it is right still, bring as_of up to date; review_by says when to ask again"
        yield diagnose("t-003", annotation.place.of("as_of"), message, hint)
