"""What pages say of themselves: read back from their heads, and judged by schema.org's types."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from addressed import BASE, HOSTILE, file_at, links, metas, nodes, read
from conftest import NODE_MODULES, Fill, need
from pages import attributes, by_id

import postil
from postil.render.licences import licence_address
from postil.render.metadata import locale_of

SHARED = ("index.html", "glossary/index.html", "timeline/index.html")
ARTICLES = ("boat", "台灣", "undated", "old")


def pages(site: Path) -> list[Path]:
    """All pages that extend the base: not handouts, nor the page for lost addresses."""
    return [p for p in sorted(site.rglob("index.html")) if p.is_file()]


def test_a_canonical_address_leads_to_the_page_itself_or_where_it_moved(addressed: Path) -> None:
    for page in pages(addressed):
        (address,) = links(read(page), "canonical")
        moved = page.parent.name in ("ship", "vessel")
        assert file_at(addressed, address) == (addressed / "boat/index.html" if moved else page)
        assert metas(read(page))["og:url"] == [address]


def test_an_article_tells_what_it_is(addressed: Path) -> None:
    root = read(addressed / "boat" / "index.html")
    said = metas(root)
    assert said["description"] == said["og:description"] == ["A boat without a crew."]
    assert said["author"] == ["Ana Novak", "Ben Ito"]
    assert said["og:type"] == ["article"]
    assert said["og:title"] == ["The boat"]
    assert said["og:site_name"] == ["The school reader"]
    assert said["og:locale"] == ["en_US"]
    assert said["article:published_time"] == ["2025-05-20"]
    assert said["article:modified_time"] == ["2025-06-02"]
    assert said["article:tag"] == ["sea", "news"]
    assert said["twitter:card"] == ["summary_large_image"]
    assert links(root, "license") == ["https://creativecommons.org/licenses/by-sa/4.0/"]


def test_a_picture_is_the_article_s_or_else_the_site_s(addressed: Path) -> None:
    """And it is a file that is published. Those who show links show no drawings."""
    expected = {
        "boat/index.html": ("boat/images/boat.png", "A small boat."),
        "old/index.html": ("card.png", "A boat in the rain."),
        "glossary/index.html": ("card.png", "A boat in the rain."),
    }
    for page, (picture, words) in expected.items():
        said = metas(read(addressed / page))
        (address,) = said["og:image"]
        assert file_at(addressed, address) == addressed / picture
        assert file_at(addressed, address).is_file()
        assert said["og:image:alt"] == [words]


def test_words_for_a_picture_go_before_those_in_the_text(fill: Fill) -> None:
    front = "title: T\nimage: b.png\nimage_alt: In words."
    content = fill(
        {
            "site.yaml": f"base_url: {BASE}\n",
            "a/article.md": f"---\n{front}\n---\n\nA.\n\n![In the text.](b.png)\n",
            "a/b.png": "png",
        }
    )
    assert postil.build(postil.Project(content, content.parent / "site")).is_good
    said = metas(read(content.parent / "site" / "a" / "index.html"))
    assert said["og:image:alt"] == ["In words."]


def test_every_page_describes_itself(addressed: Path) -> None:
    for page in pages(addressed):
        (words,) = metas(read(page))["description"]
        assert words.strip(), page


def test_an_article_that_says_nothing_of_itself_is_described_by_its_opening(
    addressed: Path,
) -> None:
    root = read(addressed / "台灣" / "index.html")
    (words,) = metas(root)["description"]
    assert words.startswith("「一二三四五六七八九十」，薩摩的人說。薩摩的人說。二〇一一年")
    assert words.endswith("…")
    assert len(words) <= 161
    assert metas(root)["og:locale"] == ["zh_TW"]
    assert "og:updated_time" not in metas(root)
    assert links(root, "license") == []  # it was taken from elsewhere


def test_without_an_address_nothing_absolute_is_told(unaddressed: Path) -> None:
    for page in pages(unaddressed):
        root = read(page)
        assert links(root, "canonical") == []
        assert not {"og:url", "og:image", "og:image:alt"} & set(metas(root)), page
        assert metas(root)["og:title"]
        assert BASE not in page.read_text(encoding="utf-8")
        for node in nodes(root):
            assert "url" not in node
            assert node["@type"] != "BreadcrumbList"
    assert not (unaddressed / "card.png").exists()


def test_no_page_claims_to_be_there_in_another_language(addressed: Path) -> None:
    for page in pages(addressed):
        assert not [e for e in read(page).iter("link") if e.get("hreflang")]


# JSON-LD


def node_of(page: Path, kind: str) -> dict[str, Any]:
    (found,) = [n for n in nodes(read(page)) if kind in n["@type"]]
    return found


def test_an_article_is_told_in_the_words_of_schema_org(addressed: Path) -> None:
    node = node_of(addressed / "boat" / "index.html", "Article")
    assert node["@type"] == ["Article", "LearningResource"]
    assert file_at(addressed, node["url"]) == addressed / "boat" / "index.html"
    assert node["headline"] == "The boat"
    assert [a["name"] for a in node["author"]] == ["Ana Novak", "Ben Ito"]
    assert (node["datePublished"], node["dateModified"]) == ("2025-05-20", "2025-06-02")
    assert (node["inLanguage"], node["educationalLevel"]) == ("en", "B1")
    assert node["keywords"] == ["sea", "news"]
    assert node["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert node["teaches"] == ["GNSS"]
    assert node["mentions"] == [
        {"@type": "Person", "name": "Ana Novak", "alternateName": "アナ・ノヴァク"}
    ]
    assert [c["name"] for c in node["citation"]] == [
        "The rules of the sea",
        "A book without an address",
    ]
    assert file_at(addressed, node["image"]).is_file()


def test_an_article_from_elsewhere_says_so(addressed: Path) -> None:
    node = node_of(addressed / "台灣" / "index.html", "Article")
    based = {"@type": "CreativeWork", "name": "The Paper", "url": "https://example.com/paper"}
    assert node["isBasedOn"] == based
    assert "author" not in node
    assert "license" not in node


def test_the_data_repeat_no_note_and_no_answer(addressed: Path) -> None:
    for page in pages(addressed):
        data = json.dumps(nodes(read(page)), ensure_ascii=False)
        for words in ("A secret of satellites", "The note in question", "The answer in question"):
            assert words not in data, page


def test_terms_of_the_glossary_are_linked_to_where_they_stand(addressed: Path) -> None:
    page = addressed / "glossary" / "index.html"
    terms = node_of(page, "DefinedTermSet")["hasDefinedTerm"]
    assert [t["name"] for t in terms] == ["GNSS", "radio", "Ana Novak"]
    for term in terms:
        by_id(read(page), term["@id"].removeprefix("#"))


def test_the_way_to_a_page_leads_over_the_first(addressed: Path) -> None:
    trail = node_of(addressed / "boat" / "index.html", "BreadcrumbList")["itemListElement"]
    assert [(t["position"], t["name"]) for t in trail] == [
        (1, "The school reader"),
        (2, "The boat"),
    ]
    assert file_at(addressed, trail[0]["item"]) == addressed / "index.html"


def test_no_title_ends_the_script_it_stands_in(addressed: Path) -> None:
    page = addressed / "undated" / "index.html"
    node = node_of(page, "Article")
    assert node["headline"] == HOSTILE
    assert node["author"][0]["name"] == HOSTILE
    assert node["license"]["name"] == HOSTILE
    assert metas(read(page))["og:title"] == [HOSTILE]
    written = page.read_text(encoding="utf-8")
    (script,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', written, re.DOTALL
    )
    assert not re.search("[<>&\u2028]", script)


def all_nodes(*sites: Path) -> Iterator[dict[str, Any]]:
    for site in sites:
        for page in pages(site):
            yield from nodes(read(page))


def as_typescript(node: dict[str, Any], number: int) -> str:
    """A node, declared to be of its schema.org type."""
    kind = node["@type"]
    kinds = ", ".join(f"S.{k}Leaf" for k in kind) if isinstance(kind, list) else ""
    declared = f"S.MergeLeafTypes<[{kinds}]>" if kinds else f"S.{kind}"
    return f"export const n{number}: {declared} = {json.dumps(node)};"


def judge(folder: Path, found: list[dict[str, Any]]) -> str:
    """What the TypeScript compiler says of nodes; nothing where all is right."""
    compiler = NODE_MODULES / "typescript" / "bin" / "tsc"
    types = NODE_MODULES / "schema-dts"
    need(types.is_dir() and compiler.is_file(), "no schema-dts: install npm, then start.py test")
    need(shutil.which("node"), "no node: sudo apt install nodejs")
    (folder / "node_modules").symlink_to(NODE_MODULES.resolve())
    lines = ['import type * as S from "schema-dts";', *map(as_typescript, found, range(len(found)))]
    (folder / "nodes.ts").write_text("\n".join(lines), encoding="utf-8")
    command = ["node", str(compiler), "--noEmit", "--strict", "--skipLibCheck", "--pretty", "false"]
    done = subprocess.run(
        [*command, "nodes.ts"], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def test_types_and_properties_are_those_of_schema_org(
    addressed: Path, unaddressed: Path, sample: Path, tmp_path: Path
) -> None:
    """Judged by schema-dts, Google's types of the vocabulary."""
    found = list(all_nodes(addressed, unaddressed, sample / "site"))
    assert {str(n["@type"]) for n in found} == {
        "['Article', 'LearningResource']",
        "BreadcrumbList",
        "DefinedTermSet",
        "WebSite",
    }
    assert judge(tmp_path, found) == ""


