"""Marks and controls woven into blocks: where they open, close and stand, case by case."""

import pytest
from cases.anchor_article import document_of
from cases.anchor_woven import marks_of, write_woven

# Each case: the article; the words that each annotation marks; the woven text in one line.
CASES = {
    "nothing": ("a red line", {}, "a red line"),
    "a word": ("a red line", {"x": ["red"]}, "a <x [x: red]> line"),
    "the whole block": ("a red line", {"x": ["a red line"]}, "<x [x: a red line]>"),
    "two places": (
        "red and red",
        {"x": ["red", "red"]},
        "<x [x: red]> and <x [x: red]>",
    ),
    # Marks and marks.
    "beside each other": ("redline", {"x": ["red"], "y": ["line"]}, "<x [x: red]><y [y: line]>"),
    "a space apart": ("red line", {"x": ["red"], "y": ["line"]}, "<x [x: red]> <y [y: line]>"),
    "one in another": (
        "a red line here",
        {"x": ["a red line"], "y": ["red"]},
        "[x: a ]<y [x y: red]>[x:  line]#x here",
    ),
    "one at the beginning of another": (
        "a red line",
        {"x": ["red line"], "y": ["red"]},
        "a <y [x y: red]>[x:  line]#x",
    ),
    "one at the end of another": (
        "a red line",
        {"x": ["red line"], "y": ["line"]},
        "a [x: red ]<y [x y: line]>#x",
    ),
    "two that cross": (
        "a red line here",
        {"x": ["a red line"], "y": ["line here"]},
        "<x [x: a red ][x y: line]>[y:  here]#y",
    ),
    "the same words": ("a red line", {"x": ["red"], "y": ["red"]}, "a <y [x y: red]>#x line"),
    "the same words three times": (
        "a red line",
        {"x": ["red"], "y": ["red"], "z": ["red"]},
        "a <z [x y z: red]>#x#y line",
    ),
    # The author's markup.
    "emphasis": ("a *red* line", {"x": ["red"]}, "a *<x [x: red]>* line"),
    "part of emphasis": ("a *red line*", {"x": ["red"]}, "a *<x [x: red]> line*"),
    "emphasis and what follows": (
        "a *red* line",
        {"x": ["red line"]},
        "a <x *[x: red]*[x:  line]>",
    ),
    "what comes before, and emphasis": (
        "a *red* line",
        {"x": ["a red"]},
        "<x [x: a ]*[x: red]*> line",
    ),
    "out of the middle of emphasis": (
        "a *red line* so",
        {"x": ["line so"]},
        "a *red [x: line]*[x:  so]#x",
    ),
    "into the middle of emphasis": (
        "a *red line* so",
        {"x": ["a red"]},
        "[x: a ]*[x: red]#x line* so",
    ),
    "from one emphasis into another": (
        "*a red* *line so*",
        {"x": ["red line"]},
        "*a [x: red]*[x:  ]*[x: line]#x so*",
    ),
    "emphasis in emphasis": ("***red** line* so", {"x": ["red"]}, "***<x [x: red]>** line* so"),
    "code": ("a `red` line", {"x": ["red"]}, "a `<x [x: red]>` line"),
    "part of code": ("a `red line`", {"x": ["red"]}, "a `<x [x: red]> line`"),
    "a soft break": ("a red\nline", {"x": ["red line"]}, "a <x [x: red line]>"),
    "a hard break": ("a red\\\nline", {"x": ["red line"]}, "a <x [x: red line]>"),
    "an image inside": ("a ![b](b.png) line", {"x": ["a  line"]}, "<x [x: a ]![x:  line]>"),
    "a language": ("a [red]{lang=fr} line", {"x": ["red"]}, "a {span <x [x: red]>} line"),
    # The author's links.
    "a whole link": ("a [red](/u) line", {"x": ["red"]}, "a {a [x: red]}#x line"),
    "a word in a link": ("a [red line](/u) so", {"x": ["red"]}, "a {a [x: red] line}#x so"),
    "a link and what follows": (
        "a [red](/u) line",
        {"x": ["red line"]},
        "a {a [x: red]}[x:  line]#x",
    ),
    "what comes before, and a link": (
        "a [red](/u) line",
        {"x": ["a red"]},
        "[x: a ]{a [x: red]}#x line",
    ),
    "into the middle of a link": (
        "a [red line](/u)",
        {"x": ["a red"]},
        "[x: a ]{a [x: red] line}#x",
    ),
    "over a link": ("a [red](/u) line", {"x": ["a red line"]}, "[x: a ]{a [x: red]}[x:  line]#x"),
    "emphasis in a link": ("a [*red* line](/u)", {"x": ["red"]}, "a {a *[x: red]* line}#x"),
    "a link in emphasis": ("*a [red](/u) line*", {"x": ["red"]}, "*a {a [x: red]}#x line*"),
    "two in a link": (
        "[red line](/u)",
        {"x": ["red"], "y": ["line"]},
        "{a [x: red] [y: line]}#x#y",
    ),
    # Ruby.
    "ruby": ("於{薩摩|さつま}地", {"x": ["薩摩"]}, "於<x {ruby [x: 薩摩](さつま)}>地"),
    "ruby partly, its beginning": (
        "於{薩摩|さつま}地",
        {"x": ["於薩"]},
        "[x: 於]{ruby [x: 薩]摩(さつま)}#x地",
    ),
    "ruby partly, its end": (
        "於{薩摩|さつま}地",
        {"x": ["摩地"]},
        "於{ruby 薩[x: 摩](さつま)}[x: 地]#x",
    ),
    "inside ruby": ("{長薩摩州|x}", {"x": ["薩摩"]}, "{ruby 長[x: 薩摩]州(x)}#x"),
    "ruby and more": (
        "於{薩摩|さつま}地",
        {"x": ["於薩摩"]},
        "<x [x: 於]{ruby [x: 薩摩](さつま)}>地",
    ),
    "ruby in a mark, and its half in another": (
        "於{薩摩|さつま}地",
        {"x": ["於薩摩地"], "y": ["薩"]},
        "[x: 於]{ruby [x y: 薩][x: 摩](さつま)}#y[x: 地]#x",
    ),
    # Blocks.
    "two paragraphs": ("a red\n\nline so", {"x": ["red\nline"]}, "a [x: red] | [x: line]#x so"),
    "three paragraphs": (
        "a red\n\nb\n\nline",
        {"x": ["red\nb\nline"]},
        "a [x: red] | [x: b] | [x: line]#x",
    ),
    "two paragraphs, and one in the second": (
        "a red\n\nline so",
        {"x": ["red\nline"], "y": ["line"]},
        "a [x: red] | <y [x y: line]>#x so",
    ),
    "a paragraph to its end, and the next": (
        "a red\n\nline",
        {"x": ["a red"], "y": ["line"]},
        "<x [x: a red]> | <y [y: line]>",
    ),
    "two items": ("- red\n- line", {"x": ["red\nline"]}, "[x: red] | [x: line]#x"),
    "two cells": ("|red|line|\n|-|-|", {"x": ["red\nline"]}, "[x: red] | [x: line]#x"),
    "a code block": ("    red\n    line", {"x": ["red\nline"]}, "`<x [x: red\nline]>\n`"),
    "over an empty code block": (
        "red\n\n```\n```\n\nline",
        {"x": ["red\n\nline"]},
        "[x: red] | `` | [x: line]#x",
    ),
}


def spans_of(words: dict[str, list[str]], text: str) -> dict[str, list[tuple[int, int]]]:
    """Spans of words: each next time they are asked for, the next place."""
    spans = {}
    for name, places in words.items():
        offset = 0
        for place in places:
            start = text.index(place, offset)
            offset = start + len(place)
            spans.setdefault(name, []).append((start, offset))
    return spans


@pytest.mark.parametrize("fact", CASES)
def test_marks_are_woven(fact):
    markdown, words, expected = CASES[fact]
    document = document_of(markdown, "zh-Hant" if "於" in markdown else "en")
    assert write_woven(document, marks_of(spans_of(words, document.text))) == expected
