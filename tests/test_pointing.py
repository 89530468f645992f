"""Writing by pointing, in a real browser on a real server: by mouse, by touch and by keyboard."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import NODE_MODULES, ROOT, need
from engines import Engine
from test_serve import Served, serving, until

import postil

TEXT = """\
The tram left. The last tram left the *depot* at midnight, and Marta saw it.

She had driven it for thirty years. 櫻井翔 (𝔛) said that it was a good tram.

Nobody else was there.
"""
NOTES = """\
# Mine, as I like it.
glossary:
  - {term: depot, definition: A place for trams.}   # odd
notes:
    -   note: 'She was a driver.'
        quote: Marta   # who else

# The end."""
FILES = {
    "site.yaml": "title: A site\nkinds:\n  - {name: grammar, label: Grammar, family: word}\n",
    "one/article.md": f"---\ntitle: One\n---\n\n{TEXT}",
    "one/annotations.yaml": NOTES,
}
EXPECTED = re.compile("status of 4|INTERNET_DISCONNECTED|WebSocket")
README = (ROOT / "README.md").read_text(encoding="utf-8")
AXE = "axe.run({rules: {'target-size': {enabled: true}}})"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    for name, text in FILES.items():
        file = tmp_path / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    with serving(tmp_path) as served:
        yield served
        assert served.complained.count("Traceback") == 0


Open = Callable[..., Any]


@pytest.fixture
def open_page(browser: Any, served: Served) -> Iterator[Open]:
    """Open a page of the preview, on some screen; nothing may fail on it."""
    contexts, told = [], []

    def opened(path: str = "/one/", width: int = 1280, height: int = 800, **screen: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, **screen)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("console", lambda line: told.append(line.text) if line.type == "error" else None)
        page.goto(f"http://127.0.0.1:{served.port}{path}")
        ready(page)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [line for line in told if not EXPECTED.search(line)] == []


def ready(page: Any) -> None:
    page.locator("#pd[data-ready]").wait_for(state="attached")


def box_of(page: Any, words: str, count: int = 1) -> dict[str, float]:
    """Where some words are on the screen."""
    return dict(
        page.evaluate(
            """([words, count]) => {
              let at = -1;
              for (let i = 0; i < count; i++) at = postilDesk.line.indexOf(words, at + 1);
              const place = {start: at, end: at + words.length};
              const all = postilDesk.rangesOf(place);
              all[0].startContainer.parentElement.scrollIntoView({block: 'center'});
              const [first, last] = [all[0], all.at(-1)].map(one => one.getBoundingClientRect());
              return {
                left: first.left, top: first.top + first.height / 2,
                right: last.right, bottom: last.bottom - last.height / 2,
              };
            }""",
            [words, count],
        )
    )


def drag_over(page: Any, words: str, count: int = 1) -> None:
    box = box_of(page, words, count)
    page.mouse.move(box["left"] + 1, box["top"])
    page.mouse.down()
    page.mouse.move(box["right"] - 1, box["bottom"], steps=4)
    page.mouse.up()


def after_loading(page: Any, act: Callable[[], None]) -> None:
    """Do something that makes the page load again, and wait until it has."""
    page.evaluate("window.isOld = true")
    act()
    page.wait_for_function("() => !window.isOld && document.readyState === 'complete'")
    ready(page)


def notes(served: Served) -> str:
    return (served.content / "one/annotations.yaml").read_bytes().decode()


def said(page: Any) -> str:
    return str(page.locator("#pd .pd-said").inner_text())


def field(page: Any, name: str) -> Any:
    return page.locator("#pd dialog").get_by_label(name, exact=True)


def edit(page: Any, name: str) -> None:
    page.locator(f"[id='note-{name}'] .pd-edit").click()
    page.locator("#pd dialog[open]").wait_for()


def save(page: Any) -> None:
    after_loading(page, page.get_by_role("button", name="Save").click)


def build(served: Served) -> str:
    """The page of readers, built as ever."""
    site = served.project / "site"
    outcome = postil.build(postil.Project(served.content, site), editions=["web"])
    assert outcome.is_good, outcome.diagnostics
    return (site / "one/index.html").read_text(encoding="utf-8")


# The whole way, three times


