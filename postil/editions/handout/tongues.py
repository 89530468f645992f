"""Tongues: a language tag as Typst knows languages, and whose Han characters go with it."""

from postil.deferred import dataclass

_CHINESE = ("zh", "cmn", "yue", "lzh", "nan", "hak", "wuu")
_REGION_OF_HAN = {"TC": "TW", "HK": "HK", "SC": "CN"}


@dataclass(frozen=True, slots=True)
class Tongue:
    """What Typst is told of a language."""

    lang: str
    """ISO 639, two or three letters."""
    region: str | None
    """ISO 3166, two letters."""
    cjk: str
    """Whose forms Han characters have: `TC`, `HK`, `SC`, `JP` or `KR`."""
    is_cjk: bool
    """Whether quotation marks and dashes are as wide as Han characters."""


def tongue_of(tag: str, han: str = "zh-Hant") -> Tongue:
    """A BCP 47 tag for Typst; `han` is the language of Han characters in texts of other scripts."""
    lang, *subtags = tag.lower().split("-")
    script = next((s for s in subtags if len(s) == 4 and s.isalpha()), "")
    region = next((s.upper() for s in subtags if len(s) == 2 and s.isalpha()), None)
    cjk = _han_of(lang, script, region)
    if cjk is None:
        known = lang if lang.isascii() and lang.isalpha() and len(lang) in (2, 3) else "und"
        around = tongue_of(han).cjk if han.lower() != tag.lower() else "TC"
        return Tongue(known, region, around, is_cjk=False)
    return Tongue(lang, region or _REGION_OF_HAN.get(cjk), cjk, script not in ("latn", "bopo"))


def _han_of(lang: str, script: str, region: str | None) -> str | None:
    """Whose Han characters a language is written with; `None` for languages that have none."""
    if lang in ("ja", "ko"):
        return "JP" if lang == "ja" else "KR"
    if lang not in _CHINESE:
        return None
    if script != "hans" and region in ("HK", "MO"):
        return "HK"
    if script == "hant" or (not script and region == "TW"):
        return "TC"
    is_simplified = script == "hans" or region in ("CN", "SG") or lang in ("zh", "cmn", "wuu")
    return "SC" if is_simplified else "TC"
