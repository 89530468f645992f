"""Options of the handout as they are given on the command line."""

import argparse
import re

from postil.errors import CommandError
from postil.format.settings import EXERCISES, ExerciseOptions, HandoutOptions

_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")


def handout_options(given: argparse.Namespace) -> HandoutOptions:
    """What the command line asks for; what it does not say is left to the article and the site.

    Raises CommandError.
    """
    _check_language(given.language)
    return HandoutOptions(
        paper=given.paper,
        large_print=given.large_print,
        spacing=given.spacing,
        line_numbers=given.line_numbers,
        notes=given.notes,
        language=given.language,
        exercises=None if given.exercises is None else _exercises(given.exercises),
        seed=given.seed,
        versions=None if given.versions is None else _versions(given.versions),
    )


def word_options(given: argparse.Namespace) -> HandoutOptions:
    """The same for a Word file, in which notes stand in other places.

    Raises CommandError.
    """
    _check_language(given.language)
    as_words = given.notes in ("footnotes", "comments")
    return HandoutOptions(
        paper=given.paper,
        large_print=given.large_print,
        spacing=given.spacing,
        line_numbers=given.line_numbers,
        notes="margin" if as_words else given.notes,
        word_notes=given.notes if as_words else "",
        language=given.language,
    )


def _check_language(tag: str) -> None:
    if tag and not _TAG.match(tag):
        message = f"'{tag}' is no language tag"
        raise CommandError(message, "write for example --language ja or --language zh-Hant")


def _exercises(text: str) -> tuple[ExerciseOptions, ...]:
    return tuple(_exercise(part) for part in _parts(text) if part != "none")


def _exercise(text: str) -> ExerciseOptions:
    kind, _, items = text.partition(":")
    if kind not in EXERCISES:
        raise CommandError(f"there is no exercise '{kind}'", f"there are {', '.join(EXERCISES)}")
    if items and not (items.isascii() and items.isdigit() and int(items)):
        raise CommandError(f"'{items}' is no number of items", f"write for example {kind}:8")
    return ExerciseOptions(kind=kind, items=int(items) if items else None)


def _versions(text: str) -> tuple[str, ...]:
    versions = _parts(text)
    for version in versions:
        if version not in ("A", "B"):
            raise CommandError(f"there is no version '{version}'", "write --versions A,B")
    return versions


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
