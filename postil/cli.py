"""The command line. The only place that prints, and that turns outcomes into exit statuses.

0 done, 1 the content has errors, 2 the command line is wrong, 3 the surroundings failed,
130 and 143 when interrupted.
"""

import argparse
import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

from postil.command_line import WRONG_USAGE, parser, with_command

DONE, CONTENT_HAS_ERRORS, SURROUNDINGS_FAILED = 0, 1, 3
INTERRUPTED, TERMINATED = 130, 143

OF_A_CHANGE = frozenset({"a-001", "a-002", "a-003", "a-004", "a-005", "a-006", "a-007", "a-009"})
"""What may be told of a quote because the article was edited."""


def run() -> None:
    """Run the program with the arguments that it was started with, and exit."""
    _speak_utf8()
    # A build makes many small values that live as long as it does, and few circles of them, for
    # which Python would look again and again: a tenth of the time of a build.
    gc.set_threshold(500_000, 20, 100)
    signal.signal(signal.SIGTERM, _terminate)
    try:
        status = main()
        sys.stdout.flush()
    except KeyboardInterrupt as interrupt:
        status = TERMINATED if interrupt.args == (TERMINATED,) else INTERRUPTED
    except BrokenPipeError:  # the reader of our output has left; there is nobody to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = SURROUNDINGS_FAILED
    gc.freeze()  # nor need it look for them at the end: 30 ms, where a thousand articles are known
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
    given = with_command(list(sys.argv[1:] if arguments is None else arguments))
    try:
        options = parser(given).parse_args(given)
        return COMMANDS[options.command](options)
    except BrokenPipeError:
        raise
    except Exception as error:
        return _tell_failure(error)


def _tell_failure(error: Exception) -> int:
    """Tell what a user can mend, in plain words; all else is raised again."""
    from postil.errors import CommandError, SurroundingsError  # `--help` waits for neither
    from postil.write import WriteError

    if isinstance(error, CommandError):
        _tell(error.message, error.hint)
        return SURROUNDINGS_FAILED if isinstance(error, SurroundingsError) else WRONG_USAGE
    if isinstance(error, WriteError):
        return _fail(f"{error.path}: {error.message}" if error.path else error.message, error.hint)
    if isinstance(error, ModuleNotFoundError) and not (error.name or "").startswith("postil"):
        return _fail(f"the library '{error.name}' is not installed", "python3 start.py")
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return _fail(f"{where}{(error.strerror or str(error)).lower()}")
    raise error


def _fail(message: str, hint: str = "") -> int:
    _tell(message, hint)
    return SURROUNDINGS_FAILED


def _tell(message: str, hint: str) -> None:
    print(f"postil: {message}", file=sys.stderr)
    if hint:
        print(f"    hint: {hint}", file=sys.stderr)


# Commands


def _build(options: argparse.Namespace) -> int:
    from postil.pipeline import Project, build
    from postil.progress import terminal_progress

    project = Project(options.content, options.output, options.teacher, _templates(options))
    with terminal_progress() as progress:
        outcome = build(
            project,
            only=options.only,
            editions=options.editions,
            strict=options.strict,
            force=options.force,
            jobs=options.jobs,
            progress=progress,
            on_wait=_tell_waiting,
        )
    first = options.output / "index.html"
    return _tell_outcome(outcome, options, f" Open {first}." if first.is_file() else "")


def _tell_outcome(outcome: Any, options: argparse.Namespace, advice: str) -> int:
    _report(outcome.diagnostics, options.format)
    if outcome.written is None:
        print(f"Nothing was written: {_count(outcome.diagnostics)}.", file=sys.stderr)
        _tell_of_reanchor(outcome, options)
        return CONTENT_HAS_ERRORS
    if options.format == "text":
        done = outcome.written
        print(
            f"{options.output}: {done.written} file{'s' * (done.written != 1)} written, "
            f"{done.unchanged} unchanged, {done.removed} removed.{advice}",
            file=sys.stderr,
        )
    return DONE


def _tell_of_reanchor(outcome: Any, options: argparse.Namespace) -> None:
    if options.format == "text" and any(d.code in OF_A_CHANGE for d in outcome.diagnostics):
        advice = "If the text was edited: postil reanchor shows what became of each quote."
        print(advice, file=sys.stderr)


def _handout(options: argparse.Namespace) -> int:
    from postil.handout_command import handout_options

    asked = handout_options(options)
    return _build_alone(options, only=options.slugs, editions=("handout",), handout=asked)


def _bundle(options: argparse.Namespace) -> int:
    return _build_alone(options, editions=options.editions, bundle_alone=True)


