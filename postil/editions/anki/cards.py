"""The cards of an article: its glossary entries, each with the sentence that it stands in."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup, escape

from postil.arrange.reader import ArrangedArticle, NumberedNote
from postil.arrange.sentences import sentence_around
from postil.deferred import dataclass
from postil.format.records import Entry
from postil.render.addresses import address_of
from postil.render.html import Setting
from postil.render.notes import Foreign, original_of, translations_of
from postil.render.press import Press
from postil.render.tongues import mark_runs
from postil.render.voice import Said, Voice
from postil.scripts import direction_of

FIELDS = (
    "Word",
    "Definition",
    "Sentence",
    "Original",
    "Translations",
    "Pronunciation",
    "Level",
    "Article",
)
"""What a card holds, by the names that Anki shows in its editor. Each is HTML. The first two are
those that other programs, and Anki's plainest cards, show on the two sides."""


@dataclass(frozen=True, slots=True)
class Card:
    """An entry as a card. Its guid stays when what it says changes."""

    guid: str
    fields: tuple[str, ...]
    """In the order of FIELDS."""


class CardSetting(Setting):
    """Words on a card, away from the site: a picture is told in words, as nothing is loaded."""

    def image(self, source: str) -> str | None:
        """No picture: `None`."""
        return None


def stable_hash(*names: str) -> str:
    """The same figures for the same names, on every machine."""
    return hashlib.sha256(json.dumps(names).encode()).hexdigest()


def cards_of(press: Press, arranged: ArrangedArticle) -> Iterator[Card]:
    """One card for each entry that the text uses, in its order, then for those that it lists."""
    speaker = _Speaker(press, arranged)
    for note in arranged.notes:
        if isinstance(note.annotation, Entry):
            yield speaker.card(note.annotation, note)
    for entry in arranged.listed:
        yield speaker.card(entry, None)


class _Speaker:
    """Says the entries of one article."""

    def __init__(self, press: Press, arranged: ArrangedArticle) -> None:
        self.article = arranged.anchored.article
        self.site_slug = press.site.library.config.slug
        voice = press.voice("", self.article)
        root = address_of(press.site.library.config.base_url, "")
        setting = CardSetting(
            voice.setting.targets, self.article.slug, "", None, has_pages=bool(root), root=root
        )
        self.voice: Voice = replace(voice, setting=setting)

    def card(self, entry: Entry, note: NumberedNote | None) -> Card:
        shared = note.shared_id if note else ""
        # What articles share is one card, in whichever deck it was first.
        home, name = ("", shared) if shared else (self.article.slug, entry.id)
        language, own = self.article.language, self.voice.language
        # A shared headword is in the site's language where the text has another form alone.
        is_said = not shared or (note and entry.term.casefold() in note.words.casefold())
        spoken = language if is_said else own
        said, original = entry.pronunciation, original_of(entry, self.voice)
        fields = {
            "Word": _in(spoken, mark_runs(entry.term, spoken, self.voice.han), own),
            "Original": _foreign(original) if original else "",
            "Sentence": self._sentence(note) if note else "",
            "Definition": _in_all(self.voice.said(entry.definition, inline=True), own),
            "Translations": " · ".join(
                _in(word.language, word.html, own) for word in translations_of(entry, self.voice)
            ),
            "Pronunciation": escape(f"/{said.strip('/')}/") if said else "",
            "Level": escape(entry.level),
            "Article": _in(language, self._runs(self.article.front.title), own),
        }
        guid = stable_hash("card", self.site_slug, home, name)[:20]
        return Card(guid, tuple(_one_line(str(fields[field])) for field in FIELDS))

    def _sentence(self, note: NumberedNote) -> str:
        """The sentence around the first place, the words in it bold."""
        text, span = self.article.document.text, note.marks[0].span
        block = next(
            b for b in self.article.document.blocks if b.start <= span[0] < max(b.end, b.start + 1)
        )
        start, end = sentence_around(text, span, (block.start, block.end))
        stop = min(span[1], end)
        html = Markup("{}<b>{}</b>{}").format(
            self._runs(text[start : span[0]]),
            self._runs(text[span[0] : stop]),
            self._runs(text[stop:end]),
        )
        return _in(self.article.language, html, self.voice.language)

    def _runs(self, text: str) -> Markup:
        return mark_runs(text, self.article.language, self.article.front.han)


def _in(language: str, html: Markup, around: str, tag: str = "span") -> str:
    """Words with their language and the way that it runs, where these are not those around."""
    if language == around:
        return html if tag == "span" else Markup("<{0}>{1}</{0}>").format(tag, html)
    turn = direction_of(language)
    attribute = Markup(' dir="{}"').format(turn) if turn != direction_of(around) else ""
    return Markup('<{0} lang="{1}"{2}>{3}</{0}>').format(tag, language, attribute, html)


def _in_all(texts: Sequence[Said], around: str) -> str:
    """A text in all its languages, one below the other."""
    tag = "div" if len(texts) > 1 else "span"
    return "".join(_in(said.language, said.html, around, tag) for said in texts)


def _foreign(word: Foreign) -> str:
    language = Markup(' lang="{}"').format(word.language) if word.language else ""
    if not word.reading:
        return Markup("<span{}>{}</span>").format(language, word.text)
    return Markup("<ruby{}>{}<rp>(</rp><rt>{}</rt><rp>)</rp></ruby>").format(
        language, word.text, word.reading
    )


def _one_line(html: str) -> str:
    """Without line ends, which end a row of a table; in code they become `<br>`."""
    parts = html.strip().replace("&#39;", "'").split("<pre")
    lines = [" ".join(parts[0].split())]
    for part in parts[1:]:
        code, end, rest = part.partition("</pre>")
        lines.append("<pre" + code.replace("\n", "<br>") + end + " ".join(rest.split()))
    return "".join(lines).replace("\t", " ")
