"""The author's desk: writes what a page asks for into the YAML, after trying it in memory.

Nothing is overwritten that changed since the page saw it, nothing is written that would make a
new error, and only annotation files of an article's own folder are ever touched.
"""

from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from postil.anchor.folding import fold_quote
from postil.anchor.selecting import SELECTOR_FIELDS
from postil.deferred import dataclass
from postil.entries import Add, Edit, EditError, Remove, Replace, Value, edit
from postil.model import Anchor
from postil.render.voice import KIND_LABELS
from postil.serve import asking
from postil.serve.aiming import exceptions_for, mark_of, replacing, select, selector_for
from postil.serve.asking import Ask, Fields, Target
from postil.serve.beginning import begin
from postil.serve.fields import changed, fragment_of, in_order, title_of
from postil.serve.files import File, Step, Steps, file_for, open_file
from postil.serve.inventory import (
    Json,
    Written,
    anchor_of,
    anchor_with,
    excerpt,
    position_of,
    written_as,
    written_at,
)
from postil.serve.refused import Refused, problems_as_json
from postil.serve.trial import Judged, judge_article, judge_edit, new_errors, new_warnings

_NAMES = ("person", "place", "organisation")
_NOTES = ("context", "commentary", "translation", "emendation", *_NAMES)
_WORDS = ("term", *_NAMES)
_TAKEN = "y-010"
"""The code of an id that another annotation has, and of which another was made."""


@dataclass
class Desk:
    """Does what pages ask for, one thing after the other."""

    content: Path
    """The content folder, absolute."""
    fonts: tuple[Path, ...] = ()
    """Folders of the site's own fonts."""
    steps: Steps = field(default_factory=Steps)
    """What was written, the last last: to be taken back."""

    def do(self, ask: Ask) -> Json:
        """Do what is asked. Raises Refused, with everything as it was before."""
        doers: Mapping[type[Any], Callable[[Any], Json]] = {
            asking.Look: self._look,
            asking.Point: self._point,
            asking.Open: self._open,
            asking.Save: self._save,
            asking.Move: self._move,
            asking.Delete: self._delete,
            asking.Except: self._except,
            asking.Undo: self._undo,
            asking.Begin: lambda asked: begin(self.content, asked),
        }
        return doers[type(ask)](ask)

    def _judge(self, slug: str) -> Judged:
        try:
            judged = judge_article(self.content, slug)
        except OSError:
            raise Refused(404, "the content folder is not there any more") from None
        if judged is None:
            raise Refused(404, f"there is no article '{slug[:80]}'")
        return judged

    def _look(self, ask: asking.Look) -> Json:
        said: Json = {"undo": self.steps.title}
        if not ask.article:
            return said
        judged = self._judge(ask.article)
        config = judged.site.library.config
        own = [
            {"name": kind.name, "label": kind.label.first if kind.label else kind.name}
            for kind in config.kinds
        ]
        return {
            **said,
            "kinds": {"notes": _known(*_NOTES) + own, "glossary": _known(*_WORDS) + own},
        }

    def _point(self, ask: asking.Point) -> Json:
        judged = self._judge(ask.article)
        selected = select(judged, ask.place)
        start, end = selected.span
        return {"start": start, "end": end, "words": selected.words, "selector": selected.fields}

    def _open(self, ask: asking.Open) -> Json:
        judged = self._judge(ask.article)
        anchor = anchor_with(judged, ask.id, ask.at)
        if anchor is None:
            raise Refused(404, "this entry is not in the files any more")
        if anchor.is_shared:
            place = anchor.annotation.place.of()
            raise Refused(
                409,
                "this entry is shared by all articles",
                f"change it in {place.path}:{place.line}",
            )
        written = written_as(judged, anchor.annotation)
        if written is None:
            raise Refused(409, f"{anchor.annotation.place.file.path} has errors; mend them first")
        return self._described(judged, written, anchor)

    def _described(self, judged: Judged, written: Written, anchor: Anchor | None) -> Json:
        """An entry as the page needs it."""
        text = judged.article.article.document.text
        spans = anchor.spans if anchor else ()
        file = open_file(self.content, judged, written.file)
        return {
            "target": {
                "file": written.file,
                "section": written.section,
                "index": written.index,
                "digest": file.digest,
            },
            "at": str(position_of(judged, written)),
            "fields": {k: v for k, v in written.fields.items() if k not in SELECTOR_FIELDS},
            "quote": written.fields.get("quote", ""),
            "mark": mark_of(written.fields) if written.section == "glossary" else "",
            "words": " ".join(text[slice(*spans[0])].split()) if spans else "",
            "spans": [list(span) for span in spans],
        }

    def _save(self, ask: asking.Save) -> Json:
        judged = self._judge(ask.article)
        if ask.target is None:
            return self._add(judged, ask)
        file, written = self._aimed(judged, ask.target, ask.fields)
        fields = changed(written.fields, ask.fields)
        fields |= selector_for(judged, ask, written)
        if not fields:
            return {"said": "Nothing was changed.", "unchanged": True}
        change = Replace(written.section, written.index, fields)
        return self._write(judged, file, change, "changed")

    def _add(self, judged: Judged, ask: asking.Save) -> Json:
        file = file_for(self.content, judged, ask.section)
        fields = {**_given(ask.fields), **selector_for(judged, ask, None)}
        change = Add(ask.section, in_order(ask.section, fields))
        if ask.section == "glossary" and ask.place and "forms" not in fields:
            change = self._with_form(judged, ask, file, change)
        return self._write(judged, file, _named(judged, file, change), "added")

    def _with_form(self, judged: Judged, ask: asking.Save, file: File, change: Add) -> Add:
        """With the words that were pointed at as a form, where the entry would not find them."""
        assert ask.place is not None
        words = select(judged, ask.place).words
        term = change.fields.get("term")
        if not isinstance(term, str) or fold_quote(term) == fold_quote(words):
            return change
        anchor = _added(judged, file, change)[1]
        if anchor is None or anchor.spans:
            return change
        return Add(change.section, in_order("glossary", {**change.fields, "forms": [words]}))

    def _move(self, ask: asking.Move) -> Json:
        judged = self._judge(ask.article)
        file, written = self._aimed(judged, ask.target, {})
        if ask.place is None and written.section not in ("timeline", "questions"):
            raise Refused(400, "this entry needs words of the text")
        chosen = select(judged, ask.place).fields if ask.place else {}
        fields = replacing(written.fields, chosen)
        change = Replace(written.section, written.index, fields)
        return self._write(judged, file, change, "moved")

    def _delete(self, ask: asking.Delete) -> Json:
        judged = self._judge(ask.article)
        file, written = self._aimed(judged, ask.target, {})
        return self._write(judged, file, Remove(written.section, written.index), "deleted")

    def _except(self, ask: asking.Except) -> Json:
        judged = self._judge(ask.article)
        file, written = self._aimed(judged, ask.target, {})
        exceptions = exceptions_for(judged, ask, written)
        change = Replace(written.section, written.index, {"except": exceptions or None})
        return self._write(judged, file, change, "changed")

    def _undo(self, ask: asking.Undo) -> Json:
        return {"said": self.steps.take_back(self.content), "undo": self.steps.title}

    def _aimed(self, judged: Judged, target: Target, mine: Fields) -> tuple[File, Written]:
        """The entry that the page saw, if its file is still the same; else both versions."""
        if judged.file(target.file) is None:
            raise Refused(404, "there is no such annotation file in this article")
        file = open_file(self.content, judged, target.file)
        written = written_at(judged, target.file, target.section, target.index)
        if file.digest == target.digest and written is not None:
            return file, written
        anchor = anchor_of(judged, written) if written else None
        yours = _given(mine)
        if yours and written is not None:  # the words that it stays tied to are said with it
            tied = {k: v for k, v in written.fields.items() if k in SELECTOR_FIELDS}
            yours = in_order(target.section, {**tied, **yours})
        raise Refused(
            409,
            f"{target.file} was changed since this page read it; nothing was written",
            "look at both versions, then keep the file's or write yours over it",
            {
                "theirs": excerpt(judged, written) if written else "",
                "yours": _edited("", Add(target.section, yours)).strip() if yours else "",
                "entry": self._described(judged, written, anchor) if written else None,
            },
        )

    def _write(self, judged: Judged, file: File, change: Edit, done: str) -> Json:
        """Try an edit, and write it if all is well."""
        text = _edited(file.start, change)
        after = judge_edit(judged, file.path, text)
        errors = new_errors(judged, after, self.fonts)
        if errors:
            message = "this was not written: the page could not be built with it"
            raise Refused(422, message, problems=errors)
        added = _entry_after(after, file.path, change)
        anchor = anchor_of(after, added) if added else None
        seen = anchor or _anchor_before(judged, file, change)
        title = f"{title_of(seen.annotation)} {done}" if seen else f"entry {done}"
        file.save(text)
        self.steps.keep(Step(file, text, f"{title} in {judged.raw.slug}"))
        return {
            "said": f"{title[:1].upper()}{title[1:]}, in {file.path}.",
            "warnings": problems_as_json(new_warnings(judged, after)),
            "fragment": _fragment(anchor) if anchor else "",
            "undo": self.steps.title,
        }


