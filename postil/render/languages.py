"""Names of languages, each in the language itself: who looks for it knows it by that name."""

import re
from functools import cache

_NAMES = {
    # CLDR says the same; but a site that has no other language need not wait for Babel.
    "en": "English",
    "ja": "日本語",
    # CLDR has no name for these, or one that readers would not put so.
    "zh-Hant": "中文（繁體）",
    "zh-Hans": "中文（简体）",
    "zh-TW": "中文（台灣）",
    "zh-HK": "中文（香港）",
    "zh-MO": "中文（澳門）",
    "zh-CN": "中文（中国）",
    "zh-SG": "中文（新加坡）",
    "grc": "Ἑλληνική",
    "hak": "客家語",
    "lzh": "文言",
    "nan": "閩南語",
}


@cache
def language_name(tag: str) -> str:
    """A language's own name, as it stands in a list; else its tag.

    Names are CLDR's; subtags that it does not know are left out.
    """
    if known := _NAMES.get(tag) or _NAMES.get(re.sub("^zh-Han[st]-", "zh-", tag)):
        return known
    from babel.core import Locale, UnknownLocaleError

    try:
        name = Locale.parse(tag, sep="-", resolve_likely_subtags=False).get_display_name()
    except (UnknownLocaleError, ValueError):
        name = ""
    if name:
        return _capitalised(name)
    shorter = tag.rpartition("-")[0]
    return language_name(shorter) if shorter and language_name(shorter) != shorter else tag


def _capitalised(name: str) -> str:
    """`français` → Français; but isiZulu, and ქართული, whose capitals are for headlines."""
    first = name.partition(" ")[0]
    return name if first[1:] != first[1:].lower() else name[:1].title() + name[1:]
