"""The material: what an article gives for exercises, made ready once."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from postil.arrange.exercises.model import Phrase
from postil.arrange.exercises.sentences import count_words, sentences
from postil.arrange.flow import (
    Inline,
    LineBreak,
    Paragraph,
    Picture,
    Ref,
    Ruby,
    Run,
    flow,
    inline_runs,
    plain_text,
)
from postil.arrange.reader import ArrangedArticle, NumberedQuestion
from postil.arrange.weave import weave
from postil.deferred import dataclass
from postil.document import Block
from postil.format.records import Entry
from postil.format.texts import Texts
from postil.markdown import parse_body
from postil.model import Span
from postil.scripts import foreign_runs


@dataclass(frozen=True)
class Stretch:
    """A paragraph of the article and its sentences."""

    block: Block
    phrase: Phrase
    sentences: tuple[Span, ...]
    """In the article's text."""

    def cut(self, start: int, end: int) -> Phrase | None:
        """What stands from one offset of the article's text to another; not half a ruby."""
        cut = _cut(self.phrase.parts, start - self.block.start, end - self.block.start)
        return Phrase(self.phrase.language, cut) if cut is not None else None


@dataclass(frozen=True)
class Word:
    """An entry of the glossary that stands in the text and is no name."""

    entry: Entry
    spans: tuple[Span, ...]
    form: str
    """As it stands at its first place."""
    senses: frozenset[tuple[str, str]]
    """Its definition and translations: who shares one with it could stand in its place."""

    @property
    def head(self) -> str:
        """The headword; where something else altogether stands in the text (地震), that."""
        term = self.entry.term
        return term if set(term.casefold()) & set(self.form.casefold()) else self.form

    @cached_property
    def claims(self) -> frozenset[tuple[str, str]]:
        """What no other word of an exercise may have: pupils could take one for the other."""
        return self.senses | {("entry", self.entry.id), ("form", self.form.casefold())}


@dataclass(frozen=True)
class Material:
    """An article, in the language that its sheet is in."""

    arranged: ArrangedArticle
    language: str
    """Of the notes."""
    site_language: str

    @property
    def text(self) -> str:
        """The article's text."""
        return self.arranged.anchored.article.document.text

    @property
    def text_language(self) -> str:
        """The article's language."""
        return self.arranged.anchored.article.language

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """The paragraphs of the article, without what has no words."""
        return tuple(self._stretches())

    def _stretches(self) -> Iterator[Stretch]:
        for block in self.arranged.anchored.article.document.blocks:
            parts = tuple(_on_paper(inline_runs(weave(block, ()))))
            text = self.text[block.start : block.end]
            # What is in white space alone is not worth an exercise, nor what a flow tells anew.
            if block.number is None or not text.strip() or plain_text(parts) != text:
                continue
            found = sentences(text, self.text_language)
            spans = tuple((block.start + start, block.start + end) for start, end in found)
            yield Stretch(block, Phrase(self.text_language, parts), spans)

    @cached_property
    def _starts(self) -> list[int]:
        return [stretch.block.start for stretch in self.stretches]

    def sentence_at(self, span: Span) -> tuple[Stretch, int] | None:
        """The paragraph and the sentence, by its index there, that a span stands in."""
        i = bisect_right(self._starts, span[0]) - 1
        if i < 0:
            return None
        stretch = self.stretches[i]
        k = bisect_right(stretch.sentences, span[0], key=lambda sentence: sentence[0]) - 1
        return (stretch, k) if k >= 0 and span[1] <= stretch.sentences[k][1] else None

    def passage(self, stretch: Stretch, sentence: int, least: int) -> Span | None:
        """A sentence, with its neighbours until it has words enough."""
        rows = stretch.sentences
        first = last = sentence
        while count_words(self.text[rows[first][0] : rows[last][1]]) < least:
            if first > 0:
                first -= 1
            elif last + 1 < len(rows):
                last += 1
            else:
                return None
        return rows[first][0], rows[last][1]

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The entries that stand in the text and are no names, in the order of the text."""
        return tuple(
            Word(
                note.annotation,
                tuple(mark.span for mark in note.marks),
                note.words,
                frozenset(self._senses(note.annotation)),
            )
            for note in self.arranged.notes
            if isinstance(note.annotation, Entry) and note.family != "who-where"
        )

    def _senses(self, entry: Entry) -> Iterator[tuple[str, str]]:
        if entry.definition is not None:
            yield "definition", _one_line(self.tell(entry.definition).plain)
        for tag, word in entry.translations:
            yield tag, _one_line(word)

    @cached_property
    def questions(self) -> tuple[NumberedQuestion, ...]:
        """The questions of all stages."""
        return tuple(q for asked in self.arranged.questions.values() for q in asked)

    @cached_property
    def faulty(self) -> frozenset[Span]:
        """Sentences that are not as they should be, as an emendation says."""
        marks = [m for n in self.arranged.notes if n.family == "correction" for m in n.marks]
        ends = [(offset, offset + 1) for m in marks for offset in (m.span[0], m.span[1] - 1)]
        found = [place for end in ends if (place := self.sentence_at(end))]
        return frozenset(stretch.sentences[i] for stretch, i in found)

    def tell(self, texts: Texts) -> Phrase:
        """A text in the language of the notes, or the next best: its first paragraph."""
        language, text = texts.pick(self.language, self.site_language)
        parts = flow(parse_body(text, language, self._han))
        first = next((part for part in parts if isinstance(part, Paragraph)), None)
        return Phrase(language, tuple(_on_paper(first.inlines)) if first else ())

    def plain(self, words: str) -> Phrase:
        """Words of the article's language, in which nothing is markup."""
        parts: list[Inline] = []
        done = 0
        for start, end, spoken in foreign_runs(words, self.text_language, self._han):
            parts += [Run(words[done:start]), Run(words[start:end], spoken)]
            done = end
        parts.append(Run(words[done:]))
        return Phrase(self.text_language, tuple(p for p in parts if p != Run("")))

    @property
    def _han(self) -> str:
        return self.arranged.anchored.article.front.han


def _one_line(text: str) -> str:
    return " ".join(text.split()).casefold()


def _on_paper(parts: Iterable[Inline]) -> Iterator[Inline]:
    """Words and how they look: no pictures, and nothing to follow."""
    for part in parts:
        if isinstance(part, Run):
            yield replace(part, target="", families=())
        elif isinstance(part, Ruby):
            yield replace(
                part, base=tuple(replace(run, target="", families=()) for run in part.base)
            )
        elif not isinstance(part, Picture | Ref):
            yield part


def _cut(parts: Sequence[object], start: int, end: int) -> tuple[Inline, ...] | None:
    """The part of some runs between two offsets of their words; `None` across half a ruby."""
    kept: list[Inline] = []
    offset = 0
    for part in parts:
        assert isinstance(part, Run | Ruby | LineBreak)
        length = len(plain_text([part]))
        first, last = max(start - offset, 0), min(end - offset, length)
        offset += length
        if first >= last:
            continue
        if isinstance(part, Run):
            kept.append(replace(part, text=part.text[first:last]))
        elif (first, last) == (0, length):
            kept.append(part)
        else:
            return None
    return tuple(kept)
