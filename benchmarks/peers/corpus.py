"""The corpus: made-up articles, the same for every generator, and the same on every run.

An article has about 470 words in 4 sections, a block quotation, links, emphasis and names in two
scripts; 8 glossary entries, 10 notes and 6 events, whose bodies are some 900 words of Markdown.
A site has 400 distinct terms: an entry for one of them says the same wherever it stands.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

SEED = 7
TERMS = 400
ENTRIES, NOTES, EVENTS = 8, 10, 6
MARKED = ENTRIES + NOTES + EVENTS
"""Quotes that are marked in an article."""

_NAMES = [
    ("Tanaka", "田中"),
    ("Sato", "佐藤"),
    ("Lin", "林"),
    ("Wang", "王"),
    ("Kim", "김"),
    ("Suzuki", "鈴木"),
]
_SMALL = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "is",
    "that",
    "for",
    "it",
    "as",
    "was",
    "with",
    "be",
    "by",
    "on",
    "not",
    "he",
    "his",
    "but",
    "at",
    "are",
]


@dataclass(frozen=True)
class Mark:
    """An annotation, and the words that it is about."""

    id: str
    kind: str
    """`entry`, `note` or `event`."""
    quote: str
    """The words as they are read."""
    title: str
    """The headword of an entry, the title of a note, the name of an event."""
    body: str
    """Markdown."""
    date: str = ""
    """Of an event."""


Piece = str | tuple[Mark, str]
"""Markdown, or a mark with the Markdown of its words."""


@dataclass(frozen=True)
class Article:
    """An article as pieces of Markdown, blocks parted by empty lines."""

    slug: str
    title: str
    date: str
    blocks: tuple[tuple[Piece, ...], ...]

    @property
    def marks(self) -> list[Mark]:
        """Its annotations in reading order."""
        return [piece[0] for block in self.blocks for piece in block if not isinstance(piece, str)]

    def markdown(self, *, edited: bool = False) -> str:
        """The text alone; `edited`, with one sentence more."""
        text = "\n\n".join(
            "".join(piece if isinstance(piece, str) else piece[1] for piece in block)
            for block in self.blocks
        )
        return text + (f"\n\n{EDIT}" if edited else "") + "\n"


EDIT = "This sentence was added later."


@cache
def _words() -> tuple[list[str], list[float], list[str]]:
    """Words of texts with their frequencies, and terms; no term stands in a text by chance."""
    rng = random.Random(SEED)
    syllables = [c + v for c in "bdfgklmnprstvw" for v in ("a", "e", "i", "o", "u", "ai")]
    made = list(dict.fromkeys("".join(rng.choices(syllables, k=2 + n % 2)) for n in range(4000)))
    words = _SMALL + made[TERMS:3000]
    return words, [1 / (n + 8) for n in range(len(words))], [f"{w}tion" for w in made[:TERMS]]


def _prose(rng: random.Random, count: int) -> list[str]:
    words, weights, _ = _words()
    return rng.choices(words, weights, k=count)


def _body(rng: random.Random, length: int) -> str:
    """Markdown of a note: 15 in 100 have two paragraphs, 29 no markup at all."""
    words = _prose(rng, length)
    words[0] = words[0].title()
    if rng.random() > 0.29:
        for _ in range(rng.randint(1, 3)):
            at = rng.randrange(1, length)
            form = rng.choice(["*{}*", "**{}**", "[{}](https://example.org/{})", "‘{}’"])
            words[at] = form.format(words[at], words[at]) if words[at].isalpha() else words[at]
    text = f"{' '.join(words)}."
    if rng.random() < 0.15:
        return f"{text}\n\n{' '.join(_prose(rng, length // 3)).capitalize()}."
    return text


@cache
def _definition(term: str) -> str:
    rng = random.Random(f"{SEED} {term}")
    return _body(rng, rng.randint(24, 40))


def _marks(rng: random.Random) -> list[Mark]:
    """What is said of an article; the words of notes and events are drawn from rare ones."""
    words, _, terms = _words()
    marks = [Mark(t, "entry", t, t, _definition(t)) for t in rng.sample(terms, ENTRIES)]
    rare = rng.sample(words[800:], 3 * (NOTES + EVENTS))
    for n in range(NOTES + EVENTS):
        # Three rare words in a row: they stand together nowhere else in the article.
        three = rare[3 * n : 3 * n + 3]
        quote = " ".join([three[0], *_prose(rng, rng.randint(0, 3)), *three[1:]])
        title = " ".join(_prose(rng, 4)).capitalize()
        year, month, day = rng.randint(1900, 2025), rng.randint(1, 12), rng.randint(1, 28)
        if n < NOTES:
            marks.append(Mark(f"n{n}", "note", quote, title, _body(rng, rng.randint(26, 44))))
        else:
            date = f"{year}-{month:02}-{day:02}"
            body = _body(rng, rng.randint(26, 44))
            marks.append(Mark(f"e{n}", "event", quote, title, body, date))
    rng.shuffle(marks)
    return marks


def _piece(mark: Mark, *, crossing: bool) -> Piece:
    """A mark in the text; `crossing`, its words begin before emphasis and end inside of it."""
    first, _, rest = mark.quote.partition(" ")
    return (mark, f"{first} *{rest}*" if crossing and rest else mark.quote)


def make_article(number: int) -> Article:
    """The article with this number, whatever others there are."""
    rng = random.Random(f"{SEED}-{number}")
    marks = _marks(rng)
    crossing = next(m.id for m in marks if m.kind != "entry")
    blocks: list[tuple[Piece, ...]] = []
    for section in range(4):
        blocks.append((f"## {' '.join(_prose(rng, 4)).capitalize()}",))
        for paragraph in range(2):
            own = marks[(2 * section + paragraph) * 3 :][:3]
            pieces: list[Piece] = []
            if section == 2 and paragraph == 1:
                pieces.append("> ")
            pieces.append(" ".join(_prose(rng, 8)).capitalize() + " ")
            for mark in own:
                name, han = rng.choice(_NAMES)
                pieces += [_piece(mark, crossing=mark.id == crossing), " "]
                pieces.append(" ".join(_prose(rng, rng.randint(9, 13))))
                pieces.append(rng.choice([", ", ". ", f" ({name} {han}) ", " *so* ", " "]))
            last = _prose(rng, 4)
            if paragraph == 0:
                last[2] = f"[{last[2]}](https://example.org/{number}/{section})"
            pieces.append(f"{' '.join(last)}.")
            blocks.append(tuple(pieces))
    title = " ".join(_prose(rng, 6)).capitalize()
    date = f"{2000 + number % 25}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    return Article(f"article-{number:05}", title, date, tuple(blocks))


def make_articles(count: int) -> Iterator[Article]:
    """The articles of a site."""
    return (make_article(number) for number in range(count))


def words_in(text: str) -> int:
    """How many words a Markdown text has."""
    return len(re.findall(r"\w+", text))
