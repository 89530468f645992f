"""Glossary entries: where they attach by themselves, which place is chosen, what is told."""

import pytest
from cases.anchor_article import anchor, read, show
from cases.glossary_places import OTHER_LANGUAGES, PLACES

from postil.anchor.anchoring import anchor_library


def glossary(entries, more: str = "") -> str:
    """The YAML of entries, each a term and perhaps more lines."""
    lines = [f"  - term: {e}\n    definition: D.\n{more}" for e in entries]
    return "glossary:\n" + "".join(lines)


def shown(markdown: str, entries, language: str = "en") -> str:
    """A text with all places of all entries."""
    yaml = glossary(entries, "    occurrence: all\n")
    anchored = anchor(markdown, yaml, language=language)
    assert set(anchored.codes) <= {"a-005"}
    return show(anchored.text, [s for a in anchored.result.anchors for s in a.spans])


@pytest.mark.parametrize("fact", PLACES)
def test_entries_attach(fact):
    markdown, entries, expected = PLACES[fact]
    assert shown(markdown, entries) == expected


@pytest.mark.parametrize("fact", OTHER_LANGUAGES)
def test_entries_attach_in_other_languages(fact):
    language, markdown, entries, expected = OTHER_LANGUAGES[fact]
    assert shown(markdown, entries, language) == expected


TEXT = "A red line, red lines. The line is red; red."

CHOICE = {
    "the first place by itself": ("red", "A ⟦red⟧ line, red lines. The line is red; red."),
    "the second when it says so": (
        "red\n    occurrence: 2",
        "A red line, ⟦red⟧ lines. The line is red; red.",
    ),
    "all when it says so": (
        "red\n    occurrence: all",
        "A ⟦red⟧ line, ⟦red⟧ lines. The line is ⟦red⟧; ⟦red⟧.",
    ),
    "one given place by its quote": (
        "red\n    quote: is red",
        "A red line, red lines. The line ⟦is red⟧; red.",
    ),
    "a quote by its prefix": (
        "red\n    quote: red\n    prefix: red;",
        "A red line, red lines. The line is red; ⟦red⟧.",
    ),
    "a quote in all its places": (
        "r\n    quote: line\n    occurrence: all",
        "A red ⟦line⟧, red lines. The ⟦line⟧ is red; red.",
    ),
    "occurrences count what no longer term has": (
        "line\n    occurrence: 1\n  - term: red line\n    definition: D.",
        "A red line, red lines. The ⟦line⟧ is red; red.",
    ),
    "occurrences count what no exception has": (
        "red\n    occurrence: 2\n    except: [A red]",
        "A red line, red lines. The line is ⟦red⟧; red.",
    ),
    "a quote may stand in a heading": (
        "red\n    quote: A red line",
        "⟦A red line⟧, red lines. The line is red; red.",
    ),
}


@pytest.mark.parametrize("fact", CHOICE)
def test_an_entry_chooses_its_place(fact):
    entry, expected = CHOICE[fact]
    anchored = anchor(TEXT, f"glossary:\n  - id: n\n    definition: D.\n    term: {entry}\n")
    assert anchored.show("n") == expected
    assert anchored.codes == []


def test_the_earlier_entry_wins_among_equals():
    anchored = anchor("a red line", glossary(["line\n    id: one", "line\n    id: two"]))
    assert anchored.words("one") == ["line"]
    assert anchored.anchor("two").spans == ()
    assert anchored.codes == ["a-008"]


def test_the_earlier_entry_wins_among_equally_long():
    for first, second in (("red line", "line red"), ("line red", "red line")):
        anchored = anchor("a red line red", glossary([first, second]))
        assert anchored.words(first.replace(" ", "-")) == [first]
        assert anchored.anchor(second.replace(" ", "-")).spans == ()


TOLD = {
    "the article's own is nowhere": ("blue", "a-008", "warning", "does not occur"),
    "an occurrence of what is nowhere": (
        "blue\n    occurrence: 1",
        "a-005",
        "error",
        "does not occur",
    ),
    "all occurrences of what is nowhere": (
        "blue\n    occurrence: all",
        "a-005",
        "error",
        "does not occur",
    ),
    "an occurrence beyond the last": (
        "red\n    occurrence: 5",
        "a-005",
        "error",
        "'red' stands 4 times",
    ),
    "an occurrence beyond the only one": (
        "lines\n    occurrence: 2",
        "a-005",
        "error",
        "'lines' stands once",
    ),
    "a quote that is nowhere": ("red\n    quote: blue sky", "a-001", "error", "do not stand"),
    "a quote that was changed": ("red\n    quote: The rope is red", "a-003", "error", "'line'"),
    "a quote that stands twice": ("red\n    quote: line", "a-002", "error", "2 places"),
    "an exception that is nowhere": ("red\n    except: [blue]", "a-010", "warning", "exception"),
    "an exception whose words were changed": (
        "red\n    except: [The rope is red]",
        "a-010",
        "warning",
        "The line is red",
    ),
    "an exception that moved": (
        "red\n    except: [{quote: A red line, prefix: Not}]",
        "a-004",
        "warning",
        "prefix",
    ),
}


