"""Woven articles as HTML, judged by plain markdown-it and an HTML parser that is not ours."""

from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

import regex
from cases.anchor_article import document_of
from cases.anchor_woven import marks_by_block, marks_of, parse, texts_of, woven_html
from cases.markdown_articles import articles
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from postil.arrange.weave import weave
from postil.arrange.weave_any import weave_any
from postil.arrange.woven import unfold
from postil.document import Document

PLAIN = MarkdownIt("commonmark", {"html": False}).enable("table")


def draw_marks(data, document: Document):
    """Marks on random whole characters, some on the same ones, some of one annotation."""
    text = document.text
    seen = [m.span() for m in regex.finditer(r"\X", text) if not m[0].isspace()]
    assume(seen)
    index = st.integers(0, len(seen) - 1)
    pairs = data.draw(st.lists(st.tuples(index, index), max_size=7))
    pairs += data.draw(st.lists(st.sampled_from(pairs), max_size=2)) if pairs else []
    spans: dict[str, list] = {}
    for first, last in map(sorted, pairs):
        name = data.draw(st.sampled_from("uvwxyz"))
        spans.setdefault(name, []).append((seen[first][0], seen[last][1]))
    return marks_of({name: sorted(set(places)) for name, places in spans.items()})


def bare(text: str | None) -> str:
    return "".join((text or "").split())


@dataclass
class Element:
    """An element of a page, and what is about it."""

    node: Any
    is_in_link: bool
    is_added: bool
    start: int
    """How many letters of the article stand before it."""
    end: int = 0


def elements_of(root) -> list[Element]:
    found: list[Element] = []

    def walk(node, is_in_link: bool, is_added: bool, length: int) -> int:
        is_added = is_added or "data-apparatus" in node.attrib
        element = Element(node, is_in_link, is_added, length)
        found.append(element)
        length += 0 if is_added else len(bare(node.text))
        for child in node:
            length = walk(child, is_in_link or node.tag == "a", is_added, length)
            length += 0 if is_added else len(bare(child.tail))
        element.end = length
        return length

    walk(root, False, False, 0)
    return found


@settings(max_examples=180, deadline=None)
@given(articles(with_own=False), st.data())
def test_the_text_is_that_of_plain_markdown(article, data):
    document = document_of(article.markdown)
    woven = parse(woven_html(document, draw_marks(data, document)))
    assert texts_of(woven) == texts_of(parse(PLAIN.render(article.markdown)))


@settings(max_examples=180, deadline=None)
@given(articles(), st.data())
def test_marks_that_stand_apart_are_woven_as_any(article, data):
    document = document_of(article.markdown)
    by_block = marks_by_block(document, draw_marks(data, document))
    for i, block in enumerate(document.blocks):
        if by_block[i]:
            assert tuple(unfold(weave(block, by_block[i]))) == weave_any(block, by_block[i])


def test_any_two_marks_are_woven_as_any() -> None:
    document = document_of("a*b* c**d*e***f [g](#h)\\\n`i`j {字|じ}")
    (block,) = document.blocks
    spans = list(combinations(range(block.end + 1), 2))
    for pair in product(spans, spans):
        marks = marks_of({name: [span] for name, span in zip("uv", pair, strict=True)})
        assert tuple(unfold(weave(block, marks))) == weave_any(block, marks)


@settings(max_examples=180, deadline=None)
@given(articles(), st.data())
def test_marks_cover_their_words_and_have_one_control_each(article, data):
    document = document_of(article.markdown)
    marks = draw_marks(data, document)
    elements = elements_of(parse(woven_html(document, marks)))
    names = [e.node.get("id") for e in elements if e.node.get("id")]
    assert len(set(names)) == len(names)
    assert [e for e in elements if e.node.tag == "a" and e.is_in_link] == []
    for name in {mark.id for mark in marks}:
        covered = {o for m in marks if m.id == name for o in range(*m.span)}
        nodes = [e.node for e in elements]
        runs = [n for n in nodes if name in n.get("data-annotation", "").split()]
        marked = "".join(bare("".join(run.itertext())) for run in runs)
        assert marked == bare("".join(document.text[o] for o in sorted(covered)))
    for mark in marks:
        (control,) = [e for e in elements if e.node.get("id") == mark.control]
        assert (control.node.tag, control.node.get("role")) == ("a", "doc-noteref")
        assert control.node.get("href") == f"#note-{mark.id}"
        block = next(b for b in document.blocks if b.start < mark.span[1] <= b.end)
        after_words = len(bare(document.text[: mark.span[1]]))
        assert after_words <= control.end <= len(bare(document.text[: block.end]))


def test_a_hundred_annotations_on_one_sentence():
    document = document_of("They *drew* a [red line](https://example.org) in the `strait` then.")
    text, marks = document.text, {}
    for i in range(100):
        start = i % 20
        marks[f"n{i}"] = [(start, start + 1 + i % 17)]
    woven = parse(woven_html(document, marks_of(marks)))
    assert texts_of(woven) == [text]
    names = {node.get("id") for node in woven.iter("a") if node.get("role")}
    assert names == {f"ref-n{i}" for i in range(100)}


def test_only_what_wraps_the_article_s_words_is_no_apparatus():
    document = document_of("於{薩摩|さつま}地。A [red](/u) *line*.\n\n- `one`\n- two", "zh-Hant")
    marks = marks_of({"x": [(0, 2)], "y": [(4, 10)], "z": [(1, 2)], "v": [(9, 15), (20, 22)]})
    elements = elements_of(parse(woven_html(document, marks)))
    empty = [e for e in elements if e.start == e.end and not "".join(e.node.itertext()).isspace()]
    assert empty
    assert [e.node.tag for e in empty if not e.is_added] == []
