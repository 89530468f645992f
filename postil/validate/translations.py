"""Translations: texts that are not there in one of the languages that the site offers.

A list of what is left to do, not of faults: `postil check` tells it, a build does not.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from postil.catalogue import diagnose
from postil.diagnostics import Diagnostic
from postil.format.bodies import bodies_of
from postil.format.declare import Place
from postil.format.records import Annotation, Question
from postil.format.settings import SiteConfig
from postil.format.texts import Texts
from postil.model import Library


def check_translations(library: Library) -> Iterator[Diagnostic]:
    """Tell every annotation, and every text of `site.yaml`, that lacks one of `languages`."""
    config = library.config
    if len(config.languages) < 2:
        return
    yield from _check_site(config)
    annotations: list[Annotation] = list(library.entries)
    for article in library.articles:
        annotations += (*article.entries, *article.notes, *article.events, *article.questions)
    for annotation in annotations:
        yield from _tell(f"'{annotation.id}'", _texts_of(annotation), annotation.place, config)


def _check_site(config: SiteConfig) -> Iterator[Diagnostic]:
    texts = [("title", config.title), ("description", config.description)]
    written = [(n, t) for n, t in texts if t is not None and n in config.place.values]
    yield from _tell("the site", written, config.place, config)
    for kind in config.kinds:
        if kind.label is not None:
            yield from _tell(f"the kind '{kind.name}'", [("label", kind.label)], kind.place, config)


def _texts_of(annotation: Annotation) -> Iterator[tuple[str, Texts]]:
    for name, texts in bodies_of(annotation):
        is_word_of_ours = isinstance(annotation, Question) and annotation.type == "truefalse"
        if not (is_word_of_ours and name == "answer"):
            yield name, texts


def _tell(
    who: str, texts: Iterable[tuple[str, Texts]], place: Place, config: SiteConfig
) -> Iterator[Diagnostic]:
    fields: dict[str, list[str]] = defaultdict(list)  # field → the languages that it lacks
    for name, given in texts:
        lacking = [tag for tag in config.languages if tag not in given.languages]
        fields[name] += (tag for tag in lacking if tag not in fields[name])
    by_languages: dict[str, list[str]] = defaultdict(list)
    for name, lacking in fields.items():
        if lacking:
            by_languages[_listed(lacking)].append(name)
    if not by_languages:
        return
    said = [f"no {_listed(names)} in {tags}" for tags, names in by_languages.items()]
    first = next(name for name, lacking in fields.items() if lacking)
    text = "[..]" if first == "choices" else ".."
    sample = ", ".join(f"{tag}: {text}" for tag in config.languages)
    hint = f"write it by language, {first}: {{{sample}}}"
    yield diagnose("y-013", place.of(first), f"{who} has {', '.join(said)}", hint)


def _listed(words: Sequence[str]) -> str:
    """`a, b and c`."""
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last
