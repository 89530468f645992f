"""Whose a character is, is told without patterns, and as patterns would tell it."""

import random
import re
import sys
import unicodedata

import pytest

from postil import scripts
from postil.anchor import folding, graphemes

ALL = [chr(code) for code in range(sys.maxunicode + 1)]
SAMPLES = "aé ”…’・。、中文日ひカｶ한국ᄀㄅ˪🙂жあー々\u3000\U00020000\U0003ffff\U0001b000\uffa0"


def those_of(*ranges: str) -> set[str]:
    """The characters of some ranges, as `re` reads them."""
    return set(re.findall(f"[{''.join(ranges)}]", "".join(ALL)))


@pytest.mark.parametrize(
    ("judge", "ranges"),
    [
        (scripts.is_solid, [scripts.SOLID]),
        (scripts.is_han, [scripts._HAN]),
        (scripts.has_kana, [scripts._KANA]),
        (scripts.has_bopomofo, [scripts._BOPOMOFO]),
        (scripts.has_hangul, [scripts._HANGUL]),
        (
            scripts.can_bear_ruby,
            [scripts._HAN, scripts._KANA, scripts._BOPOMOFO, scripts._HANGUL],
        ),
    ],
)
def test_a_character_is_of_a_script(judge, ranges):
    assert {c for c in ALL if judge(c)} == those_of(*ranges)


def test_characters_that_are_never_one_with_another():
    plain = those_of(graphemes._PLAIN)
    assert {c for c in ALL if graphemes._are_apart(c, c)} == plain
    assert not graphemes._are_apart("a", "\u0301")
    assert not graphemes._are_apart("\u0301", "a")


def test_a_latin_text_holds_nothing_solid():
    latin = {c for c in ALL if scripts.is_latin(c)}
    assert {*"aé”…"} <= latin
    assert not latin & those_of(scripts.SOLID, scripts._HANGUL)
    chance = random.Random(8)
    near = [c for c in sorted(latin) if c < "\u0250" or c >= "\u2000"]
    text = "".join(chance.choices([*near, *"  \n“”’ab"], k=20_000))
    found = [
        [(m.lastgroup, m.span()) for m in folding._folded(solid).finditer(text)]
        for solid in (scripts.SOLID, scripts.MAYBE_FOREIGN, "")
    ]
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize("few", [0, len(ALL)])
def test_a_text_is_folded_alike_however_few_foreign_characters_it_has(few, monkeypatch):
    chance = random.Random(9)
    texts = ["".join(chance.choices([*SAMPLES, " "], k=chance.randrange(60))) for _ in range(3000)]
    before = [folding.fold(text) for text in texts]
    monkeypatch.setattr(scripts, "_FEW", few)
    for text, known in zip(texts, before, strict=True):
        now = folding.fold(text)
        assert now.text == known.text
        every = range(len(now.text))
        assert [now.span(i, i + 1) for i in every] == [known.span(i, i + 1) for i in every]


def test_words_go_on_where_no_boundary_is_needed():
    alone = those_of(scripts.SOLID, scripts._HANGUL, scripts._UNSPACED)
    words = {c for c in ALL if c == "_" or c.isalnum() or unicodedata.category(c)[0] == "M"}
    assert {c for c in ALL if scripts.is_word_character(c)} == words - alone


@pytest.mark.parametrize("few", [0, len(ALL)])
def test_runs_are_those_of_the_plain_pattern(few, monkeypatch):
    monkeypatch.setattr(scripts, "_FEW", few)
    cjk = f"{scripts._HAN}{scripts._KANA}{scripts._BOPOMOFO}"
    hangul = scripts._HANGUL
    plain = re.compile(
        f"[{cjk}{hangul}](?:(?<=[{cjk}])(?:[{cjk}・]*[{cjk}])?"
        f"|(?P<hangul>(?:[{hangul} ]*[{hangul}])?))"
    )
    chance = random.Random(7)
    texts = ["".join(chance.choices(SAMPLES, k=chance.randrange(30))) for _ in range(5000)]
    for text in [*texts, "".join(ALL)]:
        runs = [(m.span(), m["hangul"] is None) for m in plain.finditer(text)]
        found = scripts._foreign_runs(text)
        assert [((start, end), not is_hangul) for start, end, is_hangul in found] == runs
        if runs:
            assert not scripts.is_latin(text)