def test_with_a_mouse(open_page: Open, served: Served) -> None:
    page = open_page()
    drag_over(page, "tram", 2)
    assert page.locator("[data-part=tool-words]").inner_text() == "“tram”"
    page.get_by_role("button", name="Note", exact=True).click()
    field(page, "Kind").select_option("Grammar")
    field(page, "Note").fill("A car on rails: 𝔛.")
    save(page)
    written = notes(served)
    assert "quote: tram\n        prefix: last\n" in written
    assert "kind: grammar" in written
    assert outside(written, "    -   quote: tram", 4) == NOTES
    assert page.locator("#note-tram").inner_text().count("A car on rails: 𝔛.") == 1
    until(lambda: "note on “tram” added" in said(page).lower(), "word of it")
    page.reload()  # as where the page is built once more
    until(lambda: "note on “tram” added" in said(page).lower(), "word of it, once more")
    assert page.evaluate("document.activeElement.id") == "ref-tram"

    edit(page, "tram")
    assert field(page, "Kind").input_value() == "grammar"
    field(page, "Note").fill("A car.")
    save(page)
    assert notes(served) == written.replace(
        note_line(written), note_line(written).replace(value(written), "A car.")
    )

    edit(page, "tram")
    page.get_by_role("button", name="Other words").click()
    page.get_by_role("button", name="Use these words").wait_for()
    drag_over(page, "midnight")
    page.get_by_role("button", name="Use these words").click()
    assert page.locator("[data-part=quote-words]").inner_text() == "midnight"
    save(page)
    assert "quote: midnight\n" in notes(served)
    assert "prefix" not in notes(served)
    assert page.locator("#ref-midnight").inner_text().startswith("midnight")
    assert 'id="ref-midnight"' in build(served)

    edit(page, "midnight")
    after_loading(page, page.get_by_role("button", name="Delete").click)
    assert notes(served) == NOTES
    assert page.locator("#note-midnight").count() == 0
    for expected in ("quote: midnight", "A car.", "A car on rails"):
        after_loading(page, page.get_by_role("button", name="Undo").click)
        assert expected in notes(served)
    after_loading(page, page.get_by_role("button", name="Undo").click)
    assert notes(served) == NOTES
    assert page.get_by_role("button", name="Undo").count() == 0


def test_with_fingers_on_a_tablet(open_page: Open, served: Served) -> None:
    page = open_page(width=768, height=1024, has_touch=True, is_mobile=True)
    page.get_by_role("button", name="Choose words").tap()
    page.get_by_role("button", name="Sentence ›").tap()
    for _ in range(3):
        page.get_by_role("button", name="Word ›").tap()
    page.get_by_role("button", name="+ More words").tap()
    assert page.locator("[data-part=tool-words]").inner_text() == "“tram left”"
    page.get_by_role("button", name="− Fewer words").tap()
    small = page.evaluate(
        "[...document.querySelectorAll('#pd button')].filter(b => b.offsetParent)"
        ".map(b => b.getBoundingClientRect()).filter(b => b.height < 43.9).length"
    )
    assert small == 0, "fingers need room"
    page.get_by_role("button", name="Word", exact=True).tap()
    field(page, "Meaning").fill("A car on rails.")
    field(page, "at every place").check()
    save(page)
    assert outside(notes(served), "  - ", 1, after="# odd\n") == NOTES
    assert page.locator("#text [data-annotation~=tram]").count() == 3
    assert page.evaluate("document.querySelector('#note-tram').matches(':popover-open')")
    page.locator("#note-tram .pd-edit").tap()
    page.get_by_role("button", name="Delete").tap()
    until(lambda: notes(served) == NOTES, "the entry to go")


def test_with_the_keyboard_alone(open_page: Open, served: Served) -> None:
    page = open_page()
    page.get_by_role("button", name="Choose words").focus()
    page.keyboard.press("Enter")
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    page.keyboard.press("Shift+ArrowRight")
    assert page.locator("[data-part=heard]").inner_text() == "Chosen: it for"
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Note"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "note"
    page.keyboard.type("The tram.")
    page.keyboard.press("Escape")
    assert page.locator("#pd dialog[open]").count() == 0
    assert said(page) == "What you wrote is kept."
    page.get_by_role("button", name="Go on writing").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.value") == "The tram."
    page.get_by_role("button", name="Save").focus()
    after_loading(page, lambda: page.keyboard.press("Enter"))
    assert "quote: it\n" in notes(served)
    assert "note: The tram.\n" in notes(served)
    assert page.evaluate("document.activeElement.id") == "ref-it", "where it was left"
    page.locator("#note-it .pd-edit").focus()
    page.keyboard.press("Enter")
    page.locator("#pd dialog[open]").wait_for()
    assert page.evaluate("document.activeElement.id") == "pd-title"
    page.get_by_role("button", name="Delete").focus()
    after_loading(page, lambda: page.keyboard.press("Enter"))
    assert notes(served) == NOTES
    after_loading(page, lambda: page.keyboard.press("Control+z"))
    assert "note: The tram.\n" in notes(served)


