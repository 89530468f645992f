"""The command line. The only place that prints, and that turns outcomes into exit statuses.

0 done, 1 the content has errors, 2 the command line is wrong, 3 the surroundings failed,
130 and 143 when interrupted.
"""

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

from postil import __version__

DONE, CONTENT_HAS_ERRORS, WRONG_USAGE, SURROUNDINGS_FAILED = 0, 1, 2, 3
INTERRUPTED, TERMINATED = 130, 143


def run() -> None:
    """Run the program with the arguments that it was started with, and exit."""
    _speak_utf8()
    signal.signal(signal.SIGTERM, _terminate)
    try:
        status = main()
        sys.stdout.flush()
    except KeyboardInterrupt as interrupt:
        status = TERMINATED if interrupt.args == (TERMINATED,) else INTERRUPTED
    except BrokenPipeError:  # the reader of our output has left; there is nobody to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = SURROUNDINGS_FAILED
    raise SystemExit(status)


def _terminate(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt(TERMINATED)


def _speak_utf8() -> None:
    """Messages hold every script, whatever the locale."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status. Argument errors exit with 2."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = parser().parse_args(_with_command(given))
    command: Callable[[argparse.Namespace], int] = options.run
    from postil.errors import CommandError, SurroundingsError
    from postil.write import WriteError

    try:
        return command(options)
    except CommandError as error:
        _tell(error.message, error.hint)
        return SURROUNDINGS_FAILED if isinstance(error, SurroundingsError) else WRONG_USAGE
    except WriteError as error:
        return _fail(f"{error.path}: {error.message}" if error.path else error.message, error.hint)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _fail(f"{where}{(error.strerror or str(error)).lower()}")


def _with_command(given: list[str]) -> list[str]:
    """Without a command, `build` is meant."""
    first = next((a for a in given if not a.startswith("-")), None)
    if first in _COMMANDS or {"-h", "--help", "--version"} & set(given):
        return given
    if given and not given[0].startswith("-"):
        return given  # a wrong command: let the parser say so
    return ["build", *given]


def _fail(message: str, hint: str = "") -> int:
    _tell(message, hint)
    return SURROUNDINGS_FAILED


def _tell(message: str, hint: str) -> None:
    print(f"postil: {message}", file=sys.stderr)
    if hint:
        print(f"    hint: {hint}", file=sys.stderr)


# The command line


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
    for name, (summary, add_options, command) in _COMMANDS.items():
        one = commands.add_parser(name, help=summary, description=summary[0].upper() + summary[1:])
        add_options(one)
        one.set_defaults(run=command)
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
        help="templates and styles of your own; each overrides the theme's file of its name",
    )


def _add_build(command: argparse.ArgumentParser) -> None:
    _add_content(command)
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
        help="what to build, with commas: web, bundle, handout (default: what site.yaml says, "
        "else all)",
    )
    command.add_argument(
        "--strict", action="store_true", help="let warnings stop the build, as errors do"
    )
    _add_format(command)


def _editions(text: str) -> tuple[str, ...]:
    from postil.format.records import EDITIONS

    chosen = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in chosen:
        if name not in EDITIONS:
            message = f"there is no edition '{name}'; there are {', '.join(EDITIONS)}"
            raise argparse.ArgumentTypeError(message)
    return chosen


def _add_check(command: argparse.ArgumentParser) -> None:
    _add_content(command)
    command.add_argument("--strict", action="store_true", help="exit with 1 for warnings too")
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
    _add_content(command)
    _add_templates(command)
    command.add_argument(
        "--port", type=int, default=8000, metavar="N", help="the port to serve on (default: 8000)"
    )
    command.add_argument("--no-open", action="store_true", help="do not open a browser")


# Commands


def _build(options: argparse.Namespace) -> int:
    from postil.pipeline import Project, build
    from postil.progress import terminal_progress

    project = Project(options.content, options.output, options.teacher, options.templates)
    with terminal_progress() as progress:
        outcome = build(
            project,
            only=options.only,
            editions=options.editions,
            strict=options.strict,
            progress=progress,
            on_wait=_tell_waiting,
        )
    _report(outcome.diagnostics, options.format)
    if outcome.written is None:
        print(f"Nothing was written: {_count(outcome.diagnostics)}.", file=sys.stderr)
        return CONTENT_HAS_ERRORS
    if options.format == "text":
        done = outcome.written
        print(
            f"{options.output}: {done.written} files written, {done.unchanged} unchanged, "
            f"{done.removed} removed.",
            file=sys.stderr,
        )
    return DONE


def _tell_waiting(process: int | None) -> None:
    who = f" (process {process})" if process else ""
    print(f"Waiting for another build{who} to end …", file=sys.stderr)


def _check(options: argparse.Namespace) -> int:
    from postil.diagnostics import has_errors
    from postil.pipeline import Project, check

    outcome = check(Project(options.content))
    _report(outcome.diagnostics, options.format)
    if options.format == "text":
        print(f"{_count(outcome.diagnostics) or 'No problems'}.", file=sys.stderr)
    failed = has_errors(outcome.diagnostics) or (options.strict and outcome.diagnostics)
    return CONTENT_HAS_ERRORS if failed else DONE


def _report(diagnostics: Sequence[Any], form: str) -> None:
    from postil.report import as_github, as_json, as_text

    write = {"text": as_text, "json": as_json, "github": as_github}[form]
    stream = sys.stderr if form == "text" else sys.stdout
    for diagnostic in diagnostics:
        print(write(diagnostic), file=stream)


def _count(diagnostics: Sequence[Any]) -> str:
    from postil.report import summarise

    return summarise(diagnostics)


def _new(options: argparse.Namespace) -> int:
    from postil.authoring import new_article

    print(f"{new_article(options.content, options.slug)} is ready: write its text and notes.")
    return DONE


def _import(options: argparse.Namespace) -> int:
    from postil.authoring import import_article

    imported = import_article(options.content, options.file, options.slug)
    print(f"{imported.folder} is ready, with the title '{imported.title}'.")
    for image in imported.images:
        print(f"  copied: {image}")
    for image in imported.missing:
        print(f"  not found, and left out: {image}")
    print("Write its notes in annotations.yaml.")
    return DONE


def _schema(options: argparse.Namespace) -> int:
    import json

    from postil.format.json_schema import json_schema

    print(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    return DONE


def _serve(options: argparse.Namespace) -> int:
    from postil.serve import serve

    serve(options.content, options.templates, options.port, open_browser=not options.no_open)
    return DONE


_Options = Callable[[argparse.ArgumentParser], None]
_COMMANDS: dict[str, tuple[str, _Options, Callable[[argparse.Namespace], int]]] = {
    "build": ("build the site and everything that is due", _add_build, _build),
    "serve": ("serve a preview that follows your changes", _add_serve, _serve),
    "check": ("tell every problem; write nothing", _add_check, _check),
    "new": ("make an article's folder, ready to fill", _add_new, _new),
    "import": ("make an article's folder of a text that you have", _add_import, _import),
    "schema": ("print the JSON Schema of the YAML, for editors", _add_nothing, _schema),
}
