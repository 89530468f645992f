"""Languages as Word names them, and the fonts that have their characters."""

from functools import cache

from markupsafe import Markup

from postil.deferred import dataclass
from postil.editions.docx.wml import EMPTY, w
from postil.scripts import direction_of

_EAST_ASIAN = {"ja": "Yu Mincho", "zh-CN": "SimSun", "zh-TW": "PMingLiU", "ko": "Batang"}
"""Fonts that come with Word, by language; programs that lack one take another for the language."""
_HANT = ("TW", "HK", "MO")
_CHINESE = ("zh", "yue", "lzh", "nan", "hak", "wuu", "cdo")


@cache
def word_tag(language: str) -> str:
    """A language with the country that Word's dictionaries go by: `en` → `en-US`.

    By CLDR's likely subtags; a language that CLDR does not know keeps its tag.
    """
    from babel.core import get_global

    tongue, *rest = language.split("-")
    script = next((r for r in rest if len(r) == 4 and r.isalpha()), "")
    region = next((r.upper() for r in rest if len(r) == 2 or (len(r) == 3 and r.isdigit())), "")
    if tongue in _CHINESE:
        default = "CN" if script == "Hans" or (tongue == "zh" and not script) else "TW"
        return f"zh-{region or default}"
    likely = get_global("likely_subtags")
    known = likely.get(f"{tongue}_{script}" if script else tongue) or likely.get(tongue)
    if not region and known:
        region = str(known).rpartition("_")[2]
    usual = str(known).split("_")[1] if known and str(known).count("_") == 2 else script
    return "-".join(part for part in (tongue, script if script != usual else "", region) if part)


def is_east_asian(language: str) -> bool:
    """Whether Word takes the East Asian font for its characters."""
    return word_tag(language).partition("-")[0] in ("ja", "ko", "zh")


def east_asian_font(language: str) -> str:
    """The font for a language's Han characters, kana and Hangul."""
    tag = word_tag(language)
    if tag.startswith("zh"):
        return _EAST_ASIAN["zh-TW" if tag.endswith(_HANT) else "zh-CN"]
    return _EAST_ASIAN[tag.partition("-")[0]]


def _in_slot(language: str) -> dict[str, str]:
    """A language in the place that Word has for its script: East Asian, from the right, other."""
    if is_east_asian(language):
        return {"eastAsia": word_tag(language)}
    return {"bidi" if direction_of(language) == "rtl" else "val": word_tag(language)}


@dataclass(frozen=True, slots=True)
class Tongues:
    """The languages that a document is in where nothing else is said."""

    language: str
    """Of the text."""
    han: str
    """Of Han characters in it."""

    @property
    def east_asian(self) -> str:
        """The language whose font Han characters get."""
        return self.language if is_east_asian(self.language) else self.han

    def is_rtl(self, language: str) -> bool:
        """Whether it is written from right to left."""
        return direction_of(language) == "rtl"

    def tag(self, language: str) -> str:
        """A language as Word names it."""
        return word_tag(language)

    def turn(self, language: str) -> bool | None:
        """The direction of a paragraph, where that is not the document's."""
        own = self.is_rtl(language)
        return own if own != self.is_rtl(self.language) else None

    @property
    def usual(self) -> Markup:
        """`w:lang` for all that says nothing else.

        Latin letters in a text of another script are English, as in files of Word's own; if they
        were Japanese, a line could end between any two of them.
        """
        slots = {"val": "en-US", "eastAsia": word_tag(self.east_asian), "bidi": "ar-SA"}
        return w("lang", **(slots | _in_slot(self.language)))

    def fonts(self, language: str) -> Markup:
        """`w:rFonts` for words in a language, where the document's font has other shapes."""
        if not is_east_asian(language):
            return EMPTY
        font = east_asian_font(language)
        own = None if font == east_asian_font(self.east_asian) else font
        return w("rFonts", hint="eastAsia", eastAsia=own)

    def lang(self, language: str) -> Markup:
        """`w:lang` for words in a language, where that is not the document's."""
        if language == self.language:
            return EMPTY
        return w("lang", **_in_slot(language))
