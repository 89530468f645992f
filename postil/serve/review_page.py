"""The page on which an author looks through the glossary of the whole library."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from urllib.parse import urlencode

from postil.deferred import dataclass
from postil.review import Reviewed, Suggestion, Use
from postil.serve.tools import REVIEW
from postil.serve.vocabulary import Own, Vocabulary

_MOST = 40
"""Places of an entry that are shown at once."""
_ENTRIES = 50
"""Entries on a page."""
_LISTED = 20
"""Items of a list above the entries."""
_LETTERS = 80
"""With more first letters than that, as in Chinese, none are shown."""
_SHOWN = {
    "all": "All entries",
    "open": "Not looked through yet",
    "unused": "Entries that are marked nowhere",
    "twice": "Words that are explained in two ways",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are to be shown."""

    show: str = "all"
    """One of the names above."""
    word: str = ""
    """Letters that stand in the headword, or the slug of an article."""
    start: int = 0
    """The number of the first, from 0."""


def wanted_of(show: str, word: str, start: str) -> Wanted:
    """What an address asks for; what makes no sense is left aside."""
    first = int(start) if start.isascii() and start.isdigit() and len(start) < 10 else 0
    return Wanted(show if show in _SHOWN else "all", word.strip()[:100], first)


def review_page(words: Vocabulary, wanted: Wanted = Wanted()) -> str:
    """The page, with as many entries as a person looks through at once."""
    found = _found(words, wanted)
    start = wanted.start if wanted.start < len(found) else 0
    shown = found[start : start + _ENTRIES]
    entries = "".join(_entry(one, words) for one in shown) or "<p>There are none.</p>"
    is_beginning = wanted == Wanted(start=start) and not start
    lists = "".join(_lists(words)) if is_beginning else ""
    more = _more(wanted, found, start)
    title = _SHOWN[wanted.show]
    return _page(
        f"{_ways(words, wanted)}{lists}<section><h2>{title}</h2>{more}{_letters(wanted, found)}"
        f"{entries}{more}</section>"
    )


def no_review_page() -> str:
    """The page where there is nothing to look through any more."""
    return _page("<p>The content folder is not there any more.</p>")


def _found(words: Vocabulary, wanted: Wanted) -> Sequence[Reviewed]:
    if wanted.show == "twice":
        some: Sequence[Reviewed] = [one for twice in words.twice for one in twice.entries]
    else:
        some = {"open": words.open, "unused": words.unused}.get(wanted.show, words.reviewed)
    letters = wanted.word.casefold()
    return [o for o in some if letters in o.entry.term.casefold() or wanted.word == o.slug]


def _ways(words: Vocabulary, wanted: Wanted) -> str:
    """The ways to other entries: by what is to be done about them, and by a word."""
    counts = {
        "all": len(words.reviewed),
        "open": len(words.open),
        "unused": len(words.unused),
        "twice": len(words.twice),
    }
    links = "".join(
        f'<li><a href="{_address(Wanted(name))}"{_current(name == wanted.show)}>{title}</a> '
        f"({counts[name]})</li>"
        for name, title in _SHOWN.items()
    )
    return (
        f'<nav aria-label="Entries"><ul class="pd-ways">{links}</ul></nav>'
        f'<form class="pd-acts" method="get" action="{REVIEW}" role="search">'
        f'<input type="hidden" name="show" value="{wanted.show}">'
        f'<label>Word, or name of an article <input name="word" value="{escape(wanted.word)}" '
        'autocomplete="off"></label> <button type="submit">Show</button></form>'
    )


def _current(is_current: bool) -> str:  # noqa: FBT001
    return ' aria-current="page"' if is_current else ""


def _address(wanted: Wanted) -> str:
    asked = {"show": wanted.show, "word": wanted.word, "from": str(wanted.start)}
    usual = {"show": "all", "word": "", "from": "0"}
    said = {name: value for name, value in asked.items() if value != usual[name]}
    return escape(f"{REVIEW}?{urlencode(said)}" if said else REVIEW)


def _more(wanted: Wanted, found: Sequence[Reviewed], start: int) -> str:
    """Which entries these are, and the way to those before and after them."""
    if len(found) <= _ENTRIES:
        return ""
    last = min(start + _ENTRIES, len(found))
    said = [f"{start + 1} to {last} of {len(found)}"]
    if start:
        before = Wanted(wanted.show, wanted.word, max(0, start - _ENTRIES))
        said.append(f'<a href="{_address(before)}" rel="prev">Those before</a>')
    if last < len(found):
        after = Wanted(wanted.show, wanted.word, last)
        said.append(f'<a href="{_address(after)}" rel="next">Those after</a>')
    return f'<p class="pd-acts">{" ".join(f"<span>{one}</span>" for one in said)}</p>'


def _letters(wanted: Wanted, found: Sequence[Reviewed]) -> str:
    """The first letters of headwords, each a way to the first entry that begins with it."""
    if len(found) <= _ENTRIES or wanted.show == "twice":
        return ""
    first: dict[str, int] = {}
    for number, one in enumerate(found):
        first.setdefault(one.entry.term[:1].upper(), number)
    if len(first) > _LETTERS:
        return ""
    links = "".join(
        f'<a href="{_address(Wanted(wanted.show, wanted.word, number))}">{escape(letter)}</a> '
        for letter, number in first.items()
    )
    return f'<p class="pd-acts" role="group" aria-label="First letters">{links}</p>'


