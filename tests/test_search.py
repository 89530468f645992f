"""The search in a real browser, from the disk: what is found, how it is shown, where it leads."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from asking import answer, ask, told
from conftest import NODE_MODULES, Fill, need

import postil

HEAD = "---\ntitle: {}\n---\n"


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page that fails for an error of a script, and for any request that leaves the site."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    wrong: list[str] = []
    asked: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    yield page
    context.close()
    assert not wrong
    assert all(re.match(r"file:.*/site/|about:|data:", url) for url in asked), asked


def build(content: Path) -> Path:
    site = content.parent / "site"
    outcome = postil.build(postil.Project(content, site))
    assert outcome.is_good, outcome.diagnostics
    return site


# What is found


@pytest.mark.parametrize("name", ["Lai Ching-te", "賴清德", "Lài Qīngdé", "lai qingde"])
def test_a_person_is_found_by_either_script_and_by_the_reading(
    page: Any, sample: Path, name: str
) -> None:
    entry, *others = ask(page, sample / "site", name)
    assert (entry.group, entry.kind) == ("Glossary", "Person")
    assert entry.href.endswith("#entry-lai-nippon-interview-lai-ching-te")
    (text,) = [found for found in others if found.kind == "Text"]
    assert text.name == "Paragraph 1"
    assert "Lai Ching-te" in text.below
    assert text.marked


def test_a_name_in_the_other_script_is_marked_where_it_stands(page: Any, fill: Fill) -> None:
    """Where the text itself has one of the two scripts alone, and beside other words."""
    content = fill(
        {
            "words.yaml": "glossary:\n  - {term: Lai, original: 賴清德, reading: Lài Qīngdé}\n",
            "a/article.md": HEAD.format("A") + "Nothing.\n\nThe boats of Lai are small.\n",
        }
    )
    (text,) = ask(page, build(content), "賴清德 boats")
    assert text.marked == ("boats", "Lai", "賴清德")
    assert text.href.startswith("../a/index.html#p2")
    assert page.locator("#found li p[lang=zh-Hant]").inner_text() == "賴清德"


def test_han_inside_of_a_sentence(page: Any, sample: Path) -> None:
    found = ask(page, sample / "site", "紀念")
    assert [f.kind for f in found] == ["Article", "Text", "Question"]
    assert found[1].href == "../thanks-from-minamisanriku/index.html#p4"
    assert {mark for f in found for mark in f.marked} == {"紀念"}


TYPED = [  # written, typed, marked
    ("Café au lait", "cafe", "Café"),
    ("the cafe there", "CAFÉ", "cafe"),
    ("Straße und Søren", "strasse soren", "Straße"),
    ("Đà Nẵng is a city", "da nang", "Đà"),
    ("İstanbul", "istanbul", "İstanbul"),
    ("ＡＢＣ１２３", "abc123", "ＡＢＣ１２３"),
    ("a fine ﬁle", "file", "ﬁle"),
    ("non\u2011red", "non-red", "non‑red"),
    ("don’t go", "don't", "don’t"),
    ("ニッポンの船", "にっぽん", "ニッポン"),
    ("ｶﾞｸﾌﾟ", "がくぷ", "ｶﾞｸﾌﾟ"),
    ("がく", "がく", "がく"),
    ("e\u0301cole", "ecole", "école"),
    ("soft\u00adhyphen", "softhyphen", "soft\u00adhyphen"),
    ("Ὀδυσσεύς", "οδυσσευσ", "Ὀδυσσεύς"),
    ("Ёлка", "елка", "Ёлка"),
    ("שָׁלוֹם", "שלום", "שָׁלוֹם"),
    ("مُحَمَّد", "محمد", "مُحَمَّد"),
    ("한국어를", "한국", "한국"),
    ("ประเทศไทย", "ไทย", "ไทย"),
    ("台灣\n的船", "台灣的", "台灣 的"),
    ("𠮷野家", "𠮷野", "𠮷野"),
    ("a+b*c [x](y) $", '"a+b*c"', "a+b*c"),
    ("in C++ and C#", "c++", "C++"),
]


def test_what_differs_in_typing_only_is_found_and_marked_to_the_letter(
    page: Any, fill: Fill
) -> None:
    lines = "\n\n".join(written for written, _, _ in TYPED)
    site = build(fill({"a/article.txt": f"{HEAD.format('T')}{lines}\n"}))
    for written, typed, marked in TYPED:
        found = ask(page, site, typed)
        shown = [f for f in found if marked in "".join(f.marked)]
        assert shown, (written, typed, found)


def test_words_phrases_and_their_ranks(page: Any, fill: Fill) -> None:
    site = build(
        fill(
            {
                "a/article.md": HEAD.format("One")
                + "An unboxed thing.\n\nBoxes stand there.\n\nA box of tea, and no sugar.\n\n"
                "Tea in a box.\n",
                "a/n.yaml": "notes:\n  - {quote: sugar, title: The box, note: Sweet.}\n",
                "b/article.md": HEAD.format("Two") + "Nothing of that.\n",
            }
        )
    )
    ranked = [f.name for f in ask(page, site, "box")]
    assert ranked == ["The box", "Paragraph 3", "Paragraph 4", "Paragraph 2"]
    page.get_by_role("button", name="1 more here").click()
    assert page.locator("#found li a").last.inner_text() == "Paragraph 1"
    assert [f.name for f in ask(page, site, "tea box")] == ["Paragraph 3", "Paragraph 4"]
    assert [f.name for f in ask(page, site, '"box of tea"')] == ["Paragraph 3"]
    assert [f.name for f in ask(page, site, "“Tea in a box”")] == ["Paragraph 4"]
    assert [f.name for f in ask(page, site, "sug, (box)")] == ["Paragraph 3"]


def test_every_stretch_of_the_text_leads_to_its_paragraph(page: Any, sample: Path) -> None:
    """Phrases of some words or characters, from all over the sample."""
    for slug in ("lai-nippon-interview", "thanks-from-minamisanriku"):
        page.goto((sample / "site" / slug / "index.html").as_uri())
        texts: dict[str, str] = page.evaluate(
            """() => Object.fromEntries([...document.querySelectorAll('#text p[id]')].map(p => {
              const own = p.cloneNode(true);
              own.querySelectorAll('[data-apparatus]').forEach(e => e.remove());
              return [p.id, own.textContent];
            }))"""
        )
        for name, text in texts.items():
            phrase = text[len(text) // 3 :][:30].replace('"', "”").strip()
            found = ask(page, sample / "site", f'"{phrase}"')
            assert any(f"{slug}/index.html#{name}" in f.href for f in found), phrase


def test_a_note_in_several_languages(page: Any, fill: Fill) -> None:
    content = fill(
        {
            "a/article.md": HEAD.format("A") + "Some words.\n",
            "a/n.yaml": "notes:\n  - quote: words\n    title: {en: Ambiguity, zh-Hant: 模糊}\n"
            "    note: {en: Said in *English* 言葉., zh-Hant: 用中文說的。}\n",
        }
    )
    site = build(content)
    (found,) = ask(page, site, "中文")
    assert (found.name, found.below) == ("Ambiguity", "用中文說的。")
    assert page.locator("#found p[dir]").get_attribute("lang") == "zh-Hant"
    (found,) = ask(page, site, "模糊 english")
    assert found.below == "Said in English 言葉.\n模糊"
    assert page.locator("#found p[lang=en] span[lang]").inner_text() == "言葉"


# Where it leads

IN_SIGHT = """name => {
  const box = document.getElementById(name).getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight;
}"""


def test_results_lead_to_the_very_place(page: Any, sample: Path) -> None:
    """Also where the browser is sent to the words: the paragraph is what is linked to."""
    found = ask(page, sample / "site", "japan")
    assert any(":~:text=" in f.href for f in found)
    for place in [f for f in found if "#" in f.href][::3]:
        ask(page, sample / "site", "japan")
        name = unquote(re.sub(":~:.*", "", place.href.partition("#")[2]))
        with page.expect_navigation():
            page.locator(f'#found a[href="{place.href}"]').click()
        assert unquote(page.evaluate("location.hash")) == f"#{name}"
        page.wait_for_function(IN_SIGHT, arg=name)


def test_a_browser_that_cannot_go_to_words_goes_to_the_paragraph(page: Any, sample: Path) -> None:
    page.add_init_script("Object.defineProperty(document, 'fragmentDirective', {value: undefined})")
    found = ask(page, sample / "site", "japan")
    assert found
    assert not [f for f in found if ":~:" in f.href]


def test_a_question_can_be_linked_to(page: Any, sample: Path) -> None:
    first = ask(page, sample / "site", "“Japan” & 賴?")
    address = page.url
    assert "?q=" in address
    page.goto("about:blank")
    page.goto(address)
    assert answer(page) == first
    assert page.locator("#asked").input_value() == "“Japan” & 賴?"
    page.locator("#asked").fill("")
    page.wait_for_function("() => !location.search")
    assert told(page) == ""


# How it is shown


def test_many_results_are_shown_step_by_step(page: Any, fill: Fill) -> None:
    files = {}
    for n in range(23):
        files[f"a{n:02}/article.md"] = HEAD.format(f"Article {n:02}") + "tea\n\n" * 7
    ask(page, build(fill(files)), "tea")
    assert told(page) == "Places found: 161"
    assert page.locator("#found section").count() == 10
    assert page.locator("#found li").count() == 40
    page.get_by_role("button", name="3 more here").nth(1).click()
    assert page.locator("#found section").nth(1).locator("li").count() == 7
    assert page.evaluate("document.activeElement.textContent") == "Paragraph 5"
    page.get_by_role("button", name="Show more").click()
    assert page.evaluate("document.activeElement.textContent") == "Article 10"
    page.get_by_role("button", name="Show more").click()
    assert page.locator("#found section").count() == 23
    titles = page.locator("#found h2").all_inner_texts()
    assert titles == sorted(titles)  # the site's order
    assert page.get_by_role("button", name="Show more").count() == 0


def test_a_long_text_is_shown_around_what_was_asked_for(page: Any, fill: Fill) -> None:
    text = {
        "words": "lead " * 300 + "needle one " + "gap " * 100 + "needle two " + "tail " * 300,
        "letters": "x" * 5000 + " needle two " + "x" * 5000,
        "han": "無" * 500 + "needle two" + "人" * 500,
        "wide": "𠮷" * 501 + "needle two" + "𠮷" * 501,
    }
    site = build(fill({f"{k}/article.md": HEAD.format(k) + v for k, v in text.items()}))
    for found in ask(page, site, "two needle"):
        assert 100 < len(found.below) < 260
        assert "needle two" in found.below
        assert set(found.marked) == {"needle", "two"}
        assert found.below[0] == found.below[-1] == "…"
        assert "\ufffd" not in found.below.encode("utf-16", "replace").decode("utf-16")
        assert not re.search("[\ud800-\udfff]", found.below)
    words = ask(page, site, "lead two")[0].below
    assert words.count("lead") > 3


def test_nothing_found_is_said(page: Any, sample: Path) -> None:
    assert ask(page, sample / "site", "xylophone quark") == []
    assert told(page).startswith("Nothing was found.")


HOSTILE = [
    "<img src=x onerror=document.title=1>",
    "</script><script>document.title=1</script>",
    "[a-z]+(.*)|\\b$^{}?*",
    "${alert(1)} {{7*7}} %00 &amp;",
    '"""',
    "\u202e\u0000 \ud7ff __proto__ constructor",
    "x" * 3000,
    "lai " * 750,
    " ".join(f"w{n}" for n in range(600)),
]


