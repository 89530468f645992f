"""Dates in Japanese and Traditional Chinese: each pattern is translated, and reads as it should."""

import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po
from conftest import ROOT
from test_dates_words import WORDS

from postil.dates import PATTERNS, date_to_words, parse_date, years_to_words

CASES = Path(__file__).parent / "cases"
LANGUAGES = {"ja": "dates_words_ja.txt", "zh-Hant": "dates_words_zh_hant.txt"}


def catalogue(language):
    path = ROOT / "templates" / "languages" / f"{language}.po"
    with path.open("rb") as file:
        found = read_po(file, abort_invalid=True)
    assert str(found.locale) == language.replace("-", "_")
    return {pattern: found.get(pattern).string for pattern in PATTERNS}


def fields(pattern):
    return sorted(name for _, name, _, _ in Formatter().parse(pattern) if name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pattern_is_translated_with_the_same_fields(language):
    translations = catalogue(language)
    for pattern, translation in translations.items():
        assert translation, pattern
        assert fields(translation) == fields(pattern), pattern


def cases(language):
    lines = (CASES / LANGUAGES[language]).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [(language, *case) for language in LANGUAGES for case in cases(language)],
)
def test_a_date_is_said_as_a_reader_would(language, text, words):
    assert date_to_words(parse_date(text), catalogue(language).__getitem__) == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cases_are_those_that_use_every_pattern(language):
    assert [text for text, _ in cases(language)] == list(WORDS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("month", range(1, 13))
def test_months_are_numbers_between_year_and_day(language, month):
    translate = catalogue(language).__getitem__
    assert date_to_words(parse_date(f"1945-{month:02}-07"), translate) == f"1945年{month}月7日"
    assert date_to_words(parse_date(f"1945-{month:02}"), translate) == f"1945年{month}月"
    early = date_to_words(parse_date(f"-0043-{month:02}"), translate)
    assert early.endswith(f"前44年{month}月")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_is_left(language):
    translate = catalogue(language).__getitem__
    for text, _ in cases(language):
        left = date_to_words(parse_date(text), translate).replace("UTC", "")
        assert not re.search("[A-Za-z]", left), text


PERIODS = {
    "ja": ["1990〜1999年", "西暦1〜9年", "紀元前499〜400年", "紀元前500年から西暦30年まで"],
    "zh-Hant": ["1990–1999年", "西元1–9年", "西元前499–400年", "西元前500年至西元30年"],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_periods_are_said_too(language):
    translate = catalogue(language).__getitem__
    years = [(1990, 1999), (1, 9), (-498, -399), (-499, 30)]
    assert [years_to_words(*pair, translate) for pair in years] == PERIODS[language]