def _known(*names: str) -> list[Json]:
    """Kinds that every site has, by the labels that readers see."""
    return [{"name": name, "label": KIND_LABELS[name]} for name in names]


def _given(fields: Fields) -> dict[str, Value]:
    """Those of a form's fields in which something was written."""
    return {name: v for name, v in fields.items() if v not in (None, "", [], {}, False)}


def _edited(text: str, change: Edit) -> str:
    try:
        return edit(text, change)
    except EditError as error:
        raise Refused(409, str(error)) from None


def _added(judged: Judged, file: File, change: Add) -> tuple[Judged, Anchor | None]:
    """The article with a new entry, and the annotation that it would be."""
    after = judge_edit(judged, file.path, _edited(file.start, change))
    written = _entry_after(after, file.path, change)
    return after, anchor_of(after, written) if written else None


def _named(judged: Judged, file: File, change: Add) -> Add:
    """With an id of its own, where another entry has the words that one would be made of."""
    after, anchor = _added(judged, file, change)
    if anchor is None or not any(d.code == _TAKEN for d in new_warnings(judged, after)):
        return change
    named = {**change.fields, "id": anchor.annotation.id}
    return Add(change.section, in_order(change.section, named))


def _anchor_before(judged: Judged, file: File, change: Edit) -> Anchor | None:
    """The annotation that an edit is about, as it was before."""
    if isinstance(change, Add):
        return None
    written = written_at(judged, file.path, change.section, change.index)
    return anchor_of(judged, written) if written else None


def _fragment(anchor: Anchor) -> str:
    return fragment_of(anchor.annotation, is_marked=bool(anchor.spans))


def _entry_after(after: Judged, path: str, change: Edit) -> Written | None:
    """The entry that an edit wrote."""
    if isinstance(change, Replace):
        return written_at(after, path, change.section, change.index)
    if isinstance(change, Remove):
        return None
    index = 0
    while written_at(after, path, change.section, index):
        index += 1
    return written_at(after, path, change.section, index - 1)
