"""Characters in YAML that no text can hold, and those that only the parser minds."""

import re
from collections.abc import Iterator
from itertools import islice

from postil.read.yaml_hints import Problem, changed_line, line_of, line_start, with_yaml
from postil.read.yaml_quoting import double_quote

_CONTROL = r"\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"

_HIDDEN = "\u2028\u2029\ufeff"
_BAD = rf"[{_CONTROL}\ufffe\uffff]"
"""Not compiled before it is asked for: what names surrogates takes long."""
_BAD_VALUE = rf"[{_CONTROL}]"
"""What no value may hold, not even written as an escape."""

_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.?))", re.DOTALL)
_SHORT = {"0": 0, "a": 7, "b": 8, "v": 11, "f": 12, "r": 13, "e": 27, "N": 0x85}

_KNOWN = frozenset('0abtnvfreN_LP/ "\\\t\n')
_SURROGATES = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")

_MOST = 20
"""So many lines with bad characters are told; a file with more of them is no text at all."""


def find_bad_characters(text: str, start: int, end: int) -> list[Problem]:
    """Tell the first character on each line that no text can hold."""
    return [
        Problem(
            match.start(),
            f"the character U+{ord(match.group()):04X} cannot be in a text",
            _advice(match.group()),
            "x-003",
        )
        for match in islice(_first_of_lines(text, start, end), _MOST)
    ]


def without_bad_characters(text: str) -> str:
    """The same text, with a replacement character for each of them."""
    return re.sub(_BAD, "\ufffd", text)


def is_bad_value(text: str) -> bool:
    """Whether a text holds what no value may hold."""
    return not text.isprintable() and re.search(_BAD_VALUE, text) is not None


def hide_from_parser(text: str) -> tuple[str, dict[int, str]]:
    """Put private characters for three that the parser changes; and what turns them back.

    YAML 1.1 ends a line with U+2028 and U+2029, which to an editor and to YAML 1.2 are characters
    of a text. libyaml drops U+FEFF at the beginning of any line.
    """
    if not any(char in text for char in _HIDDEN):
        return text, {}
    private = (chr(code) for code in range(0x10FFFD, 0x100000, -1))
    unused = (char for char in private if char not in text)
    hidden = {next(unused): char for char in _HIDDEN}
    text = text.translate({ord(char): stand_in for stand_in, char in hidden.items()})
    return text, {ord(stand_in): char for stand_in, char in hidden.items()}


def find_bad_escape(text: str, start: int, end: int) -> int:
    """Where the first escape stands that YAML does not know or that gives a bad character.

    The answer is `start` where there is none.
    """
    for match in _ESCAPE.finditer(text, start, end):
        digits = match[1] or match[2] or match[3]
        code = int(digits, 16) if digits else _SHORT.get(match[4], 32)
        known = digits or match[4] in _KNOWN
        if not known or code > 0x10FFFF or is_bad_value(chr(code)):
            return match.start()
    return start


def tell_bad_escape(text: str, start: int, end: int) -> Problem:
    """Tell the first wrong escape of a text in double quotation marks that begins at `start`."""
    at = find_bad_escape(text, start, end)
    escape = _ESCAPE.match(text, at)
    shown = escape.group() if escape else ""
    if len(shown) > 2 or shown[1:] in _SHORT:
        pair = _SURROGATES.match(text, at)
        hint = "take it out, or write \\\\ for a backslash"
        if pair:
            char = b"".join(int(half, 16).to_bytes(2, "big") for half in pair.groups())
            new = char.decode("utf-16-be")
            hint = with_yaml("write the character itself", changed_line(text, at, pair.end(), new))
        return Problem(at, f"'{shown}' gives a character that cannot be in a text", hint, "x-003")
    line = line_of(text, at)
    closing = line_start(text, at) + line.rfind('"')
    fixed = ""
    if start < at < closing and text[start] == '"':
        fixed = changed_line(text, start, closing + 1, double_quote(text[start + 1 : closing]))
    message = f"'{shown}' is no escape; in double quotation marks a backslash begins one"
    return Problem(at, message, with_yaml("write \\\\ for a backslash", fixed))


def _first_of_lines(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    bad = re.compile(_BAD)
    while match := bad.search(text, start, end):
        yield match
        start = text.find("\n", match.end(), end)
        if start < 0:
            return


def _advice(char: str) -> str:
    if "\x80" <= char <= "\x9f":
        meant = char.encode("latin-1").decode("cp1252", "ignore")
        if meant:
            return f"an older encoding wrote '{meant}' so; type that instead"
    return "delete it; it is invisible in most editors"
