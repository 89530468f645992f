"""Random articles in Markdown, each made together with the text that it must have."""

from dataclasses import dataclass

from hypothesis import strategies as st

WORDS = ["red", "line", "the", "strait", "Team", "Alpha", "non-red", "Taiwan's", "10.5", "“so”"]
WORDS += ["賴清德", "非紅供應鏈", "テレビ", "대만", "naïve", "…", "e\u0301t", "👩\u200d👧", "x-1"]


@dataclass(frozen=True)
class Piece:
    """A piece of Markdown and its text."""

    markdown: str
    text: str


@dataclass(frozen=True)
class Article:
    """Markdown, and the text of each block."""

    markdown: str
    blocks: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.blocks)


def _join(pieces: list[Piece], space: str = " ") -> Piece:
    return Piece(space.join(p.markdown for p in pieces), space.join(p.text for p in pieces))


def _wrap(before: str, piece: Piece, after: str) -> Piece:
    return Piece(before + piece.markdown + after, piece.text)


def _some(pieces: st.SearchStrategy[Piece], most: int = 4) -> st.SearchStrategy[Piece]:
    return st.lists(pieces, min_size=1, max_size=most).map(_join)


word = st.sampled_from(WORDS).map(lambda w: Piece(w, w))
in_line = st.one_of(
    word,
    word,
    _some(word).map(lambda run: _wrap("`", run, "`")),
    st.sampled_from(
        [
            Piece("&amp;", "&"),
            Piece("a&nbsp;b", "a\u00a0b"),
            Piece(r"\*red\*", "*red*"),
            Piece("<b>red</b>", "<b>red</b>"),
            Piece("![a red boat](boat.png)", ""),
            Piece("<https://example.org/a>", "https://example.org/a"),
        ]
    ),
)
broken = st.one_of(
    in_line,
    in_line,
    st.sampled_from(
        [
            Piece("red\nline", "red line"),
            Piece("red\\\nline", "red line"),
            Piece("賴清德\n說", "賴清德 說"),
        ]
    ),
)
own = st.sampled_from(
    [
        Piece("{薩摩|さつま}", "薩摩"),
        Piece("{薩|さつ}{摩|ま}藩", "薩摩藩"),
        Piece("[le *strait* red]{lang=fr}", "le strait red"),
    ]
)


def _marked(pieces: st.SearchStrategy[Piece]) -> st.SearchStrategy[Piece]:
    """Pieces with emphasis, strong emphasis and links around them."""
    emphasised = st.one_of(pieces, _some(pieces).map(lambda p: _wrap("_", p, "_")))
    strong = st.one_of(emphasised, _some(emphasised, 3).map(lambda p: _wrap("**", p, "**")))
    no_autolink = strong.filter(lambda p: "<https" not in p.markdown)
    link = _some(no_autolink, 3).map(lambda p: _wrap("[", p, '](https://example.org "red")'))
    return st.one_of(strong, strong, link)


def _blocks(pieces: st.SearchStrategy[Piece], short: st.SearchStrategy[Piece]):
    """Lists of blocks' Markdown with the texts of the blocks in them."""
    paragraph = _some(_marked(pieces), 8)
    line = _some(_marked(short), 3)
    lists = st.lists(paragraph, min_size=1, max_size=3)
    rows = st.lists(st.tuples(line, line), min_size=1, max_size=3)
    code = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map("\n".join)
    return st.one_of(
        paragraph.map(lambda p: (p.markdown, [p.text])),
        paragraph.map(lambda p: (p.markdown, [p.text])),
        line.map(lambda p: (f"## {p.markdown}", [p.text])),
        paragraph.map(lambda p: (f"> {p.markdown}", [p.text])),
        lists.map(lambda ps: ("\n".join(f"- {p.markdown}" for p in ps), [p.text for p in ps])),
        lists.map(lambda ps: ("\n\n".join(f"1. {p.markdown}" for p in ps), [p.text for p in ps])),
        code.map(lambda text: (f"```red\n{text}\n```", [f"{text}\n"])),
        rows.map(lambda cells: (_table(cells), [p.text for pair in cells for p in pair])),
    )


def _table(rows: list[tuple[Piece, Piece]]) -> str:
    head, *body = [f"| {a.markdown} | {b.markdown} |" for a, b in rows]
    return "\n".join([head, "|---|---|", *body])


def articles(*, with_own: bool = True) -> st.SearchStrategy[Article]:
    """Articles; `with_own` with Postil's own syntax in them."""
    pieces = st.one_of(broken, broken, broken, own) if with_own else broken
    blocks = st.lists(_blocks(pieces, in_line), min_size=1, max_size=5)
    return blocks.map(
        lambda bs: Article(
            "\n\n".join(markdown for markdown, _ in bs),
            tuple(text for _, texts in bs for text in texts),
        )
    )
