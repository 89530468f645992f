"""Files that are text and files that are not: every fault at its line and column."""

from pathlib import Path

import pytest

import postil
from postil.diagnostics import Diagnostic

FRONT = "---\ntitle: Drones\n---\n"


def check(folder: Path, files: dict[str, bytes]) -> tuple[Diagnostic, ...]:
    for name, data in files.items():
        file = folder / "content" / "lai" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return postil.check(postil.Project(folder / "content")).diagnostics


def article(body: bytes) -> dict[str, bytes]:
    return {"article.md": FRONT.encode() + body}


# Encodings: bytes of an article below its front matter, and the place of the first wrong one.
ENCODINGS = [
    ("Latin-1", "Ein Café am Meer".encode("latin-1"), 4, 8, "byte 0xE9"),
    ("Latin-1, in the second line", "Am\nCafé".encode("latin-1"), 5, 4, "byte 0xE9"),
    ("Latin-1, behind Chinese", "台灣 ".encode() + b"\xe9", 4, 4, "byte 0xE9"),
    ("Latin-1, behind an emoji", "👩‍👧 ".encode() + b"\xe9", 4, 5, "byte 0xE9"),
    ("Windows-1252", b"the \x93war\x94", 4, 5, "byte 0x93"),
    ("Big5", "無人機".encode("big5"), 4, 1, "byte 0xB5"),
    ("GBK", "无人机".encode("gbk"), 4, 1, "byte 0xCE"),
    ("Shift JIS", "ドローン".encode("shift_jis"), 4, 1, "byte 0x83"),
    ("EUC-KR", "한국".encode("euc_kr"), 4, 1, "byte 0xC7"),
    ("a sequence that is cut", "台灣".encode()[:-1], 4, 2, "byte 0xE7"),
    ("a lead byte alone", b"a\xc3", 4, 2, "byte 0xC3"),
    ("a continuation byte alone", b"a\x80b", 4, 2, "byte 0x80"),
    ("an overlong slash", b"a\xc0\xaf", 4, 2, "byte 0xC0"),
    ("an overlong NUL", b"\xc0\x80", 4, 1, "byte 0xC0"),
    ("a surrogate", b"ab\xed\xa0\x80", 4, 3, "byte 0xED"),
    ("beyond Unicode", b"\xf4\x90\x80\x80", 4, 1, "byte 0xF4"),
    ("FE", b"\xfe", 4, 1, "byte 0xFE"),
    ("behind CRLF", b"a\r\nb\xff", 5, 2, "byte 0xFF"),
    ("behind a lone CR", b"a\rb\xff", 5, 2, "byte 0xFF"),
]