def test_the_arrows_go_from_word_to_word(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("button", name="Choose words").click()
    seen = []
    for key in [
        "",
        "ArrowRight",
        "ArrowRight",
        "ArrowLeft",
        "ArrowDown",
        "ArrowLeft",
        "ArrowUp",
        "ArrowUp",
        "ArrowUp",
    ]:
        if key:
            page.keyboard.press(key)
        seen.append(page.locator("[data-part=tool-words]").inner_text().strip("“”"))
    last = "The last tram left the depot at midnight, and Marta saw it."
    assert seen == [
        "The tram left.",
        "The",
        "tram",
        "The",
        last,
        "it",
        "The tram left.",
        "The tram left.",
        "The tram left.",
    ]
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "Choose words"


def test_the_whole_way_in_each_engine(engine: Engine, served: Served) -> None:
    engine.open(f"http://127.0.0.1:{served.port}/one/", width=1280)
    assert engine.until("() => document.querySelector('#pd[data-ready]') !== null")
    assert (
        engine.evaluate(
            """() => {
          const at = postilDesk.line.indexOf('midnight');
          const [range] = postilDesk.rangesOf({start: at, end: at + 8});
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          return postilDesk.said(postilDesk.selected());
        }"""
        )
        == "midnight"
    )
    assert engine.until("() => !document.querySelector('[data-part=tool]').hidden")
    engine.click("#pd [data-kind=notes]")
    assert engine.until("() => document.activeElement.name === 'note'")
    for letter in "late":
        engine.press(letter)
    engine.click("#pd [type=submit]")
    assert engine.until("() => document.querySelector('#note-midnight .pd-edit') !== null")
    assert "    -   quote: midnight\n        note: late\n" in notes(served)
    assert engine.until("() => document.querySelector('#pd[data-ready]') !== null")
    # Notes may still be taking their places, so no point of the window is sure.
    engine.evaluate("() => document.querySelector('#note-midnight .pd-edit').click() ?? true")
    assert engine.until("() => document.querySelector('#pd dialog').open")
    engine.click("#pd [data-do=delete]")
    until(lambda: notes(served) == NOTES, "the note to go")


# Events, questions, articles


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


# What may go wrong


def test_what_the_format_does_not_allow_is_said_in_the_form(
    open_page: Open, served: Served
) -> None:
    page = open_page()
    page.get_by_role("button", name="Add an event").click()
    page.get_by_role("button", name="Save").click()
    assert page.locator("#pd [aria-invalid=true]").count() == 2
    assert page.evaluate("document.activeElement.name") == "date"
    field(page, "Date").fill("next spring")
    field(page, "What happened").fill("Words that took long to find.")
    page.get_by_role("button", name="Save").click()
    problem = page.locator("#pd .pd-problem")
    problem.wait_for()
    assert "t-0" in problem.inner_text()
    assert notes(served) == NOTES
    served.save("one/article.md", FILES["one/article.md"].replace("title: One", "title: New"))
    page.get_by_role("heading", name="New", level=1).wait_for()
    ready(page)
    page.locator("#pd dialog[open]").wait_for()
    assert field(page, "What happened").input_value() == "Words that took long to find."
    field(page, "Date").fill("2026")
    save(page)
    assert "event: Words that took long to find." in notes(served)


@pytest.mark.parametrize("choice", ["Keep the file’s", "Write mine over it"])
def test_both_versions_are_shown_where_the_file_was_changed(
    open_page: Open, served: Served, choice: str
) -> None:
    page = open_page()
    edit(page, "marta")
    field(page, "Note").fill("By pointing.")
    # No reload: the page does not see what comes now.
    page.evaluate("document.addEventListener('postil:built', event => event.preventDefault())")
    page.context.set_offline(True)
    by_hand = NOTES.replace("She was a driver.", "By hand.")
    served.save("one/annotations.yaml", by_hand)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("The server does not answer").wait_for()
    page.context.set_offline(False)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name=choice).wait_for()
    assert "By hand." in page.locator("[data-part=theirs]").inner_text()
    assert "By pointing." in page.locator("[data-part=yours]").inner_text()
    assert notes(served) == by_hand
    page.get_by_role("button", name=choice).click()
    if choice == "Keep the file’s":
        until(lambda: field(page, "Note").input_value() == "By hand.", "theirs")
        assert notes(served) == by_hand
    else:
        until(lambda: notes(served) != by_hand, "mine")
        assert by_hand.replace("'By hand.'", "By pointing.") == notes(served)