@pytest.mark.parametrize(
    "wrong",
    [
        {"@type": ["Article", "LearningResource"], "headlin": "A"},
        {"@type": "DefinedTermSet", "hasDefinedTerm": [{"@type": "Person", "name": "A"}]},
    ],
)
def test_the_judge_sees_what_is_wrong(wrong: dict[str, Any], tmp_path: Path) -> None:
    assert "error TS" in judge(tmp_path, [wrong])


# Words for machines


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("CC BY 4.0", "licenses/by/4.0/"),
        ("cc-by-nc-sa-3.0", "licenses/by-nc-sa/3.0/"),
        ("CC BY-ND 3.0 DE", "licenses/by-nd/3.0/de/"),
        ("CC0", "publicdomain/zero/1.0/"),
        ("CC0 1.0", "publicdomain/zero/1.0/"),
    ],
)
def test_a_licence_of_creative_commons_has_its_address(words: str, address: str) -> None:
    assert licence_address(words) == f"https://creativecommons.org/{address}"


@pytest.mark.parametrize("words", ["", "MIT", "CC BY", "CC BY 9.0", "like CC BY 4.0", "CC SA 4.0"])
def test_of_other_licences_no_address_is_made_up(words: str) -> None:
    assert licence_address(words) == ""


def test_a_licence_may_be_an_address() -> None:
    assert licence_address("https://example.org/terms") == "https://example.org/terms"


