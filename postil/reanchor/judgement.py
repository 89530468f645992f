"""What became of one selector: exact, moved, changed or lost, and the YAML that mends it. Pure.

What is not the same words is never exact or moved. What is the same words at a place of which
there is any doubt is changed: a person decides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from enum import StrEnum

from postil.anchor.describe import show
from postil.anchor.folding import Place, fold_quote
from postil.anchor.nearest import LIKENESS, MOST_WORDS, WordIndex, differences_of, likeness_of
from postil.anchor.quotes import AMBIGUOUS, EXACT, LOST, MOVED, Match, QuoteMatcher
from postil.anchor.text import SearchText
from postil.deferred import dataclass
from postil.entries import Value
from postil.format.kinds import ALL
from postil.format.records import TextQuoteSelector
from postil.model import Span
from postil.reanchor.narrowing import beside, likeliest, narrowed
from postil.reanchor.trail import Step, Trail, is_sure

_NEIGHBOURS = 0.5
"""The share of the words beside a passage that must be the same for it to be the same passage."""
_SOME = 0.25
"""The share that is enough where the same words stand nowhere else."""
_REPLACED = 0.4
"""How like the old words must be what stands between their old neighbours, to be offered."""
_LOOSE = "the words stand here still, but what stood beside them does not"
_MOST_CHOICES = 9
"""Places that a person is asked to choose from; among more, other words are better quoted."""


class State(StrEnum):
    """What became of an anchor."""

    EXACT = "exact"
    MOVED = "moved"
    CHANGED = "changed"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of a selector."""

    state: State
    place: Place | None = None
    """In the folded text; `None` where it is lost, or where several places may be meant."""
    why: str = ""
    """In plain words."""
    fields: Mapping[str, Value] = field(default_factory=dict)
    """What to write: field → value, `None` to take it out. Empty where nothing is proposed."""
    differences: tuple[str, ...] = ()
    """Between the old words and the new."""
    choices: tuple[tuple[Place, Mapping[str, Value]], ...] = ()
    """Where there is no single place: those that may be meant, each with what to write for it."""


def judge(
    matcher: QuoteMatcher,
    selector: TextQuoteSelector,
    *,
    every: bool = False,
    trail: Trail | None = None,
    spans: Sequence[Span] = (),
) -> Judgement:
    """What became of a selector; `spans` are those it had in the old text, where that is known."""
    match = matcher.match(selector, every=every)
    if selector.through and match.code != EXACT:
        return _passage(matcher, selector, every=every, trail=trail, spans=spans)
    text = matcher.text
    single = len(spans) == 1 and selector.occurrence != ALL and (not every or len(match.spans) < 2)
    step = trail.follow(_quoted(trail, spans[0], selector)) if trail and single else None
    if step is not None:
        return _by_trail(text, selector, match, step)
    if trail and single and match.code in (EXACT, MOVED) and not is_sure(selector.quote):
        return _elsewhere(text, selector, match)
    return _by_words(text, selector, match)


def _passage(
    matcher: QuoteMatcher,
    selector: TextQuoteSelector,
    *,
    every: bool,
    trail: Trail | None,
    spans: Sequence[Span],
) -> Judgement:
    """A passage that is given by its first words and its last, each looked for by itself."""
    first = [_quoted(trail, span, selector) for span in spans] if trail else []
    alone = replace(selector, through="")
    head = judge(matcher, alone, every=every, trail=trail, spans=first)
    if head.place is None:
        return head
    last = _last_words(matcher.text, selector, head.place, trail, spans)
    if last is None:
        return Judgement(State.CHANGED, None, "the last words of the passage do not follow it")
    words = show(matcher.text, last)
    if fold_quote(words) == fold_quote(selector.through):
        return head
    differences = differences_of(_tokens(fold_quote(selector.through)), _tokens(fold_quote(words)))
    said = ", ".join(differences[:4]) or "other signs between the words"
    why = "; ".join(filter(None, (head.why, f"the last words of the passage were changed: {said}")))
    return Judgement(State.CHANGED, head.place, why, {**head.fields, "through": words}, differences)


