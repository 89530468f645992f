"""The handout as a Word file: for pupils, and for teachers with the answers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from postil.arrange.flow import Ref
from postil.arrange.reader import ArrangedArticle
from postil.editions.docx.exercises import Exercises
from postil.editions.docx.frame import Frame
from postil.editions.docx.layout import Page, lay_out
from postil.editions.docx.notes import Notes
from postil.editions.docx.package import Parts, pack
from postil.editions.docx.story import Manuscript, Story
from postil.editions.docx.styles import HANG, styles
from postil.editions.docx.tongues import Tongues, word_tag
from postil.editions.docx.wml import EMPTY, root, w
from postil.editions.docx.writer import Writer
from postil.render.exercises import ExerciseSheet, KeySheet, exercise_sheet, key_sheets
from postil.render.press import Press
from postil.render.sheet import Answer, Sheet, make_answers, make_sheet
from postil.render.versions import Version, has_key, keys_of, plan_of, versions_of

_VERSION = Markup(
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/>'
)
"""Word of 2013 and later; without it, Word opens the file in a mode for older ones."""

_LINE_NUMBERS = HANG + 227
"""Left of the text, in twentieths of a point: 4 mm from paragraphs' numbers."""


def build_docx(press: Press, arranged: ArrangedArticle) -> dict[str, bytes]:
    """Pupils' files, by their path in `site/`. No answer and no evidence is in them."""
    return {
        f"{arranged.anchored.article.slug}/{version.name}.docx": _file(press, arranged, version)
        for version in versions_of(press, arranged)
    }


def build_docx_key(press: Press, arranged: ArrangedArticle) -> dict[str, bytes]:
    """The text with all questions and the answers, and the keys to the exercises of each version.

    By its path in `teacher/`, for an article that has questions or exercises.
    """
    if not has_key(press, arranged):
        return {}
    path = f"{arranged.anchored.article.slug}/handout-key.docx"
    return {path: _file(press, arranged, None)}


def _file(press: Press, arranged: ArrangedArticle, version: Version | None) -> bytes:
    """Pupils' file of a version, or the teacher's, which is for all of them."""
    article, config = arranged.anchored.article, press.site.library.config
    page = lay_out(press, arranged)
    name = version.name if version else "handout-key"
    voice = press.voice(f"{article.slug}/{name}.docx", article)
    asked = version.questions(arranged) if version else arranged.questions
    sheet = make_sheet(replace(arranged, questions=asked), voice, page.language)
    answers = None if version else make_answers(arranged, voice, page.language)
    seed = plan_of(press, arranged).seed
    made: ExerciseSheet | Sequence[KeySheet] = (
        exercise_sheet(version, seed, voice)
        if version
        else key_sheets(keys_of(press, arranged), seed, voice)
    )
    script = Manuscript(
        page,
        Tongues(article.language, article.front.han),
        press.theme.translate,
        press.site.targets,
        article.slug,
        config.base_url,
        article.assets,
        {f"{kind}-{n.id}": n.number for n in sheet.notes for kind in ("note", "event")},
    )
    author = config.author or ", ".join(sheet.article.authors) or "Postil"
    numbered = {note.number: note for note in sheet.notes}
    notes = Notes(script, numbered, article.language, config.language, author)
    story = Story()
    body, footer = _body(press, sheet, notes, story, answers, made)
    others = {
        "styles": styles(page, script.tongues),
        "settings": _settings(page),
        "footer": footer,
    }
    if page.notes == "footnotes":
        others["footnotes"] = notes.footnotes()
    elif page.notes == "comments":
        others["comments"] = notes.comments()
    others["numbering"] = script.lists.part(page.step)  # notes may have lists too
    return pack(Parts(body, story, others, notes.story, article.assets, _properties(press, sheet)))


def _body(
    press: Press,
    sheet: Sheet,
    notes: Notes,
    story: Story,
    answers: Mapping[int, Answer] | None,
    exercises: ExerciseSheet | Sequence[KeySheet],
) -> tuple[bytes, bytes]:
    """The document and its footer. Fails if a note would be lost, or told twice."""
    script = notes.script
    text = Writer(script, story, notes.ref)
    frame = Frame(press, Writer(script, story, _no_ref), sheet.article)
    shows_notes = script.page.notes != "none"
    made = [*frame.head(sheet.legend if shows_notes else (), is_key=answers is not None)]
    made.append(text.parts(sheet.text, sheet.article.language))
    assert not shows_notes or notes.told == list(notes.notes), "a note has no place of its own"
    if script.page.notes == "box" and notes.told:
        made += [frame.title(press.theme.translate("Notes")), notes.box(story)]
    made += frame.timeline(sheet.events)
    made += frame.questions(sheet.questions, answers)
    writer = Exercises(frame)
    if isinstance(exercises, ExerciseSheet):
        made += writer.sheet(exercises)
    else:
        made += (part for keys in exercises for part in writer.keys(keys))
    made.append(frame.imprint())
    made.append(_section(script.page, rtl=script.tongues.is_rtl(sheet.article.language)))
    return root("document", w("body", *made)), frame.footer()


def _no_ref(ref: Ref) -> Markup:
    """Outside of the text nothing has a note."""
    return EMPTY


def _section(page: Page, *, rtl: bool) -> Markup:
    """The paper (`CT_SectPr`). Line numbers stand left of those of paragraphs."""
    sides = {"top": 1134, "right": page.margin, "bottom": 1134, "left": page.margin}
    lines = w("lnNumType", countBy=page.line_numbers, distance=_LINE_NUMBERS, restart="continuous")
    return w(
        "sectPr",
        Markup('<w:footerReference w:type="default" r:id="footer1"/>'),
        w("pgSz", w=page.width, h=page.height),
        w("pgMar", **sides, header=567, footer=567, gutter=0),
        lines if page.line_numbers else EMPTY,
        w("cols", space=708),
        w("bidi") if rtl else EMPTY,
    )


def _settings(page: Page) -> bytes:
    """What Word must know of the file (`CT_Settings`)."""
    separators = w("footnotePr", w("footnote", id=-1), w("footnote", id=0))
    return root(
        "settings",
        w("zoom", percent=100),
        w("defaultTabStop", val=709),
        w("characterSpacingControl", val="doNotCompress"),
        separators if page.notes == "footnotes" else EMPTY,
        w("compat", _VERSION),
    )


def _properties(press: Press, sheet: Sheet) -> dict[str, str]:
    view, config = sheet.article, press.site.library.config
    said = {
        "title": view.title,
        "author": ", ".join(view.authors) or config.author,
        "language": word_tag(view.language),
        "subject": view.subtitle,
        "keywords": ", ".join(view.tags),
    }
    return {name: value for name, value in said.items() if value}
