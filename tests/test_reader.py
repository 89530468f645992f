"""The reader page with its script, in a real browser over file://: notes, choices, links."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Fill

import postil

SLUG = "lai-nippon-interview"
SCREENS = {"phone": (390, 844), "tablet": (768, 1024), "wide": (1440, 900)}


def address(folder: Path, slug: str = SLUG) -> str:
    return (folder / "site" / slug / "index.html").as_uri()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of its own store; what goes wrong on it fails the test."""
    context = browser.new_context(reduced_motion="reduce")
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    yield opened
    assert not faults
    context.close()


def open_on(page: Any, screen: str, url: str) -> None:
    width, height = SCREENS[screen]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(url)


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.id"))


def opened(page: Any) -> list[str]:
    return list(page.evaluate("[...document.querySelectorAll(':popover-open')].map(e => e.id)"))


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("way", ["click", "Enter"])
def test_a_control_leads_to_its_note_and_escape_leads_back(
    page: Any, sample: Path, screen: str, way: str
) -> None:
    open_on(page, screen, address(sample))
    control = page.locator("#ref-deterrence")
    if way == "click":
        control.click()
    else:
        control.focus()
        page.keyboard.press("Enter")
    assert focused(page) == "note-deterrence"
    assert page.locator("#note-deterrence").is_visible()
    assert opened(page) == ([] if screen == "wide" else ["note-deterrence"])
    page.keyboard.press("Escape")
    assert focused(page) == "ref-deterrence"
    assert opened(page) == []


@pytest.mark.parametrize("screen", ["phone", "tablet"])
def test_a_note_that_is_open_does_not_cover_its_words(page: Any, sample: Path, screen: str) -> None:
    open_on(page, screen, address(sample))
    names = page.evaluate("[...document.querySelectorAll('a.ref:not(.again)')].map(a => a.id)")
    assert len(names) > 10
    page.locator(f"[id='{names[0]}']").click()
    for name in names:
        words = page.locator(f"[id='{name}']").bounding_box()
        note = page.locator(":popover-open").bounding_box()
        assert words["y"] >= 0, name
        above, below = (
            words["y"] + words["height"] <= note["y"] + 1,
            words["y"] >= note["y"] + note["height"] - 1,
        )
        assert above or (screen == "tablet" and below), name
        onward = page.locator("[data-step='1']")
        if name != names[-1]:
            onward.click()
    assert onward.is_disabled()
    page.locator("[data-step='-1']").click()
    assert opened(page) == [names[-2].replace("ref-", "note-", 1)]
    page.locator("[data-step='close']").click()
    assert focused(page) == names[-2]


def test_a_tap_outside_closes_the_sheet(page: Any, sample: Path) -> None:
    open_on(page, "phone", address(sample))
    page.locator("#ref-deterrence").click()
    page.mouse.click(5, 5)
    page.wait_for_function("!document.querySelector('[popover]')")
    assert opened(page) == []
    page.locator("#ref-annex").click()
    assert opened(page) == ["note-annex"]


def test_nothing_appears_when_pointed_at(page: Any, sample: Path) -> None:
    open_on(page, "phone", address(sample))
    shown = "[...document.querySelectorAll('body *')].filter(e => e.checkVisibility()).length"
    before = page.evaluate(shown)
    page.locator("#ref-deterrence").hover()
    page.locator("#ref-deterrence").focus()
    page.wait_for_timeout(300)
    assert page.evaluate(shown) == before


@pytest.mark.parametrize("screen", SCREENS)
def test_an_address_leads_to_a_note_even_one_that_is_hidden(
    page: Any, sample: Path, screen: str
) -> None:
    open_on(page, screen, address(sample) + "?choices=help-none#note-annex")
    assert page.locator("#note-annex").is_visible()
    assert page.locator("#ref-annex").is_visible()


def test_a_wider_window_puts_an_open_note_into_the_margin(page: Any, sample: Path) -> None:
    open_on(page, "tablet", address(sample))
    page.locator("#ref-annex").click()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.wait_for_function("!document.querySelector('[popover]')")
    assert page.locator("#note-annex").is_visible()


def test_choices_are_kept_for_the_site_and_carried_by_a_link(page: Any, sample: Path) -> None:
    open_on(page, "wide", address(sample))
    page.locator(".options summary").click()
    for choice in ("#size-large", "#tint", "#help-key"):
        page.locator(choice).check()
    page.locator("#show-background").uncheck()
    link = page.locator("#choices-link").get_attribute("href")
    page.goto(address(sample, "unmanned-boat"))
    assert page.locator("#size-large").is_checked()
    assert page.locator("#help-key").is_checked()
    page.evaluate("localStorage.clear()")
    page.goto(address(sample))
    assert page.locator("#size-standard").is_checked()
    page.goto(link)
    assert page.locator("#size-large").is_checked()
    assert page.locator("#tint").is_checked()
    assert not page.locator("#show-background").is_checked()
    assert page.locator("#text .note.background").first.is_hidden()


