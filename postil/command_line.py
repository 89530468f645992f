"""The words of the command line: commands, options, and what `--help` says of them."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from postil import __version__
from postil.command_options import (
    add_common,
    add_content,
    add_format,
    add_outputs,
    add_paper,
    add_slugs,
    add_templates,
    count,
    edition_list,
)

WRONG_USAGE = 2
"""The exit status for a command line that makes no sense."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, with the nearest right word, and points to --help."""

    def error(self, message: str) -> Any:
        self.exit(WRONG_USAGE, f"postil: {message}\n    hint: {self.prog} --help\n")


def parser(given: list[str] | None = None) -> argparse.ArgumentParser:
    """The whole command line; where it begins with a command, that command alone."""
    top = _Parser(
        prog="postil",
        description="Make annotated readers: a website, an offline bundle and a classroom "
        "handout, from articles and YAML beside them.",
        epilog="Without a command: build. 'postil COMMAND --help' tells more of each.",
    )
    top.add_argument("--version", action="version", version=f"postil {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)
    wanted = given[:1] if given and given[0] in _COMMANDS else _COMMANDS
    for name in wanted:
        summary, add_options = _COMMANDS[name]
        description = f"{summary[0].upper()}{summary[1:]}."
        one = commands.add_parser(name, help=summary, description=description)
        if given is None or name in given:
            add_options(one)
        one.set_defaults(command=name)
    return top


def _add_build(command: argparse.ArgumentParser) -> None:
    add_content(command)
    add_outputs(command)
    add_templates(command)
    command.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="SLUG",
        help="write this article's pages alone; may be given several times",
    )
    command.add_argument(
        "--editions",
        type=edition_list,
        default=(),
        metavar="LIST",
        help="what to build, with commas: web, single, bundle, handout, docx, epub, anki, jsonld "
        "(default: what site.yaml says, else all but docx, epub and anki)",
    )
    command.add_argument(
        "--jobs",
        type=count,
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
    add_format(command)


def _add_handout(command: argparse.ArgumentParser) -> None:
    add_slugs(command)
    add_paper(command, notes=("margin", "foot", "box", "none"), large=", notes below paragraphs")
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
    add_common(command)


def _add_bundle(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--editions",
        type=edition_list,
        default=(),
        metavar="LIST",
        help="what is in the zips, with commas: web, single, handout, docx, epub, anki, jsonld "
        "(default: what site.yaml says, else all but docx, epub and anki)",
    )
    add_common(command)


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
        add_slugs(one)
        if name == "docx":
            add_paper(one, notes=("footnotes", "comments", "box", "none"))
        add_common(one)


def _add_check(command: argparse.ArgumentParser) -> None:
    add_content(command)
    add_templates(command)
    command.add_argument("--strict", action="store_true", help="exit with 1 for warnings too")
    add_format(command)


def _add_reanchor(command: argparse.ArgumentParser) -> None:
    add_content(command)
    add_templates(command)
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
    add_format(command)


def _add_new(command: argparse.ArgumentParser) -> None:
    command.add_argument("slug", metavar="SLUG", help="the article's name: a-few-small-words")
    add_content(command)


def _add_import(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="a saved web page (.html), a Word file (.docx), Markdown (.md) or plain text (.txt)",
    )
    command.add_argument("--slug", metavar="S", help="the article's name (default: the file's)")
    add_content(command)


def _add_nothing(command: argparse.ArgumentParser) -> None:
    pass


def _add_serve(command: argparse.ArgumentParser) -> None:
    command.epilog = (
        "In the page choose words, with the mouse, a finger or the button 'Choose words', to write "
        "a note, a glossary entry, an event or a question; 'Edit' beside each changes it, 'New "
        "article' begins one. What you save is written into the article's YAML. Only this "
        "machine's own browser can see the pages and write."
    )
    add_content(command)
    add_templates(command)
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
    "reanchor": (
        "after an article was edited: tell which notes moved or lost their words",
        _add_reanchor,
    ),
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
