"""What a build takes grows with its work: an article of a large site takes what it takes alone."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from kept_site import SLUGS, build, built_project

from postil.format.settings import BUILT_BY_DEFAULT
from postil.making import site


class Asked(Mapping[str, Any]):
    """What is known of all articles, where one may be asked for, and not all gone through."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        self._known = known

    def __getitem__(self, slug: str) -> Any:
        return self._known[slug]

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("an article went through all others")

    def __len__(self) -> int:
        raise AssertionError("an article counted all others")


class Untouched(tuple[Any, ...]):
    """The cards of all articles, which the pages of one have no use for."""

    __slots__ = ()

    def __iter__(self) -> Iterator[Any]:
        raise AssertionError("an article went through the cards of all")


@pytest.mark.parametrize("editions", [["web"], list(BUILT_BY_DEFAULT), ["docx", "anki"], ["epub"]])
def test_an_article_goes_through_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, editions: list[str]
) -> None:
    before, made = site.make_article, list[str]()

    def make_alone(frame: Any, opened: Any, joined: Any, others: Any) -> Any:
        made.append(opened.slug)
        seen = replace(joined, cards=Untouched(joined.cards), neighbours=Asked(joined.neighbours))
        return before(frame, opened, seen, Asked(others))

    project = built_project(tmp_path)
    monkeypatch.setattr(site, "make_article", make_alone)
    assert build(project, editions=editions).is_good
    assert set(made) == set(SLUGS)
