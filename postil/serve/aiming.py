"""Which places an entry is to mark: from words that were pointed at to a selector's fields."""

import hashlib
from collections.abc import Mapping
from typing import Any

from postil.anchor.quotes import QuoteMatcher
from postil.anchor.selecting import SELECTOR_FIELDS, Selected, select_words
from postil.anchor.text import SearchText
from postil.entries import Value
from postil.format.records import Entry
from postil.model import Span
from postil.render.selectors import page_text
from postil.serve.asking import Except, Fields, Place, Save
from postil.serve.inventory import Written, anchor_of
from postil.serve.refused import Refused
from postil.serve.trial import Judged

_OCCURRENCES: Mapping[str, Fields] = {"one": {"occurrence": 1}, "all": {"occurrence": "all"}}


def select(judged: Judged, place: Place) -> Selected:
    """The selector of a place. Raises Refused where the page showed another text."""
    document = judged.article.article.document
    text = page_text(document)
    if hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() != place.digest:
        raise Refused(
            409,
            "the article's text was changed since this page was made",
            "the page loads again by itself; then choose the words once more",
        )
    return _select_span(judged, (place.start, min(place.end, len(document.text))))


def selector_for(judged: Judged, ask: Save, written: Written | None) -> dict[str, Value]:
    """The selector's fields for an entry that is saved; `None` takes one out."""
    before = written.fields if written else {}
    chosen: Fields = _OCCURRENCES.get(ask.mark, {})
    if ask.section != "glossary":
        if ask.place is None:
            return {}
        chosen = select(judged, ask.place).fields
    elif ask.mark == "here" and (ask.place or mark_of(before) != "here"):
        chosen = _here(judged, ask, written)
    elif ask.mark in ("", mark_of(before)):
        return {}
    return replacing(before, chosen)


def replacing(before: Mapping[str, Any], chosen: Fields) -> dict[str, Value]:
    """A selector's fields in place of those that an entry has."""
    gone = [name for name in SELECTOR_FIELDS if name in before and name not in chosen]
    return {**dict.fromkeys(gone), **chosen}


def exceptions_for(judged: Judged, ask: Except, written: Written) -> list[Value]:
    """The exceptions of an entry, with one more, or without those that a place has."""
    said = written.fields.get("except", [])
    before: list[Value] = list(said) if isinstance(said, list) else [said]
    selected = select(judged, ask.place)
    if ask.is_refused:
        return [*before, dict(selected.fields)]
    text = SearchText.of(judged.article.article.document)
    anchor = anchor_of(judged, written)
    exceptions = (
        anchor.annotation.except_ if anchor and isinstance(anchor.annotation, Entry) else ()
    )
    matcher = QuoteMatcher(text, exceptions)
    return [
        value
        for value, selector in zip(before, exceptions, strict=True)
        if not any(
            start < selected.span[1] and selected.span[0] < end
            for start, end in matcher.match(selector, every=True).spans
        )
    ]


def mark_of(fields: Mapping[str, Any]) -> str:
    """Which places an entry marks, in the words of the form; `` for one by its number."""
    if fields.get("quote"):
        return "here"
    occurrence = fields.get("occurrence")
    if occurrence in (None, ""):
        return "first"
    return {"all": "all", "1": "one"}.get(str(occurrence), "")


def _here(judged: Judged, ask: Save, written: Written | None) -> Fields:
    """The words that were chosen, else those that an entry marks already."""
    if ask.place:
        return select(judged, ask.place).fields
    anchor = anchor_of(judged, written) if written else None
    if anchor is None or not anchor.spans:
        raise Refused(400, "no words of the text were chosen")
    return _select_span(judged, anchor.spans[0]).fields


def _select_span(judged: Judged, span: Span) -> Selected:
    selected = select_words(SearchText.of(judged.article.article.document), span)
    if selected is None:
        raise Refused(422, "these words cannot be told from others", "choose a few more, or fewer")
    return selected
