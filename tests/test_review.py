"""The glossary under review: places of entries, what is said twice, what may want an entry."""

from pathlib import Path
from typing import Any

import pytest
from conftest import Fill
from test_pointing_desk import at, notes, opened, target

import postil
from postil.anchor.anchoring import anchor_library
from postil.read.library import read_library
from postil.review import Reviewed, review, said_twice, suggest, unused
from postil.serve import asking
from postil.serve.desk import Desk
from postil.serve.review_page import review_page
from postil.validate import validate_library

FILES = {
    "shared.yaml": """\
glossary:
  - {term: driver, definition: Who drives.}
  - {term: ghost, definition: X}
""",
    "one/article.md": """\
---
title: One
---

## The tram

The tram left. A tram came; the tram-line ended. Trams, said the driver, and Marta Novak knew.
Later Marta Novak slept. An *extraordinarily* long word.
""",
    "one/annotations.yaml": """\
glossary:
  - term: tram
    definition: A car.
    except:
      - {quote: tram, prefix: A}
""",
    "two/article.md": """\
---
title: Two
---

Nobody drives the tram. The driver is Marta Novak.
""",
    "two/annotations.yaml": """\
glossary:
  - term: tram
    definition: A train.
  - term: coach
    definition: X
""",
}


def reviewed(content: Path) -> tuple[tuple[Reviewed, ...], Any]:
    source, _ = read_library(content)
    library, _ = validate_library(source, content.name)
    anchored, _ = anchor_library(library)
    return review(anchored.articles, library.entries), (anchored.articles, library.entries)


def seen(one: Reviewed) -> list[tuple[str, str, str]]:
    return [(use.slug, use.words, str(use.state)) for use in one.uses]


def test_every_place_is_seen_marked_or_not(fill: Fill) -> None:
    found, _ = reviewed(fill(FILES))
    by_name = {(one.slug, one.entry.term): one for one in found}
    assert seen(by_name["one", "tram"]) == [
        ("one", "tram", "marked"),
        ("one", "tram", "excepted"),
        ("one", "Trams", "not marked"),
    ]
    assert by_name["one", "tram"].uses[1].before.endswith("left. A ")
    assert seen(by_name["", "driver"]) == [("one", "driver", "marked"), ("two", "driver", "marked")]
    assert seen(by_name["two", "coach"]) == []


def test_what_is_unused_and_what_is_said_twice(fill: Fill) -> None:
    found, _ = reviewed(fill(FILES))
    assert {(one.slug, one.entry.term) for one in unused(found)} == {
        ("two", "coach"),
        ("", "ghost"),
    }
    (twice,) = said_twice(found)
    assert (twice.term, [one.slug for one in twice.entries]) == ("tram", ["one", "two"])


def test_names_and_rare_words_are_suggested_with_a_reason(fill: Fill) -> None:
    _, everything = reviewed(fill(FILES))
    assert [(one.words, one.reason) for one in suggest(*everything)] == [
        ("Marta Novak", "a name that stands 3 times, in 2 articles"),
        ("extraordinarily", "a long word (15 letters) that stands once in the library"),
    ]


@pytest.fixture
def desk(fill: Fill) -> Desk:
    return Desk(fill(FILES))


def states(desk: Desk) -> list[str]:
    found, _ = reviewed(desk.content)
    return [str(use.state) for use in found[0].uses]


def test_a_place_is_refused_and_taken_back(desk: Desk) -> None:
    before = notes(desk)
    desk.do(asking.Except("one", target(desk, "tram"), at(desk, "tram", 2), True))
    assert states(desk) == ["excepted", "excepted", "marked"]
    desk.do(asking.Except("one", target(desk, "tram"), at(desk, "tram", 3), False))
    assert states(desk) == ["excepted", "marked", "not marked"]
    desk.do(asking.Except("one", target(desk, "tram"), at(desk, "tram", 2), False))
    assert states(desk) == ["marked", "not marked", "not marked"]
    assert "except" not in notes(desk)
    for _ in range(3):
        desk.do(asking.Undo())
    assert notes(desk) == before


def test_the_exception_survives_an_edit_of_the_text(desk: Desk) -> None:
    article = desk.content / "one/article.md"
    article.write_text(article.read_text().replace("The tram left.", "Once more: The tram left."))
    assert states(desk) == ["marked", "excepted", "not marked"]
    assert postil.build(postil.Project(desk.content, desk.content.parent / "site")).is_good


def test_the_page_shows_places_and_words_as_words(desk: Desk) -> None:
    page = review_page(desk.content)
    assert page.count("<article") == 5
    assert "ghost" in page
    assert 'data-state="excepted"' in page
    assert opened(desk, "tram")["target"]["digest"] in page
    (desk.content / "two/annotations.yaml").write_text(
        'glossary:\n  - term: "<script>"\n    definition: X\n'
    )
    page = review_page(desk.content)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
