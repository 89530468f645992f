"""Every link and image of `cases/links/` leads where its author meant, or is told at its place."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import Fill
from hypothesis import given
from hypothesis import strategies as st
from pages import parse

import postil
from postil.document import Image, Open
from postil.links import Targets
from postil.links.others import KnownFragments
from postil.markdown import compose
from postil.markdown.parser import parse_markdown
from postil.render.html import Setting

FILE = Path(__file__).parent / "cases" / "links" / "links.txt"
ROW = re.compile(r"(?P<markdown>.+) → (?P<verdict>.+)")
FRONT = "---\ntitle: Drones\nlanguage: en\n---\n"
DEFINITIONS = """
[site]: https://example.org/site
[boat]: boat.svg
"""
NOTES = """\
notes:
  - {quote: Taiwan, note: x}
  - {id: 島, quote: island, note: x}
timeline:
  - {date: 1945, event: War}
questions:
  - {id: q-1, ask: Why?}
sources:
  - {id: cna, title: News}
"""
SVG = "<svg xmlns='http://www.w3.org/2000/svg'/>"
FILES = {
    "lai/annotations.yaml": NOTES,
    "lai/map.pdf": "x",
    "lai/a file.txt": "x",
    "lai/caf\u00e9.txt": "x",
    "lai/100%.txt": "x",
    "lai/a#b.txt": "x",
    "lai/what?.txt": "x",
    "lai/.hidden": "x",
    "lai/handout.html": "x",
    "lai/LAI.pdf": "x",
    "lai/page.html": "x",
    "lai/boat.svg": SVG,
    "lai/pictures/boat.svg": SVG,
    "lai/pictures/loud.svg": SVG.replace("/>", "><script>alert(1)</script></svg>"),
    "lai/pictures/aux.txt": "x",
    "two/article.md": "---\ntitle: Two\n---\nTwo drones.\n",
    "two/annotations.yaml": "notes: [{quote: drones, note: x}]\n",
    "draft/article.md": "---\ntitle: Draft\ndraft: true\n---\nWords.\n",
}


@dataclass(frozen=True)
class Row:
    markdown: str
    verdict: str

    @property
    def told(self) -> list[tuple[str, int]]:
        """Codes and columns; none for what is fine."""
        found = re.findall(r"([a-z]-\d{3}) (\d+)(?:, |\Z)", self.verdict)
        return [(code, int(column)) for code, column in found]


def unescape(text: str) -> str:
    return re.sub(
        r"\\(?:t|\\|x[0-9a-f]{2}|u[0-9a-f]{4})",
        lambda m: m[0].encode().decode("unicode_escape"),
        text,
    )


ROWS = [
    Row(unescape(match["markdown"]), match["verdict"])
    for match in map(ROW.fullmatch, FILE.read_text(encoding="utf-8").split("\n"))
    if match
]
FINE = [row for row in ROWS if not row.told]
TOLD = [row for row in ROWS if row.told]


def test_there_are_rows() -> None:
    assert len(FINE) > 40
    assert len(TOLD) > 100
    assert len({row.markdown for row in ROWS}) == len(ROWS)


@pytest.fixture(scope="module")
def passages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Every fine row as a paragraph of a built page: Markdown → addresses in it."""
    project = tmp_path_factory.mktemp("links")
    rows = "\n\n".join(row.markdown for row in FINE)
    write(project / "content", f"{FRONT}Taiwan is an island.\n\n{rows}\n{DEFINITIONS}")
    outcome = postil.build(postil.Project(project / "content", project / "site"))
    assert outcome.diagnostics == ()
    page = parse((project / "site" / "lai" / "index.html").read_text(encoding="utf-8"))
    paragraphs = [e for e in page.iter("p") if re.fullmatch(r"p\d+", e.get("id", ""))]
    _, *others = paragraphs
    addresses = [
        [str(e.get("href") or e.get("src")) for e in p.iter() if e.tag in ("a", "img")][1:]
        for p in others
    ]
    return dict(zip([row.markdown for row in FINE], addresses, strict=True))


def write(content: Path, article: str) -> None:
    for name, text in {**FILES, "lai/article.md": article}.items():
        file = content / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("row", FINE, ids=[row.markdown for row in FINE])
def test_a_link_leads_where_its_author_meant(passages: dict[str, list[str]], row: Row) -> None:
    assert passages[row.markdown] == ([] if row.verdict == "words" else [row.verdict])


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[str, int]]]:
    """What is told of every other row: Markdown → codes and columns."""
    project = tmp_path_factory.mktemp("links")
    rows = "\n\n".join(row.markdown for row in TOLD)
    article = f"{FRONT}Taiwan is an island.\n\n{rows}\n\n{DEFINITIONS}"
    write(project / "content", article)
    outcome = postil.check(postil.Project(project / "content"))
    by_line: dict[str, list[tuple[str, int]]] = {row.markdown: [] for row in TOLD}
    lines = article.split("\n")
    for diagnostic in outcome.diagnostics:
        assert diagnostic.position.path == "content/lai/article.md"
        line = lines[diagnostic.position.line - 1]
        by_line[line].append((diagnostic.code, diagnostic.position.column))
    return by_line


