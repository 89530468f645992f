"""YAML becomes nodes in which every scalar is the text as typed, and knows its place."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.diagnostics import Diagnostic, has_errors
from postil.read import yaml_reader
from postil.read.nodes import YamlList, YamlMap, YamlNode, YamlText
from postil.read.yaml_reader import read_yaml
from postil.source import SourceFile

Plain = str | list["Plain"] | dict[str, "Plain"]

PIECES = [
    *["a", "b", "x y", "嚇", "😀", "key: ", "term: x", ": ", ":", "- ", "-", "~", "=", "<<: "],
    *["\n", "\n  ", "\n ", "\n    ", "\n\n", "\n- ", "\n  - ", " ", "#", " # ", '"', "'", "\\"],
    *["[", "]", "{", "}", ", ", "&a ", "*a", "!t ", "|\n", ">\n", "|-\n", "? ", "%", "@", "`"],
    *["---\n", "...\n", "\u2028", "\u3000", "\ufeff", "\\n", "\\x", "<<<<<<< H"],
]
"""Without tabs: PyYAML's own parser refuses some that libyaml takes as YAML 1.1 says."""


def read(text: str) -> YamlNode | None:
    tree, diagnostics = read_yaml(SourceFile("a.yaml", text))
    assert diagnostics == []
    return tree


def plain(node: YamlNode | None) -> Plain:
    if isinstance(node, YamlMap):
        return {key.text: plain(value) for key, value in node.pairs}
    if isinstance(node, YamlList):
        return [plain(item) for item in node.items]
    assert node
    return node.text


def spans(node: YamlNode | None, text: str) -> list[str]:
    """What stands in the text at each scalar, and at each collection after what it holds."""
    assert node
    inside: list[YamlNode] = []
    if isinstance(node, YamlMap):
        inside = [part for pair in node.pairs for part in pair]
    elif isinstance(node, YamlList):
        inside = list(node.items)
    return [span for part in inside for span in spans(part, text)] + [text[node.start : node.end]]


@pytest.fixture(params=[yaml.CSafeLoader, yaml.SafeLoader], ids=["libyaml", "PyYAML"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_reader, "Loader", request.param)


both = pytest.mark.usefixtures("loader")


@both
@pytest.mark.parametrize(
    "typed",
    [
        *["no", "yes", "true", "null", "~", "1.10", "010", "0x1F", "12:30", "1e3", "2020-01-01"],
        *[
            "2020-13-45",
            ".inf",
            "=",
            "1_000",
            "嚇阻",
            "😀",
            "a\u2028b",
            "a#b",
            "http://a.b/c",
            "9" * 5000,
        ],
        *[
            "“red” supply",
            "it's",
            "50%",
            "a, b",
            "(x)",
            "C:\\new",
            "-5",
            ":x",
            "?why",
            "x - y",
            "--",
        ],
    ],
)
def test_a_scalar_is_the_text_as_typed(typed: str) -> None:
    assert plain(read(f"key: {typed}\n")) == {"key": typed}
    assert plain(read(f"- {typed}")) == [typed]


@both
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a: "b: c # d"', {"a": "b: c # d"}),
        ('"a" : b', {"a": "b"}),
        ("'it''s': x", {"it's": "x"}),
        ('a: "x\\ty\\u5687\\n\\L\\U0001F600"', {"a": "x\ty嚇\n\u2028😀"}),
        ('a: "C:\\new"', {"a": "C:\new"}),  # an escape that YAML knows
        ("a:\n  - b\n  - c: d\n    e: f\n", {"a": ["b", {"c": "d", "e": "f"}]}),
        ("a:\n- b\nc:", {"a": ["b"], "c": ""}),
        ("a: |\n  b: c\n\n  # d\ne: f\n", {"a": "b: c\n\n# d\n", "e": "f"}),
        ("a: >-\n  b\n  c\n", {"a": "b c"}),
        ("a: b\n  c\n", {"a": "b c"}),
        ("a: [b, {c: d}, [e: f]]", {"a": ["b", {"c": "d"}, [{"e": "f"}]]}),
        ("a: {b: , c: }", {"a": {"b": "", "c": ""}}),
        ("---\na: b\n...\n", {"a": "b"}),
        ("# remark\n\na: b  # remark\n# remark\n", {"a": "b"}),
        ("a: # remark\n  b: c\n", {"a": {"b": "c"}}),
        ("a\u2028b: c\u2029d\n", {"a\u2028b": "c\u2029d"}),
        ("a: \ufeffb\n", {"a": "\ufeffb"}),
        ("- - a\n  - b\n- c", [["a", "b"], "c"]),
        ('"<<": a', {"<<": "a"}),
        ('{"a":"b"}', {"a": "b"}),
        ("just words", "just words"),
    ],
)
def test_yaml_is_read(text: str, expected: Plain) -> None:
    assert plain(read(text)) == expected


@both
@pytest.mark.parametrize("text", ["", "\n\n", "# a\n  # b", "---\n", "---\n# a\n...\n", "   "])
def test_a_document_without_content_is_none(text: str) -> None:
    assert read(text) is None


