"""Options that several commands have, in the same words."""

import argparse
from pathlib import Path


def add_content(command: argparse.ArgumentParser) -> None:
    """The folder of the content."""
    command.add_argument(
        "--content",
        type=Path,
        default=Path("content"),
        metavar="DIR",
        help="the folder that holds site.yaml and the articles (default: content)",
    )


def add_format(command: argparse.ArgumentParser) -> None:
    """How problems are told."""
    command.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help="how problems are told: text for people (on stderr), json one object a line, "
        "github for workflow annotations (both on stdout)",
    )


def add_templates(command: argparse.ArgumentParser) -> None:
    """The site's own templates."""
    command.add_argument(
        "--templates",
        type=Path,
        metavar="DIR",
        help="templates and styles of your own; each overrides the theme's file of its name "
        "(default: templates, beside the content folder, if it is there)",
    )


def add_outputs(command: argparse.ArgumentParser) -> None:
    """The folders that are written to."""
    command.add_argument(
        "--output",
        type=Path,
        default=Path("site"),
        metavar="DIR",
        help="where the site is written (default: site)",
    )
    command.add_argument(
        "--teacher",
        type=Path,
        metavar="DIR",
        help="where keys with answers are written (default: teacher, beside the site)",
    )


def count(text: str) -> int:
    """A number from 1 on, as an argument."""
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"'{text}' is no number from 1 on")
    return int(text)


def add_slugs(command: argparse.ArgumentParser) -> None:
    """Some articles, or all."""
    command.add_argument(
        "slugs", nargs="*", metavar="SLUG", help="the articles (default: all of them)"
    )


def add_paper(command: argparse.ArgumentParser, *, notes: tuple[str, ...], large: str = "") -> None:
    """How a sheet looks, on paper and in a word processor."""
    for name, values, text in (
        ("paper", ("A4", "Letter"), "the size of the paper"),
        ("spacing", ("standard", "wide"), "wide: more room between letters, words and lines"),
        ("line-numbers", ("5", "1", "none"), "number every 5th line, every line, or none"),
        ("notes", notes, "where the notes stand"),
    ):
        command.add_argument(f"--{name}", choices=values, default="", help=text)
    command.add_argument(
        "--large-print",
        action=argparse.BooleanOptionalAction,
        help=f"letters of 18 points{large}",
    )
    command.add_argument(
        "--language", metavar="TAG", default="", help="the language of the notes, for example ja"
    )


def add_common(command: argparse.ArgumentParser) -> None:
    """What every command has that writes one edition."""
    add_content(command)
    add_outputs(command)
    add_templates(command)
    add_format(command)


def edition_list(text: str) -> tuple[str, ...]:
    """Names of editions with commas between them, as an argument."""
    from postil.format.settings import EDITIONS

    chosen = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in chosen:
        if name not in EDITIONS:
            message = f"there is no edition '{name}'; there are {', '.join(EDITIONS)}"
            raise argparse.ArgumentTypeError(message)
    return chosen
