"""Writing by pointing: events, questions, whole articles, and the glossary looked through."""

import re
from pathlib import Path
from typing import Any

from conftest import ROOT
from pointed import (
    FILES,
    NOTES,
    Open,
    after_loading,
    build,
    drag_over,
    field,
    notes,
    outside,
    ready,
    save,
)
from pointed import open_page as open_page
from pointed import served as served
from test_serve import Served, serving, until

import postil

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_an_event_and_a_question(open_page: Open, served: Served) -> None:
    page = open_page()
    drag_over(page, "thirty years")
    page.get_by_role("button", name="Event", exact=True).click()
    field(page, "Date").fill("1945/1975")
    field(page, "What happened").fill("She drives.")
    save(page)
    assert page.locator("#timeline").inner_text().count("She drives.") == 1
    page.get_by_role("button", name="Add a question").click()
    field(page, "Question").fill("Who saw it?")
    field(page, "Answered by").select_option("choice")
    field(page, "Choices").fill("Marta\nNobody")
    field(page, "Answer").fill("Marta")
    save(page)
    assert "Who saw it?" in page.locator("#questions").inner_text()
    page.locator("#question-who-saw-it .pd-edit").click()
    assert field(page, "Choices").input_value() == "Marta\nNobody"
    field(page, "Answer").fill("Nobody")
    page.get_by_role("button", name="Save").click()
    until(lambda: "answer: Nobody" in notes(served), "the answer, which is on no page")
    page.locator("#pd dialog[open]").wait_for(state="detached")
    assert notes(served).startswith(NOTES.rstrip())
    built = build(served)
    assert "She drives." in built
    assert "pointing" not in built
    assert 'id="pd"' not in built


def test_a_pasted_text_becomes_an_article(open_page: Open, served: Served) -> None:
    page = open_page("/")
    page.get_by_role("button", name="New article").click()
    field(page, "Text").fill("Die letzte Straßenbahn\n\nSie fuhr um Mitternacht.")
    assert field(page, "Title").input_value() == "Die letzte Straßenbahn"
    assert field(page, "Name in addresses").input_value() == "die-letzte-straßenbahn"
    field(page, "Name in addresses").fill("One")
    page.get_by_role("button", name="Save").click()
    page.locator("#pd .pd-problem").wait_for()
    field(page, "Name in addresses").fill("bahn")
    field(page, "Language of the text").fill("de")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/bahn/")
    ready(page)
    drag_over(page, "Mitternacht")
    page.get_by_role("button", name="Note", exact=True).click()
    field(page, "Note").fill("Null Uhr.")
    save(page)
    made = served.content / "bahn/annotations.yaml"
    first, _, rest = made.read_text().partition("\n")
    assert first.startswith("# yaml-language-server: ")
    assert rest == "notes:\n  - quote: Mitternacht\n    note: Null Uhr.\n"


def test_the_tour_of_the_readme_by_pointing_alone(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    text = re.search(r"```text\n(The last tram.+?)```", README, re.DOTALL)
    assert text
    with serving(tmp_path) as served:
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{served.port}/")
        ready(page)
        page.get_by_role("button", name="New article").click()
        field(page, "Text").fill(text[1])
        page.get_by_role("button", name="Save").click()
        page.wait_for_url("**/the-last-tram/")
        ready(page)
        for words, kind, fields in (
            ("depot", "Word", {"Meaning": "Where trams are kept."}),
            ("thirty years", "Note", {"Note": "Since the line was opened."}),
            ("On 31 March", "Event", {"Date": "2024-03-31", "What happened": "The last tram."}),
        ):
            drag_over(page, words)
            page.get_by_role("button", name=kind, exact=True).click()
            for name, said_of_it in fields.items():
                field(page, name).fill(said_of_it)
            save(page)
        page.get_by_role("button", name="Add a question").click()
        field(page, "Question").fill("Why do people collect the last ticket?")
        save(page)
        page.close()
    outcome = postil.build(postil.Project(tmp_path / "content", tmp_path / "site"))
    assert outcome.diagnostics == ()
    built = (tmp_path / "site/the-last-tram/index.html").read_text(encoding="utf-8")
    for shown in ('id="note-depot"', 'id="note-thirty-years"', "Where trams are kept.", "ticket?"):
        assert shown in built
    assert (tmp_path / "teacher/the-last-tram/handout-key.pdf").is_file()


def test_the_glossary_is_looked_through(open_page: Open, served: Served) -> None:
    text = FILES["one/article.md"].replace("Nobody else", "A depot is a depot. Nobody else")
    served.save("one/article.md", text)
    served.get_when("/one/", lambda page: "A depot is" in page)
    page = open_page()
    page.get_by_role("button", name="Look through the words").click()
    page.wait_for_url("**/pointing-review.html")
    ready(page)
    entry = page.locator("#pd-review article")
    assert entry.locator("[data-state]").evaluate_all("all => all.map(e => e.dataset.state)") == [
        "marked",
        "not marked",
        "not marked",
    ]
    after_loading(page, entry.get_by_role("button", name="Accepted").click)
    assert "occurrence: 1" in notes(served)
    page.get_by_role("link", name="Not looked through yet").click()
    page.wait_for_url("**show=open")
    assert entry.count() == 0
    page.go_back()
    ready(page)
    assert entry.get_by_role("button", name="Accepted", pressed=True).count() == 1
    after_loading(page, entry.get_by_role("button", name="at every place").click)
    after_loading(page, entry.get_by_role("button", name="Not here").nth(1).click)
    assert entry.locator("[data-state=excepted]").count() == 1
    entry.get_by_label("Another form of depot").fill("tram")
    page.evaluate("document.addEventListener('postil:built', () => { window.wasTold = true; })")
    served.save("two/article.md", "---\ntitle: Two\n---\n\nAnother.\n")
    page.wait_for_function("() => window.wasTold")
    page.evaluate("fetch(location.href).then(answer => answer.text())")
    assert entry.get_by_label("Another form of depot").input_value() == "tram"
    after_loading(page, entry.get_by_role("button", name="Add").click)
    assert entry.locator("[data-state=marked]").count() == 5
    for written in ("occurrence: all", "prefix: A", "forms: [tram]"):
        assert written in notes(served)
    assert outside(notes(served), "  - ", 1, after="glossary:\n") == outside(
        NOTES, "  - ", 1, after="glossary:\n"
    )
    assert 'id="ref-depot-5"' in build(served)
    for _ in range(4):
        after_loading(page, page.get_by_role("button", name="Undo").click)
    assert notes(served) == NOTES
    after_loading(page, entry.get_by_role("button", name="Only here").first.click)
    assert entry.get_by_role("button", name="Not here").count() == 0
