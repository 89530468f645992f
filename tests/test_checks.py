"""What `postil check` tells of good notes: old, unsourced, too long, too close."""

import re
from datetime import date

import pytest
from conftest import ROOT, Fill
from hypothesis import given
from hypothesis import strategies as st

import postil
from postil.catalogue import CATALOGUE
from postil.report import as_text, report
from postil.validate.length import measure

TODAY = date(2025, 6, 1)
CODES = {"y-015", "y-016", "a-012", "t-002", "t-003"}
TEXT = "---\ntitle: A\n---\nHere, one and two and three and four and five and six stand.\n"


def told(fill: Fill, notes: str, site: str = "", text: str = TEXT) -> list[postil.Diagnostic]:
    content = fill({"a/article.md": text, "a/n.yaml": notes, "site.yaml": site})
    project = postil.Project(content, content.parent / "site")
    diagnostics = postil.check(project, today=TODAY).diagnostics
    assert postil.build(project).diagnostics == (), "a build looks at none of this"
    assert {d.code for d in diagnostics} <= CODES
    for code in {d.code for d in diagnostics}:  # and each can be switched off
        (content / "site.yaml").write_text(with_ignored(site, code), encoding="utf-8")
        left = postil.check(project, today=TODAY).diagnostics
        assert left == tuple(d for d in diagnostics if d.code != code)
    return list(diagnostics)


def with_ignored(site: str, code: str) -> str:
    return f"{site or 'checks:'}\n  ignore: [{code}]\n"


def places(diagnostics: list[postil.Diagnostic]) -> list[tuple[str, int]]:
    return [(d.code, d.position.line) for d in diagnostics]


def test_they_can_be_switched_off() -> None:
    assert {str(CATALOGUE[code][0]) for code in CODES} == {"warning"}


# Sources

FACTS = """\
glossary:
  - {term: one, definition: A word.}
  - {term: two, kind: person, definition: Somebody.}
notes:
  - {quote: three, note: A fact.}
  - {quote: four, note: An opinion., kind: commentary}
  - {quote: five, note: A translation., kind: translation}
timeline:
  - {date: 1945, event: Told in the text, quote: six}
  - {date: 1946, event: Not told in the text}
"""
CITED = "  - {date: 1947, event: With a source, sources: [s]}\nsources: [{id: s, title: S}]\n"


def test_facts_without_a_source_are_told_where_an_article_cites_some(fill: Fill) -> None:
    assert places(told(fill, FACTS + CITED)) == [("y-015", 3), ("y-015", 5), ("y-015", 10)]


def test_who_cites_nothing_is_not_asked(fill: Fill) -> None:
    assert told(fill, FACTS) == []


def test_a_site_can_ask_everywhere(fill: Fill) -> None:
    site = "checks:\n  sources: everywhere"
    assert places(told(fill, FACTS, site)) == [("y-015", 3), ("y-015", 5), ("y-015", 10)]


def test_a_shared_entry_is_asked_where_the_shared_ones_cite(fill: Fill) -> None:
    people = "glossary:\n  - {term: one, kind: person, definition: Somebody.}\n"
    fill({"shared.yaml": people})
    assert told(fill, "notes: []\n") == []
    more = "  - {term: two, kind: place, definition: Somewhere., sources: [s]}\n"
    fill({"shared.yaml": f"{people}{more}sources: [{{id: s, title: S}}]\n"})
    (one,) = told(fill, "notes: []\n")
    assert one.position.path == "content/shared.yaml"


def test_people_are_told_three_and_the_number_of_the_others(fill: Fill) -> None:
    many = "".join(f"  - {{quote: {n}, note: A fact.}}\n" for n in ("one", "two", "three", "four"))
    timeline = f"timeline:\n{CITED}"
    diagnostics = told(fill, f"notes:\n{many}{timeline}")
    assert len(diagnostics) == 4
    *first, last = report(diagnostics, "text")
    assert first == [as_text(d) for d in diagnostics[:3]]
    assert last == "content/a/n.yaml: 1 more of y-015; --format json tells each"
    assert len(list(report(diagnostics, "json"))) == 4


# Length


