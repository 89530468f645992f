"""The author's desk: what pages ask for is written into the YAML, or nothing is changed at all."""

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import postil
from postil.authoring import schema_line
from postil.render.selectors import page_text
from postil.serve import asking
from postil.serve.asking import Place, Target
from postil.serve.desk import Desk
from postil.serve.refused import Refused
from postil.serve.trial import judge_article

TEXT = "The tram left. The last tram left the depot, and Marta saw it. It was in 1945."
ARTICLE = f"---\ntitle: One\n---\n\n{TEXT}\n"
NOTES = """\
# Mine, as I like it.
notes:
    -   quote: 'the depot'   # odd, but mine
        note: Where trams sleep.

    -   note: Last.
        quote: last tram

glossary:
  - term: Marta
    definition: A driver.
"""
FILES = {
    "site.yaml": "title: A site\nkinds:\n  - {name: grammar, label: Grammar, family: word}\n",
    "one/article.md": ARTICLE,
    "one/annotations.yaml": NOTES,
    "two/article.md": "---\ntitle: Two\n---\n\nSee [there](one#marta).\n",
}
Fill = Callable[[dict[str, str]], Path]


@pytest.fixture
def desk(fill: Fill) -> Desk:
    return Desk(fill(FILES))


def notes(desk: Desk) -> str:
    return (desk.content / "one/annotations.yaml").read_bytes().decode()


def at(desk: Desk, words: str, count: int = 1, slug: str = "one") -> Place:
    """The `count`th place of some words, as a page would send it."""
    judged = judge_article(desk.content, slug)
    assert judged is not None
    text = page_text(judged.article.article.document)
    start = -1
    for _ in range(count):
        start = text.index(words, start + 1)
    return Place(start, start + len(words), hashlib.sha256(text.encode()).hexdigest())


def opened(desk: Desk, name: str) -> dict[str, Any]:
    return desk.do(asking.Open("one", name, ""))


def target(desk: Desk, name: str) -> Target:
    return Target(**opened(desk, name)["target"])


