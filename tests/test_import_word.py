"""`import` of Word files: made by python-docx and by LibreOffice, which also reads them back."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import html5lib
import pytest
from conftest import need
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.oxml import parse_xml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_import_page import PNG, page_words, project, words

import postil

CASES = Path(__file__).parent / "cases" / "import"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def bring(folder: Path, file: Path) -> postil.Imported:
    made = postil.import_article(folder / "content", file, "text")
    assert postil.build(project(folder)).diagnostics == ()
    return made


def written(folder: Path, fill: Callable[[Any], None]) -> postil.Imported:
    document = docx.Document()
    fill(document)
    document.save(str(folder / "text.docx"))
    return bring(folder, folder / "text.docx")


def article(made: postil.Imported) -> str:
    return (made.folder / "article.md").read_text(encoding="utf-8").partition("\n---\n\n")[2]


def notes(made: postil.Imported) -> str:
    return (made.folder / "annotations.yaml").read_text(encoding="utf-8").partition("\nnotes:\n")[2]


def told(made: postil.Imported) -> str:
    return "\n".join(f"{loss.what} {loss.place}" for loss in made.losses)


def insert(paragraph: Any, xml: str) -> None:
    for element in parse_xml(f"<w:x {W}>{xml}</w:x>"):
        paragraph._p.append(element)


def test_a_file_of_libreoffice_keeps_notes_ruby_and_structure(tmp_path: Path) -> None:
    made = bring(tmp_path, CASES / "libreoffice.docx")
    text, found = article(made), notes(made)
    assert made.title == "The Harbour at Dusk"
    assert "{鹿児島|かごしま} before dark. Its passengers **did not** speak." in text
    assert "## What they carried" in text
    assert "- a [lamp](https://example.org/lamp)" in text
    assert "- quote: dark\n    id: footnote-1\n    kind: context" in found
    assert "note: A port in the south of *Kyushu*." in found
    assert "quote: the ferry\n    id: comment-1\n    kind: commentary\n    by: Ms Lin" in found
    assert "id: endnote-1" in found
    assert made.notes == 3


def test_the_words_are_those_that_libreoffice_reads(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    need(office, "LibreOffice reads the file (Debian: libreoffice-writer)")
    made = bring(tmp_path, CASES / "libreoffice.docx")
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = [office, home, "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
    subprocess.run(
        [*command, "--outdir", tmp_path, CASES / "libreoffice.docx"],
        check=True,
        capture_output=True,
        timeout=300,
    )
    said = (tmp_path / "libreoffice.txt").read_text(encoding="utf-8-sig")
    body = re.split(r"\n\s*(?:1|i)?\s*A port in", said)[0]  # notes stand at the end
    plain = re.sub(r"dark\.1", "dark.", body).replace("there.i", "there.").replace("• ", "")
    wanted = words(plain).removeprefix(made.title).strip()
    assert page_words(tmp_path, "text").replace(" ", "") == wanted.replace(" ", "")


def test_comments_are_quoted_as_short_as_is_unique(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("The boat left. The boat came.")
        paragraph = document.add_paragraph("Then the ")
        run = paragraph.add_run("boat")
        paragraph.add_run(" sank, and ")
        long = paragraph.add_run(
            "nobody who had been on it, or had seen it, ever spoke of it again"
        )
        paragraph.add_run(".")
        document.add_comment([run], text="Which *one*?\n\nSay!", author="Ms Lin", initials="L")
        document.add_comment([long], text="Why?", author="Mr Ito", initials="I")

    made = written(tmp_path, fill)
    found = notes(made)
    assert "- quote: boat\n    prefix: the" in found
    assert r"Which \*one\*?" in found
    assert "quote: nobody who had been\n    through: of it again" in found
    assert "by: Mr Ito" in found


def test_old_and_new_ruby_is_kept_and_other_ruby_told(tmp_path: Path) -> None:
    def ruby(base: str, reading: str) -> str:
        parts = (("rt", reading), ("rubyBase", base))
        inner = "".join(f"<w:{n}><w:r><w:t>{t}</w:t></w:r></w:{n}>" for n, t in parts)
        return f"<w:r><w:ruby><w:rubyPr/>{inner}</w:ruby></w:r>"

    def fill(document: Any) -> None:
        paragraph = document.add_paragraph("From ")
        insert(paragraph, ruby("薩摩", "さつま"))
        paragraph.add_run(" to ")
        insert(paragraph, ruby("Rome", "Roma"))
        paragraph.add_run(" by ")
        pieces = ('<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>')
        field = r"<w:instrText>EQ \* jc2 \* hps10 \o\ad(\s\up 9(ふね),船)</w:instrText>"
        insert(paragraph, "".join(f"<w:r>{p}</w:r>" for p in (pieces[0], field, pieces[1])))

    made = written(tmp_path, fill)
    assert article(made) == "From {薩摩|さつま} to Rome by {船|ふね}\n"
    assert "the reading “Roma” over “Rome” was left out" in told(made)


def test_tracked_changes_are_taken_as_accepted_and_told(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        paragraph = document.add_paragraph("It was ")
        who = 'w:id="1" w:author="a"'
        insert(
            paragraph,
            f"<w:del {who}><w:r><w:delText>bad</w:delText></w:r></w:del>"
            f"<w:ins {who}><w:r><w:t>good</w:t></w:r></w:ins>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>",
        )
        joined = document.add_paragraph("First half ")
        joined._p.get_or_add_pPr().append(parse_xml(f"<w:rPr {W}><w:del {who}/></w:rPr>"))
        document.add_paragraph("second half.")

    made = written(tmp_path, fill)
    assert article(made) == "It was good\n\nFirst half second half.\n"
    for piece in ("deletion was carried out (“bad”)", "insertion was taken", "(“secret”)"):
        assert piece in told(made)


def test_structure_pictures_and_what_cannot_be_kept(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        document.core_properties.author = "Ms Lin"
        document.add_heading("A # title #", 0)
        document.add_heading("Part", 1)
        for words_, style in (("a", "List Bullet"), ("b", "List Bullet"), ("1. c", "List Number")):
            document.add_paragraph(words_, style=style)
        document.add_paragraph("Said.", style="Quote")
        table = document.add_table(2, 2)
        table.cell(0, 0).text, table.cell(1, 1).text = "x | y", "#z"
        document.add_picture(io.BytesIO(PNG))
        run = document.add_paragraph("x").add_run("2")
        run.font.superscript = True
        run.underline = True
        paragraph = document.add_paragraph("Near: ")
        insert(
            paragraph,
            '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
            "<m:r><m:t>a=b</m:t></m:r></m:oMath><w:unknown/>"
            "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent>"
            '</w:pict></w:r><w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>',
        )
        document.sections[0].header.paragraphs[0].text = "My school"

    made = written(tmp_path, fill)
    assert made.title == "A # title #"
    text = article(made)
    for piece in ("# Part", "- a\n- b", "1) 1\\. c", "> *Said.*", "| x \\| y |  |", "x²", "a=b"):
        assert piece in text, piece
    assert made.images == ("images/picture-1.png",)
    for piece in (
        "a formula became plain characters (“a=b”) in “Near: a=b”",
        "a text box was left out (“boxed”)",
        "a sign of the font Wingdings",
        "does not know was left out (unknown)",
        "underlining was left out in “x²”",
        "the page header was left out (“My school”)",
        "picture 1 has no description",
        "the file was written by Ms Lin",
    ):
        assert piece in told(made), piece


SPECIAL = "ab1 *_[]<>#|{}`~!&;.)(-+=:\\/\"'日本“”\u00a0\u3000$%^@?,"
WORDS = st.text(alphabet=SPECIAL, min_size=1, max_size=25)
MARKUP = st.sampled_from(
    ["# a", "1. a", "- a", "***", "a | b", "--- | ---", "[a]: b", "<b>x</b>", "&amp;", "![a](b)",
     "```", "~~~", "> a", "{日|に}", "[a]{lang=ja}", "    a", "<!-- a -->", "http://a.b",
     "a  ", "=="]
)  # fmt: skip
RUNS = st.lists(
    st.tuples(WORDS | MARKUP, st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=4
)


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.lists(RUNS, min_size=1, max_size=6))
def test_what_looks_like_markup_comes_out_as_words(
    tmp_path_factory: pytest.TempPathFactory, paragraphs: list[Any]
) -> None:
    folder = tmp_path_factory.mktemp("words")
    document = docx.Document()
    document.add_paragraph("First.")
    wanted = ["First."]
    for runs in paragraphs:
        paragraph = document.add_paragraph()
        for text, bold, italic, is_new_line in runs:
            run = paragraph.add_run(text)
            run.bold, run.italic = bold, italic
            if is_new_line:
                run.add_break()
        wanted.append(words(paragraph.text))
    document.save(str(folder / "text.docx"))
    postil.import_article(folder / "content", folder / "text.docx", "text")
    (folder / "content" / "site.yaml").write_text("editions: [web]\n", encoding="utf-8")
    outcome = postil.build(project(folder))
    assert outcome.diagnostics == ()
    root = html5lib.parse(
        (folder / "site" / "text" / "index.html").read_bytes(), namespaceHTMLElements=False
    )
    text = next(e for e in root.iter() if e.get("id") == "text")
    for line in text.iter("br"):
        line.tail = f" {line.tail or ''}"
    blocks = [words("".join(_words(e))) for e in text.iter("p")]
    assert [b for b in blocks if b] == [w for w in wanted if w]


def _words(element: Any) -> Any:
    yield element.text or ""
    for child in element:
        if child.get("data-apparatus") is None:
            yield from _words(child)
        yield child.tail or ""


def _package(folder: Path, change: Callable[[str, bytes], bytes]) -> Path:
    document = docx.Document()
    document.add_paragraph("Words.")
    whole = io.BytesIO()
    document.save(whole)
    file = folder / "text.docx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as to:
        for name in source.namelist():
            to.writestr(name, change(name, source.read(name)))
    return file


def _bomb(name: str, data: bytes) -> bytes:
    return data + b" " * 70_000_000 if name == "word/document.xml" else data


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def _entities(name: str, data: bytes) -> bytes:
    if name != "word/document.xml":
        return data
    start = data.index(b"<w:document")
    return (data[:start] + ENTITIES + data[start:]).replace(b"Words.", b"Words. &b;")


def _cut(name: str, data: bytes) -> bytes:
    return data[:-40] if name == "word/document.xml" else data


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    made = bring(tmp_path, _package(tmp_path, _entities))
    assert "aaa" not in article(made)


@pytest.mark.parametrize(
    ("change", "said"),
    [(_bomb, "too large when it is unpacked"), (_cut, "XML cannot be read")],
)
def test_bombs_and_damage_are_told(
    tmp_path: Path, change: Callable[[str, bytes], bytes], said: str
) -> None:
    file = _package(tmp_path, change)
    with pytest.raises(postil.SurroundingsError, match=said):
        postil.import_article(tmp_path / "content", file)
    assert not (tmp_path / "content").exists()


def _zip(name: str, data: bytes = b"x") -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as package:
        package.writestr(name, data)
    return whole.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not a Word file"),
        (b"%PDF-1.7", "not a Word file"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word file .* password"),
        (_zip("a.txt"), "not a Word document|damaged"),
        (_zip("word/document.xml", b"<x/>"), "not a Word document|damaged"),
        (_zip("[Content_Types].xml", b"<x"), "XML cannot be read"),
    ],
)
def test_what_is_no_word_file_is_told(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "a.docx").write_bytes(data)
    with pytest.raises(postil.SurroundingsError, match=said) as raised:
        postil.import_article(tmp_path / "content", tmp_path / "a.docx")
    assert "save it as .docx" in raised.value.hint
    assert not (tmp_path / "content").exists()


def test_every_part_cut_short_is_told_or_read(tmp_path: Path) -> None:
    whole = (CASES / "libreoffice.docx").read_bytes()
    for end in range(0, len(whole), 499):
        (tmp_path / "a.docx").write_bytes(whole[:end])
        with pytest.raises(postil.SurroundingsError):
            postil.import_article(tmp_path / "content", tmp_path / "a.docx")


def test_a_picture_on_the_web_is_listed_and_not_fetched(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("Words.")
        document.add_picture(io.BytesIO(PNG))
        address = "https://far.example/a.png"
        link = document.part.relate_to(address, RELATION.IMAGE, is_external=True)
        blip = next(e for e in document.element.iter() if str(e.tag).endswith("}blip"))
        name = next(a for a in blip.attrib if str(a).endswith("}embed"))
        del blip.attrib[name]
        blip.set(name.replace("embed", "link"), link)

    made = written(tmp_path, fill)
    assert made.images == ()
    assert "stands outside of the file (https://far.example/a.png) and was not fetched" in told(
        made
    )