def _export(options: argparse.Namespace) -> int:
    from postil.handout_command import word_options

    asked = word_options(options) if options.edition == "docx" else None
    return _build_alone(options, only=options.slugs, editions=(options.edition,), handout=asked)


def _build_alone(options: argparse.Namespace, **asked: Any) -> int:
    """Build a part of what there is; the rest stays as it is."""
    from postil.pipeline import Project, build
    from postil.progress import terminal_progress

    project = Project(options.content, options.output, options.teacher, _templates(options))
    with terminal_progress() as progress:
        outcome = build(project, progress=progress, on_wait=_tell_waiting, **asked)
    return _tell_outcome(outcome, options, "")


def _templates(options: argparse.Namespace) -> Path | None:
    """The site's own templates: those that are named, else a folder beside the content."""
    beside: Path = options.content.absolute().parent / "templates"
    return options.templates or (beside if beside.is_dir() else None)


def _tell_waiting(process: int | None) -> None:
    who = f" (process {process})" if process else ""
    print(f"Waiting for another build{who} to end …", file=sys.stderr)


def _check(options: argparse.Namespace) -> int:
    from postil.diagnostics import has_errors
    from postil.pipeline import Project, check

    outcome = check(Project(options.content, templates=_templates(options)), today=date.today())
    _report(outcome.diagnostics, options.format)
    if options.format == "text":
        print(f"{_count(outcome.diagnostics) or 'No problems'}.", file=sys.stderr)
    _tell_of_reanchor(outcome, options)
    failed = has_errors(outcome.diagnostics) or (options.strict and outcome.diagnostics)
    return CONTENT_HAS_ERRORS if failed else DONE


def _report(diagnostics: Sequence[Any], form: str) -> None:
    if not diagnostics:
        return
    from postil.report import report

    for line in report(diagnostics, form):
        print(line, file=sys.stderr if form == "text" else sys.stdout)


def _count(diagnostics: Sequence[Any]) -> str:
    from postil.report import summarise

    return summarise(diagnostics)


def _new(options: argparse.Namespace) -> int:
    from postil.authoring import new_article

    print(f"{new_article(options.content, options.slug)} is ready: write its text and notes.")
    return DONE


def _import(options: argparse.Namespace) -> int:
    from postil.importing.article import import_article
    from postil.importing.ledger import tell_losses

    imported = import_article(options.content, options.file, options.slug)
    print(f"{imported.folder} is ready, with the title '{imported.title}'.")
    for image in imported.images:
        print(f"  copied: {image}")
    for image in imported.missing:
        print(f"  not found: {image}; put it beside the article, or take it out of the text")
    if imported.notes:
        print(f"  notes made of footnotes and comments: {imported.notes}")
    for line in tell_losses(imported.losses):
        print(line)
    print("Look at annotations.yaml." if imported.notes else "Write its notes in annotations.yaml.")
    return DONE


def _schema(options: argparse.Namespace) -> int:
    import json

    from postil.format.json_schema import json_schema

    print(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    return DONE


def _serve(options: argparse.Namespace) -> int:
    from postil.serve import serve

    serve(options.content, _templates(options), options.port, open_browser=not options.no_open)
    return DONE


def _reanchor(options: argparse.Namespace) -> int:
    from postil.reanchor.command import reanchor
    from postil.reanchor.report import (
        answer_of,
        as_text,
        failures_of,
        lines_of,
        question_of,
        summary_of,
    )

    asks = options.write and options.format == "text" and sys.stdin.isatty() and sys.stderr.isatty()

    def confirm(finding: Any) -> int:
        if not asks:
            return 0
        print(*as_text(finding, colour=True), sep="\n", file=sys.stderr)
        print(question_of(finding), end="", file=sys.stderr, flush=True)
        return answer_of(finding, sys.stdin.readline())

    outcome = reanchor(
        options.content,
        _templates(options),
        write=options.write,
        accept=options.accept,
        confirm=confirm,
    )
    _report(outcome.diagnostics, options.format)
    for line in lines_of(outcome, options.format, colour=sys.stdout.isatty()):
        print(line)
    for line in failures_of(outcome):
        print(f"postil: {line}", file=sys.stderr)
    if options.format == "text":
        print(f"{summary_of(outcome)}.", file=sys.stderr)
    return DONE if outcome.is_good else CONTENT_HAS_ERRORS


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "build": _build,
    "handout": _handout,
    "bundle": _bundle,
    "export": _export,
    "serve": _serve,
    "check": _check,
    "reanchor": _reanchor,
    "new": _new,
    "import": _import,
    "schema": _schema,
}