@both
def test_nodes_know_where_they_stand() -> None:
    text = (
        'one: "a😀"  # x\n嚇: [b, {c: d}]\n😀\u2028:\n  - e\n  - |\n    f\n\n    g\n\n# z\nlast:\n'
    )
    assert spans(read(text), text) == [
        *["one", '"a😀"', "嚇", "b", "c", "d", "{c: d}", "[b, {c: d}]", "😀\u2028", "e"],
        *["|\n    f\n\n    g", "- e\n  - |\n    f\n\n    g", "last", "", text.rstrip()],
    ]


@both
def test_only_an_empty_plain_value_is_missing() -> None:
    tree = read("a:\nb: ''\nc: ~\nd: {g: }")
    assert isinstance(tree, YamlMap)
    values = [value for _, value in tree.pairs]
    assert [isinstance(v, YamlText) and v.is_missing for v in values] == [True, False, False, False]


@both
def test_a_slice_is_read_with_the_places_of_the_file() -> None:
    text = "---\ntitle: a\nkind: 'b'\n---\n# Heading: [ *x\n"
    tree, diagnostics = read_yaml(SourceFile("article.md", text), 4, text.index("---", 4))
    assert diagnostics == []
    assert spans(tree, text) == ["title", "a", "kind", "'b'", "title: a\nkind: 'b'"]


@both
@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a: b\0c\nd: e\x07", ["1:5 x-003", "2:5 x-003"]),
        ("a: b\nc: \ud800d", ["2:4 x-003"]),
        ("a: b\x85c", ["1:5 x-003"]),
        ("a: \ufffe\n", ["1:4 x-003"]),
        ("a: b\r\nc: d", ["1:5 x-003"]),
        ("a: \x7f\na: c\nb: @", ["1:4 x-003", "2:1 y-002", "3:4 y-001"]),
        ("a: \ud800\nb: !x c", ["1:4 x-003", "2:4 y-001"]),
        ('a: "b\\e"', ["1:6 x-003"]),
        ('a: "b\\N"', ["1:6 x-003"]),
        ('a: "\\x41 \\u0000"', ["1:10 x-003"]),
    ],
)
def test_characters_that_no_text_can_hold_are_told(text: str, places: list[str]) -> None:
    _, diagnostics = read_yaml(SourceFile("a.yaml", text))
    assert [f"{d.position.line}:{d.position.column} {d.code}" for d in diagnostics] == places


def test_a_character_of_another_encoding_is_told_with_what_it_was() -> None:
    _, (told,) = read_yaml(SourceFile("a.yaml", "a: wait\x85"))
    assert "'…'" in told.hint


@both
@pytest.mark.parametrize(
    "text",
    [
        "a: b  # c",
        "a: b   #c",
        "a: #",
        "a: # c",
        "a: ## c ##",
        "a #b: c",
        'a: "b" # c',
        "a: [b] # c",
        "a: |  # c\n  d # e\n",
        "a: 'b # c'",
        "a:\n  # c\n  - b\n",
        "# a\n  #b\nc: d",
        "{a: 'b' # c\n }",
    ],
)
def test_a_comment_that_cannot_be_text_is_no_matter(text: str) -> None:
    _, diagnostics = read_yaml(SourceFile("a.yaml", text))
    assert [d for d in diagnostics if d.code == "y-006"] == []


@both
def test_all_problems_are_told_in_one_run_by_place() -> None:
    text = "a: &x b\na: !y c\nb: [*x, {c: 1, c: 2}]\n? d\n: e #1\n<<: f\n"
    tree, diagnostics = read_yaml(SourceFile("a.yaml", text))
    assert [f"{d.position.line}:{d.position.column} {d.code}" for d in diagnostics] == [
        *["1:4 y-001", "2:1 y-002", "2:4 y-001", "3:5 y-001", "3:16 y-002", "4:1 y-001"],
        *["5:5 y-006", "6:1 y-001"],
    ]
    assert tree is not None


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(max_examples=400)
def test_libyaml_and_pyyaml_give_the_same_tree(text: str) -> None:
    found: list[tuple[YamlNode | None, list[Diagnostic]]] = []
    for parser in (yaml.CSafeLoader, yaml.SafeLoader):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yaml_reader, "Loader", parser)
            found.append(read_yaml(SourceFile("a.yaml", text)))
    if not any(has_errors(diagnostics) for _, diagnostics in found):
        assert found[0] == found[1]


@given(st.text() | st.lists(st.sampled_from([*PIECES, "\t", "\0", "\r"]), max_size=14).map("".join))
@settings(max_examples=400)
def test_any_text_gives_a_tree_or_errors_within_it(text: str) -> None:
    file = SourceFile("a.yaml", text)
    tree, diagnostics = read_yaml(file)
    remarks_only = all(not line.strip() or line.lstrip()[0] in "#-.%" for line in text.split("\n"))
    assert tree is not None or has_errors(diagnostics) or remarks_only
    end = file.position(len(text))
    assert all(file.position(0) <= d.position <= end for d in diagnostics)
    if tree:
        for offset in offsets(tree):
            assert 0 <= offset <= len(text)


def offsets(node: YamlNode) -> list[int]:
    here = [node.start, node.end]
    assert node.start <= node.end
    if isinstance(node, YamlMap):
        return here + [o for pair in node.pairs for part in pair for o in offsets(part)]
    if isinstance(node, YamlList):
        return here + [o for item in node.items for o in offsets(item)]
    return here
