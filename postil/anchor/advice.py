"""Advice: what to tell an author whose selector has no single place, and what to paste."""

from collections.abc import Sequence
from dataclasses import dataclass

from postil.anchor.describe import distinguish, locate, show, surroundings
from postil.anchor.folding import Place, fold_quote
from postil.anchor.nearest import Near
from postil.anchor.text import SearchText
from postil.document import Image, Reading
from postil.format.records import TextQuoteSelector
from postil.read.yaml_quoting import quote_yaml

_MOST_PLACES = 10
"""How many places of an ambiguous quote are listed."""


@dataclass(frozen=True, slots=True)
class Advice:
    """A message, a hint, and the code that they belong to."""

    message: str
    hint: str
    code: str = ""


def advise_ambiguous(
    text: SearchText, selector: TextQuoteSelector, places: Sequence[Place]
) -> Advice:
    """Several places: each with the YAML that picks it."""
    message = f"the quote stands in {len(places)} places"
    return Advice(
        message, "add one of these lines below the quote:" + _list(text, selector, places)
    )


def advise_context(
    text: SearchText, selector: TextQuoteSelector, places: Sequence[Place]
) -> Advice:
    """The quote stands, but not with this prefix or suffix."""
    given = " and ".join(name for name in ("prefix", "suffix") if getattr(selector, name))
    if len(places) == 1:
        here = surroundings(text, places[0])
        return Advice(
            f"the {given} no longer stands beside the quote, which stands once and was taken",
            f"in {locate(text, places[0])}: {here}; remove the {given} or bring it up to date",
        )
    message = f"the quote stands in {len(places)} places, none of them with this {given}"
    return Advice(
        message, f"replace the {given} by one of these lines:" + _list(text, selector, places)
    )


def _list(text: SearchText, selector: TextQuoteSelector, places: Sequence[Place]) -> str:
    lines = []
    for place in places[:_MOST_PLACES]:
        line = distinguish(text, place, places)
        if selector.prefix and line.startswith("prefix") and len(places) < 2:
            line = f"occurrence: {places.index(place) + 1}"
        lines.append(f"\n{line}  # {locate(text, place)}: {surroundings(text, place)}")
    if len(places) > _MOST_PLACES:
        lines.append(f"\n# and {len(places) - _MOST_PLACES} places more, by occurrence")
    return "".join(lines)


def advise_missing(
    text: SearchText, selector: TextQuoteSelector, anywhere: Sequence[Place]
) -> Advice:
    """No place: the words stand inside longer words, were changed, or are lost."""
    if anywhere:
        inside = show(text, _whole_words(text, anywhere[0]))
        return Advice(
            f"the quote stands only inside longer words, in '{inside}'",
            f"quote whole words:\nquote: {quote_yaml(inside)}\nor add:\nwithin_word: true",
            "a-009",
        )
    near = text.words.nearest(fold_quote(selector.quote))
    if near is not None:
        return _advise_changed(text, selector, near)
    unseen = _find_unseen(text, fold_quote(selector.quote))
    hint = (
        f"these words are {unseen}, which is not part of the text"
        if unseen
        else ("nothing in the article is like them: quote other words, or delete the note")
    )
    return Advice("the quoted words do not stand in the article", hint, "a-001")


def _advise_changed(text: SearchText, selector: TextQuoteSelector, near: Near) -> Advice:
    words = show(text, near.place)
    if fold_quote(words).casefold() == fold_quote(selector.quote).casefold():
        what = "capitals and small letters differ"
    else:
        what = ", ".join(near.differences[:4]) or "other signs between the words"
    paste = f"quote: {quote_yaml(words)}"
    alike = text.places_of_words(words)
    if len(alike) > 1:
        paste += "\n" + distinguish(text, near.place, alike)
    return Advice(
        f"the quoted words do not stand in the article; something close does: {what}",
        f"in {locate(text, near.place)}; if that is what the note is about, write:\n{paste}",
        "a-003",
    )


def _whole_words(text: SearchText, place: Place) -> Place:
    """A place widened to the edges of words."""
    start, end = place
    while not text.is_word_edge(start):
        start -= 1
    while not text.is_word_edge(end):
        end += 1
    return start, end


def _find_unseen(text: SearchText, quote: str) -> str:
    """Whether a quote stands in what the page shows but the text does not hold."""
    for block in text.document.blocks:
        for atom in block.atoms:
            if isinstance(atom, Image) and quote in fold_quote(atom.alternative):
                return "an image's description"
            if isinstance(atom, Reading) and quote in fold_quote(atom.text):
                return "a ruby reading"
    return ""
