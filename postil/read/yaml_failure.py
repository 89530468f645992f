"""Where the parser stopped, and what stood just before."""

import re
from collections import deque
from typing import Any

from yaml.tokens import (
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    ScalarToken,
)

from postil.deferred import dataclass
from postil.read.yaml_reader import PARSER_ERRORS

_OPENING = (FlowMappingStartToken, FlowSequenceStartToken)
_CLOSING = (FlowMappingEndToken, FlowSequenceEndToken)
_TOO_LARGE = re.compile(r"\\U(?!000|0010)[0-9a-fA-F]{8}")
"""PyYAML gives no place for this escape."""


def failure_of(error: Exception, loader: Any, parsed: str, text: str, base: int) -> "Failure":
    """Gather what is known of a failure; `parsed` is what the parser read, from `base` on."""
    context = getattr(error, "context_mark", None)
    problem = getattr(error, "problem_mark", None) or context
    number = None if problem else _TOO_LARGE.search(parsed)
    at = problem.index if problem else number.start() if number else len(parsed)
    words = f"{getattr(error, 'context', '')} {getattr(error, 'problem', error)}"
    seen, opened = _tokens(loader, parsed, at, base)
    return Failure(
        text=text,
        words=words.lower(),
        at=at + base,
        since=(context.index if context else at) + base,
        start=base,
        end=base + len(parsed),
        seen=seen,
        opened=opened,
    )


def _tokens(
    loader: Any, parsed: str, stop: int, base: int
) -> "tuple[tuple[Seen, ...], tuple[int, ...]]":
    """The last tokens before `stop`, and where the brackets stand that are open there."""
    seen: deque[Seen] = deque(maxlen=3)
    opened: list[int] = []
    try:
        tokens = loader(parsed)
        while tokens.check_token():
            token = tokens.get_token()
            start, end = token.start_mark.index, token.end_mark.index
            if start >= stop:
                break
            name = type(token).__name__.removesuffix("Token")
            opening = start + base
            if isinstance(token, _OPENING):
                opened.append(start + base)
            elif isinstance(token, _CLOSING) and opened:
                opening = opened.pop()
            style = (token.style or "") if isinstance(token, ScalarToken) else ""
            if end > start:  # the others are the parser's own: a block begins, a key is meant
                seen.append(Seen(name, opening, end + base, style))
    except PARSER_ERRORS:
        pass  # the failure itself, which is known
    return tuple(seen), tuple(opened)


@dataclass(frozen=True, slots=True)
class Seen:
    """A token: `start` is where it begins, or the bracket that it closes."""

    name: str
    start: int
    end: int
    style: str

    @property
    def quoted(self) -> bool:
        """A text in quotation marks."""
        return self.style in {'"', "'"}


@dataclass(frozen=True, slots=True)
class Failure:
    """The parser's words and places, and its last tokens. All offsets are the text's."""

    text: str
    words: str
    at: int
    """Where it stopped."""
    since: int
    """Where that began in which it stopped."""
    start: int
    end: int
    """The YAML stands between them."""
    seen: tuple[Seen, ...]
    opened: tuple[int, ...]

    @property
    def last(self) -> Seen:
        """The token before the place where the parser stopped."""
        return self.seen[-1] if self.seen else Seen("StreamStart", self.start, self.start, "")
