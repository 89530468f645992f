"""What is equal in typing, and what is not: quotes that differ from the text in one way."""

import pytest
from cases.anchor_oracle import plainly
from cases.anchor_typing import DIFFERENT, EQUAL

from postil.anchor.folding import fold_quote
from postil.anchor.quotes import QuoteMatcher
from postil.anchor.text import SearchText
from postil.document import Block, Document, Words
from postil.format.records import TextQuoteSelector


def quoted(text: str, quote: str) -> list[str]:
    """The words that a quote marks in a text, inside words too."""
    block = Block("p", (Words(text, 0),), 0, len(text), 1)
    selector = TextQuoteSelector(quote=quote, occurrence=0, within_word=True)
    matcher = QuoteMatcher(SearchText.of(Document((block,), text)), [selector])
    return [text[slice(*span)] for span in matcher.match(selector).spans]


BOTH_WAYS = ["the first in the text", "the second in the text"]


@pytest.mark.parametrize("way", BOTH_WAYS)
@pytest.mark.parametrize("fact", EQUAL)
def test_typing_is_forgiven(fact, way):
    stands, quote = EQUAL[fact] if way == BOTH_WAYS[0] else EQUAL[fact][::-1]
    assert stands != quote
    assert quoted(f"x: {stands}; y", quote) == [stands]
    assert fold_quote(stands) == fold_quote(quote)
    assert plainly(stands) == plainly(quote), "the oracle of the property tests says otherwise"


@pytest.mark.parametrize("way", BOTH_WAYS)
@pytest.mark.parametrize("fact", DIFFERENT)
def test_words_are_not(fact, way):
    stands, quote = DIFFERENT[fact] if way == BOTH_WAYS[0] else DIFFERENT[fact][::-1]
    assert quoted(f"x: {stands}; y", quote) == []


@pytest.mark.parametrize("fact", EQUAL | DIFFERENT)
def test_what_is_typed_as_it_stands_is_found(fact):
    for words in (EQUAL | DIFFERENT)[fact]:
        assert quoted(f"x: {words}; y", words) == [words]