def _last_words(
    text: SearchText,
    selector: TextQuoteSelector,
    head: Place,
    trail: Trail | None,
    spans: Sequence[Span],
) -> Place | None:
    """Where the last words of a passage stand, or what is like them, behind its first."""
    same = text.places_of_words(selector.through, within_word=selector.within_word)
    if following := [place for place in same if place[0] >= head[1]]:
        return following[0]
    if trail is not None and len(spans) == 1:
        end = trail.old.end_of(spans[0][1])
        start = max(end - len(fold_quote(selector.through)), 0)
        step = trail.follow(trail.old.span(start, end))
        if step is not None and step.place[0] >= head[1] and step.neighbours >= _NEIGHBOURS:
            return text.whole_words(step.place)
    near = text.words.nearest(fold_quote(selector.through))
    return text.whole_words(near.place) if near and near.place[0] >= head[1] else None


def _quoted(trail: Trail, span: Span, selector: TextQuoteSelector) -> Span:
    """Of a passage with `through`, the part that the quote gives."""
    if not selector.through:
        return span
    words = fold_quote(selector.quote)
    start = trail.old.offset_of(span[0])
    return span[0], max(span[0] + 1, trail.old.span(start, start + len(words))[1])


def _by_trail(text: SearchText, selector: TextQuoteSelector, match: Match, step: Step) -> Judgement:
    """What the old text tells."""
    same = _same_words(text, selector, match, step.place)
    if same is not None:
        taken = _taken(text, match)
        if match.code == EXACT and taken == same:
            return Judgement(State.EXACT, same)
        fields = narrowed(text, selector, same)
        is_firm = step.is_firm or is_sure(selector.quote)
        stands_once = match.code == MOVED and match.among[0] == same
        is_moved = stands_once and (is_firm or step.neighbours >= _SOME)
        state = State.MOVED if is_moved else State.CHANGED
        why = _why(match, selector) if is_firm or is_moved else _LOOSE
        return Judgement(state, same, why, fields)
    likeness = _likeness(text, selector.quote, step.place)
    is_near = step.neighbours >= _NEIGHBOURS and likeness >= _REPLACED
    stands = match.code in (EXACT, MOVED)
    if stands and is_sure(selector.quote) and not is_near:
        return _by_words(text, selector, match)
    if is_near or likeness >= LIKENESS:
        return _changed(text, selector, step.place)
    if stands:
        return _elsewhere(text, selector, match)
    found = _by_words(text, selector, match)
    if found.state is State.CHANGED and found.place is not None and len(_words(selector)) < 2:
        return Judgement(State.LOST, None, "the words that it was about are gone")
    return found


def _by_words(text: SearchText, selector: TextQuoteSelector, match: Match) -> Judgement:
    """What the selector's words and the new text alone tell."""
    if match.code == EXACT:
        return Judgement(State.EXACT, _taken(text, match))
    if match.code == MOVED:
        place = match.among[0]
        fields = narrowed(text, selector, place)
        if is_sure(selector.quote) or beside(text, selector, place):
            return Judgement(State.MOVED, place, _why(match, selector), fields)
        why = "the words stand once, and nothing beside them is as the entry says"
        return Judgement(State.CHANGED, place, why, fields)
    if match.code == LOST:
        return _nearest(text, selector, match)
    if not match.among:
        return Judgement(State.LOST, None, "the quote has no words")
    best = likeliest(text, selector, match.among)
    why = _why(match, selector)
    if best is None:
        places = match.among if len(match.among) <= _MOST_CHOICES else ()
        choices = tuple((place, narrowed(text, selector, place)) for place in places)
        why = f"{why}; which is meant?" if choices else f"{why}; say which with a prefix"
        return Judgement(State.CHANGED, None, why, choices=choices)
    return Judgement(State.CHANGED, best, why, narrowed(text, selector, best))


