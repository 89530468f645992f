"""`import` of web pages. html5lib tells which words the main element has."""

import base64
import re
from pathlib import Path

import html5lib
import pytest

import postil

CASES = Path(__file__).parent / "cases" / "import"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def project(folder: Path) -> postil.Project:
    return postil.Project(folder / "content", folder / "site")


def bring(folder: Path, page: str | bytes, name: str = "page.html") -> postil.Imported:
    """Import a page that was saved in a folder of its own, and build it."""
    file = folder / "saved" / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(page.encode() if isinstance(page, str) else page)
    made = postil.import_article(folder / "content", file)
    assert postil.build(project(folder)).diagnostics == ()
    return made


def words(text: str) -> str:
    return " ".join(text.split())


def page_words(folder: Path, slug: str) -> str:
    """The words of the built page's text, without what Postil adds."""
    page = (folder / "site" / slug / "index.html").read_bytes()
    root = html5lib.parse(page, namespaceHTMLElements=False)
    text = next(e for e in root.iter() if e.get("id") == "text")
    return words("".join(_pieces(text, lambda e: e.get("data-apparatus") is not None)))


def _pieces(element, is_left):  # type: ignore[no-untyped-def]
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and not is_left(child):
            if child.tag in (
                "p",
                "li",
                "div",
                "td",
                "th",
                "h2",
                "h3",
                "blockquote",
                "tr",
                "br",
                "dd",
            ):
                yield " "
            yield from _pieces(child, is_left)
        yield child.tail or ""


def source_words(page: bytes, encoding: str, is_main, is_left) -> str:  # type: ignore[no-untyped-def]
    root = html5lib.parse(page.decode(encoding), namespaceHTMLElements=False)
    main = next(e for e in root.iter() if is_main(e))
    return words("".join(_pieces(main, is_left)))


LEFT = {
    "newspaper.html": lambda e: e.tag in ("aside", "header", "rt", "rp", "iframe", "button"),
    "blog.html": lambda e: (e.tag in ("sup", "ol") and e.find(".//a") is not None) or e.tag == "h2",
    "encyclopedia.html": lambda e: (
        e.get("class") in ("infobox", "toc", "hatnote", "mw-editsection", "reference", "reflist")
        or e.get("id") == "References"
    ),
}
MAINS = {
    "newspaper.html": lambda e: e.tag == "article",
    "blog.html": lambda e: e.get("class") == "entry-content",
    "encyclopedia.html": lambda e: "mw-parser-output" in (e.get("class") or ""),
}


@pytest.mark.parametrize("name", LEFT)
def test_the_words_of_the_main_text_are_those_of_the_page(tmp_path: Path, name: str) -> None:
    page = (CASES / name).read_bytes()
    made = bring(tmp_path, page, name)
    encoding = "windows-1252" if name == "blog.html" else "utf-8"
    wanted = source_words(page, encoding, MAINS[name], LEFT[name])
    wanted = wanted.replace("CO2", "CO₂").replace("102", "10²").replace("km2", "km²")
    assert page_words(tmp_path, made.folder.name) == wanted


def test_a_newspaper_says_who_wrote_it_when_and_where(tmp_path: Path) -> None:
    made = bring(tmp_path, (CASES / "newspaper.html").read_bytes())
    article = (made.folder / "article.md").read_text(encoding="utf-8")
    assert made.title == "Ferry returns to the old harbour"
    assert "  - Jane Doe\n  - 山田花子\ndate: 2025-03-04\nlanguage: en-GB\n" in article
    assert "  name: The Morning Post\n  url: https://news.example/2025/ferry\n" in article
    assert "{鹿児島|かごしま}" in article
    assert "| 2025 | 1 \\| 2 |" in article
    assert "  - stones" in article


