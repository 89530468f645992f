"""The sources of an article: numbered as notes cite them, each with the way back."""

import pytest
from conftest import Fill
from pages import by_id, parse

import postil

NOTES = """\
notes:
  - {quote: second, note: B., sources: [b, a]}
  - {quote: first, note: A., sources: [{id: a, at: p. 4}]}
glossary:
  - {term: nowhere, definition: N., sources: [b]}
timeline:
  - {date: 1945, event: Told., quote: third, sources: [a]}
  - {date: 1946, event: Not told., sources: [a]}
questions:
  - {ask: Why?, answer: Because., sources: [d]}
sources:
  - {id: c, title: Never cited}
  - {id: b, title: Second}
  - {id: a, title: First}
"""
SHARED = "sources:\n  - {id: d, title: Shared}\n  - {id: e, title: Shared and never cited}\n"


@pytest.fixture
def page(fill: Fill):
    content = fill(
        {
            "shared.yaml": SHARED,
            "a/article.txt": "The first, the second and the third.\n",
            "a/article.yaml": "title: T\n",
            "a/notes.yaml": NOTES,
        }
    )
    outcome = postil.build(postil.Project(content, content.parent / "site"))
    assert outcome.is_good, outcome.diagnostics
    return parse((content.parent / "site" / "a" / "index.html").read_text(encoding="utf-8"))


def test_sources_are_numbered_as_notes_cite_them(page) -> None:
    listed = [e for e in page.iter("li") if (e.get("id") or "").startswith("source-")]
    assert [(e.get("id"), "".join(next(e.iter("b")).itertext())) for e in listed] == [
        ("source-a", "S1"),
        ("source-b", "S2"),
        ("source-d", "S3"),
        ("source-c", "S4"),
    ]


@pytest.mark.parametrize(
    ("source", "back"),
    [
        (
            "a",
            [
                ("#note-first", "note 1"),
                ("#note-second", "note 2"),
                ("#note-told", "note 3"),
                ("#event-not-told", "event 2"),
            ],
        ),
        ("b", [("#note-second", "note 2"), ("#note-nowhere", "nowhere")]),
        ("c", []),
        ("d", [("#question-why", "question 1")]),
    ],
)
def test_a_source_leads_back_to_all_that_cites_it(page, source: str, back) -> None:
    links = [
        a for a in by_id(page, f"source-{source}").iter("a") if a.get("role") == "doc-backlink"
    ]
    assert [(a.get("href"), "".join(a.itertext()).strip()) for a in links] == back
    for href, _ in back:
        by_id(page, href.removeprefix("#"))
