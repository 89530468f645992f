"""The flow has the same words, numbers and notes as the article, in the same order."""

import pytest
from cases.anchor_woven import marks_by_block, marks_of
from hypothesis import given
from hypothesis import strategies as st

from postil.arrange.flow import Item, Paragraph, Ref, Ruby, Rule, Run, Table, flow, plain_text
from postil.markdown import compose
from postil.markdown.parser import parse_markdown

ARTICLE = """\
# A heading

Words *with* **markup**, `code`, [a link](https://example.org "t") and {薩摩|さつま}芋.
A soft\\
hard break.

> Quoted
>
> > twice

- one
- two

  and more

  3. three

| a | b |
|:-:|---|
| c | d |

***

    code
"""


def parts_of(markdown: str, marks=None):
    document = compose(parse_markdown(markdown, "en", "zh-Hant"))
    return document, flow(document, marks and marks_by_block(document, marks_of(marks)))


def all_inlines(parts):
    for part in parts:
        if isinstance(part, Paragraph):
            yield part.inlines
        elif isinstance(part, Table):
            for row in part.rows:
                for cell in row:
                    yield cell.inlines


def test_structure_is_flat() -> None:
    _, parts = parts_of(ARTICLE)
    told = [
        (p.style, p.number, p.item, p.quotes) if isinstance(p, Paragraph) else type(p)
        for p in parts
    ]
    assert told == [
        ("h2", None, None, 0),
        ("p", 1, None, 0),
        ("p", 2, None, 1),
        ("p", 3, None, 2),
        ("p", 4, Item(1, "•"), 0),
        ("p", 5, Item(1, "•"), 0),
        ("p", 6, Item(1, ""), 0),
        ("p", 7, Item(2, "3."), 0),
        Table,
        Rule,
        ("pre", None, None, 0),
    ]
    (table,) = [p for p in parts if isinstance(p, Table)]
    assert [[c.is_head for c in row] for row in table.rows] == [[True, True], [False, False]]
    assert [[c.align for c in row] for row in table.rows] == [["center", ""], ["center", ""]]


def test_runs_say_how_they_look() -> None:
    _, parts = parts_of(ARTICLE)
    runs = {run.text: run for run in parts[1].inlines if isinstance(run, Run)}
    assert runs["with"].emphasis
    assert runs["markup"].strong
    assert runs["code"].code
    assert runs["a link"].target == "https://example.org"
    assert runs["芋"].language == "zh-Hant"
    (ruby,) = [i for i in parts[1].inlines if isinstance(i, Ruby)]
    assert (plain_text(ruby.base), ruby.reading) == ("薩摩", "さつま")


@pytest.mark.parametrize(
    ("markdown", "spans", "numbers"),
    [
        ("One two three.", {"a": [(0, 3)]}, [1]),
        ("One two three.", {"a": [(0, 13)], "b": [(4, 7)]}, [1, 2]),
        ("One two one.", {"a": [(0, 3), (8, 11)]}, [1, 1]),
        ("{薩摩|さつま} one.", {"a": [(0, 1)], "b": [(0, 2)]}, [1, 2]),
        ("*One* [two](#p1).", {"a": [(0, 7)], "b": [(4, 7)]}, [1, 2]),
    ],
)
def test_each_place_of_a_note_has_one_number(markdown, spans, numbers) -> None:
    _, parts = parts_of(markdown, spans)
    refs = [i for inlines in all_inlines(parts) for i in inlines if isinstance(i, Ref)]
    assert [ref.number for ref in refs] == numbers


@given(st.text("ab *_`[]()#>-1.|\n{}薩さ&!\\", max_size=80))
def test_no_word_is_lost_or_added(markdown: str) -> None:
    document, parts = parts_of(markdown)
    shown = [" ".join(plain_text(inlines).split()) for inlines in all_inlines(parts)]
    kept = [" ".join(document.text[b.start : b.end].split()) for b in document.blocks]
    assert shown == kept


def test_white_space_is_as_on_pages() -> None:
    """Several spaces of a source are one, over the ends of runs too; only code keeps its own."""
    _, (words, code) = parts_of("One.  Two *three*  `four  x`\\\n  five {六|ろく}  6\n\n    a  b\n")
    assert plain_text(words.inlines).split(" ") == [
        *("One.", "Two", "three", "four", "x", "five", "六", "6"),
    ]
    assert plain_text(code.inlines) == "a  b\n"
    _, (words,) = parts_of("a  *b  c*   **d**")
    assert plain_text(words.inlines) == "a b c d"
