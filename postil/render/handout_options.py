"""How a handout is laid out: the command line before the article, the article before the site."""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Literal

from postil.deferred import dataclass
from postil.format.settings import ExerciseOptions, HandoutOptions


@dataclass(frozen=True, slots=True)
class Layout:
    """Every option of a handout, decided."""

    paper: Literal["A4", "Letter"] = "A4"
    large_print: bool = False
    spacing: Literal["standard", "wide"] = "standard"
    line_numbers: Literal["5", "1", "none"] = "5"
    notes: Literal["margin", "foot", "box", "none"] = "margin"
    language: str = ""
    """Of the notes; `` for the site's."""
    exercises: tuple[ExerciseOptions, ...] = ()
    seed: str = ""
    versions: tuple[str, ...] = ("A",)


def resolve(options: Iterable[HandoutOptions | None]) -> Layout:
    """The layout that options ask for; the first that says something decides."""
    layout = Layout()
    for given in reversed([o for o in options if o is not None]):
        said = {f.name: getattr(given, f.name) for f in fields(Layout)}
        layout = replace(layout, **{k: v for k, v in said.items() if v is not None and v != ""})
    return layout