@pytest.mark.parametrize(
    ("body", "is_long"),
    [
        ("word " * 120, False),
        ("word " * 121, True),
        ("*word*, [word](https://example.org/a/b/c) " * 60, False),
        ("word — " * 120, False),
        ("字" * 240, False),
        ("字" * 241, True),
        ("かな漢字" * 60, False),
        ("word " * 60 + "字" * 120, False),
        ("word " * 60 + "字" * 121, True),
    ],
)
def test_a_note_has_120_words_or_twice_as_many_characters(
    fill: Fill, body: str, is_long: bool
) -> None:
    diagnostics = told(
        fill, f'notes:\n  - quote: one\n    note: "{body}"\n', "checks:\n  gap_lines: 99"
    )
    assert places(diagnostics) == ([("y-016", 3)] if is_long else [])


def test_every_language_of_a_note_is_measured_and_named(fill: Fill) -> None:
    site = "checks:\n  note_words: 3"
    notes = "notes:\n  - quote: one\n    note: {en: A b c., de: A b c d.}\n"
    (one,) = told(fill, notes, site)
    assert "has 4 words in de, more than 3" in one.message


def test_definitions_and_what_is_told_of_events_are_measured_too(fill: Fill) -> None:
    site = "checks:\n  note_words: 3"
    notes = (
        "glossary:\n  - {term: one, definition: A b c d.}\n"
        "timeline:\n  - {date: 1945, event: A b c d e, note: A b c d.}\n"
        "questions:\n  - {ask: A b c d e f?}\n"
    )
    assert places(told(fill, notes, site)) == [("y-016", 2), ("y-016", 4)]


@given(st.text("ab é-,", max_size=30), st.text("漢字かなカナ", max_size=20))
def test_words_are_those_that_spaces_part(words: str, characters: str) -> None:
    plain = [word for word in words.split() if re.search(r"\w", word)]
    assert measure(f"{words} {characters}") == (len(plain), len(characters))


# Density

PARAGRAPH = "Mark{n} stands here. " + "Words enough to fill a line or two of the page. " * 3


def crowded(notes: int, words: int, site: str, fill: Fill) -> list[tuple[str, int]]:
    text = "\n\n".join(PARAGRAPH.format(n=n) for n in range(4))
    names = " ".join(f"Note{n}" for n in range(notes))
    text = TEXT.partition("Here")[0] + text.replace("Mark1", f"{names} Mark1")
    body = "word " * words
    entries = "".join(f"  - {{quote: Note{n}, note: {body}}}\n" for n in range(notes))
    return places(told(fill, f"notes:\n{entries}  - {{quote: Mark2, note: x}}\n", site, text))


def test_the_paragraph_with_too_many_notes_is_told(fill: Fill) -> None:
    assert crowded(3, 40, "", fill) == []
    assert crowded(8, 40, "", fill) == [("a-012", 6)]
    assert crowded(8, 40, "checks:\n  gap_lines: 60", fill) == []


def test_one_long_note_is_enough(fill: Fill) -> None:
    site = "checks:\n  note_words: 400\n  gap_lines: 10"
    assert crowded(1, 100, site, fill) == []
    assert crowded(1, 400, site, fill) == [("a-012", 6)]


def test_an_article_with_faults_is_not_measured(fill: Fill) -> None:
    notes = "notes:\n  - {quote: one, note: '[x](#nowhere)'}\n"
    content = fill({"a/article.md": TEXT, "a/n.yaml": notes, "site.yaml": ""})
    assert [d.code for d in postil.check(postil.Project(content)).diagnostics] == ["l-001"]


# Shelf life


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ("as_of: 2022-06-01", ""),  # three years ago today
        ("as_of: 2022-05-31", "t-003"),
        ("as_of: 2022-05", "t-003"),
        ("as_of: 2022-06", ""),
        ("as_of: 2022", ""),
        ("as_of: 2021", "t-003"),
        ("as_of: 2001, review_by: 2026", ""),  # the author knows best
        ("as_of: 2001, review_by: 2024", "t-002"),
        ("review_by: 2025-06-01", ""),
        ("review_by: 2025-05-31", "t-002"),
    ],
)
def test_what_is_old_is_told(fill: Fill, fields: str, code: str) -> None:
    diagnostics = told(fill, f"notes:\n  - {{quote: one, note: x, {fields}}}\n")
    assert places(diagnostics) == ([(code, 2)] if code else [])


def test_the_years_are_the_sites(fill: Fill) -> None:
    notes = "notes:\n  - {quote: one, note: x, as_of: 2021}\n"
    assert told(fill, notes, "checks:\n  as_of_years: 4") == []


def test_the_sample_is_clean() -> None:
    """On the day on which it was last looked at; what is old is told later, as it should be."""
    looked_at = date(2026, 1, 1)
    assert postil.check(postil.Project(ROOT / "content"), today=looked_at).diagnostics == ()