@pytest.mark.parametrize("fact", TOLD)
def test_what_is_told_of_an_entry(fact):
    entry, code, severity, part = TOLD[fact]
    anchored = anchor(TEXT, f"glossary:\n  - id: n\n    definition: D.\n    term: {entry}\n")
    assert [(d.code, d.severity) for d in anchored.diagnostics] == [(code, severity)]
    assert part in anchored.diagnostics[0].message + anchored.diagnostics[0].hint
    if severity == "error":
        assert anchored.anchor("n").spans == ()


def test_an_entry_that_is_nowhere_is_still_there():
    anchored = anchor(TEXT, glossary(["blue"]))
    assert [(a.annotation.id, a.spans) for a in anchored.result.anchors] == [("blue", ())]


SHARED = {
    "where it occurs": ("red", ["red"], []),
    "nowhere, in silence": ("blue", [], []),
    "an occurrence that is nowhere, told": ("red\n    occurrence: 9", [], ["a-005"]),
    "a quote that is nowhere, told": ("red\n    quote: blue sky", [], ["a-001"]),
    "a quote that was changed, told": ("red\n    quote: The rope is red", [], ["a-001"]),
    "a quote with a prefix that is not there, told": (
        "red\n    quote: is red\n    prefix: rope",
        ["is red"],
        ["a-004"],
    ),
    "a quote that stands once": ("red\n    quote: is red", ["is red"], []),
    "a quote that stands twice, told": ("red\n    quote: line", [], ["a-002"]),
    "an exception that is nowhere, in silence": ("red\n    except: [blue]", ["red"], []),
    "all its places": ("line\n    occurrence: all", ["line", "lines", "line"], []),
}


@pytest.mark.parametrize("fact", SHARED)
def test_a_shared_entry_attaches(fact):
    entry, words, codes = SHARED[fact]
    anchored = anchor(TEXT, shared=glossary([entry]))
    assert [w for a in anchored.result.anchors for w in anchored.words(a.annotation.id)] == words
    assert anchored.codes == codes
    assert all(a.is_shared for a in anchored.result.anchors)


def test_a_shared_entry_that_stands_in_another_article_is_silent_here():
    shared = glossary(["red\n    quote: is red", "line\n    occurrence: 3", "blue"])
    files = {"b/article.md": "---\ntitle: B\n---\nBlue.", "shared.yaml": shared}
    anchored, told = anchor_library(read(files | {"a/article.md": f"---\ntitle: A\n---\n{TEXT}"}))
    assert told == []
    words = {a.article.slug: [x.annotation.id for x in a.anchors] for a in anchored.articles}
    assert words == {"a": ["red", "line"], "b": ["blue"]}


def test_an_article_s_own_entry_wins_over_a_shared_one():
    anchored = anchor(TEXT, glossary(["red"]), glossary(["red"]))
    assert [a.is_shared for a in anchored.result.anchors] == [False]


def test_the_own_headword_wins_however_it_is_typed():
    own, shared = glossary(["non-red\n    id: own"]), glossary(["non\u2011red"])
    anchored = anchor("a non-red line", own, shared)
    assert [a.annotation.id for a in anchored.result.anchors] == ["own"]


def test_a_shared_entry_that_lost_to_an_own_one_takes_no_place():
    own = glossary(["deterrence", "umbrella"])
    shared = glossary(["deterrence\n    forms: [nuclear umbrella]"])
    anchored = anchor("deterrence by a nuclear umbrella", own, shared)
    assert anchored.words("umbrella") == ["umbrella"]
    assert anchored.codes == []


def test_a_longer_shared_term_wins_over_a_shorter_own_one():
    anchored = anchor("a red line", glossary(["line"]), glossary(["red line"]))
    assert anchored.words("red-line") == ["red line"]
    assert anchored.codes == ["a-008"]


def test_an_own_entry_wins_over_an_equally_long_shared_one():
    shared = glossary(["other\n    forms: [line]"])
    anchored = anchor("a red line", glossary(["line"]), shared)
    assert [a.annotation.id for a in anchored.result.anchors] == ["line"]


def test_a_shared_entry_gets_an_id_that_is_free():
    anchored = anchor("a red line", glossary(["line\n    id: red"]), glossary(["red"]))
    anchors = {a.annotation.id: a.shared_id for a in anchored.result.anchors}
    assert anchors == {"red": "", "red-2": "red"}
