"""`postil reanchor`: survey a project, and write what is certain or was accepted."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path

from postil.deferred import dataclass
from postil.diagnostics import Diagnostic, has_errors
from postil.entries import ChangedMeanwhile, EditError, Replace, edit, load, save
from postil.entries.sheet import Sheet
from postil.errors import CommandError
from postil.keeping.anchors import Record, from_bytes, keep, recall, to_bytes
from postil.making.frame import Frame, open_frame
from postil.read.nodes import YamlList, YamlMap, YamlNode
from postil.read.yaml_reader import read_yaml
from postil.reanchor.judgement import State
from postil.reanchor.survey import Finding, Survey, survey_article, survey_shared
from postil.source import SourceFile
from postil.wish import Wish

Confirm = Callable[[Finding], int]
"""Asks a person, and gives the number of the choice that is taken, 1 where there is one proposal;
0 for none."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found, and what was done about it."""

    findings: tuple[Finding, ...]
    """In the order of their places; those that were written stand as they were before."""
    written: frozenset[Finding]
    failures: Mapping[str, str]
    """File → why what was to be written there was not."""
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong with the content beside its anchors."""

    @property
    def open(self) -> tuple[Finding, ...]:
        """What is still to be done, by a person."""
        return tuple(f for f in self.findings if f.is_fault and f not in self.written)

    @property
    def is_good(self) -> bool:
        """Whether nothing stands in the way of a build."""
        return not self.open and not self.failures and not has_errors(self.diagnostics)


def reanchor(
    content: Path,
    templates: Path | None = None,
    *,
    write: bool = False,
    accept: Collection[str] = (),
    confirm: Confirm = lambda finding: 0,
) -> Outcome:
    """What became of every anchor of a project.

    With `write`, what only moved is brought up to date in the YAML; `accept` are the ids of
    changed anchors that are taken as proposed, `confirm` is asked about the others.
    Raises SurroundingsError, and CommandError for an id that there is not.
    """
    content = content.absolute()
    frame, told = open_frame(content, templates, Wish(drafts=True))
    known = recall(content, frame.source.slugs)
    memories = {slug: from_bytes(known.get(slug, b"")) for slug in frame.source.slugs}
    surveys = _surveys(frame, memories)
    findings = _in_order(frame, surveys, memories)
    told += [d for survey in surveys for d in survey.diagnostics]
    _check_accepted(findings, accept)
    decided = [_decided(finding, accept, confirm, write=write) for finding in findings]
    findings = [finding for finding, _ in decided]
    chosen = [finding for finding, is_taken in decided if is_taken]
    written, failures = _write(content, chosen)
    if not has_errors(told):
        _remember(frame, memories, surveys, findings, written)
    return Outcome(tuple(findings), frozenset(written), failures, tuple(dict.fromkeys(told)))


def _surveys(frame: Frame, memories: Mapping[str, Record | None]) -> list[Survey]:
    surveyed = (survey_article(frame, slug, memory) for slug, memory in memories.items())
    return [survey for survey in surveyed if survey is not None]


def _in_order(
    frame: Frame, surveys: Iterable[Survey], memories: Mapping[str, Record | None]
) -> list[Finding]:
    own = [finding for survey in surveys for finding in survey.findings]
    shared = list(survey_shared(frame, memories))
    return sorted((*own, *shared), key=lambda f: (f.position, f.id))


def _check_accepted(findings: Iterable[Finding], accept: Collection[str]) -> None:
    known = {name for f in findings for name in _names(f)}
    for name in sorted(set(accept) - known):
        raise CommandError(f"there is no annotation '{name}'", "postil reanchor lists them")


def _names(finding: Finding) -> tuple[str, ...]:
    """How a finding may be named: its id, and its id in its article, with a choice's number."""
    names = finding.id, f"{finding.slug}#{finding.id}"
    numbers = range(1, len(finding.choices) + 1)
    return names + tuple(f"{name}={number}" for name in names for number in numbers)


