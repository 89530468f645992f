"""The glossary under review: places of entries, what is said twice, what may want an entry."""

import os
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import Fill
from test_pointing_desk import at, notes, opened, target

import postil
from postil.anchor.anchoring import anchor_library
from postil.read.library import read_article, read_library
from postil.review import Reviewed, count_words, review, said_twice, suggest, unused
from postil.serve import asking
from postil.serve.desk import Desk
from postil.serve.looking import Looking
from postil.serve.review_page import Wanted, review_page, wanted_of
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
    found, (articles, _) = reviewed(fill(FILES))
    suggested = suggest([count_words(a) for a in articles], (one.entry for one in found))
    assert [(one.words, one.reason) for one in suggested] == [
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


def page_of(content: Path, **wanted: Any) -> str:
    return review_page(Looking(content).look(), Wanted(**wanted))


def test_the_page_shows_places_and_words_as_words(desk: Desk) -> None:
    page = page_of(desk.content)
    assert page.count("<article") == 5
    assert "ghost" in page
    assert 'data-state="excepted"' in page
    assert opened(desk, "tram")["target"]["digest"] in page
    (desk.content / "two/annotations.yaml").write_text(
        'glossary:\n  - term: "<script>"\n    definition: X\n'
    )
    page = page_of(desk.content)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def many(count: int) -> dict[str, str]:
    words = "".join(f"  - {{term: word{n:03}, definition: X}}\n" for n in range(count))
    text = " ".join(f"word{n:03}" for n in range(count))
    return {"one/article.md": f"# One\n\n{text}.\n", "one/annotations.yaml": f"glossary:\n{words}"}


def test_a_page_has_as_many_entries_as_one_looks_through(fill: Fill) -> None:
    content = fill(many(120))
    terms = [
        term
        for start in (0, 50, 100)
        for term in re.findall("<h3>(.*?)</h3>", page_of(content, start=start))
    ]
    assert terms == [f"word{n:03}" for n in range(120)]
    assert "from=50" in page_of(content)
    assert page_of(content, start=5000).count("<article") == 50
    assert re.findall("<h3>(.*?)</h3>", page_of(content, word="D07", start=0)) == [
        f"word{n:03}" for n in range(70, 80)
    ]


def test_an_address_that_makes_no_sense_shows_all(fill: Fill) -> None:
    assert wanted_of("<b>", " a ", "-1") == Wanted("all", "a", 0)
    assert wanted_of("open", "", "²") == Wanted("open", "", 0)
    page = page_of(fill(FILES), word='"><script>')
    assert "<script>" not in page
    assert "There are none." in page


def test_a_look_reads_what_was_changed_and_nothing_else(
    fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = fill(FILES)
    for file in content.rglob("*"):
        os.utime(file, (1_600_000_000, 1_600_000_000))
    looking = Looking(content)
    looking.look()
    read: list[str] = []

    def noted(content: Path, slug: str) -> Any:
        read.append(slug)
        return read_article(content, slug)

    monkeypatch.setattr("postil.serve.looking.read_article", noted)
    before = looking.look()
    assert looking.look() is before
    assert read == []
    text = (content / "two/article.md").read_text()
    (content / "two/article.md").write_text(f"{text}\nThe coach.\n")
    assert {one.entry.term for one in looking.look().unused} == {"ghost"}
    assert read == ["two"]


def test_what_is_known_is_never_older_than_the_files(fill: Fill) -> None:
    content = fill(FILES)
    looking = Looking(content)

    def same() -> bool:
        return review_page(looking.look()) == page_of(content)

    assert same()
    (content / "shared.yaml").write_text("glossary:\n  - {term: tram-line, definition: X}\n")
    assert same()
    assert "tram-line" in review_page(looking.look())
    fill({"three/article.md": "# Three\n\nThe tram-line.\n"})
    assert same()
    (content / "one/annotations.yaml").write_text("glossary: [\n")
    assert same()
    shutil.rmtree(content / "two")
    assert same()
    (content / "shared.yaml").unlink()
    assert same()
    assert "tram-line" not in review_page(looking.look())


def test_an_accepted_place_is_told_from_one_that_nobody_looked_at(desk: Desk) -> None:
    before = notes(desk)
    looked = Looking(desk.content)
    assert [one.slug for one in looked.look().open if one.entry.term == "tram"] == ["one", "two"]
    save = asking.Save("one", "glossary", {}, "one", None, target(desk, "tram"))
    desk.do(save)
    assert notes(desk) == before + "    occurrence: 1\n"
    assert states(desk) == ["marked", "excepted", "not marked"]
    assert [one.slug for one in looked.look().open if one.entry.term == "tram"] == ["two"]
    assert opened(desk, "tram")["mark"] == "one"
    desk.do(replace(save, mark="first", target=target(desk, "tram")))
    assert notes(desk) == before


def test_a_shared_entry_says_where_it_is_changed(desk: Desk) -> None:
    page = page_of(desk.content, word="ghost")
    assert "<code>content/shared.yaml</code>, line 3." in page
    assert '<button type="button"' not in page


def test_an_entry_and_a_shared_one_may_have_one_name(fill: Fill) -> None:
    files = {
        "shared.yaml": "glossary:\n  - {term: tram, id: a, definition: X}\n",
        "one/article.md": "# One\n\nThe tram and the car.\n",
        "one/annotations.yaml": "glossary:\n  - {term: car, id: a, definition: Y}\n",
    }
    found, _ = reviewed(fill(files))
    assert [seen(one) for one in found] == [[("one", "car", "marked")], [("one", "tram", "marked")]]
