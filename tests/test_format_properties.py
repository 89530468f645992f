"""No YAML makes the reader stumble: it gives records, or diagnostics at a place."""

import json
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from test_format_values import AS_TYPED, read

import postil
from postil.diagnostics import has_errors
from postil.format.declare import specs
from postil.format.records import Annotations, Entry, Question, SharedAnnotations, Source
from postil.format.settings import FrontMatter, SiteConfig

RECORDS = (Annotations, SharedAnnotations, FrontMatter, SiteConfig)
NAMES = sorted({name for record in (*RECORDS, Entry, Question, Source) for name in specs(record)})
names = st.sampled_from([*NAMES, "en", "ja", "zh-Hant", "id", "name", "url", "at", "paper", "x"])
scalars = st.one_of(
    st.text(max_size=8),
    st.sampled_from(AS_TYPED),
    st.sampled_from(["all", "open", "choice", "A4", "web", "a-008", "https://x.y", "#a", "en"]),
    st.none(),
    st.booleans(),
    st.integers(-3, 3000),
    st.floats(),
    st.dates(),
)
trees = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.one_of(names, names, scalars), inner)
    ),
    max_leaves=12,
)
records = st.dictionaries(names, trees, max_size=6)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(RECORDS), records, st.booleans())
def test_any_mapping_gives_diagnostics_or_a_record(
    record: type[Any], tree: dict[str, Any], flow: bool
) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    found, told = read(record, text)

    assert found is not None or has_errors(told)
    for diagnostic in told:
        assert diagnostic.message
        assert 1 <= diagnostic.position.line <= text.count("\n") + 1
        assert 1 <= diagnostic.position.column <= len(text) + 1


SECTIONS = ("glossary", "notes", "timeline", "questions", "sources")
libraries = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(SECTIONS, st.lists(records, max_size=2))
)


@settings(max_examples=60, deadline=None)
@given(libraries, records, records, libraries)
def test_any_content_gives_diagnostics_or_a_library(
    tmp_path_factory: pytest.TempPathFactory,
    notes: dict[str, Any],
    front: dict[str, Any],
    site: dict[str, Any],
    shared: dict[str, Any],
) -> None:
    content = tmp_path_factory.mktemp("any") / "content"
    (content / "lai").mkdir(parents=True)
    files = {"site": site, "shared": shared, "lai/article": front, "lai/notes": notes}
    for name, tree in files.items():
        text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
        (content / f"{name}.yaml").write_text(text, encoding="utf-8")
    (content / "lai" / "article.txt").write_text("x en web all 1945 no\n", encoding="utf-8")

    told = postil.check(postil.Project(content)).diagnostics

    assert all(json.dumps(d.message) and d.position.path.startswith("content/") for d in told)
