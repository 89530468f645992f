"""Findings as people and programs read them."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from unicodedata import combining, east_asian_width

from postil.catalogue import diagnose
from postil.entries import Value
from postil.entries.writing import key_yaml, value_yaml
from postil.reanchor.command import Outcome
from postil.reanchor.judgement import State
from postil.reanchor.survey import Finding
from postil.report import as_github

_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]")
_CODES = {State.MOVED: "a-004", State.CHANGED: "a-003", State.LOST: "a-001"}
_COLOURS = {State.MOVED: "33", State.CHANGED: "31", State.LOST: "31;1"}


def lines_of(outcome: Outcome, form: str, *, colour: bool = False) -> Iterator[str]:
    """Every finding; people are told those of which there is something to say."""
    for finding in outcome.findings:
        if form == "json":
            yield _as_json(finding, written=finding in outcome.written)
        elif finding.state is State.EXACT:
            continue
        elif form == "github":
            if finding not in outcome.written:
                yield _as_github(finding)
        else:
            yield from as_text(finding, written=finding in outcome.written, colour=colour)


def as_text(finding: Finding, *, written: bool = False, colour: bool = False) -> Iterator[str]:
    """A finding on several lines, the old words over the new."""
    state = str(finding.state)
    if colour and finding.state in _COLOURS:
        state = f"\x1b[{_COLOURS[finding.state]}m{state}\x1b[0m"
    place = _CONTROL.sub("\ufffd", str(finding.position))
    yield f"{place}: {state}: {_clean(finding.id)}"
    was, now = _aligned(_clean(finding.was), _clean(finding.now))
    yield f"    was  {was}"
    if now:
        yield f"    now  {now}"
    if finding.why:
        yield f"    {_clean(finding.why)}"
    if finding.fields:
        yield "    written:" if written else "    write:"
        yield from (f"      {_clean(line)}" for line in yaml_of(finding.fields))
    for number, choice in enumerate(finding.choices, 1):
        yield f"    {number}    {_clean(choice.now)}"
        yield from (f"      {_clean(line)}" for line in yaml_of(choice.fields))
    if finding.choices:
        yield f"    to take the first: postil reanchor --accept {_clean(finding.id)}=1"
    if finding.state is State.CHANGED and finding.can_be_taken and not written:
        yield f"    if that is what it is about: postil reanchor --accept {_clean(finding.id)}"
    if finding.state is State.LOST and finding.is_fault:
        yield "    quote other words, or take the entry out; nothing is removed for you"


def question_of(finding: Finding) -> str:
    """What a person at a terminal is asked about a finding that was shown."""
    if finding.choices:
        return f"Which one? [1-{len(finding.choices)}, or nothing for none] "
    return "Take this? [y/N] "


def answer_of(finding: Finding, line: str) -> int:
    """The number of the choice that a line takes, 1 for the one proposal, 0 for none."""
    said = line.strip().lower()
    if not finding.choices:
        return int(said in ("y", "yes"))
    numbers = {str(number): number for number in range(1, len(finding.choices) + 1)}
    return numbers.get(said, 0)


def _aligned(was: str, now: str) -> tuple[str, str]:
    """Two passages one above the other, so that their words in brackets begin in one column."""
    if not now:
        return was, now
    before = [_width(text.partition("[")[0]) for text in (was, now)]
    return " " * max(0, before[1] - before[0]) + was, " " * max(0, before[0] - before[1]) + now


def _width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(0 if combining(c) else 1 + (east_asian_width(c) in "WF") for c in text)


def yaml_of(fields: Mapping[str, Value]) -> Iterator[str]:
    """What to write in an entry."""
    for name, value in fields.items():
        if value is None:
            yield f"# without its {name}"
        else:
            first, *below = value_yaml(value, 0)
            yield f"{key_yaml(name)}: {first}".rstrip(" ")
            yield from below


def summary_of(outcome: Outcome) -> str:
    """`31 exact, 2 moved (2 written), 1 changed, 0 lost`."""
    counts = Counter(finding.state for finding in outcome.findings)
    done = Counter(finding.state for finding in outcome.written)
    return ", ".join(
        f"{counts[state]} {state}" + (f" ({done[state]} written)" if done[state] else "")
        for state in State
    )


def _clean(text: str) -> str:
    return _CONTROL.sub("\ufffd", text)


def _as_json(finding: Finding, *, written: bool) -> str:
    place = finding.position
    return json.dumps(
        {
            "path": place.path,
            "line": place.line,
            "column": place.column,
            "section": finding.section,
            "id": finding.id,
            "state": finding.state,
            "was": finding.was,
            "now": finding.now,
            "why": finding.why,
            "fields": dict(finding.fields),
            "yaml": "\n".join(yaml_of(finding.fields)),
            "choices": [
                {"now": c.now, "fields": dict(c.fields), "yaml": "\n".join(yaml_of(c.fields))}
                for c in finding.choices
            ],
            "written": written,
        },
        ensure_ascii=False,
    )


def _as_github(finding: Finding) -> str:
    message = f"{finding.state}: {finding.why}"
    hint = "\n".join(yaml_of(finding.fields))
    return as_github(diagnose(_CODES[finding.state], finding.position, message, hint))


def failures_of(outcome: Outcome) -> Iterable[str]:
    """Files that could not be written."""
    return (f"{path}: nothing was written: {why}" for path, why in outcome.failures.items())
