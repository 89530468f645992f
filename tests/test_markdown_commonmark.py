"""CommonMark conformance: the 652 examples of the specification, through Postil's parser.

The suite is not part of the project; POSTIL_SUITES names the folder that holds it.
"""

import json
import os
import re
from pathlib import Path

import pytest
from cases.anchor_woven import parse, texts_of
from cases.markdown_commonmark import LINE_BREAKS, MARKDOWN_IN_TAGS, RAW_HTML
from markdown_it import MarkdownIt

from postil.document import Block, Image, Open
from postil.markdown import compose
from postil.markdown.parser import parse_markdown, parser

TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->|<[?].*?[?]>|<![A-Z][^>]*>|<!\[CDATA\[", re.DOTALL)
MADE_BY_MARKDOWN = {"div", "p", "em", "strong", "a", "code", "pre", "ul", "ol", "li", "blockquote"}
MADE_BY_MARKDOWN |= {"h1", "h2", "br", "hr", "img"}


@pytest.fixture(scope="module")
def examples():
    path = Path(os.environ.get("POSTIL_SUITES") or "/nowhere", "commonmark", "spec-0.31.2.json")
    if not path.is_file():
        message = "POSTIL_SUITES does not name a folder with commonmark/spec-0.31.2.json"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    found = {e["example"]: e for e in json.loads(path.read_text("utf-8"))}
    assert len(found) == 652
    return found


def bare(text: str) -> str:
    return "".join(text.split())


def test_examples_come_out_as_the_specification_says(examples):
    others = RAW_HTML.keys() | MARKDOWN_IN_TAGS.keys() | LINE_BREAKS.keys()
    wrong = {n for n, e in examples.items() if parser().render(e["markdown"]) != e["html"]}
    assert wrong == others


def test_raw_html_is_shown_as_text(examples):
    for number in RAW_HTML:
        source = examples[number]["markdown"]
        page = parse(parser().render(source))
        shown = bare("".join(page.itertext()))
        assert [tag for tag in TAG.findall(source) if bare(tag) not in shown] == [], number
        assert {node.tag for node in page.iter()} <= MADE_BY_MARKDOWN, number


def test_what_stands_in_a_tag_is_markdown(examples):
    for number, (_, html) in MARKDOWN_IN_TAGS.items():
        assert parser().render(examples[number]["markdown"]) == html


def test_without_raw_html_every_example_is_that_of_plain_markdown_it(examples):
    plain = MarkdownIt("commonmark", {"html": False})
    for number, example in examples.items():
        assert parser().render(example["markdown"]) == plain.render(example["markdown"]), number


def test_three_examples_differ_by_a_line_break(examples):
    for number in LINE_BREAKS:
        html = parser().render(examples[number]["markdown"])
        assert html.replace("<blockquote>", "<blockquote>\n") == examples[number]["html"]


def test_the_document_has_the_words_of_every_example(examples):
    for number, example in examples.items():
        document = compose(parse_markdown(example["markdown"], "en", "zh-Hant"))
        blocks = [document.text[b.start : b.end].split() for b in document.blocks]
        page = parse(parser().render(example["markdown"]))
        shown = [text.replace("\1", "").split() for text in texts_of(page)]
        assert [b for b in blocks if b] == [text for text in shown if text], number


def test_the_document_has_the_markup_of_every_example(examples):
    """Its tags in their order are those of the parser's HTML; headings follow a title."""
    for number, example in examples.items():
        tokens = parser().parse(example["markdown"])
        document = compose(tokens)
        opened = [tag for part in document.parts for tag in _tags(part)]
        page = parse(parser().render(example["markdown"]))
        shown = [node.tag for node in page.iter() if node.tag not in ("div", "br", "tbody")]
        levels = sorted({tag for tag in shown if re.fullmatch("h[1-6]", tag)})
        lower = {tag: f"h{min(i, 6)}" for i, tag in enumerate(levels, 2)}
        assert opened == [lower.get(tag, tag) for tag in shown], number


def _tags(part):
    if isinstance(part, Block):
        if part.tag:
            yield part.tag
        yield from (a.tag for a in part.atoms if isinstance(a, Open))
        yield from ("img" for a in part.atoms if isinstance(a, Image))
    elif isinstance(part, Open):
        yield part.tag