def save(desk: Desk, section: str, fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    given = {"mark": "", "place": None, "target": None, **more}
    return desk.do(asking.Save("one", section, fields, **given))


def refused(desk: Desk, ask: asking.Ask) -> Refused:
    """What is refused changes nothing on the disk."""
    before = {p: p.read_bytes() for p in desk.content.rglob("*") if p.is_file()}
    with pytest.raises(Refused) as caught:
        desk.do(ask)
    assert {p: p.read_bytes() for p in desk.content.rglob("*") if p.is_file()} == before
    return caught.value


def is_built(desk: Desk) -> bool:
    project = postil.Project(desk.content, desk.content.parent / "site")
    return postil.build(project, editions=["web"]).is_good


# Writing


def test_a_note_goes_below_the_others_and_nothing_else_changes(desk: Desk) -> None:
    said = save(desk, "notes", {"note": "A tram.", "title": ""}, place=at(desk, "tram", 2))
    added = "\n    -   quote: tram\n        prefix: last\n        note: A tram.\n"
    head, tail = NOTES.split("\nglossary", 1)
    assert notes(desk) == f"{head}{added}\nglossary{tail}"
    assert said["fragment"] == "note-tram"
    assert "note on “tram” added" in said["said"].lower()
    assert is_built(desk)


def test_a_file_is_made_where_there_is_none(desk: Desk) -> None:
    said = desk.do(
        asking.Save("two", "notes", {"note": "X"}, "", at(desk, "there", 1, "two"), None)
    )
    written = (desk.content / "two/annotations.yaml").read_text()
    assert written == f"{schema_line('annotations')}notes:\n  - quote: there\n    note: X\n"
    assert json.loads((desk.content / ".schema.json").read_text())["$defs"]["annotations"]
    assert said["undo"]
    desk.do(asking.Undo())
    assert not (desk.content / "two/annotations.yaml").exists(), "it is gone as it came"


def test_a_new_entry_goes_where_its_section_is(desk: Desk) -> None:
    (desk.content / "one/dates.yaml").write_text("timeline:\n  - date: 1940\n    event: Before.\n")
    save(desk, "timeline", {"date": "1945", "event": "It left."}, place=at(desk, "1945"))
    dates = (desk.content / "one/dates.yaml").read_text()
    assert dates.endswith("  - date: 1945\n    event: It left.\n    quote: 1945\n")
    assert notes(desk) == NOTES


@pytest.mark.parametrize(
    ("mark", "words", "count", "selector"),
    [
        ("first", "depot", 1, ""),
        ("all", "tram", 1, "    occurrence: all\n"),
        ("here", "tram", 2, "    quote: tram\n    prefix: last\n"),
    ],
)
def test_a_glossary_entry_marks_what_is_asked(
    desk: Desk, mark: str, words: str, count: int, selector: str
) -> None:
    place = at(desk, words, count)
    save(desk, "glossary", {"term": words, "definition": "X"}, mark=mark, place=place)
    assert notes(desk) == f"{NOTES}  - term: {words}\n{selector}    definition: X\n"
    assert is_built(desk)


def test_words_that_an_entry_would_not_find_become_its_form(desk: Desk) -> None:
    place = at(desk, "saw")
    save(desk, "glossary", {"term": "see", "definition": "X"}, mark="first", place=place)
    assert notes(desk).endswith("  - term: see\n    definition: X\n    forms: [saw]\n") or notes(
        desk
    ).endswith("  - term: see\n    definition: X\n    forms:\n      - saw\n")
    save(
        desk, "glossary", {"term": "leave", "forms": ["gone"]}, mark="first", place=at(desk, "left")
    )
    assert "left" not in notes(desk), "the author's own forms are not added to"


def test_a_second_note_on_the_same_words_gets_a_name_of_its_own(desk: Desk) -> None:
    said = save(desk, "notes", {"note": "Again."}, place=at(desk, "Marta"))
    assert (said["fragment"], said["warnings"]) == ("note-marta-2", [])
    assert "id: marta-2\n" in notes(desk)


def test_a_question_with_its_evidence(desk: Desk) -> None:
    fields = {
        "ask": "Who?",
        "type": "choice",
        "choices": ["Marta", "Nobody"],
        "answer": "Marta",
        "lines": 2,
    }
    said = save(desk, "questions", fields, place=at(desk, "Marta saw it"))
    assert said["fragment"] == "question-who"
    assert opened(desk, "who")["fields"] == {**fields, "lines": "2"}
    assert opened(desk, "who")["quote"] == "Marta saw it"
    assert is_built(desk)


# Changing


def test_only_what_differs_is_written(desk: Desk) -> None:
    said = opened(desk, "the-depot")
    assert said["fields"] == {"note": "Where trams sleep."}
    assert said["words"] == "the depot"
    fields = {"note": "Where trams sleep.", "kind": "place", "title": None, "more": False}
    save(desk, "notes", fields, target=target(desk, "the-depot"))
    place = "        note: Where trams sleep.\n"
    assert notes(desk) == NOTES.replace(place, f"{place}        kind: place\n")
    before = notes(desk)
    assert save(desk, "notes", fields, target=target(desk, "the-depot"))["unchanged"]
    assert notes(desk) == before


def test_a_note_moves_to_other_words(desk: Desk) -> None:
    said = desk.do(asking.Move("one", target(desk, "last-tram"), at(desk, "left", 2)))
    assert "moved" in said["said"]
    assert "note: Last.\n        quote: left\n        suffix: the\n" in notes(desk)
    assert "'the depot'   # odd, but mine" in notes(desk)
    again = save(
        desk, "notes", {"note": "Last."}, target=target(desk, "left"), place=at(desk, "last tram")
    )
    assert "moved" in again["said"] or "changed" in again["said"]
    assert "suffix" not in notes(desk), "what is not needed any more is gone"
    assert is_built(desk)


def test_an_entry_changes_what_it_marks(desk: Desk) -> None:
    marta = {"term": "Marta", "definition": "A driver."}
    assert opened(desk, "marta")["mark"] == "first"
    save(desk, "glossary", marta, mark="all", target=target(desk, "marta"))
    assert notes(desk) == f"{NOTES}    occurrence: all\n"
    save(desk, "glossary", marta, mark="here", target=target(desk, "marta"))
    assert notes(desk) == f"{NOTES}    quote: Marta\n"
    save(
        desk,
        "glossary",
        marta,
        mark="here",
        target=target(desk, "marta"),
        place=at(desk, "Marta saw"),
    )
    assert notes(desk) == f"{NOTES}    quote: Marta saw\n"
    save(desk, "glossary", marta, mark="first", target=target(desk, "marta"))
    assert notes(desk) == NOTES


def test_an_event_lets_go_of_its_words(desk: Desk) -> None:
    save(desk, "timeline", {"date": "1945", "event": "It left."}, place=at(desk, "1945"))
    desk.do(asking.Move("one", target(desk, "it-left"), None))
    assert notes(desk).endswith("event: It left.\n")
    assert refused(desk, asking.Move("one", target(desk, "last-tram"), None)).status == 400


def test_deleting_and_taking_back_several_steps(desk: Desk) -> None:
    states = [notes(desk)]
    desk.do(asking.Delete("one", target(desk, "the-depot")))
    states.append(notes(desk))
    save(desk, "notes", {"note": "New."}, place=at(desk, "it"))
    states.append(notes(desk))
    save(desk, "notes", {"note": "Newer."}, target=target(desk, "it"))
    assert "Where trams sleep" not in states[1]
    assert len({*states, notes(desk)}) == 4
    for state in reversed(states):
        assert desk.do(asking.Undo())["said"].startswith("Taken back: ")
        assert notes(desk) == state
    assert refused(desk, asking.Undo()).message == "there is nothing to take back"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_line_ends_and_a_byte_order_mark_stay(desk: Desk, newline: str) -> None:
    data = ("\ufeff" + NOTES.replace("\n", newline)).encode()
    (desk.content / "one/annotations.yaml").write_bytes(data)
    save(desk, "notes", {"note": "One.\nTwo."}, place=at(desk, "it"))
    after = (desk.content / "one/annotations.yaml").read_bytes()
    assert after.startswith(b"\xef\xbb\xbf#")
    assert after.count(newline.encode()) == after.count(b"\n")
    assert is_built(desk)
    desk.do(asking.Undo())
    assert (desk.content / "one/annotations.yaml").read_bytes() == data


# What is not written


def test_what_changed_meanwhile_is_shown_and_not_overwritten(desk: Desk) -> None:
    seen = target(desk, "last-tram")
    mine = NOTES.replace("note: Last.", "note: By hand.")
    (desk.content / "one/annotations.yaml").write_text(mine)
    said = refused(desk, asking.Save("one", "notes", {"note": "By pointing."}, "", None, seen))
    assert said.status == 409
    assert "was changed since this page read it" in said.message
    assert said.conflict is not None
    assert "By hand." in said.conflict["theirs"]
    assert "By pointing." in said.conflict["yours"]
    assert "quote: last tram" in said.conflict["yours"], "which note it is"
    now = Target(**said.conflict["entry"]["target"])
    save(desk, "notes", {"note": "By pointing."}, target=now)
    assert "By pointing." in notes(desk)
    assert refused(desk, asking.Delete("one", seen)).status == 409
    assert refused(desk, asking.Move("one", seen, at(desk, "it"))).status == 409


def test_what_was_changed_since_is_not_taken_back(desk: Desk) -> None:
    save(desk, "notes", {"note": "New."}, place=at(desk, "it"))
    with (desk.content / "one/annotations.yaml").open("a") as file:
        file.write("# by hand\n")
    said = refused(desk, asking.Undo())
    assert "would lose that" in said.message
    assert notes(desk).endswith("# by hand\n")


def test_an_edit_with_new_errors_is_refused_and_says_them(desk: Desk) -> None:
    said = refused(
        desk, asking.Save("one", "timeline", {"date": "soon", "event": "X"}, "", None, None)
    )
    assert said.status == 422
    assert [d.code for d in said.problems] == ["t-001"] or said.problems[0].code.startswith("t-")
    said = refused(desk, asking.Save("one", "notes", {}, "", at(desk, "it"), None))
    assert "note" in said.problems[0].message
    for body in ("See [it](#nothing).", "See [it](two#nothing).", "See [it](nowhere#x)."):
        said = refused(desk, asking.Save("one", "notes", {"note": body}, "", at(desk, "it"), None))
        assert said.problems[0].code in ("l-001", "l-002")
    save(desk, "notes", {"note": "See [two](two) and [her](#marta)."}, place=at(desk, "it"))


def test_what_others_link_to_is_not_deleted(desk: Desk) -> None:
    said = refused(desk, asking.Delete("one", target(desk, "marta")))
    assert said.problems[0].position.path == "content/two/article.md"
    term = {"term": "Marta Novak", "definition": "A driver."}
    ask = asking.Save("one", "glossary", term, "", None, target(desk, "marta"))
    assert refused(desk, ask).problems[0].code == "l-001"


def test_errors_that_were_there_before_stop_nobody(desk: Desk) -> None:
    lost = "    -   quote: nowhere to be found\n        note: Lost.\n"
    text = NOTES.replace("\nglossary", f"{lost}\nglossary")
    (desk.content / "one/annotations.yaml").write_text(text)
    said = save(desk, "notes", {"note": "New."}, place=at(desk, "it"))
    assert said["fragment"] == "note-it"
    found = desk.do(asking.Open("one", "", "content/one/annotations.yaml:8:16"))
    assert (found["quote"], found["words"]) == ("nowhere to be found", "")
    desk.do(asking.Move("one", Target(**found["target"]), at(desk, "The tram")))
    assert is_built(desk)


def test_broken_yaml_is_left_alone_with_a_sentence(desk: Desk) -> None:
    (desk.content / "one/annotations.yaml").write_text("notes:\n  - quote: [\n")
    said = refused(desk, asking.Save("one", "notes", {"note": "X"}, "", at(desk, "it"), None))
    assert "the file has an error in line" in said.message
    assert "\n" not in said.message


def test_offsets_of_another_text_are_not_believed(desk: Desk) -> None:
    place = at(desk, "it")
    (desk.content / "one/article.md").write_text(ARTICLE.replace("The tram", "A tram"))
    said = refused(desk, asking.Save("one", "notes", {"note": "X"}, "", place, None))
    assert "text was changed" in said.message
    (desk.content / "one/article.md").write_text(ARTICLE)
    for start, end in ((5, 5), (9, 3), (0, 10**9), (3, 4), (500, 600)):
        ask = asking.Point("one", Place(start, end, place.digest))
        if (start, end) == (0, 10**9):
            assert desk.do(ask)["words"] == TEXT
        else:
            assert refused(desk, ask).status == 422


def test_a_shared_entry_is_no_articles(desk: Desk) -> None:
    (desk.content / "shared.yaml").write_text("glossary:\n  - term: depot\n    definition: X\n")
    said = refused(desk, asking.Open("one", "depot", ""))
    assert "shared" in said.message
    assert "content/shared.yaml:2" in said.hint
    shared = Target("content/shared.yaml", "glossary", 0, target(desk, "marta").digest)
    assert refused(desk, asking.Delete("one", shared)).status == 404


@pytest.mark.parametrize("what", ["file", "folder", "dangling"])
def test_no_link_is_followed_out(desk: Desk, tmp_path: Path, what: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "article.md").write_text(ARTICLE)
    (outside / "annotations.yaml").write_text(NOTES)
    place = at(desk, "it")
    if what == "folder":
        (desk.content / "one").rename(tmp_path / "was")
        (desk.content / "one").symlink_to(outside, target_is_directory=True)
    else:
        (desk.content / "one/annotations.yaml").unlink()
        name = "annotations.yaml" if what == "file" else "nothing.yaml"
        (desk.content / "one/annotations.yaml").symlink_to(outside / name)
    assert refused(desk, asking.Save("one", "notes", {"note": "X"}, "", place, None)).status in (
        403,
        404,
    )
    assert {p.name: p.read_text() for p in outside.iterdir()} == {
        "article.md": ARTICLE,
        "annotations.yaml": NOTES,
    }


def test_a_crash_while_saving_leaves_the_old_file(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    place = at(desk, "it")
    monkeypatch.setattr(os, "fsync", fail)
    said = refused(desk, asking.Save("one", "notes", {"note": "X"}, "", place, None))
    assert "no space left" in said.message
    assert [p.name for p in (desk.content / "one").iterdir() if p.name.startswith(".")] == []


# A new article


def begin(desk: Desk, **given: Any) -> dict[str, Any]:
    asked = {
        "title": "The last tram",
        "slug": "last-tram",
        "text": "On 31 March\nit left.",
        "language": "en",
    }
    return desk.do(asking.Begin(**{**asked, "is_markdown": False, **given}))


def test_a_text_becomes_an_article(desk: Desk) -> None:
    assert begin(desk)["article"] == "last-tram"
    folder = desk.content / "last-tram"
    assert {p.name: p.read_text() for p in folder.iterdir()} == {
        "article.txt": "On 31 March\nit left.\n",
        "article.yaml": f"{schema_line('article')}title: The last tram\nlanguage: en\n",
    }
    assert json.loads((desk.content / ".schema.json").read_text())["$defs"]["article"]
    begin(
        desk,
        slug="two-more",
        is_markdown=True,
        text="# *It* left\r\n\r\n{薩摩|さつま}",
        title="A: b",
    )
    assert (desk.content / "two-more/article.md").read_bytes().startswith(b"# *It* left\n\n")
    assert (desk.content / "two-more/article.yaml").read_text().splitlines()[1] == 'title: "A: b"'
    begin(desk, slug="three", is_markdown=True, text="---\ntitle: Own\n---\n\nText.", title="")
    assert [p.name for p in (desk.content / "three").iterdir()] == ["article.md"]
    assert is_built(desk)


@pytest.mark.parametrize(
    ("pasted", "text"),
    [
        ("The last tram\n\nIt left.", "It left.\n"),
        ("# The last tram\r\nIt left.\n", "It left.\n"),
        ("The last tram \n\n\nThe last tram left.", "The last tram left.\n"),
        ("The last tram", "The last tram\n"),  # there is no other text
        ("The last tram left.\n\nIt left.", "The last tram left.\n\nIt left.\n"),
    ],
)
def test_a_title_stands_above_the_text_and_not_in_it_again(
    desk: Desk, pasted: str, text: str
) -> None:
    begin(desk, text=pasted)
    assert (desk.content / "last-tram/article.txt").read_bytes().decode() == text
    assert is_built(desk)


@pytest.mark.parametrize(
    "given",
    [
        {"slug": s}
        for s in ("../out", "a/b", "", ".", "..", "CON", "glossary", "Big", "a b", "/etc", "a\\b",
                  "one", "x" * 300)
    ]
    + [{"text": " \n "}, {"text": "a\0b"}, {"title": ""}, {"language": "no language"}]
    + [{"is_markdown": True, "text": "![A](missing.png)"}],
    ids=str,
)  # fmt: skip
def test_no_other_folder_is_made(desk: Desk, given: dict[str, Any]) -> None:
    names = sorted(p.name for p in desk.content.parent.rglob("*"))
    with pytest.raises(Refused) as caught:
        begin(desk, **given)
    assert caught.value.status in (409, 422)
    assert sorted(p.name for p in desk.content.parent.rglob("*")) == names
