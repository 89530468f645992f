"""Scripts: which characters belong together, where words end, whose they are, which way they run.

Only what matching and `lang` and `dir` attributes need; ranges are Unicode blocks.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice

_HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_KANA = "\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f\U0001aff0-\U0001b16f"
_BOPOMOFO = "\u02ea\u02eb\u3105-\u312f\u31a0-\u31bf"
_HANGUL = "\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc"
_CJK_MARKS = "\u3000-\u3004\u3008-\u3020\u302a-\u3037\u303c-\u303f\u30a0\u30fb\uff61-\uff65"
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\ua9e0-\ua9ff\uaa60-\uaa7f"
"""Thai, Lao, Myanmar, Khmer, Tai Le and New Tai Lue part sentences, not words, by spaces."""

SOLID = f"{_HAN}{_KANA}{_BOPOMOFO}{_CJK_MARKS}"
"""Inside of a regular expression's brackets: characters between which white space means nothing.
Hangul is not among them: Korean parts words by spaces. Nor are full-width Latin letters, which
part words as narrow ones do."""

_NO_BOUNDARY_NEEDED = f"{SOLID}{_HANGUL}{_UNSPACED}"
_CJK = f"{_HAN}{_KANA}{_BOPOMOFO}"
_RUBY_BASE = f"{_CJK}{_HANGUL}"


_LATIN = "!-\u02e9\u2000-\u206f"
"""The Latin script and general punctuation, but spaces and control characters."""
MAYBE_FOREIGN = f"^\0- {_LATIN}"
"""Inside of a regular expression's brackets: all other characters. It is compiled in a tenth of the
time that `SOLID` takes, of which thousands of characters are gone through one by one."""
_MAYBE_FOREIGN_CHARACTER = re.compile(f"[{MAYBE_FOREIGN}]")
_MAYBE_FOREIGN_STRETCH = re.compile(f"[{MAYBE_FOREIGN}][^\0-\x1f{_LATIN}]*")


_FEW = 60


def has_few_foreign(text: str) -> bool:
    """Whether so few characters may be foreign that nobody should wait for a long pattern."""
    return sum(1 for _ in islice(_MAYBE_FOREIGN_CHARACTER.finditer(text), _FEW + 1)) <= _FEW


def _foreign_runs(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where such runs stand, and whether they are Hangul."""
    if not has_few_foreign(text):
        for run in _foreign_run().finditer(text):
            yield run.start(), run.end(), run["hangul"] is not None
        return
    for stretch in _MAYBE_FOREIGN_STRETCH.finditer(text):
        begin = stretch.start()
        for part in _RUN_OF_PARTS.finditer(stretch[0].translate(_PARTS)):
            yield begin + part.start(), begin + part.end(), part[0][0] == "h"


@cache
def _foreign_run() -> re.Pattern[str]:
    """Such a run; with `hangul`, which may be empty, for Hangul but its first character.

    Made when it is needed: a `[..]` of thousands of characters takes milliseconds to compile. For
    that reason, too, the first character is looked at from behind, and not in one `[..]` more.
    """
    return re.compile(
        f"[{MAYBE_FOREIGN}](?:(?<=[{_CJK}])[{_CJK}・]*(?<!・)"
        f"|(?<=[{_HANGUL}])(?P<hangul>[{_HANGUL} ]*(?<! )))"
    )


