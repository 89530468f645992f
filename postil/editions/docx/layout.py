"""How the Word file of one article is laid out; sizes in half points or twentieths of one."""

from typing import Literal

from postil.arrange.reader import ArrangedArticle
from postil.deferred import dataclass
from postil.render.handout_options import Layout, resolve
from postil.render.press import Press

_PAPER = {"A4": (11906, 16838), "Letter": (12240, 15840)}
_MARGIN = 1304  # 2.3 cm: room for line numbers and paragraph numbers
_SIZE, _LARGE = 22, 36
_STEP = 425

WordNotes = Literal["footnotes", "comments", "box", "none"]


@dataclass(frozen=True, slots=True)
class Page:
    """The options of a handout, as a word processor needs them."""

    width: int
    height: int
    margin: int
    size: int
    """Of the text, in half points."""
    is_wide: bool
    """More room between letters and lines."""
    line_numbers: int
    """At every so many lines; 0 for none."""
    notes: WordNotes
    language: str
    """Of the notes; `` for the site's."""

    @property
    def step(self) -> int:
        """The indent of a list."""
        return round(_STEP * self.size / _SIZE)

    @property
    def measure(self) -> int:
        """The length of a line."""
        return self.width - 2 * self.margin


def lay_out(press: Press, arranged: ArrangedArticle) -> Page:
    """The layout of an article: what it says itself comes before what the site says."""
    own, site = arranged.anchored.article.front.handout, press.site.library.config.handout
    layout = resolve((press.handout, own, site))
    chosen = next(
        (o.word_notes for o in (press.handout, own, site) if o and o.word_notes), "footnotes"
    )
    width, height = _PAPER[layout.paper]
    return Page(
        width,
        height,
        _MARGIN,
        _LARGE if layout.large_print else _SIZE,
        layout.spacing == "wide",
        0 if layout.line_numbers == "none" else int(layout.line_numbers),
        _notes(layout, chosen),
        layout.language,
    )


def _notes(layout: Layout, chosen: str) -> WordNotes:
    """`margin` and `foot` are the same to Word: it is `word_notes` that tells them apart."""
    if layout.notes in ("box", "none"):
        return "box" if layout.notes == "box" else "none"
    return "comments" if chosen == "comments" else "footnotes"
