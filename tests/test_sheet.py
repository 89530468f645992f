"""The sheet says what the page says, in one language, and never an answer."""

from pathlib import Path

from conftest import ROOT, Fill
from pages import attributes, by_id, parse

from postil.anchor.anchoring import anchor_library
from postil.arrange.flow import Paragraph, Ref, Run, plain_text
from postil.arrange.library import arrange_library
from postil.read.library import read_library
from postil.render.press import Press
from postil.render.sheet import Sheet, make_answers, make_sheet
from postil.render.templates import Theme, template_folders
from postil.validate import validate_library


def press_of(content: Path) -> Press:
    source, _ = read_library(content)
    library, _ = validate_library(source, content.name)
    anchored, _ = anchor_library(library)
    return Press(arrange_library(anchored), Theme(template_folders(None)), frozenset({"web"}))


def sheet_of(press: Press, i: int = 0, language: str = "") -> Sheet:
    arranged = press.site.articles[i]
    voice = press.voice("a/handout.pdf", arranged.anchored.article)
    return make_sheet(arranged, voice, language)


def test_numbers_are_those_of_the_page(sample: Path) -> None:
    press = press_of(ROOT / "content")
    for i, arranged in enumerate(press.site.articles):
        page = sample / "site" / arranged.anchored.article.slug / "index.html"
        text = by_id(parse(page.read_text(encoding="utf-8")), "text")
        sheet = sheet_of(press, i)
        shown = [e.get("id") for e in text.iter("li") if "note" in str(e.get("class")).split()]
        assert [f"note-{note.id}" for note in sheet.notes] == shown
        assert [note.number for note in sheet.notes] == list(range(1, len(shown) + 1))
        paragraphs = [p for p in sheet.text if isinstance(p, Paragraph) and p.number]
        assert [f"p{p.number}" for p in paragraphs] == [
            name for name in attributes(text, "id") if name[0] == "p" and name[1:].isdigit()
        ]


def test_every_note_has_its_number_in_the_text() -> None:
    sheet = sheet_of(press_of(ROOT / "content"))
    refs = [
        i.number
        for p in sheet.text
        if isinstance(p, Paragraph)
        for i in p.inlines
        if isinstance(i, Ref)
    ]
    assert sorted(set(refs)) == [note.number for note in sheet.notes]


NOTES = """\
notes:
  - quote: word
    title: {en: Head, ja: 見出し}
    note: {en: "Body *here*.", ja: 本文}
questions:
  - {ask: {en: Why?, ja: なぜ}, answer: SECRET, quote: One}
"""


def test_notes_are_in_the_language_that_is_asked_for(fill: Fill) -> None:
    press = press_of(fill({"a/article.md": "---\ntitle: A\n---\nOne word.\n", "a/n.yaml": NOTES}))
    english, japanese, german = (sheet_of(press, language=tag) for tag in ("", "ja", "de"))
    for sheet, heading, body in ((english, "Head", "Body here."), (japanese, "見出し", "本文")):
        (note,) = sheet.notes
        assert note.heading is not None
        assert note.body is not None
        assert plain_text(note.heading.inlines) == heading
        assert plain_text(note.body.inlines) == body
    assert german.notes == english.notes
    assert english.notes[0].body is not None
    emphasised = [
        i.text for i in english.notes[0].body.inlines if isinstance(i, Run) and i.emphasis
    ]
    assert emphasised == ["here"]


def test_no_answer_is_in_a_sheet(fill: Fill) -> None:
    press = press_of(fill({"a/article.md": "---\ntitle: A\n---\nOne word.\n", "a/n.yaml": NOTES}))
    assert "SECRET" not in repr(sheet_of(press))
    arranged = press.site.articles[0]
    voice = press.voice("a/key.pdf", arranged.anchored.article)
    (answer,) = make_answers(arranged, voice).values()
    assert "SECRET" in repr(answer)
    assert answer.evidence == ("One",)
