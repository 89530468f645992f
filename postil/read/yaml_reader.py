"""Reading YAML: one document from text to nodes, from the parser's events.

The tree is built with a stack of our own and no recursion: no file can make the process run out
of stack. As aliases and merge keys are refused, no small file can become a large tree.
"""

from contextlib import suppress
from typing import Any, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from postil.catalogue import diagnose
from postil.diagnostics import Diagnostic
from postil.read import yaml_refusals as refusals
from postil.read.nodes import YamlList, YamlMap, YamlNode, YamlText
from postil.read.yaml_characters import (
    find_bad_characters,
    hide_from_parser,
    is_bad_value,
    tell_bad_escape,
    without_bad_characters,
)
from postil.read.yaml_comments import find_comments, judge_comment
from postil.read.yaml_hints import Problem
from postil.source import SourceFile

MAX_DEPTH = 50
MAX_BYTES = 10_000_000
MAX_PROBLEMS = 1000
"""With more errors reading stops: nobody reads on, and there may be millions."""

PARSER_ERRORS = (yaml.YAMLError, ValueError, OverflowError)
"""The last two are PyYAML's for a lone surrogate, and for an escape with too large a number."""

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where it is there: ten times as fast, with the same nodes at the same places."""

_Frame: TypeAlias = tuple[list[YamlNode], int, bool, bool]
"""An open collection: its nodes so far, its start, in brackets or not, a mapping or not."""


def read_yaml(
    file: SourceFile, start: int = 0, end: int | None = None
) -> tuple[YamlNode | None, list[Diagnostic]]:
    """Read the one YAML document that stands in the file between two offsets.

    The tree is `None` where there is nothing but comments, and where the YAML is malformed.
    With errors there may be a tree too, for whoever wants to find more of them in one run.
    """
    text = file.text
    end = len(text) if end is None else end
    if len(text[start:end].encode("utf-8", "surrogatepass")) > MAX_BYTES:
        hint = "divide it: every *.yaml file in an article's folder is read"
        return None, [diagnose("x-001", file.position(start), "more than 10 MB of YAML", hint)]
    reading = _Reading(file, text, start, end)
    tree = reading.read()
    problems = reading.problems
    if reading.failed and (bad := find_bad_characters(text, start, end)):
        # The parser stops at them. Told, and taken out of its way, they hide no other problem.
        reading = _Reading(file, without_bad_characters(text), start, end)
        tree = reading.read()
        problems = bad + reading.problems
    # One problem a place: what stopped the parser comes last, and says more than what led to it.
    problems = list({problem.offset: problem for problem in problems}.values())
    return tree, sorted(
        diagnose(code, file.position(offset), message, hint)
        for offset, message, hint, code in problems
    )


class _EnoughError(Exception):
    """There are more problems than anyone will read."""


class _Reading:
    """One pass over the YAML between `start` and `end`; all offsets are the whole text's."""

    def __init__(self, file: SourceFile, text: str, start: int, end: int) -> None:
        self.failed = False
        self.problems: list[Problem] = []
        self._file = file
        self._text = text
        self._end = end
        self._base = start
        self._yaml, self._restored = hide_from_parser(text[start:end])
        self._comments = find_comments(text, start, end)
        self._after_question_mark = refusals.after_question_marks(text, start, end)
        self._stack: list[_Frame] = [([], start, False, False)]

    def read(self) -> YamlNode | None:
        """Make the tree; `failed` if there is none because the YAML is malformed."""
        if "\r" in self._yaml or "\x85" in self._yaml:
            self.failed = True  # bad characters, which the parser would take for line ends
            return None
        try:
            self._build()
        except PARSER_ERRORS as error:
            self.failed = True
            with suppress(_EnoughError):
                while len(self._stack) > 1:  # what is open where it stopped has its problems too
                    self._add(self._stack.pop(), None)
            self.problems.append(self._explained(error))
        except _EnoughError:
            self.failed = True
        nodes = self._stack[0][0]
        if self.failed or not nodes:
            return None
        if isinstance(nodes[0], YamlText):
            from postil.read.yaml_lines import judge_only_line  # few files are one text

            self.problems += judge_only_line(self._text, nodes[0])
            return None if nodes[0].is_missing else nodes[0]
        return nodes[0]

    def _explained(self, error: Exception) -> Problem:
        """What stopped the parser, by words that only a faulty file has to wait for."""
        from postil.read.yaml_failure import failure_of
        from postil.read.yaml_slips import explain

        return explain(failure_of(error, Loader, self._yaml, self._text, self._base))

    def _build(self) -> None:
        """Go through the events. This is where a build spends most of its time with YAML."""
        next_event = Loader(self._yaml).get_event
        base = self._base
        special = bool(self._restored)
        nodes = self._stack[-1][0]
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                style = event.style
                if special or style or event.tag is not None or event.anchor is not None:
                    nodes.append(self._scalar(event))
                else:
                    start = event.start_mark.index + base
                    end = event.end_mark.index + base
                    nodes.append(YamlText(event.value, start, end, not style))
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                # Only brackets have a width: without them a collection ends with its last node.
                start, end = event.start_mark.index, event.end_mark.index
                self._add(self._stack.pop(), end + base if end > start else None)
                nodes = self._stack[-1][0]
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if len(self._stack) > MAX_DEPTH:
                    self._stop(event.start_mark.index + base)
                    return
                nodes = self._open(event, is_map=kind is MappingStartEvent)
            elif not self._go_on(event):
                return

    def _scalar(self, event: Any) -> YamlText:
        """Make the node of a scalar that is not just plain text."""
        start, end = event.start_mark.index + self._base, event.end_mark.index + self._base
        style = event.style
        value = event.value
        if event.tag is not None or event.anchor is not None:
            self._refuse_marks(event, quotable=not style)
        if style == '"' and is_bad_value(value):
            self._tell([tell_bad_escape(self._text, start, end)])
        if style in {"|", ">"}:
            end = start + len(self._text[start:end].rstrip(" \n"))
        if self._restored:
            value = value.translate(self._restored)
        return YamlText(value, start, end, not style)

    def _open(self, event: Any, *, is_map: bool) -> list[YamlNode]:
        """Begin a collection; its list of nodes is what the next ones go to."""
        start = event.start_mark.index + self._base
        if event.tag is not None or event.anchor is not None:
            self._refuse_marks(event, quotable=False)
        nodes: list[YamlNode] = []
        self._stack.append((nodes, start, bool(event.flow_style), is_map))
        return nodes

    def _go_on(self, event: Any) -> bool:
        """Take a rare event; whether reading goes on after it."""
        at = event.start_mark.index + self._base
        kind = type(event)
        if kind is AliasEvent:
            end = event.end_mark.index + self._base
            self._refuse_marks(event, quotable=True)
            self._stack[-1][0].append(YamlText(self._text[at:end], at, end, plain=True))
        elif kind is DocumentStartEvent:
            if self._stack[0][0]:
                self.problems.append(refusals.second_document(self._text, at, self._end))
                return False
            end = event.end_mark.index + self._base
            self.problems += refusals.find_directive(self._text, self._base, end)
        return kind is not StreamEndEvent

    def _add(self, frame: _Frame, end: int | None) -> None:
        """Put a collection that has come to its end among the nodes of the one around it."""
        nodes, start, flow, is_map = frame
        if self._comments:
            for node in nodes[1::2] if is_map else nodes:
                if node.end in self._comments and len(self.problems) < MAX_PROBLEMS:
                    self.problems += judge_comment(self._text, node, flow=flow)
        collection: YamlMap | YamlList
        if is_map:
            pairs = self._pairs(nodes, start, flow=flow)
            if end is None:
                end = pairs[-1][1].end if pairs else self._end
            collection = YamlMap(pairs, start, end)
        else:
            if end is None:
                end = nodes[-1].end if nodes else self._end
            collection = YamlList(tuple(nodes), start, end)
        self._stack[-1][0].append(collection)

    def _pairs(
        self, nodes: list[YamlNode], start: int, *, flow: bool
    ) -> tuple[tuple[YamlText, YamlNode], ...]:
        """Pair keys with values, and tell the keys that cannot stand."""
        pairs: dict[str, tuple[YamlText, YamlNode]] = {}
        questions = self._after_question_mark
        for key, value in zip(nodes[::2], nodes[1::2], strict=False):
            if not isinstance(key, YamlText):
                self._tell([refusals.complex_key(key)])
                continue
            name = key.text
            if name in pairs:
                self._twice(pairs[name][0], key)
                continue
            if name[:1] in refusals.SUSPECT or (questions and key.start in questions):
                self._tell(refusals.judge_key(self._text, key))
            if flow and value.start == value.end:
                # libyaml and PyYAML put what is not there in different places.
                at = self._text.find(":", key.end, value.end + 1) + 1 or key.end
                value = YamlText("", at, at, plain=True)
                self._tell(refusals.judge_braces(self._text, start, key, at))
            pairs[name] = (key, value)
        return tuple(pairs.values())

    def _twice(self, first: YamlText, second: YamlText) -> None:
        lines = (self._file.position(key.start).line for key in (first, second))
        self._tell([refusals.twice(second, *lines)])

    def _refuse_marks(self, event: Any, *, quotable: bool) -> None:
        nodes, _, flow, is_map = self._stack[-1]
        quotable = quotable and not (is_map and len(nodes) % 2 == 0)  # not where a key stands
        start = event.start_mark.index + self._base
        if type(event) is AliasEvent:
            signs = "*"
        else:
            signs = "!" * (event.tag is not None) + "&" * (event.anchor is not None)
        for sign in signs:
            mark = refusals.refuse_mark(self._text, start, sign, quotable=quotable, flow=flow)
            self._tell([mark])

    def _tell(self, problems: list[Problem]) -> None:
        """Add errors, up to the point where the file is no annotation file at all."""
        self.problems += problems
        if len(self.problems) > MAX_PROBLEMS:
            raise _EnoughError

    def _stop(self, at: int) -> None:
        """Give up where a collection begins that is too deep."""
        self.failed = True
        message = f"nested more than {MAX_DEPTH} deep"
        hint = "put the text in quotation marks, if these brackets belong to one"
        self.problems.append(Problem(at, message, hint, "x-001"))