@pytest.mark.parametrize("row", TOLD, ids=[row.markdown for row in TOLD])
def test_what_leads_nowhere_is_told_at_its_place(
    told: dict[str, list[tuple[str, int]]], row: Row
) -> None:
    assert told[row.markdown] == row.told


REFUSED = [row for row in TOLD if "x-002" in row.verdict]


@pytest.mark.parametrize("row", REFUSED, ids=[row.markdown for row in REFUSED])
def test_what_is_refused_gets_no_address(row: Row) -> None:
    """Not even from whoever renders in spite of errors."""
    setting = Setting(Targets({"lai": {}, "two": {}}, {"lai": frozenset()}), "lai", "lai/")
    (block,) = compose(parse_markdown(row.markdown, "en", "ja")).blocks
    for atom in block.atoms:
        if isinstance(atom, Image):
            assert setting.image(atom.source) is None
        elif isinstance(atom, Open):
            assert setting.href(dict(atom.attributes)["href"]) is None


# Places


def places(fill: Fill, files: dict[str, str]) -> list[str]:
    outcome = postil.check(postil.Project(fill(files)))
    return [f"{d.position} {d.code}" for d in outcome.diagnostics]


def test_a_reference_is_told_where_its_target_stands(fill: Fill) -> None:
    article = f"{FRONT}Go [there][a] and [here].\n\n[a]: #nowhere\n[here]:\n  <javascript:x>\n"
    assert places(fill, {"lai/article.md": article}) == [
        "content/lai/article.md:7:6 l-001",
        "content/lai/article.md:9:4 x-002",
    ]


def test_a_link_over_two_lines_in_a_list_in_a_quotation(fill: Fill) -> None:
    article = f"{FRONT}> - a\n> - [b\n>   c](#nowhere)\n\n| a |\n|---|\n| [b](#no) |\n"
    assert places(fill, {"lai/article.md": article}) == [
        "content/lai/article.md:7:8 l-001",
        "content/lai/article.md:11:7 l-001",
    ]


def test_places_count_characters_and_lines_as_editors_do(fill: Fill) -> None:
    text = f"\ufeff{FRONT}台灣👩 [x](#nowhere)\n".replace("\n", "\r\n")
    assert places(fill, {"lai/article.md": text}) == ["content/lai/article.md:5:9 l-001"]


BODIES = [
    ("glossary: [{term: Taiwan, definition: '[x](#no)'}]", "1:39"),
    ("notes: [{quote: Taiwan, note: x, title: '[x](#no)'}]", "1:41"),
    ("notes:\n  - quote: Taiwan\n    note: |\n      a\n\n      [x](#no)", "3:11"),
    ("notes: [{quote: Taiwan, note: {en: x, ja: '[x](#no)'}}]", "1:31"),
    ("timeline: [{date: 1945, event: '[x](#no)'}]", "1:32"),
    ("timeline: [{date: 1945, event: x, note: '[x](#no)'}]", "1:41"),
    ("questions: [{ask: '[x](#no)'}]", "1:19"),
    ("questions: [{ask: x, answer: '[x](#no)'}]", "1:30"),
    ("questions: [{ask: x, type: choice, choices: [a, '[x](#no)']}]", "1:45"),
]


@pytest.mark.parametrize(("notes", "place"), BODIES)
def test_every_body_is_checked(fill: Fill, notes: str, place: str) -> None:
    files = {"lai/article.md": f"{FRONT}Taiwan.\n", "lai/a.yaml": notes}
    assert places(fill, files) == [f"content/lai/a.yaml:{place} l-001"]


def test_what_is_no_body_may_look_like_a_link(fill: Fill) -> None:
    notes = "glossary: [{term: Taiwan, definition: x, by: '[x](#no)', original: '[x](#no)'}]"
    assert places(fill, {"lai/article.md": f"{FRONT}Taiwan.\n", "lai/a.yaml": notes}) == []


SHARED = [
    ("https://example.org/", None),
    ("lai", None),
    ("lai#p1", None),
    ("#taiwan", "l-001"),
    ("boat.svg", "l-002"),
    ("", "l-001"),
    ("javascript:x", "x-002"),
]


@pytest.mark.parametrize(("target", "code"), SHARED)
def test_a_shared_entry_links_to_articles_alone(fill: Fill, target: str, code: str | None) -> None:
    shared = f"glossary: [{{term: Taiwan, definition: 'See [x]({target}).'}}]"
    article = {"lai/article.md": f"{FRONT}Taiwan.\n", "lai/boat.svg": SVG}
    found = places(fill, article | {"shared.yaml": shared})
    assert found == ([f"content/shared.yaml:1:39 {code}"] if code else [])


IDS = st.text(st.characters(categories=["L", "N", "M"], include_characters="-_."), min_size=1)


IDS |= st.from_regex(r"p[0-9]{1,2}", fullmatch=True)
LEADS = st.sampled_from(["{}", "note-{}", "event-{}"])
"""From an id to its fragment."""


@given(st.dictionaries(IDS, LEADS))
def test_fragments_in_one_string_are_the_same(leads: dict[str, str]) -> None:
    fragments = {name: lead.format(name) for name, lead in leads.items()}
    known = KnownFragments.of(fragments)
    assert list(known.items()) == list(fragments.items())
    assert not fragments or known.get(next(iter(fragments))) == next(iter(fragments.values()))
    assert known.get("no id") is None
