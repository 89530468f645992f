"""Write `postil/arrange/orders/`: the orders of the world's alphabets, out of ICU.

Run it with a Python that has PyICU, for a new version of CLDR:
    pip install icukit-pyicu && python docs/make_orders.py

No binding to ICU installs everywhere without a compiler; its tables do. What is taken from
them is what headwords are made of: letters, marks and figures of the scripts that are written
today, and the Han characters of the two Chinese orders.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import icu

FOLDER = Path(__file__).parent.parent / "postil" / "arrange" / "orders"

# UAX 31, table 5: the recommended scripts. Han and Hangul syllables have rules of their own.
SCRIPTS = (
    "Zyyy Zinh Arab Armn Beng Bopo Cyrl Deva Ethi Geor Grek Gujr Guru Hang Hebr Hira Kana Khmr "
    "Knda Laoo Latn Mlym Mymr Orya Sinh Taml Telu Thaa Thai Tibt"
)
SKIPPED = re.compile(r"en_US_POSIX|ff_Adlm|[a-z]+_(?:[A-Z]{2}|\w+_[A-Z]{2})")
ZHUYIN = "zh-Hant-u-co-zhuyin"
COMMON = 0x0500, 0x05
"""Secondary and tertiary weight of a plain letter (UTS 35, part 5)."""

Weights = tuple[tuple[int, int, int], ...]
"""(primary, secondary, tertiary) of each collation element; 0 where it says nothing."""


def weights(collator: Any, text: str) -> Weights:
    """The collation elements of a text, long weights put together, case bits left out."""
    found: list[tuple[int, int, int]] = []
    for order in collator.createCollationElementIterator(text):
        primary, secondary, tertiary = (order >> 16) & 0xFFFF, (order >> 8) & 0xFF, order & 0xFF
        if tertiary & 0xC0 == 0xC0 and found:  # the second half of the one before
            before = found.pop()
            found.append((before[0] | primary, before[1] | secondary, before[2]))
        else:
            found.append((primary << 16, secondary << 8, tertiary & 0x3F))
    return tuple(w for w in found if any(w))


def looked_up(text: str, table: Mapping[str, Weights]) -> Weights:
    """The same as Postil finds it: the longest known piece at each place."""
    longest = max(map(len, table))
    found: list[tuple[int, int, int]] = []
    i = 0
    while i < len(text):
        size = next((n for n in range(longest, 0, -1) if text[i : i + n] in table), 1)
        found += table.get(text[i : i + size], ())
        i += size
    return tuple(found)


def script(character: str) -> str:
    """The script that a character belongs to (ISO 15924)."""
    return str(icu.Script.getScript(character).getShortName())


def decompose(text: str) -> str:
    """The form in which Postil looks texts up."""
    return unicodedata.normalize("NFKD", text)


def alphabet() -> list[str]:
    """Characters that do not fall apart, of the scripts of today."""
    found = []
    for code in range(0x20, 0x10000):
        c = chr(code)
        category = unicodedata.category(c)
        if category[0] == "C" or category in ("Zl", "Zp") or decompose(c) != c:
            continue
        if script(c) in SCRIPTS and not (
            category[0] == "S" and script(c) == "Zyyy" and code > 0x2200
        ):
            found.append(c)
    return found


def pairs(letters: Iterable[str]) -> set[str]:
    """Where two or more characters may sort as one: composed ones, and vowels before theirs."""
    known = set(letters)
    composed = {decompose(chr(code)) for code in range(0xA0, 0x20000)}
    before = [
        c for c in known if icu.Char.hasBinaryProperty(c, icu.UProperty.LOGICAL_ORDER_EXCEPTION)
    ]
    after = [c for c in known if script(c) in ("Thai", "Laoo")]
    return {s for s in composed if len(s) > 1 and known.issuperset(s)} | {
        b + a for b in before for a in after
    }


def tailored(collator: Any, letters: set[str]) -> set[str]:
    """What a language orders otherwise, as far as it is made of these letters."""
    strings = icu.UnicodeSet()
    strings = collator.getTailoredSet(strings) or strings
    return {d for s in strings if letters.issuperset(d := decompose(s))}


def overrides(
    collator: Any, table: Mapping[str, Weights], texts: Iterable[str]
) -> dict[str, Weights]:
    """What must be known beside a table so that all these texts are ordered as ICU does."""
    more: dict[str, Weights] = {}
    for text in sorted(texts, key=lambda t: (len(t), t)):
        wanted = weights(collator, text)
        if looked_up(text, {**table, **more}) != wanted:
            more[text] = wanted
    return more


def collect() -> tuple[dict[str, Weights], dict[str, dict[str, Weights]], dict[str, str]]:
    """The order of all languages, what single ones do otherwise, and which do as another does."""
    root = icu.Collator.createInstance(icu.Locale.getRoot())
    letters = alphabet()
    table = {c: weights(root, c) for c in letters}
    joined = pairs(letters)
    table |= overrides(root, table, joined)
    joined &= table.keys()
    languages: dict[str, dict[str, Weights]] = {}
    alike = {}
    for name in [*icu.Collator.getAvailableLocales(), ZHUYIN]:
        if SKIPPED.fullmatch(name):
            continue
        tag = name.replace("_", "-")
        collator = icu.Collator.createInstance(icu.Locale.forLanguageTag(tag))
        own = overrides(collator, table, tailored(collator, set(letters)) | joined)
        other = next((known for known, its in languages.items() if its == own), "")
        if other:
            alike[tag] = other
        elif own:
            languages[tag] = own
    return table, languages, alike


def numbered(tables: Iterable[Mapping[str, Weights]]) -> tuple[dict[int, int], ...]:
    """Small numbers in place of weights, for each of the three levels."""
    used = [w for table in tables for ws in table.values() for w in ws]
    levels = []
    for level in range(3):
        values = sorted({w[level] for w in used} | {0})
        levels.append({value: number for number, value in enumerate(values)})
    return tuple(levels)


def written(table: Mapping[str, Weights], levels: tuple[dict[int, int], ...]) -> dict[str, Any]:
    """A table as it is kept: a primary alone where nothing else is to be said."""
    rows: dict[str, Any] = {}
    common = [levels[1][COMMON[0]], levels[2][COMMON[1]]]
    for text, ws in table.items():
        flat = [levels[level][w[level]] for w in ws for level in range(3)]
        rows[text] = flat[0] if flat[1:] == common else flat
    return rows


def script_starts(table: Mapping[str, Weights], levels: tuple[dict[int, int], ...]) -> list[Any]:
    """(first primary, script) of each script, in order; figures and signs are before the first."""
    found: list[Any] = []
    letters = [c for c in table if len(c) == 1 and unicodedata.category(c)[0] == "L"]
    rows = [(table[c][0][0], script(c).replace("Hira", "Kana")) for c in letters if table[c]]
    first = min(primary for primary, name in rows if name == "Latn")
    for primary, name in sorted(rows):
        if (
            primary >= first
            and name not in ("Zyyy", "Zinh")
            and (not found or found[-1][1] != name)
        ):
            found.append([levels[0][primary], name])
    return found


def usual_scripts() -> dict[str, str]:
    """The script of each language that is not written in Latin letters."""
    found = {}
    for name in icu.Collator.getAvailableLocales():
        locale = icu.Locale(name)
        full = icu.Locale(name)
        full.addLikelySubtags()
        if full.getScript() != "Latn" and not locale.getCountry():
            found[name.replace("_", "-")] = full.getScript()
    return found


def han_order(tag: str, index: str) -> list[tuple[str, str]]:
    """(label, characters) of a Chinese order; `index` matches a label's character."""
    rules = icu.Collator.createInstance(icu.Locale.forLanguageTag(tag)).getRules()
    rules = rules[rules.index("<'\ufdd0") :].partition("&")[0]
    found: list[tuple[str, str]] = []
    for label, single, several in re.findall(
        rf"<'\ufdd0({index})'|<([^<*&\[']+)|<\*([^<&\[']+)", rules
    ):
        if label:
            found.append((label, ""))
        elif found:
            found.append((found[-1][0], single if len(single) == 1 else several))
    return [
        (label, han)
        for label, run in found
        if (han := "".join(c for c in run if script(c) == "Hani"))
    ]


