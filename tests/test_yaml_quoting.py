"""`quote_yaml` writes a text so that it reads back as the same text."""

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from postil.read import yaml_reader
from postil.read.nodes import YamlMap, YamlText
from postil.read.yaml_quoting import double_quote, quote_yaml
from postil.read.yaml_reader import read_yaml
from postil.source import SourceFile

LIKELY = st.text(
    st.sampled_from(list(" #:-?,[]{}&*!|>'\"%@`\\ab嚇😀~<=\n\t\u2028\ufeff\u00a0./_0"))
)
ANY = st.text(st.characters(exclude_categories=["Cc", "Cs"]))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("deterrence", "deterrence"),
        ("no", "no"),
        ("1.10", "1.10"),
        ("~", "~"),
        ("12:30", "12:30"),
        ("嚇阻", "嚇阻"),
        ("don't", "don't"),
        ("-5", "-5"),
        ("http://example.org/#a", "http://example.org/#a"),
        ("C:\\new", "C:\\new"),
        ('say "x"', 'say "x"'),
        ("", '""'),
        (" x", '" x"'),
        ("x\u3000", '"x\u3000"'),
        ("War: a history", '"War: a history"'),
        ("as follows:", '"as follows:"'),
        ("Issue #1", '"Issue #1"'),
        ('"red" chain', r'"\"red\" chain"'),
        ("- x", '"- x"'),
        ("-", '"-"'),
        ("[T]he", '"[T]he"'),
        ("two\nlines", r'"two\nlines"'),
        ("a\tb", r'"a\tb"'),
        ("a\\b: c", r'"a\\b: c"'),
        ("嚇\u2028阻", '"嚇\\L阻"'),
        ("a\ufeff", r'"a\uFEFF"'),
        ("\x07", r'"\x07"'),
        ("\ud800", r'"\uD800"'),
    ],
)
def test_a_text_is_written_in_the_shortest_safe_way(text: str, written: str) -> None:
    assert quote_yaml(text) == written


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
@given(text=ANY | LIKELY, write=st.sampled_from([quote_yaml, double_quote]))
@example(text="---", write=quote_yaml)
@example(text="...", write=quote_yaml)
@example(text="\uffff", write=quote_yaml)
@example(text="x" * 2000 + ":", write=quote_yaml)
def test_what_is_written_reads_back(loader: type, text: str, write: object) -> None:
    assert callable(write)
    yaml_text = f"before: x\nkey: {write(text)}\nafter: y\nlist:\n  - {write(text)}\n"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_reader, "Loader", loader)
        tree, diagnostics = read_yaml(SourceFile("a.yaml", yaml_text))
    assert not diagnostics
    assert isinstance(tree, YamlMap)
    values = [value.text for _, value in tree.pairs if isinstance(value, YamlText)]
    assert values == ["x", text, "y"]
