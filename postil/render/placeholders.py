"""Placeholders: the places in a message that a page fills, which a translation must keep.

Templates write `%(name)s`, Python and scripts `{name}`. A translation may leave one out ("one
note" for a count of 1), but what it holds must be there: anything else would stop the build, or
reach further than a page's words may.
"""

import re
from string import Formatter

_PERCENT = re.compile(r"%\((\w+)\)s|%%")


def fault_of(messages: tuple[str, ...], translation: str) -> tuple[str, str] | None:
    """What is wrong with a translation, and what to do; `None` where all is well.

    `messages` are the singular and, where there is one, the plural that it translates.
    """
    known = {place[0] for words in messages for place in _PERCENT.finditer(words)}
    for place in _PERCENT.finditer(translation):
        if place[0] not in known | {"%%"}:
            return f"the message has no place {place[0]}", _offer(known - {"%%"})
    if known and "%" in _PERCENT.sub("", translation):
        return "a percent sign stands alone", "write %% for a percent sign"
    fields = {field for words in messages for field in _fields(words) or ()}
    if not fields:
        return None
    # A field may be written plainly too: `{year:,}` parts thousands, which not everybody does.
    fields |= {re.sub("[!:].*", "}", field) for field in fields}
    found = _fields(translation)
    if found is None:
        return "a brace stands alone", "write {{ for an opening brace, }} for a closing one"
    stranger = next((field for field in found if field not in fields), None)
    return (f"the message has no place {stranger}", _offer(fields)) if stranger else None


def _fields(words: str) -> list[str] | None:
    """The fields as they stand; `None` for words that are no format."""
    try:
        parsed = list(Formatter().parse(words))
    except ValueError:
        return None
    return [
        f"{{{name}{f'!{conversion}' if conversion else ''}{f':{form}' if form else ''}}}"
        for _, name, form, conversion in parsed
        if name is not None
    ]


def _offer(places: set[str]) -> str:
    return f"it may hold: {' '.join(sorted(places))}" if places else "take it out"
