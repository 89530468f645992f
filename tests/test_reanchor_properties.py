"""What `postil reanchor` never does, whatever was edited. The judge looks for plain words."""

import random
import re
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import postil
from postil.anchor.folding import fold
from postil.anchor.text import SearchText
from postil.document import Document
from postil.keeping.anchors import Record
from postil.reanchor.command import reanchor
from postil.reanchor.kept import touched
from postil.reanchor.trail import Trail

WORDS = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in ("ar", "el", "in", "ov") for c in "aeiou"]


class Article:
    """Paragraphs of words, each of which stands once, and notes with what stood before them."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        words = self.rng.sample(WORDS, 90)
        self.paragraphs = [words[i : i + 15] for i in range(0, 75, 15)]
        self.others = words[75:]
        self.quotes = []
        lines = ["notes:"]
        for number, paragraph in enumerate(self.paragraphs):
            first = self.rng.randint(2, 8)
            length = self.rng.randint(1, 6)
            quote = " ".join(paragraph[first : first + length])
            self.quotes.append(quote)
            lines += [f"  - quote: {quote}  # {number}", "    note: N", f"    id: n{number}"]
            if number % 2:
                lines.insert(-1, f"    prefix: {paragraph[first - 1]}")
        self.yaml = "\n".join(lines) + "\n"

    @property
    def text(self) -> str:
        return "\n\n".join(" ".join(paragraph) for paragraph in self.paragraphs)

    def put_new_words_before_quotes(self) -> int:
        """Gives how many prefixes do not stand any more."""
        changed = 0
        for number, paragraph in enumerate(self.paragraphs):
            if number % 2 and self.rng.random() < 0.7:
                at = paragraph.index(self.quotes[number].split()[0])
                paragraph[at - 1] = self.others.pop()
                changed += 1
        return changed

    def edit(self) -> None:
        for _ in range(self.rng.randint(1, 12)):
            kind = self.rng.choice(("out", "in", "other", "copy", "move", "paragraph"))
            paragraph = self.rng.choice(self.paragraphs)
            at = self.rng.randrange(len(paragraph))
            if kind == "out" and len(paragraph) > 3:
                del paragraph[at : at + self.rng.randint(1, 3)]
            elif kind == "in":
                paragraph.insert(at, self.rng.choice(self.others))
            elif kind == "other":
                paragraph[at] = self.rng.choice(self.others)
            elif kind == "copy":
                self.rng.choice(self.paragraphs)[:0] = paragraph[at : at + 4]
            elif kind == "move" and len(paragraph) > 3:
                self.rng.choice(self.paragraphs).append(paragraph.pop(at))
            elif kind == "paragraph":
                self.rng.shuffle(self.paragraphs)


def write(folder: Path, article: Article) -> None:
    place = folder / "content" / "a"
    place.mkdir(parents=True, exist_ok=True)
    text = f"---\ntitle: A\n---\n\n{article.text}\n"
    (place / "article.md").write_text(text, encoding="utf-8")


def build(folder: Path) -> postil.Outcome:
    return postil.build(postil.Project(folder / "content", folder / "site"), editions=["jsonld"])


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**9), st.booleans())
def test_where_all_that_happened_are_moves_writing_them_makes_a_build_clean(
    seed: int, remembers: bool
) -> None:
    article = Article(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, article)
        annotations = folder / "content" / "a" / "annotations.yaml"
        annotations.write_text(article.yaml, encoding="utf-8")
        assert not (build(folder).diagnostics if remembers else ())
        moved = article.put_new_words_before_quotes()
        write(folder, article)
        outcome = reanchor(folder / "content", write=True)
        if not remembers:  # a short quote without its neighbours may be another: a person decides
            taken = [f.id for f in outcome.findings if f.state == "changed"]
            reanchor(folder / "content", accept=taken)
        else:
            assert sum(f.state == "moved" for f in outcome.findings) == moved
        new = annotations.read_text(encoding="utf-8")
        old = article.yaml.splitlines()
        gone = [line for line in old if line not in new.splitlines()]
        assert len(gone) == moved
        assert all(line.startswith("    prefix: ") for line in gone)
        assert new.splitlines() == [line for line in old if line not in gone]
        assert build(folder).diagnostics == ()
        assert reanchor(folder / "content", write=True).open == ()
        assert annotations.read_text(encoding="utf-8") == new


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9), st.booleans())
def test_words_that_are_not_the_same_are_never_taken_without_a_person(
    seed: int, remembers: bool
) -> None:
    article = Article(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, article)
        annotations = folder / "content" / "a" / "annotations.yaml"
        annotations.write_text(article.yaml, encoding="utf-8")
        if remembers:
            build(folder)
        article.edit()
        write(folder, article)
        outcome = reanchor(folder / "content", write=True)
        text = " ".join(article.text.split())
        for finding in outcome.findings:
            quote = article.quotes[int(finding.id[1:])]
            times = len(re.findall(rf"\b{quote}\b", text))
            if finding.state in ("exact", "moved"):
                assert times >= 1
            if times == 0:
                assert finding.state in ("changed", "lost")
        new = annotations.read_text(encoding="utf-8")
        gone = [line for line in article.yaml.splitlines() if line not in new.splitlines()]
        assert all(line.startswith("    prefix: ") for line in gone)
        # Whatever may be accepted picks a place of which a build has nothing to tell.
        taken = [f.id for f in outcome.findings if f.state == "changed" and f.can_be_taken]
        after = reanchor(folder / "content", accept=taken)
        assert not {f.id for f in after.open}.intersection(taken)
        told = {d.position.line for d in build(folder).diagnostics}
        lines = annotations.read_text(encoding="utf-8").splitlines()
        for number in taken:
            (at,) = (i for i, line in enumerate(lines, 1) if line == f"    id: {number}")
            entry = range(at - 3, at + 1)
            assert not told.intersection(entry)


LINES = st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map(" ".join), max_size=3)


@settings(max_examples=400)
@given(LINES, LINES, LINES, LINES, st.data())
def test_only_quotes_in_or_beside_changed_lines_need_the_trail(
    head: list[str], gone: list[str], come: list[str], tail: list[str], data: st.DataObject
) -> None:
    """Of all others it would tell that they stand where they stood."""
    old, new = ("\n".join([*head, *middle, *tail]) for middle in (gone, come))
    letter = data.draw(st.sampled_from("abc"))
    places = [[i for i, c in enumerate(text) if c == letter] for text in (old, new)]
    if old == new or not all(places):
        return
    before, now = (data.draw(st.sampled_from(each)) for each in places)
    key = ("notes", "n", "[]")
    records = [Record(t, {key: ((i, i + 1),)}) for t, i in ((old, before), (new, now))]
    if key not in touched(*records):
        step = Trail(old, SearchText(Document((), new), fold(new))).follow((before, before + 1))
        assert step is not None
        assert step.place == (now, now + 1)
