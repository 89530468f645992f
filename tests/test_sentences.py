"""Where a sentence begins and ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.arrange.sentences import sentence_around

CASES = [
    ("One two. Three four five! Six.", "four", "Three four five!"),
    ("Dr. Lai met J. R. Smith. He left.", "Smith", "Dr. Lai met J. R. Smith."),
    ("The U.S. Navy came. It rained.", "Navy", "The U.S. Navy came."),
    (
        "It rained 3.5 cm. and then... nothing. Yes.",
        "nothing",
        "It rained 3.5 cm. and then... nothing.",
    ),
    ("“Why?” he asked. “No.” She left…  Then.", "asked", "“Why?” he asked."),
    ("“Why?” he asked. “No.” She left…  Then.", "No", "“No.”"),
    ("“Why?” he asked. “No.” She left…  Then.", "left", "She left…"),
    ("彼は「行くか？」と言った。私は黙った。", "言った", "彼は「行くか？」と言った。"),
    ("彼は「行くか？」と言った。私は黙った。", "黙", "私は黙った。"),
    ("我來了。他走了！然後呢", "走", "他走了！"),
    ("我來了。他走了！然後呢", "然後", "然後呢"),
    ("هل جاء؟ نعم جاء. وذهب.", "نعم", "نعم جاء."),
    ("यह है। वह था।", "वह", "वह था।"),
    ("First. Second one. Third.", "First. Second", "First. Second one."),
    ("no end at all", "end", "no end at all"),
]


@pytest.mark.parametrize(("text", "words", "sentence"), CASES)
def test_the_sentence_around_words(text: str, words: str, sentence: str) -> None:
    start = text.index(words)
    begin, end = sentence_around(text, (start, start + len(words)), (0, len(text)))
    assert text[begin:end] == sentence


def test_a_sentence_stays_in_its_paragraph() -> None:
    text = "Other one\nThis is it\nAnother"
    assert sentence_around(text, (15, 17), (10, 20)) == (10, 20)
    assert sentence_around(text, (18, 28), (10, 20)) == (10, 20)


@given(st.text("ab .?。！」”…A\u0301", min_size=1, max_size=40), st.data())
def test_words_are_in_their_sentence(text: str, data: st.DataObject) -> None:
    solid = [i for i, c in enumerate(text) if not c.isspace()]
    if solid:
        place = data.draw(st.sampled_from(solid))
        start, end = sentence_around(text, (place, place + 1), (0, len(text)))
        assert 0 <= start <= place < end <= len(text)
        assert text[start:end] == text[start:end].strip()
