"""Sources written anew: the same records, less what is withheld, and nothing else.

The judge reads what was written with Postil's reader and with PyYAML, and compares records.
"""

import dataclasses
from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from postil.diagnostics import has_errors
from postil.format.declare import Placed, specs
from postil.format.reader import read_record
from postil.format.records import (
    WITHHELD,
    Annotations,
    Question,
    SharedAnnotations,
    TextQuoteSelector,
)
from postil.format.scope import Scope
from postil.format.settings import FrontMatter, SiteConfig
from postil.read.nodes import YamlList, YamlMap, YamlNode, YamlText
from postil.read.yaml_reader import read_yaml
from postil.rebuild.bytes_of_text import bytes_from
from postil.rebuild.withhold import Withholding
from postil.rebuild.yaml_text import write_yaml
from postil.source import SourceFile

# Any text at all that a file can hold, and what YAML would take for something else.
CHARACTERS = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff", include_characters="\n\t"
)
TYPED = st.sampled_from(
    [
        *("no", "~", "null", "true", "1945", "1e3", "0x1F", "2024-01-01", "12:30", "=", "<<", "-"),
        *("a: b", "a #b", "#a", "'a'", '"a"', "[a]", "{a}", "|", ">", "&a", "*a", "!a", "%a", "@a"),
        *("---", "...", "? a", ":", "a:", "\\", "a  b", "a\n\n\n b", "\u2028", "\ufeffx", "賴清德"),
        *("a   \nb", "a\n  \nb", "a\n---\nb", "- a", "a\n# b", "\u3000a\u00a0"),
    ]
)
WORDS = st.one_of(TYPED, st.text(CHARACTERS, min_size=1, max_size=30)).filter(str.strip)
TEXTS = st.one_of(
    WORDS, st.dictionaries(st.sampled_from(["en", "ja", "zh-Hant"]), WORDS, min_size=1)
)
SELECTOR: dict[str, Any] = {
    "prefix": WORDS,
    "suffix": WORDS,
    "through": WORDS,
    "occurrence": st.one_of(st.just("all"), st.integers(1, 9)),
    "within_word": st.booleans(),
}
EVERY: dict[str, Any] = {
    "id": st.sampled_from(["a", "b-2", "賴"]),
    "sources": st.lists(st.one_of(st.just("x"), st.just({"id": "x", "at": "p. 4"})), max_size=2),
    "lang": st.sampled_from(["en", "zh-Hant"]),
    "by": WORDS,
    "more": st.booleans(),
    "as_of": st.sampled_from(["2024", "2024-01-05"]),
}
ENTRIES = st.fixed_dictionaries(
    {"term": WORDS},
    optional={
        **EVERY,
        **SELECTOR,
        "quote": WORDS,
        "definition": TEXTS,
        "forms": st.lists(WORDS, max_size=3),
        "except": st.lists(st.one_of(WORDS, st.fixed_dictionaries({"quote": WORDS})), max_size=2),
        "translations": st.dictionaries(st.sampled_from(["en", "ja"]), WORDS, min_size=1),
        "kind": st.sampled_from(["term", "person"]),
    },
)
NOTES = st.fixed_dictionaries(
    {"quote": WORDS, "note": TEXTS}, optional={**EVERY, **SELECTOR, "title": TEXTS}
)
EVENTS = st.fixed_dictionaries(
    {"date": st.sampled_from(["1945", "1945-08~", "1950/.."]), "event": TEXTS},
    optional={**EVERY, "quote": WORDS, "note": TEXTS},
)
QUESTIONS = st.fixed_dictionaries(
    {"ask": TEXTS},
    optional={
        **EVERY,
        **SELECTOR,
        "quote": WORDS,
        "type": st.sampled_from(["open", "choice", "truefalse"]),
        "choices": st.one_of(
            st.lists(TEXTS, max_size=3),
            st.fixed_dictionaries({"en": st.lists(WORDS, min_size=2, max_size=2)}),
        ),
        "answer": TEXTS,
        "stage": st.sampled_from(["before", "while", "after"]),
        "lines": st.integers(1, 9),
        "withheld": st.one_of(st.just("answer"), st.lists(st.sampled_from(WITHHELD))),
    },
)
SOURCES = st.fixed_dictionaries(
    {"id": st.just("x"), "title": WORDS}, optional={"date": st.just("2001"), "author": WORDS}
)
FILES = st.fixed_dictionaries(
    {},
    optional={
        "glossary": st.lists(ENTRIES, max_size=2),
        "notes": st.lists(NOTES, max_size=2),
        "timeline": st.lists(EVENTS, max_size=2),
        "questions": st.lists(QUESTIONS, max_size=3),
        "sources": st.lists(SOURCES, max_size=2),
    },
)


def nodes_of(text: str) -> YamlMap | None:
    """The nodes of a text that is a mapping, if it is."""
    root, told = read_yaml(SourceFile("x.yaml", text))
    return root if isinstance(root, YamlMap) and not has_errors(told) else None


