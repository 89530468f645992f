"""What is told of a selector that has no single place; pasted, every hint makes it pass."""

import pytest
from cases.anchor_advice import AMBIGUOUS, INSIDE, LOST, MOVED
from cases.anchor_article import anchor, note
from cases.anchor_changed import CHANGED
from cases.anchor_hints import alternatives, paste

PASTED = AMBIGUOUS | INSIDE | CHANGED


@pytest.mark.parametrize("fact", PASTED)
def test_what_is_wrong_is_told(fact):
    markdown, selector, code, parts, _ = PASTED[fact]
    anchored = anchor(markdown, note(selector))
    assert anchored.codes == [code]
    assert anchored.anchor("n").spans == ()
    told = anchored.diagnostics[0]
    assert [part for part in parts if part not in f"{told.message}\n{told.hint}"] == []
    assert told.position.line == 4


@pytest.mark.parametrize("fact", PASTED)
def test_pasting_the_hint_makes_it_pass(fact):
    markdown, selector, _, _, expected = PASTED[fact]
    hint = anchor(markdown, note(selector)).diagnostics[0].hint
    pasted = [anchor(markdown, note(paste(selector, hint, t))) for t in alternatives(hint)]
    assert [(a.show("n"), [c for c in a.codes if c != "a-004"]) for a in pasted] == [
        (shown, []) for shown in expected
    ]


@pytest.mark.parametrize("fact", MOVED)
def test_a_quote_that_moved_is_taken_with_a_warning(fact):
    markdown, selector, parts, shown = MOVED[fact]
    anchored = anchor(markdown, note(selector))
    assert anchored.show("n") == shown
    assert [(d.code, d.severity) for d in anchored.diagnostics] == [("a-004", "warning")]
    told = anchored.diagnostics[0]
    assert [part for part in parts if part not in f"{told.message}\n{told.hint}"] == []


@pytest.mark.parametrize("fact", LOST)
def test_a_quote_that_is_lost_is_told(fact):
    markdown, quote, part = LOST[fact]
    anchored = anchor(markdown, note(quote))
    assert anchored.anchor("n").spans == ()
    assert [(d.code, d.severity) for d in anchored.diagnostics] == [("a-001", "error")]
    assert part in anchored.diagnostics[0].hint


REPLACED = ["Team Beta", "Team", "TEAM Alpha", "Team Alphas", "Team Alpha2", "Teams Alpha", "Alpha"]


@pytest.mark.parametrize("name", REPLACED)
def test_another_name_number_or_word_is_never_taken(name):
    text = f"The final was in May.\n\n{name} won the regional final in May before a large crowd."
    quote = "Team Alpha won the regional final in May before a large crowd"
    for context in ({}, {"suffix": "."}, {"prefix": "in May."}, {"occurrence": 1}):
        anchored = anchor(text, note({"quote": quote} | context))
        assert anchored.anchor("n").spans == ()
        assert anchored.diagnostics[0].severity == "error"


def test_a_list_of_places_is_cut_short():
    anchored = anchor("red " * 30, note("red"))
    hint = anchored.diagnostics[0].hint
    assert len(alternatives(hint)) == 11
    assert hint.endswith("# and 20 places more, by occurrence")


def test_every_annotation_is_told_of_in_one_run():
    yaml_text = note("gone with it") + "timeline:\n  - id: e\n    date: 1945\n    event: E.\n"
    yaml_text += "    quote: also gone\nquestions:\n  - id: q\n    ask: Why?\n    quote: nor here\n"
    anchored = anchor("A red line.", yaml_text)
    assert anchored.codes == ["a-001", "a-001", "a-001"]
    assert [d.position.line for d in sorted(anchored.diagnostics)] == [4, 9, 13]


def test_evidence_may_stand_in_several_places():
    yaml_text = "questions:\n  - id: q\n    ask: Why?\n    quote: red\n"
    anchored = anchor("A red line and a red dot.", yaml_text)
    assert anchored.show("q") == "A ⟦red⟧ line and a ⟦red⟧ dot."
    assert anchored.codes == []