@pytest.mark.parametrize("choices", ["%00", "a.b.-c", "constructor.__proto__", "-" * 5000])
def test_a_strange_link_harms_nothing(page: Any, sample: Path, choices: str) -> None:
    open_on(page, "wide", f"{address(sample)}?choices={choices}")
    assert page.locator("#text .note").first.is_visible()


def test_what_is_kept_may_be_nonsense(page: Any, sample: Path) -> None:
    open_on(page, "wide", address(sample))
    page.evaluate("localStorage.setItem('postil:postil-sample-library:choices', '{\"a\": 1}')")
    page.reload()
    page.locator("#ref-deterrence").click()
    assert focused(page) == "note-deterrence"


TWO_LANGUAGES = {
    "site.yaml": "title: T\nlanguages: [en, ja]\nkinds: [{name: law, label: Law, family: word}]\n",
    "a/article.md": "---\ntitle: A\n---\nOne word here, one act, {薩摩|さつま} and one word.\n",
    "a/n.yaml": (
        "notes:\n  - quote: One word\n    title: {en: Head, ja: 見出し}\n"
        "    note: {en: Body, ja: 本文}\n"
        "  - {quote: here, note: English alone., more: true}\n"
        "  - quote: act\n    kind: law\n    note: A law.\n"
        "  - {quote: word, occurrence: all, note: Twice., id: twice}\n"
    ),
}


@pytest.mark.parametrize("scripts", [True, False])
def test_every_choice_works_with_scripts_and_without(
    browser: Any, fill: Fill, scripts: bool
) -> None:
    content = fill(TWO_LANGUAGES)
    assert postil.build(postil.Project(content, content.parent / "site")).is_good
    context = browser.new_context(
        java_script_enabled=scripts, viewport={"width": 1440, "height": 900}
    )
    page = context.new_page()
    page.goto(address(content.parent, "a"))
    note = page.locator("#note-one-word")
    assert "Body" in note.inner_text()
    assert "本文" not in note.inner_text()
    page.locator("#notes-in-ja").check()
    assert "本文" in note.inner_text()
    assert "見出し" in note.inner_text()
    assert "Body" not in note.inner_text()
    assert "English alone." in page.locator("#note-here").inner_text()

    act, law = page.locator("#ref-act"), page.locator("#note-act")
    page.locator("#show-kind-law").uncheck()
    assert law.is_hidden()
    assert act.evaluate("e => getComputedStyle(e).visibility") == "hidden"
    assert act.locator(".mark").is_visible()
    assert page.locator("#show-word").count() == 0  # no note of that family but the declared kind
    page.locator("#show-kind-law").check()
    assert law.is_visible()

    page.locator("#help-key").check()
    assert page.locator("#note-here").is_hidden()
    assert note.is_visible()
    page.locator("#help-none").check()
    assert page.locator("#text .note:visible").count() == 0
    page.locator("#help-all").check()

    page.locator(".options summary").click()
    again = page.locator("#ref-twice-2")
    assert again.evaluate("e => getComputedStyle(e).visibility") == "visible"
    page.locator("#once").check()
    assert again.evaluate("e => getComputedStyle(e).visibility") == "hidden"
    assert page.locator("rt").is_visible()
    page.locator("#readings").uncheck()
    assert page.locator("rt").is_hidden()
    size = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
    before = page.evaluate(size)
    page.locator("#size-large").check()
    large = page.evaluate(size)
    page.locator("#size-largest").check()
    assert before < large < page.evaluate(size)
    page.locator("#colours-dark").check()
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    context.close()