def strokes() -> list[list[str]]:
    """[number of strokes, characters], as Taiwan and Hong Kong order them."""
    labels = han_order("zh-Hant", "[\u2800-\u28ff]")
    return [[str(ord(label) - 0x2800), characters] for label, characters in labels]


def pinyin() -> list[list[str]]:
    """[syllable, characters], as China and Singapore order them."""
    reading = icu.Transliterator.createInstance("Han-Latin")
    lines: list[list[str]] = []
    for label, characters in han_order("zh-Hans", "[A-Z]"):
        syllables = [reading.transliterate(c) for c in characters]
        said = max(dict.fromkeys(syllables), key=syllables.count)
        lines.append([said, characters])
        assert decompose(said)[0].upper() == label, (said, label, characters)
    return lines


def save(name: str, data: Any) -> None:
    """Write a table, in lines that a difference can be read by."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("},", "},\n").replace("],[", "],\n[")
    (FOLDER / name).write_text(text + "\n", encoding="utf-8", newline="\n")


def main() -> None:
    """Write all tables."""
    table, languages, alike = collect()
    levels = numbered([table, *languages.values()])
    save(
        "alphabets.json",
        {
            "version": f"ICU {icu.ICU_VERSION}, Unicode {icu.UNICODE_VERSION}",
            "scripts": script_starts(table, levels),
            "usual": usual_scripts(),
            "alike": alike,
            "common": [levels[1][COMMON[0]], levels[2][COMMON[1]]],
            "all": written(table, levels),
            "languages": list(languages),
        },
    )
    save("languages.json", {tag: written(own, levels) for tag, own in languages.items()})
    save("strokes.json", strokes())
    save("pinyin.json", pinyin())


if __name__ == "__main__":
    main()
