"""Words that may want an entry: names that come often, and long words that come once.

Only letters and counts are looked at, nothing is asked of a network. It knows scripts that part
words by spaces; where a name begins or ends in Chinese or Japanese cannot be told from letters.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from postil.anchor.folding import fold_quote
from postil.deferred import dataclass
from postil.format.records import Entry
from postil.model import AnchoredArticle, Span, overlaps
from postil.scripts import is_word_character

_WORD = r"[^\W\d_]+(?:['’\-][^\W\d_]+)*"
_ONE = re.compile(_WORD)
_STARTS = re.compile(r"(?:[.!?…:]|\A)[\s\"'“”‘’«»(\[]*\Z")
_LONG = 10
_OFTEN = 2
_MOST = 30


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words without an entry."""

    words: str
    reason: str
    slug: str
    span: Span
    """Where they stand first."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The words of one article that may want an entry."""

    slug: str
    names: Mapping[str, tuple[int, Span]]
    """How often each stands beside what is explained already, and where first."""
    words: Mapping[str, tuple[int, Span]]
    """The same of long words, in small letters; those that are explained count too."""
    marked: frozenset[str]
    """Long words whose first place is explained already."""


def count_words(anchored: AnchoredArticle) -> Counted:
    """Count the words of an article."""
    text = anchored.article.document.text
    covered = _merged(sorted(s for a in anchored.anchors for s in a.spans))
    names: dict[str, tuple[int, Span]] = {}
    words: dict[str, tuple[int, Span]] = {}
    for name, span in _names(text):
        if not overlaps(span, covered):
            count, first = names.get(name, (0, span))
            names[name] = count + 1, first
    for word in _ONE.finditer(text):
        if len(word[0]) >= _LONG:
            count, first = words.get(word[0].lower(), (0, word.span()))
            words[word[0].lower()] = count + 1, first
    marked = frozenset(word for word, (_, span) in words.items() if overlaps(span, covered))
    return Counted(anchored.article.slug, names, words, marked)


def suggest(articles: Sequence[Counted], entries: Iterable[Entry]) -> tuple[Suggestion, ...]:
    """Frequent names, the most frequent first, then rare words, the longest first.

    `entries` are those that there are, of articles and shared ones.
    """
    known = {fold_quote(entry.term).lower() for entry in entries}
    names: dict[str, list[tuple[Counted, int]]] = defaultdict(list)
    words: dict[str, list[tuple[Counted, int]]] = defaultdict(list)
    for article in articles:
        for name, (count, _) in article.names.items():
            names[name].append((article, count))
        for word, (count, _) in article.words.items():
            words[word].append((article, count))
    often = {name: sum(count for _, count in places) for name, places in names.items()}
    frequent = sorted(
        (name for name in names if often[name] >= _OFTEN and name.lower() not in known),
        key=lambda name: (-often[name], name),
    )
    found = []
    for name in frequent[:_MOST]:
        first = names[name][0][0]
        reason = _often(often[name], len(names[name]))
        found.append(Suggestion(name, reason, first.slug, first.names[name][1]))
    rare = [
        word
        for word, places in words.items()
        if len(places) == 1
        and places[0][1] == 1
        and word not in known
        and word not in places[0][0].marked
        and all(is_word_character(c) or c in "'’-" for c in word)
    ]
    for word in sorted(rare, key=lambda w: (-len(w), w))[:_MOST]:
        only = words[word][0][0]
        reason = f"a long word ({len(word)} letters) that stands once in the library"
        found.append(Suggestion(word, reason, only.slug, only.words[word][1]))
    return tuple(found)


def _often(count: int, articles: int) -> str:
    where = "one article" if articles == 1 else f"{articles} articles"
    return f"a name that stands {count} times, in {where}"


def _names(text: str) -> Iterator[tuple[str, Span]]:
    """Runs of words with capitals that no sentence begins with."""
    for line in re.finditer(r"[^\n]+", text):
        for run in _capitals(line[0]):
            start, end = line.start() + run[0], line.start() + run[1]
            yield text[start:end], (start, end)


def _capitals(line: str) -> Iterator[Span]:
    open_run: Span | None = None
    for word in _ONE.finditer(line):
        is_name = word[0][0].isupper() and not word[0].isupper()
        is_name = is_name and not _STARTS.search(line, max(0, word.start() - 12), word.start())
        if is_name and open_run and line[open_run[1] : word.start()] in (" ", "\u00a0"):
            open_run = open_run[0], word.end()
            continue
        if open_run:
            yield open_run
        open_run = word.span() if is_name else None
    if open_run:
        yield open_run


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