def test_choices_follow_the_reader_through_the_site(page: Any, sample: Path) -> None:
    open_on(page, "wide", address(sample))
    page.locator(".options summary").click()
    for choice in ("#size-large", "#colours-dark", "#help-key", "#notes-in-zh-Hant"):
        page.locator(choice).check()
    page.goto((sample / "site" / "glossary" / "index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    assert page.locator("#notes-in-zh-Hant").is_checked()
    page.locator("#notes-in-en").check()
    page.goto(address(sample))
    assert page.locator("#notes-in-en").is_checked()
    for choice in ("#size-large", "#colours-dark", "#help-key"):
        assert page.locator(choice).is_checked()


def test_the_same_address_opens_a_note_every_time(page: Any, sample: Path) -> None:
    open_on(page, "phone", address(sample))
    for _ in range(2):
        page.locator("#corrections a[href^='#note-']").click()
        page.wait_for_function("document.querySelector(':popover-open')")
        page.keyboard.press("Escape")
        assert opened(page) == []


def test_a_note_is_not_over_what_has_the_focus_nor_over_where_its_links_lead(
    page: Any, sample: Path
) -> None:
    open_on(page, "phone", address(sample))
    page.locator("#ref-lai-ching-te").click()
    page.locator(":popover-open .cites a").first.click()
    assert opened(page) == []
    page.locator("#ref-deterrence").click()
    for _ in range(9):
        page.keyboard.press("Tab")
    assert opened(page) == []
    assert focused(page) != "note-deterrence"


def test_no_sheet_is_on_paper(page: Any, sample: Path) -> None:
    open_on(page, "phone", address(sample))
    page.locator("#ref-deterrence").click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert opened(page) == []


def test_a_link_s_choices_go_before_those_that_are_kept_and_leave_the_others(
    page: Any, sample: Path
) -> None:
    open_on(page, "wide", address(sample))
    page.locator(".options summary").click()
    page.locator("#size-large").check()
    page.goto(address(sample) + "?choices=help-key")
    assert page.locator("#size-large").is_checked()
    assert page.locator("#help-key").is_checked()
    page.goto(address(sample, "unmanned-boat"))
    assert page.locator("#size-large").is_checked()


@pytest.mark.parametrize("fragment", ["100%", "%E0%A4%A", "note-nowhere", "constructor"])
def test_a_strange_fragment_harms_nothing(page: Any, sample: Path, fragment: str) -> None:
    open_on(page, "phone", f"{address(sample)}#{fragment}")
    page.locator("#ref-deterrence").click()
    assert opened(page) == ["note-deterrence"]


def test_the_note_that_was_asked_for_stays_tinted(page: Any, sample: Path) -> None:
    open_on(page, "wide", address(sample))
    page.locator("#ref-deterrence").click()
    page.mouse.move(5, 5)
    tinted = "[...document.querySelectorAll('.on')].map(e => e.id)"
    assert set(page.evaluate(tinted)) == {"ref-deterrence", "note-deterrence"}
    page.locator("#ref-annex").click()
    page.mouse.move(5, 5)
    assert set(page.evaluate(tinted)) == {"ref-annex", "note-annex"}


LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
LONG_WORDS = {
    "a/article.md": f"---\ntitle: {LONG}\nsubtitle: {LONG}\n---\n{LONG} and [{LONG}](b).\n",
    "a/n.yaml": f"glossary: [{{term: {LONG}, definition: {LONG}}}]\n"
    f"timeline: [{{date: 1945, event: {LONG}, quote: and}}]\n"
    f"questions: [{{ask: {LONG}}}]\nsources: [{{id: s, title: {LONG}}}]\n",
    "b/article.md": f"---\ntitle: {LONG}\n---\nWords.\n",
}


def test_no_word_is_too_long_for_a_small_phone(browser: Any, fill: Fill) -> None:
    content = fill(LONG_WORDS)
    assert postil.build(postil.Project(content, content.parent / "site")).is_good
    page = browser.new_page(viewport={"width": 320, "height": 640})
    for file in sorted((content.parent / "site").rglob("*.html")):
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, file
    page.close()


BOTH_WAYS = {
    "site.yaml": "title: T\nlanguage: en\n",
    "a/article.md": "---\ntitle: A\nlanguage: ar\n---\n" + "".join(f"كلمة{i} " for i in range(40)),
    "a/n.yaml": "notes:\n"
    + "".join(f"  - {{quote: كلمة{i}, note: {'Some words of a note. ' * 6}}}\n" for i in range(7))
    + "timeline:\n  - {date: 1945, event: An end}\n  - {date: 1950, event: Another}\n",
}


def test_notes_of_a_text_that_runs_the_other_way_lie_on_nothing(browser: Any, fill: Fill) -> None:
    content = fill(BOTH_WAYS)
    assert postil.build(postil.Project(content, content.parent / "site")).is_good
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(address(content.parent, "a"))
    boxes = "[...document.querySelectorAll('.note')].map(n => n.getBoundingClientRect().bottom)"
    bottom = f"Math.max(...{boxes})"
    below = "document.querySelector('#timeline').getBoundingClientRect().top"
    assert page.evaluate(bottom) <= page.evaluate(below)
    page.close()
