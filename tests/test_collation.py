"""Headwords stand in the order of dictionaries of their language, and the same on every run."""

import json
import os
import random
import shutil
import subprocess
import sys
import unicodedata
from itertools import combinations

import pytest
from cases.collation import ORDERS
from conftest import ROOT, need
from hypothesis import example, given, settings
from hypothesis import strategies as st

from postil.arrange.collation import _tables, collation_of, order_name, scripts_of
from postil.arrange.filing import Filed, Word, file_words


def in_order(words: list[Word], language: str) -> list[tuple[Word, Filed]]:
    filed = zip(words, file_words(words, language), strict=True)
    return sorted(filed, key=lambda pair: pair[1])


@pytest.mark.parametrize(("language", "custom", "rows"), ORDERS)
def test_words_stand_in_the_order_of_dictionaries(language: str, custom: str, rows) -> None:
    words = [Word(word, language, reading) for word, reading, _ in rows]
    random.Random(7).shuffle(words)
    found = [
        (word.text, word.reading, filed.letter.strokes or filed.letter.text or "#")
        for word, filed in in_order(words, language)
    ]
    assert found == rows, custom


WORDS = [
    Word("zebra", "en"),
    Word("Ärende", "sv"),
    Word("борщ", "uk"),
    Word("震央", "zh-Hant", "zhènyāng"),
    Word("重庆", "zh-Hans"),
    Word("南三陸町", "ja", "みなみさんりくちょう"),
    Word("ありがとう", "en"),
    Word("김치", "ko"),
    Word("νόμος", "de"),
    Word("921", "zh-Hant"),
]


OTHERS = ["νόμος", "uk борщ", "ko 김치"]
JAPANESE = "ありがとう 南三陸町"


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("en", ["921 Ärende zebra", *OTHERS, f"ja {JAPANESE}", "zh 重庆", "zh-Hant 震央"]),
        ("sv", ["921 zebra Ärende", *OTHERS, f"ja {JAPANESE}", "zh 重庆", "zh-Hant 震央"]),
        ("ja", [f"921 {JAPANESE}", "Ärende zebra", *OTHERS, "zh 重庆", "zh-Hant 震央"]),
        ("zh-TW", ["921 震央", "Ärende zebra", *OTHERS, f"ja {JAPANESE}", "zh 重庆"]),
    ],
)
def test_other_scripts_follow_in_parts_of_their_own(language: str, parts: list[str]) -> None:
    """The page's own script comes first, the others in the order of CLDR."""
    found: dict[str, list[str]] = {}
    for word, filed in in_order(WORDS, language):
        found.setdefault(f"{filed.part[0]} {filed.part[1]}", []).append(word.text)
    assert [" ".join([*key.split()[1:], *words]) for key, words in found.items()] == parts


@pytest.mark.parametrize(
    ("tag", "order", "scripts"),
    [
        ("en", "", ("Latn",)),
        ("de-AT", "", ("Latn",)),
        ("nn", "nb", ("Latn",)),
        ("sr-Latn-RS", "bs", ("Latn",)),
        ("sr", "bs-Cyrl", ("Cyrl",)),
        ("zh", "zh", ("Hani", "Bopo")),
        ("zh-Hans-SG", "zh", ("Hani", "Bopo")),
        ("zh-HK", "zh-Hant", ("Hani", "Bopo")),
        ("yue", "zh-Hant", ("Hani", "Bopo")),
        ("ja", "ja", ("Kana", "Hani")),
        ("tlh", "", ("Latn",)),
    ],
)
def test_a_tag_finds_its_order(tag: str, order: str, scripts: tuple[str, ...]) -> None:
    assert order_name(tag) == order
    assert scripts_of(tag) == scripts