def records_in(text: str, record: type[Placed]) -> Any:
    """Records without their places; `None` where anything is wrong with them."""
    root, scope = nodes_of(text), Scope(SourceFile("x.yaml", text), "en")
    read = read_record(record, root, scope) if root is not None else None
    return bare(read) if read is not None and not has_errors(scope.diagnostics) else None


def bare(value: Any) -> Any:
    """A record as plain values, without its place."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [f.name for f in dataclasses.fields(value) if f.name != "place"]
        return (type(value).__name__, {name: bare(getattr(value, name)) for name in fields})
    return tuple(map(bare, value)) if isinstance(value, tuple) else value


def without_answers(question: Any, *, provable: bool) -> Any:
    """What is to be left of a question: field by field, by the words of the docs."""
    name, fields = question
    blank = dict(bare(TextQuoteSelector())[1])
    there = set(fields["withheld"])
    there |= {"answer"} if fields["answer"] is not None else set()
    there |= {"evidence"} if provable else set()
    withheld = tuple(w for w in ("answer", "evidence") if w in there)
    return name, {**fields, **blank, "answer": None, "withheld": withheld}


@given(FILES, st.sampled_from([None, '"', "'"]), st.booleans())
def test_what_is_written_anew_is_the_same_less_what_is_withheld(
    data: Mapping[str, Any], style: str | None, flow: bool
) -> None:
    text = "# a comment\n" + yaml.safe_dump(
        data, allow_unicode=True, default_style=style, default_flow_style=flow, sort_keys=False
    )
    original, root = records_in(text, Annotations), nodes_of(text)
    assume(original is not None)  # of all that anybody could write, what is no error
    assert root is not None
    questions = {key.text: value for key, value in root.pairs}.get("questions", YamlList((), 0, 0))
    assert isinstance(questions, YamlList)
    provable = {
        q.start
        for q, given in zip(questions.items, data.get("questions", ()), strict=True)
        if "quote" in given
    }

    written = write_yaml(Withholding(provable).of(Annotations, root))

    name, fields = original
    expected = tuple(
        without_answers(q, provable=node.start in provable)
        for q, node in zip(fields["questions"], questions.items, strict=True)
    )
    assert (records_in(written, Annotations) if written else bare(Annotations())) == (
        name,
        {**fields, "questions": expected},
    )
    again = nodes_of(written) or YamlMap((), 0, 0)
    assert write_yaml(Withholding(()).of(Annotations, again)) == written
    assert "# a comment" not in written.splitlines()
    assert plain(yaml.load(written, yaml.BaseLoader) or {}) == plain(as_values(again))


def as_values(node: YamlNode) -> Any:
    if isinstance(node, YamlMap):
        return {key.text: as_values(value) for key, value in node.pairs}
    return [as_values(item) for item in node.items] if isinstance(node, YamlList) else node.text


def plain(value: Any) -> Any:
    """YAML 1.1, which PyYAML reads, takes two more characters for the ends of lines."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return " ".join(str(value or "").split())


def test_every_field_of_a_question_is_decided() -> None:
    """Who adds a field decides whether pupils' sources may have it, and says so here."""
    passes = {"ask", "type", "choices", "stage", "lines", "id", "sources", "lang", "by", "more"}
    passes |= {"as_of", "review_by", "withheld"}
    goes = {"answer", *specs(TextQuoteSelector)}
    assert set(specs(Question)) == passes | goes


@pytest.mark.parametrize("record", [Annotations, SharedAnnotations, FrontMatter, SiteConfig])
def test_a_field_that_the_format_does_not_know_goes_nowhere(record: type[Placed]) -> None:
    text = "title: T\nsecret: X\nglossary: [{term: a, secret: Y, except: [{quote: b, c: Z}]}]\n"
    root = nodes_of(text)
    assert root is not None
    written = write_yaml(Withholding(()).of(record, root))
    assert "secret" not in written
    assert not set("XYZ") & set(written)


@given(
    st.lists(st.sampled_from(["a", "\n", "\r", "\r\n", "é", "文", ""])), st.booleans(), st.data()
)
def test_bytes_from_an_offset_are_those_of_the_file(
    parts: list[str], has_mark: bool, data: st.DataObject
) -> None:
    own = "".join(parts)
    text = own.replace("\r\n", "\n").replace("\r", "\n")
    offset = data.draw(st.integers(0, len(text)))
    found = bytes_from((b"\xef\xbb\xbf" if has_mark else b"") + own.encode(), text, offset)
    assert own.encode().endswith(found)
    assert found.decode().replace("\r\n", "\n").replace("\r", "\n") == text[offset:]


def test_a_multiline_text_stays_readable() -> None:
    node = YamlMap(
        ((YamlText("note", 0, 0, plain=True), YamlText("a\n\n- b", 0, 0, plain=False)),), 0, 0
    )
    assert write_yaml(node) == "note: |-\n  a\n\n  - b\n"