def _lists(words: Vocabulary) -> Iterator[str]:
    """What wants a look first."""
    unused = [_name(one) for one in words.unused[:_LISTED]]
    yield _list("unused", unused, len(words.unused))
    twice = [f"<b>{escape(t.term)}</b>: {_where(t.entries)}" for t in words.twice[:_LISTED]]
    yield _list("twice", twice, len(words.twice))
    suggested = [_suggestion(one) for one in words.suggested]
    yield _section("Words that may want an entry", suggested)


def _list(name: str, items: Sequence[str], count: int) -> str:
    rest = f'<p><a href="{_address(Wanted(name))}">All {count}</a></p>'
    return _section(_SHOWN[name], items, rest if count > len(items) else "")


def _section(title: str, items: Sequence[str], rest: str = "") -> str:
    said = "".join(f"<li>{item}</li>" for item in items)
    listed = f"<ul>{said}</ul>" if said else "<p>None.</p>"
    return f"<section><h2>{title}</h2>{listed}{rest}</section>"


def _page(said: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<title>Look through the words</title><link rel="icon" href="data:,"></head><body>'
        '<main id="pd-review"><p><a href="/">All articles</a></p>'
        f"<h1>Look through the words</h1>{said}</main></body></html>\n"
    )


def _name(one: Reviewed) -> str:
    return f"<b>{escape(one.entry.term)}</b> in {_where([one])}"


def _where(several: Iterable[Reviewed]) -> str:
    return ", ".join(escape(_file(one)) for one in several)


def _file(one: Reviewed) -> str:
    place = one.entry.place.of()
    return f"{place.path}:{place.line}"


def _suggestion(one: Suggestion) -> str:
    return f'<a href="/{escape(one.slug)}/">{escape(one.words)}</a>: {escape(one.reason)}'


def _entry(one: Reviewed, words: Vocabulary) -> str:
    """An entry with its places, and what can be done with it where it is an article's own."""
    own = words.own(one)
    attributes = ""
    if own is not None:
        target = own.target
        attributes = (
            f' data-file="{escape(target.file)}" data-index="{target.index}"'
            f' data-digest="{target.digest}" data-article="{escape(one.slug)}"'
        )
    uses = "".join(_use(use, words.digests[use.slug], own) for use in one.uses[:_MOST])
    more = len(one.uses) - _MOST
    rest = f"<p>And {more} more places.</p>" if more > 0 else ""
    return (
        f"<article{attributes}><h3>{escape(one.entry.term)}</h3>"
        f"<p><small>{escape(_file(one))}</small></p>{_buttons(one, own) if own else _by_hand(one)}"
        f"<ul>{uses or '<li>It stands nowhere.</li>'}</ul>{rest}</article>"
    )


def _by_hand(one: Reviewed) -> str:
    """Where an entry that all articles share is changed."""
    place = one.entry.place.of()
    return (
        "<p>All articles share this entry, so it is changed by hand: in "
        f"<code>{escape(place.path)}</code>, line {place.line}. There <code>occurrence: all</code> "
        "marks every place, <code>forms</code> finds the word in other forms, and "
        "<code>except</code> keeps it away from a place.</p>"
    )


def _buttons(one: Reviewed, own: Own) -> str:
    first = "one" if own.mark == "one" else "first"
    marks = {first: "at its first place", "all": "at every place"}
    if own.mark == "here":
        marks["here"] = "only at chosen words"
    buttons = "".join(
        _mark(one, name, words, is_pressed=name == own.mark) for name, words in marks.items()
    )
    term, forms = escape(one.entry.term), escape("\n".join(one.entry.forms))
    return (
        f'<p class="pd-acts"><span>Marked</span> {buttons}{_acceptance(one, own)}</p>'
        f'<form class="pd-acts" data-forms="{forms}"><label>Another form <input name="form" '
        f'aria-label="Another form of {term}" autocomplete="off"></label> '
        '<button type="submit">Add</button></form>'
    )


def _acceptance(one: Reviewed, own: Own) -> str:
    """Whether somebody has looked at what is marked, and the button that says so."""
    if own.mark in ("first", "one") and one.is_used:
        is_accepted = own.mark == "one"
        return _mark(one, "first" if is_accepted else "one", "Accepted", is_pressed=is_accepted)
    return "<span>Accepted</span>" if one.is_accepted else ""


def _mark(one: Reviewed, name: str, words: str, *, is_pressed: bool) -> str:
    return (
        f'<button type="button" data-mark="{name}" aria-pressed="{str(is_pressed).lower()}">'
        f'{words}<span class="pd-vh">: {escape(one.entry.term)}</span></button>'
    )


def _use(use: Use, digest: str, own: Own | None) -> str:
    act = ""
    if own is not None:
        refused = use.state == "excepted"
        which = f'<span class="pd-vh">: {escape(use.before[-20:] + use.words)}</span>'
        if refused or own.mark != "here":  # chosen words are the only ones that it marks
            words = "Here after all" if refused else "Not here"
            act = (
                f' <button type="button" data-except="{str(not refused).lower()}">{words}'
                f"{which}</button>"
            )
        if use.state == "not marked":
            act += f' <button type="button" data-here>Only here{which}</button>'
    start, end = use.span
    return (
        f'<li data-start="{start}" data-end="{end}" data-text="{digest}" data-state="{use.state}">'
        f"{_place(use)} <b>{use.state}</b>: "
        f"<bdi>…{escape(use.before)}<mark>{escape(use.words)}</mark>{escape(use.after)}…</bdi>{act}</li>"
    )


def _place(use: Use) -> str:
    """Where a place is, as a link to its paragraph."""
    slug = escape(use.slug)
    if use.paragraph is None:
        return f'<a href="/{slug}/">{slug}</a>'
    return f'<a href="/{slug}/#p{use.paragraph}">{slug} ¶{use.paragraph}</a>'