PEERS = ["en", "de", "sv", "da", "nb", "is", "et", "lt", "pl", "cs", "hu", "ro", "es", "tr"]
PEERS += ["el", "ru", "uk", "he", "fa", "hi", "ja", "ko", "zh-Hant", "zh-Hans"]
COMPARE = """
const jobs = JSON.parse(require('fs').readFileSync(0));
console.log(JSON.stringify(jobs.map(([language, words]) => {
  const peer = new Intl.Collator(language, {caseFirst: 'false', ignorePunctuation: false});
  return words.map((a, i) => words.slice(i + 1).map(b => peer.compare(a, b)));
})));
"""


def made_up_words(language: str) -> list[str]:
    """Words of a language's letters, accents and capitals, in which its rules are met often."""
    chance = random.Random(language)
    scripts, shared = scripts_of(language), collation_of("").weights
    own = [p for p in collation_of(language).weights if p not in shared and p[0].isalpha()]
    if scripts[0] == "Hani":
        listed = {c for _, _, rows in ORDERS for word, _, _ in rows for c in word}
        pool = sorted(c for c in listed if unicodedata.name(c).startswith("CJK UNIFIED"))
    elif scripts == ("Latn",):
        pool = [*"abcdefghijklmnopqrstuvwxyzABCYZ-' áçéñöøßÆ", *own]
    else:
        letters = [p for p in shared if p.isalpha()]
        pool = [p for p in letters if collation_of("").script(p) == scripts[0]] + own
    return sorted({"".join(chance.choices(pool, k=chance.randint(1, 4))) for _ in range(90)})


def test_a_peer_compares_words_alike() -> None:
    """ICU, in Node: each pair of some 90 words in each of 24 languages."""
    node = shutil.which("node")
    need(node, "no Node: sudo apt install nodejs")
    jobs = [(language, made_up_words(language)) for language in PEERS]
    said = subprocess.run(
        [str(node), "-e", COMPARE],
        input=json.dumps(jobs),
        capture_output=True,
        text=True,
        check=True,
    )
    for (language, words), rows in zip(jobs, json.loads(said.stdout), strict=True):
        keys = [collation_of(language).key(word)[:3] for word in words]
        compared = [verdict for row in rows for verdict in row]
        pairs = list(combinations(range(len(words)), 2))
        assert len(compared) == len(pairs)
        for (i, j), verdict in zip(pairs, compared, strict=True):
            ours = (keys[i] > keys[j]) - (keys[i] < keys[j])
            assert ours == verdict, (language, words[i], words[j])


@settings(deadline=None)
@example(["0", ":0"], "en")
@given(st.lists(st.text(max_size=8), max_size=12, unique=True), st.sampled_from(PEERS))
def test_the_order_does_not_depend_on_what_came_first(texts: list[str], language: str) -> None:
    words = [Word(text, language) for text in texts]
    forwards = [w for w, _ in in_order(words, language)]
    backwards = [w for w, _ in in_order(words[::-1], language)]
    assert forwards == backwards


def test_the_order_is_the_same_on_every_run() -> None:
    """Whatever the locale and the seed of hashes."""
    code = (
        "from cases.collation import ORDERS; from postil.arrange.filing import *; "
        "words = [Word(w, tag, r) for tag, _, rows in ORDERS for w, r, _ in rows]; "
        "print(sorted(file_words(words, 'en')))"
    )
    said = set()
    for seed, locale in (("0", "C"), ("1", "C.UTF-8"), ("2", "de_DE.UTF-8")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONUTF8": "1"}
        environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
        command = [sys.executable, "-c", code]
        run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        said.add(run.stdout)
    assert len(said) == 1


def test_capitals_are_the_letters_that_all_pieces_give() -> None:
    for tag in ["en", *_tables()["languages"]]:
        order = collation_of(tag)
        assert order._capitals.items() <= order._letters.items(), tag


def test_the_tables_bring_their_licence() -> None:
    licence = ROOT / "postil" / "arrange" / "orders" / "LICENSE"
    assert "UNICODE LICENSE V3" in licence.read_text(encoding="utf-8")