def test_what_was_not_carried_over_is_told_with_its_place(tmp_path: Path) -> None:
    made = bring(tmp_path, (CASES / "newspaper.html").read_bytes())
    told = [f"{loss.what} {loss.place}" for loss in made.losses]
    for piece in (
        "Related Another story",
        "ferry_files/boat.png) was not found beside the page",
        "cdn.example/far.png) stands on the web and was not fetched in “Four pictures.”",
        "../outside.png) stands outside of the page's folder",
        "/etc/hostname) stands outside of the page's folder",
        "does not link to javascript:alert(1)",
        "an embedded page was left out (https://video.example/1)",
        "ordinary ones (“th”)",
    ):
        assert any(piece in line for line in told), (piece, told)


def test_a_blog_in_another_encoding_keeps_its_letters_and_footnotes(tmp_path: Path) -> None:
    made = bring(tmp_path, (CASES / "blog.html").read_bytes())
    article = (made.folder / "article.md").read_text(encoding="utf-8")
    notes = (made.folder / "annotations.yaml").read_text(encoding="utf-8")
    assert made.title == "Über Bären"
    assert "author: Jörg Weiß\ndate: 2024-03-01\nlanguage: de\n" in article
    assert "ls *.bear\n  | wc -l" in article
    assert made.notes == 2
    assert "quote: Der Bär\n    id: footnote-1" in notes
    assert "note: Lateinisch *Ursus*." in notes
    assert "Toll" not in article


def test_a_note_that_is_referred_to_twice_is_told(tmp_path: Path) -> None:
    made = bring(tmp_path, (CASES / "encyclopedia.html").read_bytes())
    assert made.notes == 2
    assert any("footnote 1 is referred to again" in loss.what for loss in made.losses)


def test_pictures_beside_the_page_and_in_it_are_kept(tmp_path: Path) -> None:
    large = base64.b64encode(PNG + b"\0" * 200).decode()
    (tmp_path / "saved" / "p_files").mkdir(parents=True)
    (tmp_path / "saved" / "p_files" / "A boat!.png").write_bytes(PNG)
    (tmp_path / "saved" / "p_files" / "fake.png").write_text("<html>")
    (tmp_path / "saved" / "p_files" / "bad.svg").write_text("<svg><script>1</script></svg>")
    page = f"""<title>T</title><main><p>Words.
    <img src="p_files/A%20boat!.png" alt="A [boat] *here*"><img src="data:image/png;base64,{large}">
    <img src="p_files/fake.png" alt="x"><img src="p_files/bad.svg" alt="y"></p></main>"""
    made = bring(tmp_path, page)
    assert made.images == ("images/a-boat.png", "images/picture-2.png")
    assert (made.folder / "images" / "a-boat.png").read_bytes() == PNG
    built = (tmp_path / "site" / "page" / "index.html").read_text(encoding="utf-8")
    assert 'alt="A [boat] *here*"' in built
    told = " ".join(loss.what for loss in made.losses)
    assert "picture 2 has no description" in told
    assert "fake.png) is of a kind" in told
    assert "bad.svg) is of a kind" in told


def test_a_link_out_of_the_folder_is_no_way_around(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / "in.png").symlink_to(tmp_path / "secret.png")
    made = bring(tmp_path, "<main><p>Words. <img src='in.png' alt='x'></p></main>")
    assert made.images == ()


HOSTILE = """<!DOCTYPE html><html lang="en"><title>T<script>x</script></title><body><main>
<h1>T</h1><p onclick="x()">Words <script>alert(1)</script><style>p{}</style>
<a href="JaVaScRiPt:alert(1)">a</a> <a href="data:text/html,x">b</a>
<a href="file:///etc/passwd">c</a>
<a href=" java\tscript:alert(1)">d</a> &lt;script&gt;alert(2)&lt;/script&gt; ![x](javascript:1)
<img src="x" onerror="alert(3)" alt="e"> <svg onload="alert(4)"><text>f</text></svg>
[g]: javascript:2
{lang=ja} `h` <math><mi>i</mi></math></p></main></body></html>"""