def _elsewhere(text: SearchText, selector: TextQuoteSelector, match: Match) -> Judgement:
    """The passage is gone, and its words stand somewhere else."""
    place = match.among[0] if match.code == MOVED else _taken(text, match)
    assert place is not None
    why = "the passage that it was about is gone; the same words stand elsewhere"
    return Judgement(State.CHANGED, place, why, narrowed(text, selector, place))


def _nearest(text: SearchText, selector: TextQuoteSelector, match: Match) -> Judgement:
    quote = fold_quote(selector.quote)
    if match.among:  # inside longer words
        return _changed(text, selector, text.whole_words(match.among[0]))
    near = text.words.nearest(quote)
    if near is None:
        return Judgement(State.LOST, None, "nothing in the article is like these words")
    return _changed(text, selector, text.whole_words(near.place))


def _changed(text: SearchText, selector: TextQuoteSelector, place: Place) -> Judgement:
    """Other words stand where the quote stood, or like it."""
    place = _with_signs(text, selector.quote, text.whole_words(place))
    words = show(text, place)
    there = _tokens(fold_quote(words))
    differences = differences_of(_tokens(fold_quote(selector.quote)), there)
    fields = {"quote": words, **narrowed(text, selector, place)}
    why = ", ".join(differences[:4]) or "other signs between the words"
    return Judgement(State.CHANGED, place, why, fields, differences)


def _same_words(
    text: SearchText, selector: TextQuoteSelector, match: Match, place: Place
) -> Place | None:
    """The place of the very words of a quote that covers the words of a place, if there is one."""
    if place[0] >= place[1]:
        return None
    for start, end in text.places_of_words(selector.quote, within_word=selector.within_word):
        if start <= place[0] < end and abs(start - place[0]) + abs(end - place[1]) <= _edge(
            selector.quote
        ):
            return start, end
    return None


def _edge(quote: str) -> int:
    """How many signs stand at the ends of a quote, where a passage begins with a word."""
    words = fold_quote(quote)
    tokens = WordIndex(words).tokens
    return len(words) - (tokens[-1][1] - tokens[0][0]) if tokens else len(words)


def _with_signs(text: SearchText, quote: str, place: Place) -> Place:
    """A place with the signs that a quote has at its ends, where they stand there too."""
    words, folded = fold_quote(quote), text.folded.text
    tokens = WordIndex(words).tokens
    if not tokens:
        return place
    head, tail = words[: tokens[0][0]], words[tokens[-1][1] :]
    start, end = place
    if head and folded[:start].endswith(head):
        start -= len(head)
    if tail and folded.startswith(tail, end):
        end += len(tail)
    return start, end


def _taken(text: SearchText, match: Match) -> Place | None:
    """The place that the build would take."""
    return next(
        (p for p in match.among if match.spans and text.span(p)[0] == match.spans[0][0]), None
    )


def _tokens(words: str) -> list[str]:
    index = WordIndex(words)
    return [words[start:end] for start, end in index.tokens]


def _words(selector: TextQuoteSelector) -> list[str]:
    return _tokens(fold_quote(selector.quote))


def _likeness(text: SearchText, quote: str, place: Place) -> float:
    keys = WordIndex(fold_quote(quote)).keys
    there = WordIndex(text.folded.text[slice(*place)]).keys
    if not keys or not there or len(there) > MOST_WORDS:
        return 0.0
    return likeness_of(keys, there)


def _why(match: Match, selector: TextQuoteSelector) -> str:
    count = len(match.among)
    if match.code == MOVED:
        given = [name for name in ("prefix", "suffix") if getattr(selector, name)]
        stand = "stand" if len(given) > 1 else "stands"
        return f"the {' and '.join(given)} no longer {stand} beside it"
    if match.code == AMBIGUOUS:
        return f"its words stand in {count} places now"
    if match.code == EXACT:
        return "the entry would pick another place of the same words now"
    where = "one place, not" if count == 1 else f"{count} places, none of them"
    return f"its words stand in {where} as the selector says"