def test_what_lost_its_words_is_pointed_to_others(open_page: Open, served: Served) -> None:
    served.save("one/article.md", FILES["one/article.md"].replace("Marta", "Martha"))
    served.get_when("/one/", lambda page: "could not be attached" in page)
    page = open_page()
    page.locator("#postil-panel").get_by_role("button", name="Choose other words for").click()
    page.get_by_role("button", name="Use these words").wait_for()
    drag_over(page, "Martha")
    page.get_by_role("button", name="Use these words").click()
    save(page)
    assert notes(served) == NOTES.replace("quote: Marta ", "quote: Martha ")
    assert page.locator("#postil-panel").count() == 0


def test_the_page_stays_where_it_was(open_page: Open, served: Served) -> None:
    long = "\n\n".join(f"Paragraph {n} is here, and it is about nothing at all." for n in range(90))
    served.save("one/article.md", f"---\ntitle: One\n---\n\n{TEXT}\n{long}\n")
    served.get_when("/one/", lambda page: "Paragraph 89" in page)
    page = open_page()
    drag_over(page, "Paragraph 60")
    top = "document.querySelector('#p63').getBoundingClientRect().top"
    page.get_by_role("button", name="Note", exact=True).click()
    field(page, "Note").fill("Here.")
    before = page.evaluate(top)
    save(page)
    page.locator(".pd-fresh").first.wait_for()
    assert abs(page.evaluate(top) - before) < 40
    assert page.locator("#note-paragraph-60").is_visible()


# For everybody


STATES: dict[str, Callable[[Any], None]] = {
    "closed": lambda page: None,
    "chosen": lambda page: page.get_by_role("button", name="Choose words").click(),
    "note": lambda page: edit(page, "marta"),
    "event": lambda page: page.get_by_role("button", name="Add an event").click(),
    "wrong": lambda page: (
        page.get_by_role("button", name="Add a question").click(),
        page.get_by_role("button", name="Save").click(),
    ),
    "article": lambda page: page.get_by_role("button", name="New article").click(),
    "words": lambda page: (
        page.get_by_role("button", name="Look through the words").click(),
        page.wait_for_url("**/pointing-review.html"),
        ready(page),
    ),
}
SCREENS = {
    "wide": {"width": 1440, "height": 900},
    "dark": {"width": 1440, "height": 900, "color_scheme": "dark"},
    "forced": {"width": 1440, "height": 900, "forced_colors": "active"},
    "phone": {"width": 390, "height": 844},
}


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing(open_page: Open, screen: str) -> None:
    axe = NODE_MODULES / "axe-core" / "axe.min.js"
    need(axe.is_file(), "no axe: install npm, then python3 start.py test")
    for name, act in STATES.items():
        if name == "note" and screen == "phone":
            continue  # there its button is in a sheet
        page = open_page(bypass_csp=True, **SCREENS[screen])
        act(page)
        page.evaluate(axe.read_text(encoding="utf-8"))
        found = page.evaluate(AXE)["violations"]
        assert not [(v["id"], [n["html"][:150] for n in v["nodes"][:3]]) for v in found], name
        page.context.close()


def test_no_screen_is_too_narrow(open_page: Open) -> None:
    page = open_page(width=320, height=640)
    for act in (STATES["closed"], STATES["chosen"]):
        act(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("Escape")
    STATES["event"](page)
    assert page.evaluate("document.querySelector('#pd dialog').scrollWidth <= innerWidth")


def test_readers_get_the_pages_that_they_always_got(served: Served) -> None:
    """Serving, and writing while it serves, is nothing that `build` could see."""
    build(served)
    site = {p: p.read_bytes() for p in (served.project / "site").rglob("*") if p.is_file()}
    assert served.get("/one/").text.count("pointing") > 5
    for path, data in site.items():
        assert b"pointing" not in data, path
        assert b"data-token" not in data, path
    build(served)
    assert {p: p.read_bytes() for p in site} == site


def outside(text: str, start: str, lines: int, after: str = "") -> str:
    """A file without the entry that begins with `start`, and the blank line before it."""
    begin = text.index(start, text.index(after) + len(after))
    rest = text[begin:].split("\n", lines)[lines]
    return text[:begin] + rest


def note_line(text: str) -> str:
    return next(line for line in text.split("\n") if "A car on rails" in line)


def value(text: str) -> str:
    return note_line(text).partition("note: ")[2]
