"""Own notes as a file: to keep, to add again, and to read."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Fill
from own_notes import (
    QUOTES,
    TEXT,
    add_file,
    ask,
    build_tale,
    highlight,
    open_page,
    save,
    write_note,
)
from pages import by_id, parse, without_apparatus


def test_the_file_is_a_web_annotation_collection(reader: Any, fill: Fill) -> None:
    """Its selectors hold in the page's text as another parser reads it."""
    url = build_tale(fill)
    page = open_page(reader, url)
    write_note(page, "naïve".replace("ï", "i\u0308"), "after an emoji")
    page.locator("#p2 [data-own=add]").click()
    file = json.loads(save(page))
    assert file["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert file["type"] == "AnnotationCollection"
    assert file["total"] == 2
    html = Path(url.removeprefix("file://")).read_text(encoding="utf-8")
    text = "".join(without_apparatus(by_id(parse(html), "text")).itertext())
    paragraph, word = file["first"]["items"]
    assert paragraph["motivation"] == "highlighting"
    assert "body" not in paragraph
    assert paragraph["target"]["selector"][0] == {"type": "FragmentSelector", "value": "p2"}
    assert word["motivation"] == "commenting"
    assert word["body"]["value"] == "after an emoji"
    for annotation in (paragraph, word):
        quote, position = annotation["target"]["selector"][-2:]
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"])
        assert text[end:].startswith(quote["suffix"])
        assert len(quote["prefix"]) >= 20
    assert "file:" not in json.dumps(file), "a path of the reader's disk tells who they are"


def test_a_file_comes_back_on_another_device(browser: Any, reader: Any, fill: Fill) -> None:
    url = build_tale(fill)
    page = open_page(reader, url)
    write_note(page, "wisdom", "one\ntwo")
    page.locator("#p5 > .own-add [data-own=add]").click()
    file = save(page)
    assert add_file(page, file) == "New notes from the file: 0."
    elsewhere = browser.new_context()
    other = open_page(elsewhere, url)
    assert add_file(other, file) == "New notes from the file: 2."
    assert add_file(other, file) == "New notes from the file: 0."
    assert other.evaluate(QUOTES) == page.evaluate(QUOTES)
    assert other.locator(".own-note textarea").first.input_value() == "one\ntwo"
    assert json.loads(save(other)) == json.loads(file)
    elsewhere.close()


def test_an_older_file_does_not_undo_what_was_written_since(reader: Any, fill: Fill) -> None:
    page = open_page(reader, build_tale(fill))
    write_note(page, "wisdom", "first")
    older = save(page)
    page.locator(".own-note textarea").focus()
    page.keyboard.press("End")
    page.keyboard.type(", second")
    newer = save(page)
    assert add_file(page, older) == "New notes from the file: 0."
    assert page.locator(".own-note textarea").input_value() == "first, second"
    assert json.loads(save(page)) == json.loads(newer)


def test_notes_on_another_article_are_refused(reader: Any, fill: Fill) -> None:
    url = build_tale(fill)
    page = open_page(reader, url)
    highlight(page, "wisdom")
    file = save(page)
    other = open_page(reader, url.replace("/tale/", "/pride/"))
    assert "another article" in add_file(other, file)
    assert other.evaluate(QUOTES) == []


@pytest.mark.parametrize(
    "content",
    [
        "",
        "no JSON",
        "null",
        "[]",
        '{"first": null}',
        '{"items": 3}',
        '{"items": [null]}',
        '{"items": [{"id": "x", "target": {"selector": []}}]}',
        '{"items": [{"id": "x", "target": {"selector": [{"type": "TextQuoteSelector"}]}}]}',
        "[" * 100_000,
    ],
)
def test_what_is_no_file_of_notes_is_refused(reader: Any, fill: Fill, content: str) -> None:
    faults: list[str] = []
    page = open_page(reader, build_tale(fill), faults=faults)
    highlight(page, "wisdom")
    assert "not a file that" in add_file(page, content)
    assert page.evaluate(QUOTES) == ["wisdom"]
    assert faults == []


def test_a_file_too_large_is_refused(reader: Any, fill: Fill) -> None:
    page = open_page(reader, build_tale(fill))
    assert "too large" in add_file(page, " " * 2_000_001)


def test_a_hostile_file_is_only_words(reader: Any, fill: Fill) -> None:
    page = open_page(reader, build_tale(fill))
    highlight(page, "wisdom")
    file = json.loads(save(page))
    evil = "<img src=x onerror=window.harmed=1>\"'><script>window.harmed=1</script>$&{}"
    (item,) = file["first"]["items"]
    hostile = {
        **item,
        "id": "own-notes-title",
        "__proto__": {"harmed": 1},
        "body": {"value": evil, "constructor": 1},
        "target": {
            "source": item["target"]["source"],
            "selector": [
                {"type": "FragmentSelector", "value": "javascript:window.harmed=1"},
                {"type": "TextQuoteSelector", "exact": evil, "prefix": 3, "suffix": None},
                {"type": "TextPositionSelector", "start": "x", "end": {}},
            ],
        },
    }
    file["first"]["items"] = [hostile]
    assert add_file(page, json.dumps(file)) == "New notes from the file: 1."
    page.reload()
    ask(page)
    assert page.evaluate(QUOTES) == ["wisdom", evil]
    assert page.locator(".own-note textarea").nth(1).input_value() == evil
    assert page.locator("#own-notes :is(img, script)").count() == 0
    assert page.evaluate("[window.harmed, ({}).harmed]") == [None, None]
    assert page.evaluate(
        "[...document.querySelectorAll('.own-note a')].map(a => a.href.split('#')[1])"
    ) == ["p1", "text"]


def test_notes_can_be_saved_to_be_read(reader: Any, fill: Fill) -> None:
    from markdown_it import MarkdownIt

    page = open_page(reader, build_tale(fill, TEXT.replace("wisdom", r"\*wis\* \<b>dom")))
    write_note(page, "*wis* <b>dom", "Mine is short.")
    said = save(page, "write")
    html = MarkdownIt("commonmark").render(said)
    root = parse(html)
    assert "".join(next(root.iter("h1")).itertext()) == "A tale"
    quoted = "".join(next(root.iter("blockquote")).itertext()).split("\n")
    assert [line for line in quoted if line] == ["*wis* <b>dom", "Paragraph 1"]
    assert "<p>Mine is short.</p>" in html
