"""`docs/diagnostics.md`: every code has a section, and every example in it does what it says."""

import json
import re
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT
from markdown_it import MarkdownIt
from markdown_it.token import Token

import postil
from postil.catalogue import CATALOGUE
from postil.cli import main
from postil.diagnostics import Diagnostic, Severity
from postil.report import as_github, as_json, as_text
from postil.source import Position

PAGE = (ROOT / "docs" / "diagnostics.md").read_text(encoding="utf-8")
TODAY = date(2025, 6, 1)
Captured = pytest.CaptureFixture[str]


@dataclass
class Example:
    """Files, what is told of them, and the changes that mend them."""

    code: str
    files: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    """Path → the language of its block."""
    output: str = ""
    changes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Section:
    code: str
    meaning: str
    severity: str
    examples: list[Example]


def read_page() -> tuple[str, list[Section]]:
    """The article that stands in where an example has none, and the sections."""
    tokens = MarkdownIt().parse(PAGE)
    default = next(t.content for t in tokens if t.type == "fence" and t.info == "markdown")
    sections: list[Section] = []
    for i, token in enumerate(tokens):
        heading = re.fullmatch(r"([a-z]-\d{3}): (.+)", token.content)
        if token.type == "inline" and tokens[i - 1].type == "heading_open" and heading:
            severity = re.match(r"\*(Error|Warning)\.\* ", tokens[i + 3].content)
            assert severity, token.content
            sections.append(Section(heading[1], heading[2], severity[1].lower(), []))
        elif token.type == "fence" and sections:
            take(sections[-1], token)
    return default, sections


def take(section: Section, fence: Token) -> None:
    """Add a block to the section's last example, or begin another."""
    kind, _, path = fence.info.strip().partition(" ")
    if kind == "diff":
        section.examples[-1].changes[path] = fence.content
        return
    if not section.examples or section.examples[-1].output:
        section.examples.append(Example(section.code))
    if path:
        section.examples[-1].files[path] = fence.content
        section.examples[-1].kinds[path] = kind
    else:
        assert kind == "text", fence.info
        section.examples[-1].output = fence.content


DEFAULT, SECTIONS = read_page()
EXAMPLES = [example for section in SECTIONS for example in section.examples]
each_example = pytest.mark.parametrize(
    "example", EXAMPLES, ids=[f"{e.code}-{i}" for i, e in enumerate(EXAMPLES)]
)


def write(folder: Path, example: Example) -> postil.Project:
    """The example as files on the disk."""
    files = dict(example.files)
    if not any(path.startswith("content/lai/article.md") for path in files):
        files["content/lai/article.md"] = DEFAULT
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        kind = example.kinds.get(path)
        if kind == "link":
            file.symlink_to(text.strip())
        elif kind == "bytes":
            plain = re.sub(rb"\\x([0-9A-F]{2})", unescape, text.encode())
            file.write_bytes(plain)
        else:
            file.write_text(text, encoding="utf-8", newline="")
    return postil.Project(folder / "content", folder / "site")


def unescape(match: re.Match[bytes]) -> bytes:
    return bytes([int(match[1], 16)])


def told(project: postil.Project) -> str:
    """What `postil check` prints, its last line apart."""
    outcome = postil.check(project, today=TODAY)
    return "".join(f"{as_text(d)}\n" for d in outcome.diagnostics)


def change(text: str, difference: str) -> str:
    """Apply lines that begin with a blank, `-` or `+`, which follow each other in the text."""
    lines = difference.removesuffix("\n").split("\n")
    old = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "+")
    new = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "-")
    assert f"\n{text}".count(f"\n{old}") == 1, f"{old!r} stands not once in {text!r}"
    return f"\n{text}".replace(f"\n{old}", f"\n{new}")[1:]


# The page


def test_every_code_has_a_section_and_every_section_a_code() -> None:
    sections = [(s.code, s.severity, s.meaning) for s in SECTIONS]
    assert sections == [(code, *said) for code, said in CATALOGUE.items()]


@pytest.mark.parametrize("section", SECTIONS, ids=[s.code for s in SECTIONS])
def test_every_section_has_an_example_that_shows_it(section: Section) -> None:
    assert section.examples
    for example in section.examples:
        shown = re.findall(r"^\S.*?:\d+:\d+: \w+ ([a-z]-\d{3}): ", example.output, re.MULTILINE)
        assert set(shown) == {section.code}


@each_example
def test_an_example_is_told_as_the_page_says(tmp_path: Path, example: Example) -> None:
    assert told(write(tmp_path, example)) == example.output


@each_example
def test_a_change_mends_the_example(tmp_path: Path, example: Example) -> None:
    pasted = lines_to_paste(example.output)
    assert bool(example.changes) >= bool(pasted), "the hint has YAML to paste: show it pasted"
    if not example.changes:
        return
    mended = dict(example.files)
    for path, difference in example.changes.items():
        mended[path] = change(mended.get(path, DEFAULT), difference)
        for line in difference.split("\n"):
            if line.startswith("+") and pasted:
                assert line[1:].strip().removeprefix("- ") in pasted

    assert told(write(tmp_path, replace(example, files=mended))) == ""


def lines_to_paste(output: str) -> set[str]:
    """The YAML in hints, without its comments."""
    lines = re.findall(r"^ {6}(.*)$", output, re.MULTILINE)
    return {line.partition("  # ")[0].strip().removeprefix("- ") for line in lines}