@pytest.mark.parametrize(
    ("data", "line", "column", "message"), [c[1:] for c in ENCODINGS], ids=[c[0] for c in ENCODINGS]
)
def test_a_file_that_is_not_utf_8(
    tmp_path: Path, data: bytes, line: int, column: int, message: str
) -> None:
    (told,) = check(tmp_path, article(data))
    assert (told.code, told.position.line, told.position.column) == ("f-001", line, column)
    assert message in told.message
    assert told.hint == "save the file as UTF-8"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_called_by_its_name(tmp_path: Path, encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    (told,) = check(tmp_path, {"article.md": mark + (FRONT + "x").encode(encoding)})
    assert str(told.position) == "content/lai/article.md:1:1"
    assert told.message == "this file is UTF-16, not UTF-8"


def test_a_word_document_is_called_by_its_name(tmp_path: Path) -> None:
    (told,) = check(tmp_path, {"article.md": b"PK\x03\x04\x14\x00\x06\x00\xff\xfe"})
    assert told.code == "f-001"
    assert "Word document" in told.message


@pytest.mark.parametrize("name", ["notes.yaml", "article.yaml"])
def test_yaml_that_is_not_utf_8(tmp_path: Path, name: str) -> None:
    text = b"Taiwan." if name == "article.yaml" else FRONT.encode() + b"Taiwan."
    (told,) = check(tmp_path, {"article.md": text, name: b"# a\ntitle: Caf\xe9\n"})
    assert (told.code, str(told.position)) == ("f-001", f"content/lai/{name}:2:11")


# Line ends and marks

NOTES = "notes:\n  - quote: Formosa\n    note: x\n"
GOOD = [
    ("LF", FRONT + "a [x](#no)\nb\n", 4, 7),
    ("CRLF", (FRONT + "a [x](#no)\nb\n").replace("\n", "\r\n"), 4, 7),
    ("CR", (FRONT + "a [x](#no)\nb\n").replace("\n", "\r"), 4, 7),
    ("mixed", "---\r\ntitle: x\r---\n\r\n\ra [x](#no)\n", 6, 7),
    ("a byte order mark", "\ufeff" + FRONT + "a [x](#no)", 4, 7),
    ("a byte order mark and CRLF", ("\ufeff" + FRONT + "a [x](#no)").replace("\n", "\r\n"), 4, 7),
    ("next line is no line end", FRONT + "a\u2028b\u2029 [x](#no)", 4, 10),
    ("a tab is one column", FRONT + "a\t[x](#no)", 4, 7),
    ("accents apart are two", FRONT + "cafe\u0301 [x](#no)", 4, 11),
]


@pytest.mark.parametrize(
    ("text", "line", "column"), [c[1:] for c in GOOD], ids=[c[0] for c in GOOD]
)
def test_lines_and_columns_are_an_editors(
    tmp_path: Path, text: str, line: int, column: int
) -> None:
    (told,) = check(tmp_path, {"article.md": text.encode()})
    assert (told.code, told.position.line, told.position.column) == ("l-001", line, column)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_yaml_has_lines_of_every_kind(tmp_path: Path, end: str, mark: str) -> None:
    notes = (mark + NOTES.replace("\n", end)).encode()
    (told,) = check(tmp_path, {"article.md": (FRONT + "Taiwan.").encode(), "n.yaml": notes})
    assert (told.code, str(told.position)) == ("a-001", "content/lai/n.yaml:2:12")


# Characters

CHARACTERS = [
    ("NUL", "a\x00b", "x-003", 2),
    ("a bell", "\x07", "x-003", 1),
    ("escape", "a \x1b[31m", "x-003", 3),
    ("a form feed", "ab\x0c", "x-003", 3),
    ("a vertical tab", "a\x0bb", "x-003", 2),
    ("delete", "a\x7f", "x-003", 2),
    ("a quotation mark of Windows-1252", "it\x92s", "x-003", 3),
    ("next line", "a\x85b", "x-003", 2),
    ("no character", "a\ufffeb", "x-003", 2),
    ("right to left", "a\u202eb", "x-004", 2),
    ("an isolate", "a\u2067b", "x-004", 2),
]


@pytest.mark.parametrize(
    ("text", "code", "column"), [c[1:] for c in CHARACTERS], ids=[c[0] for c in CHARACTERS]
)
def test_a_character_is_told_once(tmp_path: Path, text: str, code: str, column: int) -> None:
    told = check(tmp_path, article(text.encode() + b"\nmore"))
    assert [(d.code, d.position.line, d.position.column) for d in told] == [(code, 4, column)]


@pytest.mark.parametrize(
    ("text", "code", "column"), [c[1:] for c in CHARACTERS], ids=[c[0] for c in CHARACTERS]
)
def test_in_front_matter_too(tmp_path: Path, text: str, code: str, column: int) -> None:
    front = f"---\ntitle: x\nsummary: a{text}\n---\nTaiwan.\n"
    told = check(tmp_path, {"article.md": front.encode()})
    assert [(d.code, d.position.line, d.position.column) for d in told] == [(code, 3, 10 + column)]


@pytest.mark.parametrize("character", ["\u200b", "\u200d", "\u200e", "\u00ad", "\ufe0f", "\u00a0"])
def test_what_words_may_hold_is_not_told(tmp_path: Path, character: str) -> None:
    assert check(tmp_path, article(f"a{character}b".encode())) == ()


def test_a_file_full_of_them_is_not_told_a_thousand_times(tmp_path: Path) -> None:
    told = check(tmp_path, article(b"\x00\x01\x02\n" * 10_000))
    assert len(told) == 20
    assert {d.position.column for d in told} == {1}


def test_turning_characters_are_told_once_a_file(tmp_path: Path) -> None:
    told = check(tmp_path, article("a\u202eb\n".encode() * 100))
    assert [str(d.position) for d in told] == ["content/lai/article.md:4:2"]
