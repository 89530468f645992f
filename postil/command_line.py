"""The words of the command line: commands, options, and what `--help` says of them."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from postil import __version__

WRONG_USAGE = 2
"""The exit status for a command line that makes no sense."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, with the nearest right word, and points to --help."""

    def error(self, message: str) -> Any:
        self.exit(WRONG_USAGE, f"postil: {message}\n    hint: {self.prog} --help\n")


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = _Parser(
        prog="postil",
        description="Make annotated readers: a website, an offline bundle and a classroom "
        "handout, from articles and YAML beside them.",
        epilog="Without a command: build. 'postil COMMAND --help' tells more of each.",
    )
    top.add_argument("--version", action="version", version=f"postil {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)
    for name, (summary, add_options) in _COMMANDS.items():
        description = f"{summary[0].upper()}{summary[1:]}."
        one = commands.add_parser(name, help=summary, description=description)
        add_options(one)
        one.set_defaults(command=name)
    return top


def _add_content(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--content",
        type=Path,
        default=Path("content"),
        metavar="DIR",
        help="the folder that holds site.yaml and the articles (default: content)",
    )


def _add_format(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help="how problems are told: text for people (on stderr), json one object a line, "
        "github for workflow annotations (both on stdout)",
    )


def _add_templates(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--templates",
        type=Path,
        metavar="DIR",
        help="templates and styles of your own; each overrides the theme's file of its name "
        "(default: templates, beside the content folder, if it is there)",
    )


def _add_outputs(command: argparse.ArgumentParser) -> None:
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


def _add_build(command: argparse.ArgumentParser) -> None:
    _add_content(command)
    _add_outputs(command)
    _add_templates(command)
    command.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="SLUG",
        help="write this article's pages alone; may be given several times",
    )
    command.add_argument(
        "--editions",
        type=_editions,
        default=(),
        metavar="LIST",
        help="what to build, with commas: web, single, bundle, handout, docx, epub, anki, jsonld "
        "(default: what site.yaml says, else all but docx, epub and anki)",
    )
    command.add_argument(
        "--jobs",
        type=_count,
        default=0,
        metavar="N",
        help="how many processes share the work (default: one for each core)",
    )
    command.add_argument(
        "--force", action="store_true", help="make everything again, also what has not changed"
    )
    command.add_argument(
        "--strict", action="store_true", help="let warnings stop the build, as errors do"
    )
    _add_format(command)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"'{text}' is no number from 1 on")
    return int(text)


def _add_handout(command: argparse.ArgumentParser) -> None:
    _add_slugs(command)
    _add_paper(command, notes=("margin", "foot", "box", "none"), large=", notes below paragraphs")
    command.add_argument(
        "--exercises",
        metavar="LIST",
        help="exercises, with commas, each with its number of items if you like: match,gaps:8",
    )
    command.add_argument(
        "--seed", metavar="WORD", default="", help="the same seed gives the same exercises"
    )
    command.add_argument(
        "--versions", metavar="LIST", help="A, or A,B for two neighbours (default: A)"
    )
    _add_common(command)


def _add_slugs(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "slugs", nargs="*", metavar="SLUG", help="the articles (default: all of them)"
    )


def _add_paper(
    command: argparse.ArgumentParser, *, notes: tuple[str, ...], large: str = ""
) -> None:
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


def _add_bundle(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--editions",
        type=_editions,
        default=(),
        metavar="LIST",
        help="what is in the zips, with commas: web, single, handout, docx, epub, anki, jsonld "
        "(default: what site.yaml says, else all but docx, epub and anki)",
    )
    _add_common(command)


_FORMATS = {
    "single": "each article as one file that needs nothing beside it",
    "docx": "the handout as a Word file, and the teacher's copy",
    "epub": "e-books of each article and of the whole site",
    "anki": "flashcards for Anki, and the same as a table",
    "jsonld": "annotations for other programs (W3C Web Annotation)",
}