@pytest.mark.parametrize("code", CATALOGUE)
def test_a_meaning_is_a_few_plain_words(code: str) -> None:
    _, meaning = CATALOGUE[code]
    assert 10 < len(meaning) < 80
    assert not meaning.endswith(".")


@each_example
def test_a_message_is_a_sentence_without_a_full_stop(tmp_path: Path, example: Example) -> None:
    for diagnostic in postil.check(write(tmp_path, example), today=TODAY).diagnostics:
        assert not diagnostic.message.endswith(".")
        assert "\n" not in diagnostic.message
        assert diagnostic.severity == CATALOGUE[diagnostic.code][0]
        assert not re.search(r"/tmp|Error|None|Yaml", diagnostic.message + diagnostic.hint)


# How they are printed, and what the command answers

GOOD = "---\ntitle: Drones\n---\nTaiwan wants its own drones.\n"
WARNED = GOOD.replace("its", "{its|own}")
WRONG = GOOD.replace("its", "[its](#no)")
KEYS = ["path", "line", "column", "severity", "code", "message", "hint"]


def run(folder: Path, article: str, *arguments: str, name: str = "content") -> int:
    file = folder / name / "lai" / "article.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(article, encoding="utf-8")
    return main([*arguments, "--content", str(folder / name)])


@pytest.mark.parametrize(
    ("article", "options", "status"),
    [
        (GOOD, [], 0),
        (GOOD, ["--strict"], 0),
        (WARNED, [], 0),
        (WARNED, ["--strict"], 1),
        (WRONG, [], 1),
        (WRONG, ["--strict"], 1),
    ],
)
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_the_exit_status_of_check(
    tmp_path: Path, article: str, options: list[str], status: int, form: str
) -> None:
    assert run(tmp_path, article, "check", "--format", form, *options) == status


@pytest.mark.parametrize(
    ("article", "options", "status"), [(GOOD, [], 0), (WARNED, ["--strict"], 1), (WRONG, [], 1)]
)
def test_a_build_that_fails_writes_nothing(
    tmp_path: Path, article: str, options: list[str], status: int
) -> None:
    output = tmp_path / "site"
    assert run(tmp_path, article, "build", "--output", str(output), *options) == status
    assert output.exists() is (status == 0)


@pytest.mark.parametrize("command", ["check", "build"])
def test_where_words_are_gone_reanchor_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    folder = tmp_path / "content" / "a"
    folder.mkdir(parents=True)
    (folder / "article.md").write_text("---\ntitle: A\n---\n\nThe tram left.\n", encoding="utf-8")
    (folder / "n.yaml").write_text("notes:\n  - {quote: thirty, note: N.}\n", encoding="utf-8")
    places = ["--content", str(tmp_path / "content")]
    output = ["--output", str(tmp_path / "site")] if command == "build" else []
    assert main([command, *places, *output]) == 1
    assert "postil reanchor shows" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["chekc"], ["check", "--formt", "json"], ["check", "--format", "xml"]]
)
def test_a_wrong_command_line_is_2(arguments: list[str], capsys: Captured) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("postil: ")


def test_surroundings_that_fail_are_3(tmp_path: Path, capsys: Captured) -> None:
    assert main(["check", "--content", str(tmp_path / "nowhere")]) == 3
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert main(["check", "--content", str(tmp_path / "file")]) == 3
    assert capsys.readouterr().out == ""


def test_text_goes_to_stderr_with_a_count(tmp_path: Path, capsys: Captured) -> None:
    run(tmp_path, WRONG + "\n{a|b}\n", "check")
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("content/lai/article.md:4:20: error l-001: 'lai' has no annotation 'no'")
    assert err.endswith("\n1 error, 1 warning.\n")


def test_json_is_one_object_a_line_on_stdout(tmp_path: Path, capsys: Captured) -> None:
    run(tmp_path, WRONG + '\n{台灣"|}\n', "check", "--format", "json")
    out, err = capsys.readouterr()
    assert err == ""
    first, second = map(json.loads, out.splitlines())
    assert list(first) == list(second) == KEYS
    assert first["path"] == "content/lai/article.md"
    assert (first["line"], first["column"]) == (4, 20)
    assert (first["severity"], first["code"]) == ("error", "l-001")
    assert (second["severity"], second["code"]) == ("warning", "m-001")
    assert '{台灣"|}' in second["message"]


def test_github_commands_are_escaped(tmp_path: Path, capsys: Captured) -> None:
    """As the runner reads them: properties end at a comma or a colon, all at a line's end."""
    run(tmp_path, WARNED + "\n{50%|x}\n", "check", "--format", "github", name="a, b:c%")
    out, err = capsys.readouterr()
    assert err == ""
    first, second = out.splitlines()
    place = "file=a%2C b%3Ac%25/lai/article.md"
    assert first.startswith(f"::warning {place},line=4,col=14,title=m-001::these braces")
    assert second.startswith(f"::warning {place},line=6,col=1,title=m-001::these braces")
    assert "{50%25|x}%0Ahint: ruby" in second


def test_no_format_lets_a_text_break_its_line() -> None:
    place = Position("content/a\nb/\x1b[31m.md", 1, 2)
    hint = "write:\nnote: \x07"
    diagnostic = Diagnostic(place, "y-003", Severity.ERROR, "un\rknown\n\x9b'x'", hint)
    text = as_text(diagnostic)
    assert text.count("\n") == 2
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)
    assert text.endswith("    hint: write:\n      note: \ufffd")
    for line in (as_json(diagnostic), as_github(diagnostic)):
        assert "\n" not in line
        assert "\r" not in line
