"""Names that are safe in addresses and on every system: slugs, and files of an article."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from postil.catalogue import diagnose
from postil.diagnostics import Diagnostic
from postil.format.texts import make_id
from postil.read.library import YamlSource
from postil.source import Position

RESERVED = frozenset({"glossary", "timeline", "search", "assets", "404", "index"})
"""Names that the site uses itself."""
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\Z", re.IGNORECASE)
"""Names that Windows keeps for devices."""
_LONGEST = 80
"""Bytes in UTF-8: a path on a FAT stick holds 255 characters in all."""
_PLAIN = re.compile(f"[a-z0-9](?:[a-z0-9-]{{0,{_LONGEST - 2}}}[a-z0-9])?")
"""Most slugs are so, of which there may be thousands."""


def fault_of_slug(slug: str) -> tuple[str, str] | None:
    """What is wrong with a slug, and what to do; `None` for a good one."""
    if slug in RESERVED:
        message: str | None = f"the site itself uses the name '{slug}'"
    else:
        message = _fault(slug)
    return (message, f"name it {_suggest(slug)}") if message else None


def _suggest(slug: str) -> str:
    """A good slug of the same letters and digits."""
    kept = "".join(c if _is_allowed(c) else "-" for c in make_id(slug, ""))
    while kept and unicodedata.category(kept[0])[0] not in "LN":
        kept = kept[1:]
    name = make_id(kept, "article")
    while len(name.encode()) > _LONGEST:
        name = name[:-1].rstrip("-")
    return f"{name}-1" if name in RESERVED or _DEVICE.match(name) else name


def _fault(slug: str) -> str | None:
    if _DEVICE.match(slug):
        return f"Windows cannot have a folder named '{slug}'"
    if _PLAIN.fullmatch(slug):
        return None
    if unicodedata.normalize("NFC", slug) != slug:
        return f"the name '{slug}' has letters and accents apart"
    if not slug or not all(map(_is_allowed, slug)) or not _has_good_ends(slug):
        return f"'{slug}' cannot be a name in an address: small letters, digits and hyphens only"
    if len(slug.encode()) > _LONGEST:
        return f"'{slug[:20]}…' is too long a name for some systems"
    return None


def _is_allowed(character: str) -> bool:
    if character == "-" or "0" <= character <= "9":
        return True
    is_letter = unicodedata.category(character)[0] in "LM"
    return is_letter and character.lower() == character


def _has_good_ends(slug: str) -> bool:
    """Whether a slug begins with a letter or digit, and does not end with a hyphen."""
    return unicodedata.category(slug[0])[0] in "LN" and slug[-1] != "-"


def one_name(slug: str) -> str:
    """Equal for slugs that are one on systems that fold capitals or compose accents."""
    if slug.isascii():
        return slug.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", slug).casefold())


def check_yaml_names(sources: Iterable[YamlSource]) -> Iterator[Diagnostic]:
    """Names of YAML files of one folder that do not survive a zip, a stick or another system."""
    seen: dict[str, str] = {}
    for path in (source.file.path for source in sources):
        name = path.rpartition("/")[2]
        fault = fault_of_file(name, "")
        twin = seen.setdefault(one_name(name), name)
        if twin != name:
            fault = f"'{name}' and '{twin}' are one name on some systems", "rename one of them"
        if fault:
            yield diagnose("f-014", Position(path), *fault)


_ODD = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
_BUILT = frozenset({"apkg", "csv", "docx", "epub", "html", "jsonld", "pdf", "tsv", "txt", "zip"})
"""What the names of editions end in."""


def fault_of_file(name: str, slug: str) -> tuple[str, str] | None:
    """What is wrong with the path of a file that a page shows; `None` where all is well."""
    for part in name.split("/"):
        odd = _ODD.search(part)
        if odd:
            return f"the name '{part}' cannot hold '{odd[0]}' on every system", "rename the file"
        if part.endswith((".", " ")) or part.startswith(" "):
            return f"the name '{part}' begins or ends with a blank or a full stop", "rename it"
        if _DEVICE.match(part.partition(".")[0]):
            return f"Windows cannot have a file named '{part}'", "rename it"
        if len(part.encode("utf-8", "replace")) > 255:
            return f"'{part[:20]}…' is too long a name for some systems", "rename it"
    stem, _, suffix = name.casefold().partition("/")[0].rpartition(".")
    ours = stem in ("index", "handout", "annotations", slug.casefold())
    if suffix in _BUILT and (ours or stem.startswith("handout-")):
        hint = "put it into a folder, or give it another name"
        return f"the site itself has a file '{name}' for this article", hint
    return None
