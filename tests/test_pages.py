"""Pages keep their contract: the text, ids, controls, links, and what they may load."""

import json
import re
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest
from conftest import ROOT, Fill
from pages import (
    article_body,
    attributes,
    blocks,
    by_id,
    links_inside_links,
    parse,
    plain_blocks,
    without_apparatus,
)

import postil

MARKDOWN = ["unmanned-boat", "thanks-from-minamisanriku"]
ARTICLES = ["lai-nippon-interview", *MARKDOWN]


def pages(sample: Path) -> list[Path]:
    return sorted((sample / "site").rglob("*.html"))


def read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize("slug", MARKDOWN)
@pytest.mark.parametrize("page", ["index.html", "handout.html"])
def test_the_text_is_that_of_the_article(sample: Path, slug: str, page: str) -> None:
    text = by_id(parse(read(sample / "site" / slug / page)), "text")
    assert blocks(without_apparatus(text)) == plain_blocks(article_body(ROOT / "content" / slug))


def test_a_plain_text_keeps_every_character(sample: Path) -> None:
    page = sample / "site" / "lai-nippon-interview" / "index.html"
    shown = blocks(without_apparatus(by_id(parse(read(page)), "text")))
    written = read(ROOT / "content" / "lai-nippon-interview" / "article.txt")
    assert shown == [" ".join(line.split()) for line in written.splitlines() if line.strip()]


def test_ids_are_unique_on_every_page(sample: Path) -> None:
    for page in pages(sample):
        ids = attributes(parse(read(page)), "id")
        assert len(ids) == len(set(ids)), page


def test_no_link_stands_in_a_link(sample: Path) -> None:
    for page in pages(sample):
        assert not links_inside_links(parse(read(page))), page


@pytest.mark.parametrize("place", ["site", "bundle"])
def test_every_relative_link_leads_somewhere(sample: Path, tmp_path: Path, place: str) -> None:
    """Also fragments: the very element is there. In the unpacked bundle as on the site."""
    folder = sample / "site"
    if place == "bundle":
        with zipfile.ZipFile(next(folder.glob("*.zip"))) as packed:
            packed.extractall(tmp_path)
        folder = tmp_path
    found = sorted(folder.rglob("*.html"))
    ids = {page.resolve(): set(attributes(parse(read(page)), "id")) for page in found}
    for page in found:
        root = parse(read(page))
        for target in attributes(root, "href") + attributes(root, "src"):
            if re.match(r"[a-z]+:", target):
                continue
            path, _, fragment = unquote(target).partition("#")
            file = (page.parent / path).resolve() if path else page.resolve()
            assert file.is_file(), f"{page}: {target}"
            if fragment:
                assert fragment in ids[file], f"{page}: {target}"


@pytest.mark.parametrize("slug", ARTICLES)
def test_every_note_has_a_control_and_words(sample: Path, slug: str) -> None:
    root = parse(read(sample / "site" / slug / "index.html"))
    text = by_id(root, "text")
    notes = [e for e in text.iter("li") if (e.get("id") or "").startswith("note-")]
    assert notes
    for note in notes:
        name = str(note.get("id")).removeprefix("note-")
        control = by_id(root, f"ref-{name}")
        assert control.get("href") == f"#note-{name}"
        assert control.get("role") == "doc-noteref"
        assert any(name in ids.split() for ids in attributes(text, "data-annotation"))


def test_pages_load_nothing_from_elsewhere_and_run_the_site_s_scripts_alone(sample: Path) -> None:
    for page in pages(sample):
        root = parse(read(page))
        for script in root.iter("script"):
            if script.get("type") == "application/ld+json":  # data, which nothing runs
                continue
            if script.get("src") is None:  # in a single file, by its hash
                assert page.stem == page.parent.name, page
                continue
            source = (page.parent / str(script.get("src"))).resolve()
            assert source.parent == (sample / "site" / "assets").resolve(), page
            assert not script.text, page
        assert not attributes(root, "style"), page
        for source in attributes(root, "src"):
            assert not re.match(r"(?!data:)[a-z]+:|//", source), page
        (policy,) = [
            str(meta.get("content"))
            for meta in root.iter("meta")
            if meta.get("http-equiv") == "Content-Security-Policy"
        ]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not any(a.startswith("on") for e in root.iter() for a in e.keys()), page  # noqa: SIM118


PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}{% raw %}",
    "</style><script>alert(1)</script>",
    "<!-- --><svg onload=alert(1)>",
    "' onclick='alert(1)",
]


SITE = "title: {0}\ndescription: {0}\nauthor: {0}\nlicence: {0}\n"
FRONT = (
    "title: {0}\nsubtitle: {0}\nauthor: {0}\nsummary: {0}\nlevel: {0}\ntags: [{0}]\n"
    "source: {{name: {0}}}\nlicence: {0}\n"
)
NOTES = """\
notes:
  - {{quote: One word, title: {0}, by: {0}, note: {0}, sources: [{{id: s, at: {0}}}]}}
  - {{quote: other words, note: {0}, kind: emendation, corrected: {0}}}
glossary:
  - term: here
    definition: {0}
    original: {0}
    reading: {0}
    pronunciation: {0}
    part_of_speech: {0}
    level: {0}
    translations: {{ja: {0}}}
timeline:
  - {{date: 1945, event: {0}, note: {0}}}
questions:
  - {{ask: {0}, answer: {0}}}
  - {{ask: {0}, type: choice, choices: [{0}, b], answer: b}}
sources:
  - {{id: s, title: {0}, author: {0}, publisher: {0}}}
"""


def shape_of_site(fill: Fill, words: str) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of every page, with the names of their attributes."""
    said = json.dumps(words)
    content = fill(
        {
            "site.yaml": SITE.format(said),
            "a/article.txt": f"One word here, other words there.\n{words}\n",
            "a/article.yaml": FRONT.format(said),
            "a/notes.yaml": NOTES.format(said),
        }
    )
    outcome = postil.build(postil.Project(content, content.parent / "site"))
    assert outcome.is_good, outcome.diagnostics
    pages = [p for f in ("site", "teacher") for p in sorted((content.parent / f).rglob("*.html"))]
    elements = [e for page in pages for e in parse(read(page)).iter() if isinstance(e.tag, str)]
    return [(e.tag, tuple(sorted(e.keys()))) for e in elements]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_content_is_data(fill: Fill, payload: str) -> None:
    """A site with a payload in every field has the elements of one with harmless words."""
    assert shape_of_site(fill, payload) == shape_of_site(fill, "Harmless words")
