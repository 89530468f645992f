"""Pages from right to left: mirrored by logical directions, and no run drawn into another."""

import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from conftest import NODE_MODULES, ROOT, need
from html_checker import html_errors
from pages import parse

import postil
from postil.markdown import compose
from postil.markdown.parser import parse_markdown

STYLES = sorted([*(ROOT / "templates").rglob("*.css"), *(ROOT / "postil").rglob("*.css")])
SCRIPTS = sorted([*(ROOT / "templates").rglob("*.js"), *(ROOT / "postil").rglob("*.js")])
BOXES = re.compile(
    r"(?:margin|padding|inset|border-(?:width|color|style)|scroll-\w+):\s*([^;}\n]+)"
)


def declarations(style: str) -> str:
    """A style sheet without comments, texts and selectors."""
    bare = re.sub(r"/\*.*?\*/|\"[^\"]*\"", " ", style, flags=re.DOTALL)
    return "\n".join(re.findall(r"(?:^|[{;])\s*([\w-]+\s*:[^;{}]+)(?=[;}])", bare))


@pytest.mark.parametrize("file", STYLES, ids=lambda f: f.name)
def test_no_style_names_a_side(file: Path) -> None:
    found = declarations(file.read_text(encoding="utf-8"))
    assert not re.findall(r"^.*\b(?:left|right)\b.*$", found, re.MULTILINE)
    assert not re.findall(r"^.*\b(?:translateX|translate3d)\b.*$", found, re.MULTILINE)
    for values in BOXES.findall(found):
        four = re.findall(r"(?:[^\s(]|\([^)]*\))+", values)
        assert len(four) < 4 or four[1] == four[3], values
    for radius in re.findall(r"border-radius:\s*([^;\n]+)", found):
        four = radius.split()  # from the left above, clockwise
        four = (four * 4)[:4] if len(four) != 3 else [*four, four[1]]
        assert (four[0], four[2]) == (four[1], four[3]), radius


def test_the_search_for_sides_finds_them() -> None:
    style = "a{color:red;margin-left:1px}.right{float: left}b{padding:0 1px 0 2px}/* left: 0 */"
    found = declarations(style)
    assert "margin-left:1px" in found
    assert "float: left" in found
    assert "padding:0 1px 0 2px" in found
    assert ".right" not in found


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda f: f.name)
def test_no_script_sets_a_side(file: Path) -> None:
    script = file.read_text(encoding="utf-8")
    assert not re.findall(
        r"style\.(?:left|right|margin(?:Left|Right)|padding(?:Left|Right))", script
    )
    assert not re.findall(r"setProperty\(\s*['\"`](?:[\w-]*-)?(?:left|right)\b", script)


