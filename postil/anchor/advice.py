"""Advice: what to tell an author whose selector has no single place, and what to paste."""

from collections.abc import Sequence
from dataclasses import replace

from postil.anchor.describe import distinguish, locate, show, surroundings
from postil.anchor.folding import Place, fold_quote
from postil.anchor.nearest import MOST_WORDS, Near
from postil.anchor.text import SearchText
from postil.deferred import dataclass
from postil.format.kinds import ALL
from postil.format.records import TextQuoteSelector
from postil.read.yaml_quoting import quote_yaml

_MOST_PLACES = 10
"""How many places of an ambiguous quote are listed."""


@dataclass(frozen=True, slots=True)
class Advice:
    """A message and a hint. A line of YAML in a hint takes the place of one of the same name."""

    message: str
    hint: str = ""


def advise_ambiguous(
    text: SearchText, selector: TextQuoteSelector, places: Sequence[Place]
) -> Advice:
    """Several places: each with the YAML that picks it."""
    longer = " (a prefix in place of the old one)" if selector.prefix else ""
    return Advice(
        f"the quote stands in {len(places)} places",
        f"add one of these lines below the quote{longer}:{_list(text, places)}",
    )


def advise_context(
    text: SearchText, selector: TextQuoteSelector, places: Sequence[Place]
) -> Advice:
    """The quote stands, but not with this prefix or suffix."""
    given = _and([name for name in ("prefix", "suffix") if getattr(selector, name)])
    if len(places) == 1:
        stand = "stand" if selector.prefix and selector.suffix else "stands"
        here = surroundings(text.folded.text, places[0])
        return Advice(
            f"the {given} no longer {stand} beside the quote, which stands once and was taken",
            f"in {locate(text, places[0])}: {here}; remove the {given} or bring it up to date",
        )
    gone = _and(_given(selector, ("prefix", "suffix", "occurrence")))
    return Advice(
        f"the quote stands in {len(places)} places, none of them with this {given}",
        f"write one of these lines in place of the {gone}:{_list(text, places)}",
    )


def advise_occurrence(
    text: SearchText, selector: TextQuoteSelector, places: Sequence[Place]
) -> Advice:
    """There are fewer places than the occurrence says."""
    count = "once" if len(places) == 1 else f"{len(places)} times"
    message = f"there is no occurrence {selector.occurrence}: the quote stands {count}"
    if len(places) == 1:
        return Advice(message, "leave the occurrence out")
    return Advice(
        message, f"write one of these lines in place of the occurrence:{_list(text, places)}"
    )


def advise_missing(
    text: SearchText, selector: TextQuoteSelector, anywhere: Sequence[Place]
) -> tuple[str, Advice]:
    """No place: the words stand inside longer words, were changed, or are lost. With the code."""
    if anywhere:
        return "a-009", _advise_inside(text, selector, anywhere)
    quote = fold_quote(selector.quote)
    near = text.words.nearest(quote)
    if near is not None and text.folded.text[slice(*near.place)] != quote:
        return "a-003", _advise_changed(text, selector, near)
    if quote in text.descriptions:
        hint = "these words are an image's description, which is not part of the text"
    elif quote in text.readings:
        hint = "these words are a ruby reading, which is not part of the text"
    elif len(quote.split()) > MOST_WORDS:
        hint = "so long a passage is better given by its first words, and its last as through"
    else:
        hint = "nothing in the article is like them: quote other words, or delete the note"
    return "a-001", Advice("the quoted words do not stand in the article", hint)


def _advise_inside(
    text: SearchText, selector: TextQuoteSelector, anywhere: Sequence[Place]
) -> Advice:
    place = next((p for p in anywhere if _fits(text, selector, p)), anywhere[0])
    longer = text.whole_words(place)
    gone, outer = _narrow(text, selector, longer)
    outer = [f"quote: {quote_yaml(show(text, longer))}", *outer]
    gone_inside, inner = _narrow(text, replace(selector, within_word=True), place)
    inner = ["within_word: true", *inner]
    return Advice(
        f"the quote stands only inside longer words, in '{show(text, longer)}'",
        f"quote whole words{_in_place('quote', gone)}:\n" + "\n".join(outer) + "\n"
        f"or add{_in_place('', gone_inside)}:\n" + "\n".join(inner),
    )


def _advise_changed(text: SearchText, selector: TextQuoteSelector, near: Near) -> Advice:
    place = text.whole_words(near.place)
    words = show(text, place)
    if words.lower() == " ".join(selector.quote.lower().split()):
        what = "capitals and small letters differ"
    else:
        what = ", ".join(near.differences[:4]) or "other signs between the words"
    gone, lines = _narrow(text, selector, place)
    lines = [f"quote: {quote_yaml(words)}", *lines]
    return Advice(
        f"the quoted words do not stand in the article; something close does: {what}",
        f"in {locate(text, place)}; if that is what the note is about, "
        f"write{_in_place('quote', gone)}:\n" + "\n".join(lines),
    )


def _narrow(
    text: SearchText, selector: TextQuoteSelector, place: Place
) -> tuple[list[str], list[str]]:
    """What of a selector does not hold at a place; and the YAML that tells its words there."""
    prefix, suffix = fold_quote(selector.prefix), fold_quote(selector.suffix)
    within = selector.within_word
    gone = []
    if not text.stands_beside(place, prefix, "", within_word=within):
        gone, prefix = ["prefix"], ""
    if not text.stands_beside(place, "", suffix, within_word=within):
        gone, suffix = [*gone, "suffix"], ""
    alike = [
        p
        for p in text.places_of_words(show(text, place), within_word=selector.within_word)
        if text.stands_beside(p, prefix, suffix, within_word=within)
    ]
    number = selector.occurrence
    if number and alike[number - 1 : number] != [place]:
        gone, number = [*gone, "occurrence"], None
    if number is None and len(alike) > 1:
        return gone, [distinguish(text, place, alike)]
    return gone, []


def _in_place(changed: str, gone: Sequence[str]) -> str:
    names = [changed, *gone] if changed else gone
    return f" in place of the {_and(names)}" if gone else ""


def _fits(text: SearchText, selector: TextQuoteSelector, place: Place) -> bool:
    prefix, suffix = fold_quote(selector.prefix), fold_quote(selector.suffix)
    return text.stands_beside(place, prefix, suffix, within_word=selector.within_word)


def _given(selector: TextQuoteSelector, names: Sequence[str]) -> list[str]:
    """Those of some fields that narrow a selector down; `occurrence: all` does not."""
    return [name for name in names if getattr(selector, name) not in ("", None, ALL)]


def _and(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _list(text: SearchText, places: Sequence[Place]) -> str:
    lines = [
        f"\n{distinguish(text, place, places)}"
        f"  # {locate(text, place)}: {surroundings(text.folded.text, place)}"
        for place in places[:_MOST_PLACES]
    ]
    if len(places) > _MOST_PLACES:
        lines.append(f"\n# and {len(places) - _MOST_PLACES} places more, by occurrence")
    return "".join(lines)
