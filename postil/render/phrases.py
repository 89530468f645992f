"""Phrases as HTML."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from postil.arrange.exercises import Blank, Part, Phrase
from postil.arrange.flow import LineBreak, Ruby, Run
from postil.scripts import direction_of


def phrase_html(phrase: Phrase) -> Markup:
    """A phrase of an exercise, inside of an element that says its language."""
    return parts_html(phrase.parts, phrase.language)


def parts_html(parts: Sequence[Part], language: str) -> Markup:
    """Runs as HTML; `language` is that of the words around."""
    return Markup("").join(_part(part, language) for part in parts)


def _part(part: Part, language: str) -> Markup:
    if isinstance(part, Blank):
        return Markup('<span class="blank">_____</span>')
    if isinstance(part, Ruby):
        base = parts_html(part.base, language)
        reading = Markup("<rp>(</rp><rt>{}</rt><rp>)</rp>").format(part.reading)
        return Markup("<ruby>{}{}</ruby>").format(base, reading)
    if isinstance(part, LineBreak):
        return Markup("<br>")
    return _run(part, language) if isinstance(part, Run) else Markup("")


def _run(run: Run, language: str) -> Markup:
    html = escape(run.text)
    looks = (("code", run.code), ("em", run.emphasis), ("strong", run.strong))
    for tag, is_so in looks:
        if is_so:
            html = Markup(f"<{tag}>{{}}</{tag}>").format(html)
    if run.language and run.language != language:
        turn = direction_of(run.language)
        attribute = Markup(' dir="{}"').format(turn) if turn != direction_of(language) else ""
        html = Markup('<span lang="{}"{}>{}</span>').format(run.language, attribute, html)
    return html