# A site in Arabic, with an article in Arabic and one in English


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site's folder. Its pages' own words are English: there is no catalogue."""
    folder = tmp_path_factory.mktemp("arabic")
    project = postil.Project(ROOT / "tests" / "cases" / "arabic", folder / "site")
    assert {d.code for d in postil.build(project).diagnostics} == {"y-012"}
    return folder / "site"


def read(file: Path) -> Element:
    return parse(file.read_text(encoding="utf-8"))


def with_text(root: Element, text: str) -> Element:
    return next(e for e in root.iter() if (e.text or "").strip() == text)


def test_every_page_says_its_direction(arabic: Path) -> None:
    for file in arabic.rglob("*.html"):
        root = read(file)
        assert (root.get("lang"), root.get("dir")) == ("ar", "rtl"), file


def test_what_runs_the_other_way_says_so(arabic: Path) -> None:
    page = read(arabic / "tram" / "index.html")
    for words, language in [("Line 8 (North)", "en"), ("東京", "zh-Hant"), ("車庫", "ja")]:
        run = next(
            e for e in page.iter() if words in "".join(e.itertext()) and e.get("lang") == language
        )
        assert run.get("dir") == "ltr", words
    assert with_text(page, "Marta Novak (Prague)").tag == "bdi"
    for name in ("Tram News, vol. 3", "J. Smith, Jr.", "Rail Press, Ltd.", "Smith, J."):
        assert with_text(page, name).tag == "bdi", name


def test_an_english_article_runs_its_own_way_among_arabic_notes(arabic: Path) -> None:
    page = read(arabic / "english" / "index.html")
    (text,) = [e for e in page.iter() if e.get("id") == "text"]
    assert text.get("dir") == "ltr"
    assert with_text(page, "الترام الأخير (رقم 8)").get("dir") == "rtl"
    (notes,) = [e for e in text.iter("ol") if e.get("class") == "notes"]
    assert (notes.get("lang"), notes.get("dir")) == ("ar", "rtl")


def test_nothing_is_isolated_where_all_run_one_way(sample: Path) -> None:
    for file in (sample / "site").rglob("*.html"):
        assert "<bdi" not in file.read_text(encoding="utf-8")


def test_margin_notes_stand_on_the_other_side(browser: Any, arabic: Path) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto((arabic / "tram" / "index.html").as_uri())
    box = "e => { const b = e.getBoundingClientRect(); return [b.left, b.right] }"
    text = page.eval_on_selector("#text #p1", box)
    for note in page.query_selector_all("#text .note"):
        left, right = note.evaluate(box)
        assert 0 <= left < right < text[0]
        line = "e => [getComputedStyle(e).borderRightWidth, getComputedStyle(e).borderLeftWidth]"
        width, none = note.evaluate(line)
        assert float(width[:-2]) > 2
        assert none == "0px"
    number = page.eval_on_selector("#p1 > .pn", box)
    assert number[0] >= text[1]
    page.close()


@pytest.mark.parametrize("path", ["tram/index.html", "english/index.html", "index.html"])
@pytest.mark.parametrize("width", [320, 768, 1440])
def test_no_page_scrolls_sideways(browser: Any, arabic: Path, path: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto((arabic / path).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # What sticks out on the side where a page begins cannot be scrolled to: look at the boxes.
    script = """() => [...document.querySelectorAll('main *:not(.vh, .vh *)')].filter(e => {
        const b = e.getBoundingClientRect();
        return b.width && (b.left < -1 || b.right > innerWidth + 1);
    }).map(e => e.outerHTML.slice(0, 80))"""
    assert page.evaluate(script) == []
    page.close()


def test_axe_finds_nothing(browser: Any, arabic: Path) -> None:
    axe = NODE_MODULES / "axe-core" / "axe.min.js"
    need(axe.is_file(), "no axe: install npm, then python3 start.py test")
    page = browser.new_context(bypass_csp=True, viewport={"width": 1440, "height": 900}).new_page()
    for path in ("tram/index.html", "english/index.html"):
        page.goto((arabic / path).as_uri())
        page.evaluate(axe.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run()")["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == [], path
    page.context.close()


def test_the_html_checker_finds_no_error(arabic: Path) -> None:
    assert html_errors(arabic) == []


# Runs in a text


@pytest.mark.parametrize(
    ("markdown", "language", "attributes"),
    [
        ("a [שלום]{lang=he} b", "en", 'lang="he" dir="rtl"'),
        ("a [bonjour]{lang=fr} b", "en", 'lang="fr"'),
        ("سلام [OK]{lang=en} سلام", "ar", 'lang="en" dir="ltr"'),
        ("[OK]{lang=en}", "fa", 'lang="en" dir="ltr"'),
        ("سلام 東京 سلام", "fa", 'lang="zh-Hant" dir="ltr"'),
        ("سلام {東京|とうきょう}", "fa", 'lang="ja" dir="ltr"'),
        ("سلام [سلام]{lang=ur}", "ar", 'lang="ur"'),
    ],
)
def test_a_run_says_its_direction_where_it_differs(
    markdown: str, language: str, attributes: str
) -> None:
    document = compose(parse_markdown(markdown, language, "zh-Hant"))
    opened = [
        a for b in document.blocks for a in b.atoms if getattr(a, "tag", "") in ("span", "ruby")
    ]
    written = [" ".join(f'{n}="{v}"' for n, v in getattr(a, "attributes", ())) for a in opened]
    assert attributes in written