def _add_export(command: argparse.ArgumentParser) -> None:
    formats = command.add_subparsers(
        title="formats", metavar="FORMAT", dest="edition", required=True, parser_class=_Parser
    )
    for name, summary in _FORMATS.items():
        description = f"{summary[0].upper()}{summary[1:]}."
        one = formats.add_parser(name, help=summary, description=description)
        _add_slugs(one)
        if name == "docx":
            _add_paper(one, notes=("footnotes", "comments", "box", "none"))
        _add_common(one)


def _add_common(command: argparse.ArgumentParser) -> None:
    _add_content(command)
    _add_outputs(command)
    _add_templates(command)
    _add_format(command)


def _editions(text: str) -> tuple[str, ...]:
    from postil.format.settings import EDITIONS

    chosen = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in chosen:
        if name not in EDITIONS:
            message = f"there is no edition '{name}'; there are {', '.join(EDITIONS)}"
            raise argparse.ArgumentTypeError(message)
    return chosen


def _add_check(command: argparse.ArgumentParser) -> None:
    _add_content(command)
    _add_templates(command)
    command.add_argument("--strict", action="store_true", help="exit with 1 for warnings too")
    _add_format(command)


def _add_reanchor(command: argparse.ArgumentParser) -> None:
    _add_content(command)
    _add_templates(command)
    command.add_argument(
        "--write",
        action="store_true",
        help="bring what only moved up to date in the YAML; on a terminal, ask about the rest",
    )
    command.add_argument(
        "--accept",
        action="append",
        default=[],
        metavar="ID",
        help="write what is proposed for this annotation, whose words changed; may be given "
        "several times, as ID, ARTICLE#ID, or ID=2 for the second of several places",
    )
    _add_format(command)


def _add_new(command: argparse.ArgumentParser) -> None:
    command.add_argument("slug", metavar="SLUG", help="the article's name: a-few-small-words")
    _add_content(command)


def _add_import(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE", help="a text (.txt) or Markdown (.md)")
    command.add_argument("--slug", metavar="S", help="the article's name (default: the file's)")
    _add_content(command)


def _add_nothing(command: argparse.ArgumentParser) -> None:
    pass


def _add_serve(command: argparse.ArgumentParser) -> None:
    command.epilog = (
        "In the page choose words, with the mouse, a finger or the button 'Choose words', to write "
        "a note, a glossary entry, an event or a question; 'Edit' beside each changes it, 'New "
        "article' begins one. What you save is written into the article's YAML. Only this "
        "machine's own browser can see the pages and write."
    )
    _add_content(command)
    _add_templates(command)
    command.add_argument(
        "--port", type=int, default=8000, metavar="N", help="the port to serve on (default: 8000)"
    )
    command.add_argument("--no-open", action="store_true", help="do not open a browser")


_COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "build": ("build the site and everything that is due", _add_build),
    "handout": ("make the handouts alone, with options of their own", _add_handout),
    "bundle": ("make the zips for pupils and for teachers alone", _add_bundle),
    "export": ("make one other edition alone, with its own options", _add_export),
    "serve": ("serve a preview that follows your changes, and write notes in it", _add_serve),
    "check": ("tell every problem; write nothing", _add_check),
    "reanchor": ("tell what became of the notes on an edited text; mend them", _add_reanchor),
    "new": ("make an article's folder, ready to fill", _add_new),
    "import": ("make an article's folder of a text that you have", _add_import),
    "schema": ("print the JSON Schema of the YAML, for editors", _add_nothing),
}


def with_command(given: list[str]) -> list[str]:
    """Without a command, `build` is meant."""
    first = next((a for a in given if not a.startswith("-")), None)
    if first in _COMMANDS or {"-h", "--help", "--version"} & set(given):
        return given
    if given and not given[0].startswith("-"):
        return given  # a wrong command: let the parser say so
    return ["build", *given]
