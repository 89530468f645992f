"""Writing a text as YAML, in one line."""

import re

_UNSAFE = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff"
"""What is invisible and may be lost or refused on the way; the rest stays readable."""

_ESCAPED = rf'[\\"{_UNSAFE}]'
_ESCAPES = {
    "\\": r"\\",
    '"': r"\"",
    "\n": r"\n",
    "\t": r"\t",
    "\u2028": r"\L",
    "\u2029": r"\P",
}
_NOT_PLAIN = rf"""^[,\[\]{{}}\#&*!|>'"%@`]   # means something at the beginning of a value
    |   ^[-?:](?:\ |\Z)
    |   :(?:\ |\Z)                  # would be a field
    |   \ \#                        # would be a comment
    |   [{_UNSAFE}]
    """
# Patterns that name surrogates take long to compile, and most builds ask for none of these.


def quote_yaml(text: str) -> str:
    """Write a text as a one-line value: as it stands where YAML allows, else in double quotes."""
    if text and text == text.strip() and not re.search(_NOT_PLAIN, text, re.VERBOSE):
        return text
    return double_quote(text)


def double_quote(text: str) -> str:
    """Write a text in double quotation marks, with escapes only where they are needed."""
    return f'"{re.sub(_ESCAPED, _escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    return _ESCAPES.get(char) or (f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}")
