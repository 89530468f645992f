"""Voice: how an author's texts and dates are said on one page, in its language."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from postil.dates import Certainty, date_to_words, html_datetime, parse_day, years_to_words
from postil.dates.model import Date, Interval
from postil.deferred import dataclass
from postil.format.settings import KindOfNote
from postil.format.texts import Texts
from postil.links import Targets
from postil.markdown import parse_body
from postil.markdown.body import LONGEST
from postil.render.escaping import NOTHING, as_html, escaped
from postil.render.html import Setting, body_html, inline_html
from postil.render.languages import language_name
from postil.render.tongues import mark_runs
from postil.render.words import N_

Translate = Callable[[str], str]

KIND_LABELS = {
    "term": N_("Word"),
    "context": N_("Background"),
    "commentary": N_("Comment"),
    "translation": N_("Translation"),
    "emendation": N_("Correction"),
    "person": N_("Person"),
    "place": N_("Place"),
    "organisation": N_("Organisation"),
    "event": N_("When"),
}


_CERTAINTIES = {Certainty.CERTAIN: "certain", Certainty.ABOUT: "about"}


class Said(NamedTuple):
    """A text in one language. A tuple, for a page has fifty, which take a third of the time."""

    language: str
    label: str
    """The language's own name."""
    html: Markup


class When(NamedTuple):
    """A date."""

    words: str
    datetime: str | None
    """For `<time datetime>`, where HTML can say it."""
    certainty: str


@dataclass(frozen=True)
class Voice:
    """How texts are said on one page: its setting, language, and kinds of notes."""

    setting: Setting
    language: str
    """The language of the page's own words."""
    languages: tuple[str, ...]
    """Those that the site offers to read notes in."""
    han: str
    kinds: dict[str, KindOfNote]
    translate: Translate
    only: str = ""
    """The one language that texts are said in, or the next best; `` for all they are given in."""

    def said(self, texts: Texts | None, *, inline: bool = False) -> tuple[Said, ...]:
        """A text in all its languages; the first is shown until a reader chooses another."""
        if texts is None:
            return ()
        given = texts.by_language
        if len(given) == 1:
            return (self._say(given[0], inline=inline),)
        return tuple([self._say(pair, inline=inline) for pair in self._ordered(texts)])

    def _say(self, pair: tuple[str, str], *, inline: bool) -> Said:
        tag, text = pair
        may_lead_away = "[" in text or "<" in text  # and the way there is the page's own
        if may_lead_away or len(text) > LONGEST:
            return _say(text, tag, self.han, self.setting, inline=inline)
        return _say_anywhere(text, tag, self.han, inline)

    def _ordered(self, texts: Texts) -> Sequence[tuple[str, str]]:
        first = texts.pick(self.only, self.language)
        if self.only:
            return (first,)
        others = [pair for pair in texts.by_language if pair != first]
        wanted = [pair for pair in others if pair[0] in self.languages]
        return (first, *wanted, *(pair for pair in others if pair not in wanted))

    def plain(self, text: str, language: str = "") -> Markup:
        """A line that is not Markdown, in the page's language or another."""
        if not text:
            return NOTHING
        words = mark_runs(text, language or self.language, self.han)
        if not language or language == self.language:
            return words
        return as_html(f'<span lang="{escaped(language)}">{words}</span>')

    def kind_label(self, kind: str) -> str:
        """The word that readers see for a kind."""
        declared = self.kinds.get(kind)
        if declared is not None:
            return declared.label.pick(self.language)[1] if declared.label else declared.name
        return self.translate(KIND_LABELS[kind])

    def day(self, written: str) -> str:
        """A plain year, month or day in words."""
        return date_to_words(parse_day(written), self.translate)

    def date(self, date: Date | Interval) -> str:
        """A date in words, with a capital."""
        return _with_capital(date_to_words(date, self.translate))

    def when(self, date: Date | Interval) -> When:
        """A date as a page shows it."""
        return When(
            self.date(date),
            html_datetime(date),
            _CERTAINTIES.get(date.certainty, "within"),
        )

    def years(self, first: int | None, last: int | None) -> str:
        """A period of years in words, with a capital."""
        return _with_capital(years_to_words(first, last, self.translate))


def _say(text: str, language: str, han: str, setting: Setting, *, inline: bool) -> Said:
    """A Markdown body as HTML."""
    document = parse_body(text, language, han)
    html = inline_html(document, setting) if inline else body_html(document, setting)
    return Said(language, language_name(language), html)


@lru_cache(4096)  # it stands on the article's page and on one of all; what is shared, on many
def _say_anywhere(text: str, language: str, han: str, inline: bool) -> Said:  # noqa: FBT001
    """A body in which nothing leads anywhere, and which is the same on every page."""
    return _say(text, language, han, _ANYWHERE, inline=inline)


_ANYWHERE = Setting(Targets({}, {}), "", "")


def _with_capital(words: str) -> str:
    return words[:1].upper() + words[1:]
