"""Licences: the address of one that authors name in words."""

import re

from postil.format.values import is_web_address

_HOME = "https://creativecommons.org"
_CREATIVE_COMMONS = re.compile(
    r"CC[ -](?P<terms>BY(?:[ -](?:SA|ND|NC|NC[ -]SA|NC[ -]ND))?)"
    r"[ -](?P<version>[1-4]\.[05])(?:[ -](?P<place>[A-Z]{2}))?",
    re.IGNORECASE,
)
_ZERO = re.compile(r"CC[ -]?0(?:[ -]1\.0)?", re.IGNORECASE)


def licence_address(words: str) -> str:
    """Where a licence can be read: `CC BY-SA 4.0` on creativecommons.org; `` if nobody knows."""
    if is_web_address(words):
        return words
    if _ZERO.fullmatch(words):
        return f"{_HOME}/publicdomain/zero/1.0/"
    named = _CREATIVE_COMMONS.fullmatch(words)
    if named is None:
        return ""
    terms = named["terms"].lower().replace(" ", "-")
    place = f"{named['place'].lower()}/" if named["place"] else ""
    return f"{_HOME}/licenses/{terms}/{named['version']}/{place}"
