"""Words that may want an entry: names that come often, and long words that come once.

Only letters and counts are looked at, nothing is asked of a network. It knows scripts that part
words by spaces; where a name begins or ends in Chinese or Japanese cannot be told from letters.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from postil.anchor.folding import fold_quote
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


def suggest(articles: Sequence[AnchoredArticle], shared: Sequence[Entry]) -> tuple[Suggestion, ...]:
    """Frequent names, the most frequent first, then rare words, the longest first."""
    known = {fold_quote(e.term).lower() for a in articles for e in a.article.entries}
    known |= {fold_quote(e.term).lower() for e in shared}
    names: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    words: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for anchored in articles:
        slug, text = anchored.article.slug, anchored.article.document.text
        covered = sorted(s for a in anchored.anchors for s in a.spans)
        covered = _merged(covered)
        for name, span in _names(text):
            if not overlaps(span, covered):
                names[name].append((slug, span))
        for word in _ONE.finditer(text):
            words[word[0].lower()].append((slug, word.span()))
    frequent = sorted(
        (n for n in names if len(names[n]) >= _OFTEN and n.lower() not in known),
        key=lambda n: (-len(names[n]), n),
    )
    found = [Suggestion(n, _often(names[n]), *names[n][0]) for n in frequent[:_MOST]]
    marked = {
        a.article.slug: _merged(sorted(s for x in a.anchors for s in x.spans)) for a in articles
    }
    rare = [
        one
        for one, places in words.items()
        if len(places) == 1
        and len(one) >= _LONG
        and one not in known
        and all(is_word_character(c) or c in "'’-" for c in one)
        and not overlaps(places[0][1], marked[places[0][0]])
    ]
    for one in sorted(rare, key=lambda w: (-len(w), w))[:_MOST]:
        reason = f"a long word ({len(one)} letters) that stands once in the library"
        found.append(Suggestion(one, reason, *words[one][0]))
    return tuple(found)


def _often(places: Sequence[tuple[str, Span]]) -> str:
    articles = len({slug for slug, _ in places})
    where = "one article" if articles == 1 else f"{articles} articles"
    return f"a name that stands {len(places)} times, in {where}"


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
