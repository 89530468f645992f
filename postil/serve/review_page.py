"""The page on which an author looks through the glossary of the whole library."""

import hashlib
from collections.abc import Iterable
from html import escape
from pathlib import Path

from postil.anchor.anchoring import anchor_library
from postil.model import AnchoredArticle
from postil.read.library import ArticleSource, YamlSource, read_library
from postil.render.selectors import page_text
from postil.review import Reviewed, Suggestion, Use, review, said_twice, suggest, unused
from postil.serve.aiming import mark_of
from postil.serve.inventory import Written, entries_of
from postil.validate import validate_library

_MOST = 40
"""Places of an entry that are shown at once."""
_MARKS = {"first": "at its first place", "all": "at every place", "here": "only at chosen words"}


def review_page(content: Path) -> str:
    """The page, of the content as it is on the disk now."""
    try:
        source, _ = read_library(content)
    except OSError:
        return _page("<p>The content folder is not there any more.</p>")
    library, _ = validate_library(source, content.name, drafts=True)
    anchored, _ = anchor_library(library)
    reviewed = review(anchored.articles, library.entries)
    by_slug = {raw.slug: raw for raw in source.articles}
    digests = {a.article.slug: _digest_of_text(a) for a in anchored.articles}
    entries = "".join(_entry(one, by_slug.get(one.slug), content, digests) for one in reviewed)
    parts = [
        _list("Entries that are marked nowhere", map(_name, unused(reviewed))),
        _list(
            "Words that are explained in two ways",
            (f"<b>{escape(t.term)}</b>: {_where(t.entries)}" for t in said_twice(reviewed)),
        ),
        _list(
            "Words that may want an entry",
            map(_suggestion, suggest(anchored.articles, library.entries)),
        ),
        f"<section><h2>All entries</h2>{entries or '<p>There are none yet.</p>'}</section>",
    ]
    return _page("".join(parts))


def _page(said: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<title>Look through the words</title><link rel="icon" href="data:,"></head><body>'
        '<main id="pd-review"><p><a href="/">All articles</a></p>'
        f"<h1>Look through the words</h1>{said}</main></body></html>\n"
    )


def _list(title: str, items: Iterable[str]) -> str:
    said = "".join(f"<li>{item}</li>" for item in items)
    return f"<section><h2>{title}</h2>" + (
        f"<ul>{said}</ul></section>" if said else "<p>None.</p></section>"
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


def _entry(one: Reviewed, raw: ArticleSource | None, content: Path, digests: dict[str, str]) -> str:
    """An entry with its places, and what can be done with it where it is an article's own."""
    found = _written(one, raw)
    attributes, buttons = "", ""
    if found is not None:
        written = found
        digest = hashlib.sha256((content.parent / written.file).read_bytes()).hexdigest()
        attributes = (
            f' data-file="{escape(written.file)}" data-index="{written.index}"'
            f' data-digest="{digest}" data-article="{escape(one.slug)}"'
        )
        buttons = _buttons(one, mark_of(written.fields))
    uses = "".join(_use(use, digests[use.slug], can_act=bool(found)) for use in one.uses[:_MOST])
    more = len(one.uses) - _MOST
    rest = f"<p>And {more} more places.</p>" if more > 0 else ""
    owner = "" if one.slug else " <small>shared by all articles: changed in its file</small>"
    return (
        f"<article{attributes}><h3>{escape(one.entry.term)}</h3><p><small>{escape(_file(one))}"
        f"</small>{owner}</p>{buttons}"
        f"<ul>{uses or '<li>It stands nowhere.</li>'}</ul>{rest}</article>"
    )


def _buttons(one: Reviewed, mark: str) -> str:
    term = escape(one.entry.term)
    marks = "".join(
        f'<button type="button" data-mark="{name}" aria-pressed="{str(name == mark).lower()}">'
        f'{words}<span class="pd-vh">: {term}</span></button>'
        for name, words in _MARKS.items()
        if name != "here" or mark == "here"
    )
    forms = escape("\n".join(one.entry.forms))
    return (
        f'<p class="pd-acts"><span>Marked</span> {marks}</p>'
        f'<form class="pd-acts" data-forms="{forms}"><label>Another form <input name="form" '
        f'aria-label="Another form of {term}" autocomplete="off"></label> '
        '<button type="submit">Add</button></form>'
    )


def _use(use: Use, digest: str, *, can_act: bool) -> str:
    act = ""
    if can_act:
        refused = use.state == "excepted"
        words = "Here after all" if refused else "Not here"
        act = (
            f' <button type="button" data-except="{str(not refused).lower()}">{words}'
            f'<span class="pd-vh">: {escape(use.before[-20:] + use.words)}</span></button>'
        )
        if use.state == "not marked":
            act += (
                f' <button type="button" data-here>Only here<span class="pd-vh">: '
                f"{escape(use.before[-20:] + use.words)}</span></button>"
            )
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


def _written(one: Reviewed, raw: ArticleSource | None) -> Written | None:
    """Where an article's own entry is written."""
    place = one.entry.place
    files: Iterable[YamlSource] = raw.annotations if raw else ()
    for yaml in files:
        if yaml.file.path == place.file.path:
            return next((e for e in entries_of(yaml) if e.node.start == place.start), None)
    return None


def _digest_of_text(anchored: AnchoredArticle) -> str:
    text = page_text(anchored.article.document)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
