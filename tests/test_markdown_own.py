"""Ruby, words in another language, languages by script; and plain text without markup."""

import pytest
from cases.markdown_own import LANGUAGES, RUBY, SCRIPTS

from postil.document import Break, Close, Document, Image, Open, Reading, Words
from postil.markdown import compose
from postil.markdown.parser import parse_markdown
from postil.markdown.plain import parse_plain

TAGS = {"em": "*", "strong": "**", "code": "`"}


def write(document: Document) -> str:
    """A document in one line."""
    return " | ".join("".join(map(_write, block.atoms)) for block in document.blocks)


def _write(atom) -> str:
    match atom:
        case Words():
            return atom.text
        case Break():
            return " "
        case Image():
            return f"!{atom.alternative}!"
        case Reading():
            return f"({atom.text})"
        case Close():
            return TAGS.get(atom.tag, "}")
        case Open("span"):
            return f"{{{dict(atom.attributes)['lang']} "
        case Open("ruby", (("lang", lang),)):
            return f"{{ruby@{lang} "
        case Open():
            return TAGS.get(atom.tag, f"{{{atom.tag} ")


def written(markdown: str, language: str = "zxx", han: str = "zh-Hant") -> str:
    return write(compose(parse_markdown(markdown, language, han)))


@pytest.mark.parametrize("fact", RUBY)
def test_ruby(fact):
    markdown, expected = RUBY[fact]
    assert written(markdown, "ja") == expected


@pytest.mark.parametrize("fact", LANGUAGES)
def test_words_in_another_language(fact):
    markdown, expected = LANGUAGES[fact]
    assert written(markdown) == expected


@pytest.mark.parametrize("fact", SCRIPTS)
def test_languages_by_script(fact):
    language, markdown, expected = SCRIPTS[fact]
    assert written(markdown, language) == expected


def test_an_author_may_say_whose_the_han_characters_are():
    assert written("so 賴清德", "en", "ja") == "so {ja 賴清德}"


PLAIN = {
    "blank lines part paragraphs": ("a b\n\nc d", ["a b", "c d"]),
    "a line break in a paragraph is a space": ("a\nb\n\nc", ["a b", "c"]),
    "without blank lines every line is a paragraph": ("a\nb\nc", ["a", "b", "c"]),
    "one line": ("a b", ["a b"]),
    "many blank lines are as one": ("a\n\n\n\nb", ["a", "b"]),
    "blank lines may hold white space": ("a\n \t\u3000\nb\nc", ["a", "b c"]),
    "blank lines around the text do not count": ("\n\na\nb\n\n", ["a", "b"]),
    "white space around lines is none": ("  a  \n\tb\n\n c", ["a b", "c"]),
    "nothing is markup": (
        "# *a* [b](c) `d`\n\n- {薩摩|さつま}",
        ["# *a* [b](c) `d`", "- {薩摩|さつま}"],
    ),
    "nothing is an entity or an escape": (r"&amp; \* <b>", [r"&amp; \* <b>"]),
    "white space inside a line stays": ("a  b\u3000c", ["a  b\u3000c"]),
    "nothing": ("", []),
    "only white space": (" \n\n ", []),
}


@pytest.mark.parametrize("fact", PLAIN)
def test_plain_text(fact):
    text, expected = PLAIN[fact]
    document = compose(parse_plain(text, "zxx", "zh-Hant"))
    assert [document.text[b.start : b.end] for b in document.blocks] == expected
    assert [b.number for b in document.blocks] == list(range(1, len(expected) + 1))


def test_plain_paragraphs_know_their_lines():
    document = compose(parse_plain("\na\nb\n\n\nc\n", "en", "zh-Hant"), first_line=10)
    assert [block.lines for block in document.blocks] == [(11, 13), (15, 16)]


def test_plain_text_gets_its_languages_too():
    assert write(compose(parse_plain("so 賴清德", "en", "ja"))) == "so {ja 賴清德}"