def test_a_hostile_page_brings_words_alone(tmp_path: Path) -> None:
    made = bring(tmp_path, HOSTILE)
    article = (made.folder / "article.md").read_text(encoding="utf-8")
    assert "alert(1)" not in article
    assert "[x](java" not in article
    assert "](file:" not in article
    page = (tmp_path / "site" / "page" / "index.html").read_text(encoding="utf-8")
    root = html5lib.parse(page, namespaceHTMLElements=False)
    text = next(e for e in root.iter() if e.get("id") == "text")
    assert not [e for e in text.iter() if e.tag == "script"]
    for element in text.iter("a"):
        assert re.match(r"#|https?:", element.get("href", "#"))
    assert "<script>alert(2)</script> ![x](javascript:1)" in page_words(tmp_path, "page")


@pytest.mark.parametrize(
    "page", ["", "<html></html>", "<main><script>x</script></main>", "\0\0", "<!-- -->"]
)
def test_a_page_without_words_is_told_and_nothing_is_made(tmp_path: Path, page: str) -> None:
    with pytest.raises(postil.SurroundingsError, match=r"words|nothing"):
        bring(tmp_path, page)
    assert not (tmp_path / "content").exists()


@pytest.mark.parametrize(
    ("page", "encoding"),
    [
        ("<meta charset=Shift_JIS><title>題</title><p>日本語の文章です。</p>", "cp932"),
        (
            "<meta http-equiv=Content-Type content='text/html; charset=big5'><p>臺灣的文章。</p>",
            "big5",
        ),
        ("<p>Ünïcode “marks”</p>", "utf-16"),
        ("<p>Ünïcode</p>", "utf-8-sig"),
        ("<p>Ünïcode — “marks”</p>", "cp1252"),
        ("<meta charset=no-such-name><p>Ünïcode</p>", "utf-8"),
    ],
)
def test_every_encoding_gives_the_same_words(tmp_path: Path, page: str, encoding: str) -> None:
    bring(tmp_path, page.encode(encoding))
    wanted = re.sub("<title>.*?</title>|<[^>]*>", "", page)
    assert page_words(tmp_path, "page") == wanted


@pytest.mark.parametrize(
    "page",
    [
        "<p>Broken <b>bold <i>both</b> end</i> <p>Next <table><tr><td>x<td>y</table> tail",
        "<div>" * 400 + "deep words" + "</div>" * 400,
        "<main>" + "<b>" * 400 + "deep words" + "</main>",
        "<ul><li>a<ul><li>b</ul>c</ul><ul>loose words<ul><li>x</ul></ul>",
        "<p>" + "long words " * 200_000 + "</p>",
        "<table>" + "<tr>" + "<td colspan=99999>x" * 5 + "</table><p>words</p>",
        "<ol start=99999999999999><li>x</ol><ol start=-3><li>y</ol>",
        "<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby> <ruby>abc<rt>d</rt></ruby>",
    ],
)
def test_broken_and_huge_pages_build(tmp_path: Path, page: str) -> None:
    bring(tmp_path, page)
    root = html5lib.parse(page, namespaceHTMLElements=False)
    wanted = words("".join(_pieces(root, lambda e: e.tag == "rt")))
    assert page_words(tmp_path, "page").replace(" ", "") == wanted.replace(" ", "")


@pytest.mark.parametrize("tag", ["div", "b", "ruby", "ul", "blockquote"])
def test_what_is_nested_too_deeply_is_told_rather_than_lost(tmp_path: Path, tag: str) -> None:
    with pytest.raises(postil.SurroundingsError, match="nested too deeply"):
        bring(tmp_path, f"<p>first</p>{f'<{tag}>' * 5000}deep words")
    assert not (tmp_path / "content").exists()


def test_what_is_no_page_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "picture.html"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR some words")
    with pytest.raises(postil.SurroundingsError, match="not a web page"):
        postil.import_article(tmp_path / "content", file)
    assert not (tmp_path / "content").exists()