@pytest.mark.parametrize(
    ("language", "locale"),
    [
        ("en", "en_US"),
        ("en-GB", "en_GB"),
        ("zh-Hant", "zh_TW"),
        ("zh-Hans", "zh_CN"),
        ("sr-Latn", "sr_RS"),
        ("es-419", "es_419"),
        ("tlh", ""),
        ("und", ""),
    ],
)
def test_a_locale_names_a_place_where_there_is_one(language: str, locale: str) -> None:
    assert locale_of(language) == locale


# The ways between pages


def test_an_article_leads_to_those_beside_it(addressed: Path) -> None:
    expected = {"boat": ["台灣"], "台灣": ["boat", "undated"], "undated": ["台灣", "old"]}
    for slug, beside in (expected | {"old": ["undated"]}).items():
        page = addressed / slug / "index.html"
        found = [a for a in read(page).iter("a") if a.get("rel") in ("prev", "next")]
        targets = [file_at(addressed, f"{BASE}/x/{a.get('href')}") for a in found]
        assert [t.resolve() for t in targets] == [
            (addressed / name / "index.html").resolve() for name in beside
        ]
        # Firefox would fetch the next article before anybody asks for it.
        assert links(read(page), "prev") + links(read(page), "next") == []


def test_a_page_can_be_skipped_to_its_text_and_to_what_follows(addressed: Path) -> None:
    root = read(addressed / "boat" / "index.html")
    skips = [a for a in root.iter("a") if a.get("class") == "skip"]
    assert [a.get("href") for a in skips] == ["#text", "#timeline"]


def test_each_event_question_source_and_entry_has_a_link_to_itself(addressed: Path) -> None:
    for page in (addressed / "boat" / "index.html", addressed / "glossary" / "index.html"):
        root = read(page)
        kinds = ("event-", "question-", "source-", "entry-")
        named = [n for n in attributes(root, "id") if n.startswith(kinds)]
        assert named
        for name in named:
            inside = [a.get("href") for a in by_id(root, name).iter("a")]
            assert f"#{name}" in inside, name
