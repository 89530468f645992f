"""Slugs: folder names that are safe in addresses and on every system."""

import re
import unicodedata

from postil.format.texts import make_id

RESERVED = frozenset({"glossary", "timeline", "search", "assets", "404", "index"})
"""Names that the site uses itself."""
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\Z")
"""Names that Windows keeps for devices."""
_LONGEST = 80
"""Bytes in UTF-8: a path on a FAT stick holds 255 characters in all."""


def fault_of_slug(slug: str) -> tuple[str, str] | None:
    """What is wrong with a slug, and what to do; `None` for a good one."""
    suggestion = make_id(slug, "article")
    rename = f"name it {suggestion}" if suggestion not in RESERVED else "choose another name"
    if slug in RESERVED:
        return f"the site itself uses the name '{slug}'", f"choose another name, such as {slug}-1"
    if _DEVICE.match(slug):
        return f"Windows cannot have a folder named '{slug}'", "choose another name"
    if unicodedata.normalize("NFC", slug) != slug:
        return f"the name '{slug}' has letters and accents apart", f"{rename}, typed afresh"
    if not slug or not all(_is_allowed(c) for c in slug) or slug[0] == "-" or slug[-1] == "-":
        message = f"'{slug}' cannot be an article's name: small letters, digits and hyphens only"
        return message, rename
    if len(slug.encode()) > _LONGEST:
        return "this name is too long for some systems", "choose a shorter one"
    return None


def _is_allowed(character: str) -> bool:
    if character == "-" or "0" <= character <= "9":
        return True
    is_letter = unicodedata.category(character)[0] in "LM"
    return is_letter and character.lower() == character
