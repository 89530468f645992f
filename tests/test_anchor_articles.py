"""Random articles and random spans: described by other code, anchored to exactly that span."""

import re

from cases.anchor_article import document_of
from cases.markdown_articles import articles
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from postil.anchor.quotes import QuoteMatcher
from postil.anchor.text import SearchText
from postil.document import Document
from postil.format.records import TextQuoteSelector

WORD = re.compile(r"[^\s-]+")
LATIN = re.compile(r"[0-9A-Za-z_ï\u0301]")


def places(words: str, text: str) -> list[tuple[int, int]]:
    """Every place of some words, with any white space between them, and none in longer words."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    if LATIN.match(words[0]):
        pattern = rf"(?<!{LATIN.pattern})(?<!\d\.)" + pattern
    if LATIN.match(words[-1]):
        pattern += rf"(?!{LATIN.pattern}|\.\d)"
    return [m.span(1) for m in re.finditer(f"(?=({pattern}))", text)]


def match(document: Document, selector: TextQuoteSelector):
    return QuoteMatcher(SearchText.of(document), [selector]).match(selector)


@settings(max_examples=200, deadline=None)
@given(articles())
def test_the_text_is_the_words_in_reading_order(article):
    assert document_of(article.markdown).text == article.text


@settings(max_examples=200, deadline=None)
@given(articles(), st.data())
def test_a_span_described_by_words_and_number_is_found(article, data):
    start, end, others = draw_span(data, article.text)
    number = others.index((start, end)) + 1
    selector = TextQuoteSelector(quote=article.text[start:end], occurrence=number)
    assert match(document_of(article.markdown), selector).spans == ((start, end),)


@settings(max_examples=200, deadline=None)
@given(articles(), st.data())
def test_a_span_described_by_words_and_enough_before_is_found(article, data):
    start, end, others = draw_span(data, article.text)
    before = [m.start() for m in WORD.finditer(article.text, 0, start)]
    for begin in [start, *reversed(before)]:
        prefix = article.text[begin:start]
        alike = [o for o in others if stands_before(article.text, o[0], prefix)]
        if len(alike) == 1:
            break
    assume(len(alike) == 1)
    selector = TextQuoteSelector(quote=article.text[start:end], prefix=prefix)
    found = match(document_of(article.markdown), selector)
    assert (found.spans, found.code) == (((start, end),), "")


def draw_span(data, text: str) -> tuple[int, int, list[tuple[int, int]]]:
    """A span of whole words, and every span of the same words."""
    words = list(WORD.finditer(text))
    assume(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, min(first + 6, len(words) - 1)))
    start, end = words[first].start(), words[last].end()
    return start, end, places(text[start:end], text)


def stands_before(text: str, offset: int, prefix: str) -> bool:
    words = prefix.split()
    pattern = r"\s*".join(map(re.escape, words)) + r"\s*\Z"
    return re.search(pattern, text[:offset]) is not None
