"""Quotes against articles: the exact words that are marked, or what is told."""

import pytest
from cases.anchor_article import anchor, note
from cases.anchor_quotes import WHICH, WHOLE_WORDS
from cases.anchor_text import TEXT

CASES = WHOLE_WORDS | WHICH | TEXT


@pytest.mark.parametrize("fact", CASES)
def test_a_quote_marks(fact):
    markdown, selector, expected, *more = CASES[fact]
    anchored = anchor(markdown, note(selector))
    if "⟦" in expected:
        assert anchored.show("n") == expected
        assert anchored.codes == []
    else:
        assert anchored.anchor("n").spans == ()
        assert anchored.codes == [expected]
        assert more[0] in anchored.diagnostics[0].hint + anchored.diagnostics[0].message