def _decided(
    finding: Finding, accept: Collection[str], confirm: Confirm, *, write: bool
) -> tuple[Finding, bool]:
    """A finding, and whether it is to be written; of several choices, with the one taken."""
    if finding.state is State.MOVED:
        return finding, write and finding.can_be_taken
    if finding.state is not State.CHANGED:
        return finding, False
    named = [name for name in _names(finding) if name in accept]
    if numbered := [name for name in named if "=" in name]:
        return finding.chosen(int(numbered[0].rpartition("=")[2])), True
    if finding.can_be_taken and named:
        return finding, True
    number = confirm(finding) if write and (finding.can_be_taken or finding.choices) else 0
    if number and finding.choices:
        return finding.chosen(number), True
    return finding, bool(number)


def _write(content: Path, chosen: Sequence[Finding]) -> tuple[set[Finding], dict[str, str]]:
    """Write into each file what was chosen for it; all of it, or nothing with the reason."""
    written: set[Finding] = set()
    failures: dict[str, str] = {}
    for path in sorted({finding.file.path for finding in chosen}):
        of_file = [finding for finding in chosen if finding.file.path == path]
        changing = [finding for finding in of_file if finding.fields]
        try:
            if changing:
                _edit_file(content.parent / path, changing)
            written.update(of_file)
        except (EditError, ChangedMeanwhile) as error:
            failures[path] = str(error)
        except OSError as error:
            failures[path] = (error.strerror or str(error)).lower()
    return written, failures


def _edit_file(path: Path, findings: Sequence[Finding]) -> None:
    text, digest = load(path)
    if Sheet(text).text != findings[0].file.text:
        raise ChangedMeanwhile("the file was changed meanwhile")
    places = _indexes(findings[0].file)
    for finding in findings:
        section, index, item = places[finding.start]
        text = edit(text, Replace(section, index, finding.fields, item))
    save(path, text, digest)


_Address = tuple[str, int, tuple[str, int] | None]
"""A section, the number of an entry, and which of the places it must not attach to."""


def _indexes(file: SourceFile) -> dict[int, _Address]:
    """The address of every entry of a file, and of their exceptions, by where each begins."""
    tree, _ = read_yaml(file)
    pairs = tree.pairs if isinstance(tree, YamlMap) else ()
    found: dict[int, _Address] = {}
    for key, entries in pairs:
        for index, entry in enumerate(entries.items if isinstance(entries, YamlList) else ()):
            for number, exception in enumerate(_exceptions_of(entry)):
                found[exception.start] = key.text, index, ("except", number)
            found[entry.start] = key.text, index, None
    return found


def _exceptions_of(entry: YamlNode) -> Sequence[YamlNode]:
    pairs = entry.pairs if isinstance(entry, YamlMap) else ()
    value = next((value for key, value in pairs if key.text == "except"), None)
    if value is None:
        return ()
    return value.items if isinstance(value, YamlList) else (value,)


def _remember(
    frame: Frame,
    memories: Mapping[str, Record | None],
    surveys: Iterable[Survey],
    findings: Iterable[Finding],
    written: set[Finding],
) -> None:
    """Keep what the anchors stand on now, of articles of which nothing is open any more.

    Of others, that a person took a place as it is: what was known of that anchor is forgotten.
    """
    still_open = {f.slug for f in findings if f.is_fault and f not in written}
    written_in = {f.slug for f in written if f.fields}
    records = []
    for survey in surveys:
        old = memories.get(survey.slug)
        if survey.slug not in still_open:
            is_old = written_in.intersection({survey.slug, ""})  # of shared entries: no slug
            new = survey_article(frame, survey.slug, None) if is_old else survey
            records += [(survey.slug, new.record)] if new is not None else []
        elif old is not None and (taken := _taken_as_they_are(survey.slug, written)):
            spans = {key: spans for key, spans in old.spans.items() if key[:2] not in taken}
            records.append((survey.slug, to_bytes(Record(old.text, spans))))
    keep(frame.content, records)


def _taken_as_they_are(slug: str, written: Iterable[Finding]) -> set[tuple[str, str]]:
    return {(f.section, f.id) for f in written if f.slug == slug and not f.fields}