@pytest.mark.parametrize("asked", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_question_is_a_question(page: Any, sample: Path, asked: str) -> None:
    found = ask(page, sample / "site", asked)
    assert bool(found) == asked.startswith("lai")
    assert page.locator("#found :is(img, script)").count() == 0
    page.goto(page.url)
    assert answer(page) == found
    assert page.title().startswith("Search")


@pytest.mark.parametrize("payload", HOSTILE[:4])
def test_hostile_content_is_shown_as_text(page: Any, fill: Fill, payload: str) -> None:
    said = json.dumps(f"needle {payload}")
    content = fill(
        {
            "a/article.txt": f"One word.\nneedle {payload}\n",
            "a/article.yaml": f"title: {said}\nsubtitle: {said}\ntags: [{said}]\n",
            "a/n.yaml": f"notes:\n  - {{quote: One, title: {said}, note: {said}}}\n",
            "a/g.yaml": f"glossary:\n  - {{term: word, definition: {said}, original: {said}}}\n",
        }
    )
    found = ask(page, build(content), "needle")
    assert {f.kind for f in found} >= {"Article", "Text", "Word"}
    tags = page.evaluate("[...document.querySelectorAll('#found *')].map(e => e.localName)")
    known = {"section", "div", "h2", "a", "bdi", "mark", "p", "ol", "li", "span", "small"}
    assert set(tags) <= known
    assert any(payload.split()[0] in f.below for f in found)


def test_a_part_that_is_missing_or_broken_is_told(page: Any, fill: Fill) -> None:
    site = build(fill({"a/article.md": HEAD.format("A") + "One word.\n"}))
    ask(page, site, "word")
    assert told(page) == "Places found: 1"
    (site / "search" / "all.js").unlink()
    ask(page, site, "word")
    assert "could not be read" in told(page)


# Without a mouse, without scripts, with everybody


def test_the_keyboard_is_enough(page: Any, sample: Path) -> None:
    page.goto((sample / "site" / "index.html").as_uri())
    page.get_by_role("link", name="Search").press("Enter")
    active = "document.activeElement.id || document.activeElement.getAttribute('href')"
    page.wait_for_function(f"() => ({active}) === 'asked'")
    page.keyboard.type("unmanned boat")
    assert answer(page)
    page.keyboard.press("Enter")
    first, second = (page.locator("#found a").nth(n).get_attribute("href") for n in (0, 1))
    assert page.evaluate(active) == first
    page.keyboard.press("ArrowDown")
    assert page.evaluate(active) == second
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate(active) == "asked"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("/")
    assert page.evaluate(active) == "asked"
    page.keyboard.press("/")
    assert page.locator("#asked").input_value() == "unmanned boat/"
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert page.evaluate(active) == "asked"
    assert page.locator("#asked").input_value() == ""
    assert page.locator("#found a").count() == 0
    page.keyboard.type("deterrence")
    assert answer(page)
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate(active) == page.locator("#found a").nth(1).get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/index.html#entry-deterrence")


def test_the_focus_stays_where_it_is_while_more_is_found(page: Any, sample: Path) -> None:
    ask(page, sample / "site", "japan")
    page.locator("#found li a").nth(2).focus()
    href = page.evaluate("document.activeElement.href")
    page.evaluate("document.querySelector('#asked').dispatchEvent(new Event('input'))")
    assert page.evaluate("document.activeElement.href") == href


def test_without_scripts_the_page_says_what_to_do(browser: Any, sample: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((sample / "site" / "search" / "index.html").as_uri())
    assert page.locator("#ask").is_hidden()
    ways = page.locator("#unscripted a")
    assert ways.all_inner_texts() == ["All articles", "Glossary", "Timeline"]
    for way in ways.all():
        assert way.is_visible()
    assert "browser" in page.locator("#unscripted p").inner_text()
    context.close()


SCREENS = {
    "wide": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    "forced colours": {"viewport": {"width": 768, "height": 1024}, "forced_colors": "active"},
    "320 px": {"viewport": {"width": 320, "height": 640}},
}


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_among_the_results(browser: Any, sample: Path, screen: str) -> None:
    axe = NODE_MODULES / "axe-core" / "axe.min.js"
    need(axe.is_file(), "no axe: install npm, then python3 start.py test")
    context = browser.new_context(bypass_csp=True, **SCREENS[screen])
    page = context.new_page()
    for asked in ("japan", "賴清德", "xylophone"):
        ask(page, sample / "site", asked)
        page.evaluate(axe.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run()")["violations"]
        said = [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found]
        assert not said, f"{asked}: {said}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