class _Parts(dict[int, str]):
    """For `str.translate`: the part that a character can have in a run."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if is_one_of(_HANGUL, character):
            part = "h"
        elif is_one_of(_CJK, character):
            part = "c"
        else:
            part = character if character in " ・" else "-"
        self[code] = part
        return part


_PARTS = _Parts()
_RUN_OF_PARTS = re.compile("c[c・]*(?<!・)|h[h ]*(?<! )")


@lru_cache(8192)
def is_one_of(ranges: str, character: str) -> bool:
    """Whether a character is in these ranges, which are written as inside of a `[..]`."""
    return bisect_right(_edges(ranges), character) % 2 == 1


@cache
def _edges(ranges: str) -> list[str]:
    """Where the ranges of a `[..]` begin and where they are over, in order."""
    pairs = re.findall("(.)(?:-(.))?", ranges)
    return sorted(edge for first, last in pairs for edge in (first, chr(ord(last or first) + 1)))


def is_latin(text: str) -> bool:
    """Whether a text holds no letter of another script than the Latin, and no mark of one."""
    return text.isascii() or _MAYBE_FOREIGN_CHARACTER.search(text) is None


def _holds(ranges: str, text: str) -> bool:
    return not is_latin(text) and any(is_one_of(ranges, c) for c in set(text))


def is_solid(character: str) -> bool:
    """Whether white space beside it, before another such character, means nothing."""
    return not character.isascii() and is_one_of(SOLID, character)


def is_word_character(character: str) -> bool:
    """Whether a word of a script that parts words by spaces goes on in this character."""
    if character.isascii():
        return character.isalnum() or character == "_"
    if is_one_of(_NO_BOUNDARY_NEEDED, character):
        return False
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def can_bear_ruby(text: str) -> bool:
    """Whether a text holds a Han, kana, Hangul or bopomofo character."""
    return _holds(_RUBY_BASE, text)


def is_han(character: str) -> bool:
    """Whether a character is a Han character."""
    return is_one_of(_HAN, character)


def has_kana(text: str) -> bool:
    """Whether a text holds a kana character."""
    return _holds(_KANA, text)


def has_bopomofo(text: str) -> bool:
    """Whether a text holds a bopomofo character."""
    return _holds(_BOPOMOFO, text)


def has_hangul(text: str) -> bool:
    """Whether a text holds a Hangul character."""
    return _holds(_HANGUL, text)


def foreign_runs(text: str, language: str, han: str) -> list[tuple[int, int, str]]:
    """Runs of kana, Hangul or Han in a text of another script: (start, end, language).

    `language` is the language of the text, `han` that of Han characters in it.
    A run that holds kana is Japanese, Han characters in it included.
    """
    if is_latin(text):
        return []
    primary = language.partition("-")[0].lower()
    runs = []
    for start, end, is_hangul in _foreign_runs(text):
        run = text[start:end]
        if is_hangul:
            spoken = "ko"
        elif primary in ("ja", "ko") and _holds(_HAN, run) and not has_kana(run):
            continue
        elif has_kana(run):
            spoken = "ja"
        else:
            spoken = han
        if primary in ("zh", "yue", "lzh", "nan", "hak") and spoken == han:
            continue
        if spoken != primary:
            runs.append((start, end, spoken))
    return runs


def count_wide(text: str) -> int:
    """How many characters of a text are two letters wide: Han characters and the like."""
    if text.isascii():
        return 0
    # A text in Latin letters has a few quotation marks. This leaves them alone, and at once.
    others = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return sum([_is_wide(c) for c in others.decode("utf-8", "surrogatepass")])


_ASCII = bytes(range(128))


def wide_places(text: str) -> list[int]:
    """Where such characters stand."""
    if text.isascii():
        return []
    return [match.start() for match in _MAYBE_WIDE.finditer(text) if _is_wide(match[0])]


_MAYBE_WIDE = re.compile("[^\x00-\u0377\u0400-\u052f\u2000-\u2064]")
"""Not Latin, Cyrillic or general punctuation."""


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


_FROM_THE_RIGHT = re.compile(
    "apc|ar|arc|azb|bal|bgn|ckb|dv|fa|glk|he|iw|jrb|ks|lrc|mzn|nqo|prs|ps|rhg|sd|sdh|skr|syr|trw"
    "|ug|ur|yi",
    re.IGNORECASE,
)
"""Languages that are written from right to left where no script is named."""
_SCRIPTS_FROM_THE_RIGHT = re.compile(
    "Adlm|Arab|Aran|Hebr|Mand|Nkoo|Rohg|Samr|Syrc|Thaa|Yezi", re.IGNORECASE
)


@cache
def direction_of(language: str) -> str:
    """`rtl` for languages written from right to left, else `ltr`."""
    tongue, *others = language.split("-")
    script = next((subtag for subtag in others if len(subtag) == 4 and subtag.isalpha()), None)
    if script:
        from_the_right = _SCRIPTS_FROM_THE_RIGHT.fullmatch(script)
    else:
        from_the_right = _FROM_THE_RIGHT.fullmatch(tongue)
    return "rtl" if from_the_right else "ltr"


def runs_from_the_right(text: str) -> bool:
    """Whether a text holds a letter of a script that is written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)
