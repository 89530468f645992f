"""Paging: how much a page that joins articles holds, and what goes on to the next one.

Weights are bytes of HTML, more or less, told from the lengths of texts: so the same things stand
on the same pages whoever asks, and nothing has to be rendered to know on which.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from postil.arrange.card import Card
from postil.arrange.context import Context
from postil.deferred import dataclass
from postil.format.records import Annotation, Entry, Event
from postil.format.texts import Texts

ROOM = 300_000
"""Bytes that a page has for what it lists. A thing that weighs more has a page to itself."""

_FRAME = 75
"""Bytes of the elements around a text, an address or a line of facts."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The pages that one part goes on over: this is page `number` of `count`, from 1."""

    number: int = 1
    count: int = 1


def fits(weight: int) -> bool:
    """Whether a page has room for all of it."""
    return weight <= ROOM


def fit(things: Iterable[T], weigh: Callable[[T], int]) -> bool:
    """Whether a page has room for all of them; no more are weighed than have room."""
    left = ROOM
    for thing in things:
        left -= weigh(thing)
        if left < 0:
            return False
    return True


def in_stretches(
    things: Iterable[T], weigh: Callable[[T], int]
) -> Iterator[tuple[Stretch, tuple[T, ...]]]:
    """Things in their order, as many to a page as it has room for."""
    pages: list[list[T]] = []
    left = -1
    for thing in things:
        weight = weigh(thing)
        if not pages or weight > left:
            pages.append([])
            left = ROOM
        pages[-1].append(thing)
        left -= weight
    for number, held in enumerate(pages, 1):
        yield Stretch(number, len(pages)), tuple(held)


def weigh_entry(entry: Entry, fragment: str) -> int:
    """What an entry says, without its uses; also as machines are told of it."""
    words = _size(entry.term, entry.original, entry.reading, entry.pronunciation, *entry.forms)
    weight = 4 * _FRAME + 3 * _size(fragment) + 2 * words + _said(entry)
    if entry.translations:
        weight += sum([_FRAME + _size(text) for _, text in entry.translations])
    return weight


def weigh_use(card: Card, controls: Sequence[str], context: Context) -> int:
    """The places in an article where an entry is used, the first with the words around it."""
    places = len(controls) * (_FRAME + _size(card.slug)) + _size(*controls)
    words = _size(card.front.title, context.before, context.words, context.after)
    return _FRAME + places + words


def weigh_listed(card: Card, name: str) -> int:
    """The place of an entry in the list beside a text in which it does not stand."""
    return 2 * _FRAME + _size(card.front.title, card.slug, name)


def weigh_ids(names: Iterable[str]) -> int:
    """Further ids of something, each an element."""
    return sum([_FRAME // 2 + _size(name) for name in names])


def weigh_event(event: Event, card: Card) -> int:
    """An event as one article tells it."""
    told = _texts(event.event) + _size(event.id, card.front.title)
    return 3 * _FRAME + 2 * _size(event.id, card.slug) + told + _said(event)


def weigh_card(card: Card) -> int:
    """An article in the list of them."""
    front = card.front
    more = [text for text in (front.subtitle, front.summary, front.image, front.level) if text]
    named = 2 * _size(front.title) + 3 * _size(card.slug)
    return 2 * _FRAME + named + sum(_FRAME + _size(text) for text in more)


def _said(annotation: Entry | Event) -> int:
    """What an annotation says, who says so, and where it can be checked."""
    body = annotation.definition if isinstance(annotation, Entry) else annotation.note
    return _texts(body) + _credit(annotation)


def _credit(annotation: Annotation) -> int:
    facts = _size(annotation.by, annotation.as_of)
    return facts + sum([2 * _FRAME + _size(cited.at) for cited in annotation.sources])


def _texts(texts: Texts | None) -> int:
    return sum([_FRAME + _size(text) for _, text in texts.by_language]) if texts else 0


def _size(*texts: str) -> int:
    text = "".join(texts)
    return len(text) if text.isascii() else len(text.encode())
