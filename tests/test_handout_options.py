"""What can be chosen of a handout: options, templates and fonts of one's own, the command."""

from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Fill
from pages import attributes, by_id, parse
from test_handout_pdf import HEAD, build

import postil
from postil.cli import main
from postil.errors import SurroundingsError
from postil.format.settings import HandoutOptions

# As HTML


def test_the_html_sheet_keeps_to_the_same_options(fill: Fill) -> None:
    files = {
        "a/article.md": HEAD + "One word.\n",
        "a/n.yaml": "notes: [{quote: word, note: {en: English, ja: 日本語}}]\n",
        "site.yaml": "languages: [en, ja]\n",
    }
    content = fill(files)

    def sheet(**options: Any) -> str:
        folder = build(content, HandoutOptions(**options))
        return (folder / "site" / "a" / "handout.html").read_text(encoding="utf-8")

    assert "English" in sheet()
    assert "日本語" not in sheet()
    assert "English" not in sheet(language="ja")
    for notes, in_text, in_all in (("margin", 1, 1), ("foot", 0, 1), ("box", 0, 1), ("none", 0, 0)):
        page = parse(sheet(notes=notes))
        assert attributes(by_id(page, "text"), "id").count("note-word") == in_text
        assert attributes(page, "id").count("note-word") == in_all
    assert "size:Letter" in sheet(paper="Letter")
    assert "--text-size:18pt" in sheet(large_print=True)
    assert 'class="sheet notes-margin wide"' in sheet(spacing="wide")


# Templates and fonts of a site's own


def test_a_template_that_drops_a_note_stops_the_build(fill: Fill, tmp_path: Path) -> None:
    content = fill(
        {"a/article.md": HEAD + "One word.\n", "a/n.yaml": "notes: [{quote: word, note: X}]\n"}
    )
    own = tmp_path / "templates" / "handout"
    own.mkdir(parents=True)
    shipped = (ROOT / "templates" / "handout" / "notes.typ").read_text(encoding="utf-8")
    (own / "notes.typ").write_text(shipped.replace("[#metadata(n.number)<note>]", ""))
    with pytest.raises(SurroundingsError, match="note 1 stands 0 times"):
        build(content, templates=tmp_path / "templates")
    (own / "notes.typ").write_text("#let x = ")
    with pytest.raises(SurroundingsError, match=r"notes\.typ:1"):
        build(content, templates=tmp_path / "templates")


def test_a_font_of_the_sites_own_is_used(fill: Fill, tmp_path: Path) -> None:
    """U+2A6A5 is in none of the fonts that come with Postil."""
    content = fill({"a/article.md": HEAD + "One 𪚥 word.\n"})
    outcome = postil.build(postil.Project(content, content.parent / "site"))
    assert [(d.code, d.position.line, d.position.column) for d in outcome.diagnostics] == [
        ("x-006", 5, 5)
    ]
    fonts = tmp_path / "templates" / "fonts"
    fonts.mkdir(parents=True)
    (fonts / "own.ttf").write_bytes(one_glyph_font("𪚥"))
    build(content, templates=tmp_path / "templates")


def one_glyph_font(character: str) -> bytes:
    """A font that draws a character, and no other, as some letter of Lao."""
    import io
    from importlib.util import find_spec

    from fontTools.ttLib import TTFont

    spec = find_spec("manimgx_fonts")
    assert spec
    assert spec.origin
    font = TTFont(Path(spec.origin).parent / "NotoSansLao[wght].ttf")
    glyph = font.getBestCmap()[0x0E81]
    for table in font["cmap"].tables:
        table.cmap = {ord(character): glyph} if table.format == 12 else {}
    if not any(table.format == 12 for table in font["cmap"].tables):
        from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

        table = CmapSubtable.newSubtable(12)
        table.platformID, table.platEncID, table.language = 3, 10, 0
        table.cmap = {ord(character): glyph}
        font["cmap"].tables = [table]
    for record in font["name"].names:
        record.string = "Own"
    data = io.BytesIO()
    font.save(data)
    return data.getvalue()


def test_what_is_certain_to_have_a_glyph_has_one() -> None:
    from postil.editions.handout.paper import doubtful_clusters, undrawn_clusters

    never = {*range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF}  # in no text at all
    every = [chr(c) for c in range(32, 0x10000) if c not in never]
    certain = [c for c in every if not doubtful_clusters(c) and not c.isspace()]
    some = [c for i, c in enumerate(certain) if ord(c) < 0x3100 or i % 41 == 0]
    assert len(certain) > 32_000
    assert undrawn_clusters(frozenset(some), ()) == frozenset()
    told = undrawn_clusters(frozenset({"櫻", "𲎰", "ŋ̍", "𝄞", "ก"}), ())
    assert told == {"𲎰", "𝄞"}


# The command


def test_the_command_wins_over_front_matter_and_site(fill: Fill) -> None:
    import pikepdf

    content = fill(
        {
            "a/article.md": HEAD.replace("title", "handout: {paper: Letter}\ntitle") + "One.\n",
            "b/article.md": HEAD + "One.\n",
            "site.yaml": "handout: {paper: A4, large_print: true}\n",
        }
    )

    def widths() -> list[int]:
        files = [content.parent / "site" / slug / "handout.pdf" for slug in "ab"]
        found = []
        for file in files:
            with pikepdf.open(file) as pdf:
                found.append(round(float(pdf.pages[0].MediaBox[2])))
        return found

    folders = ["--content", str(content), "--output", str(content.parent / "site")]
    assert main(["handout", *folders]) == 0
    assert widths() == [612, 595]
    assert main(["handout", "a", "--paper", "A4", *folders]) == 0
    assert widths() == [595, 595]
    assert "size:A4" in (content.parent / "site" / "a" / "handout.html").read_text()


@pytest.mark.parametrize(
    "wrong", [["--exercises", "dance"], ["--exercises", "gaps:x"], ["--versions", "C"], ["nowhere"]]
)
def test_a_wrong_command_line_is_told(fill: Fill, wrong: list[str]) -> None:
    content = fill({"a/article.md": HEAD + "One.\n"})
    folders = ["--content", str(content), "--output", str(content.parent / "site")]
    assert main(["handout", *wrong, *folders]) == 2
