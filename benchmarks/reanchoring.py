"""How well notes follow their texts: on real revisions, and on edits with known answers.

    python benchmarks/reanchoring.py [--quick] [--offline] [--show N]

Real revisions are documentation pages of releases of packages, taken from their source archives
on PyPI with pip. Edits are made to the sample articles by operations that know where each word
goes. Quotes are drawn at random, written as short as is unique, and looked for in the new text:
once with what `.postil/anchors` remembers, once with the words alone.

Where a quote went is known without Postil. For edits, each word carries a number through all
operations. For real revisions, git compares the two texts word by word (histogram): a quote
survives where at least half its letters are kept and stand together, and vanished where none is
kept and nothing in the new text is like it; what is neither is left out, and counted.
"""

import argparse
import random
import re
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # this checkout, not an installed one

from postil.anchor.describe import prefix_of
from postil.anchor.folding import fold, fold_quote
from postil.anchor.quotes import QuoteMatcher
from postil.anchor.text import SearchText
from postil.document import Document
from postil.format.records import TextQuoteSelector
from postil.markdown import compose, parse_markdown, parse_plain
from postil.reanchor.judgement import State, judge
from postil.reanchor.trail import Trail

ROOT = Path(__file__).parent.parent
RELEASES = {
    "click (BSD-3-Clause)": ["7.0", "8.0.0", "8.1.7"],
    "Flask (BSD-3-Clause)": ["1.0", "2.0.0", "3.0.0"],
    "Jinja2 (BSD-3-Clause)": ["2.10", "2.11.0", "3.1.0"],
    "Werkzeug (BSD-3-Clause)": ["1.0.0", "2.0.0", "3.0.0"],
    "attrs (MIT)": ["18.1.0", "20.1.0", "23.1.0"],
}
"""Packages, their licences, and releases whose pages are compared, each with the next."""

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
LENGTHS = (1, 1, 2, 3, 4, 6, 8, 12)

Span = tuple[int, int]


@dataclass(frozen=True)
class Quote:
    """A quote of an old text, and where it went in the new one."""

    selector: TextQuoteSelector
    span: Span
    truth: Span | None
    """`None` where it vanished."""


@dataclass(frozen=True)
class Pair:
    """An old text and a new one."""

    name: str
    old: str
    new: str
    quotes: list[Quote] = field(default_factory=list)
    unclear: int = 0


def searchable(text: str) -> SearchText:
    """A text whose lines are its paragraphs."""
    return SearchText(Document((), text), fold(text))


def spans_of_words(text: str) -> list[Span]:
    """Where its words stand."""
    return [match.span() for match in WORD.finditer(text)]


def draw(text: str, count: int, rng: random.Random) -> Iterator[tuple[int, int, TextQuoteSelector]]:
    """Quotes as authors choose them: first and last word, and a selector that is unique."""
    words = spans_of_words(text)
    searched = searchable(text)
    drawn = 0
    for _ in range(count * 20):
        if drawn == count or len(words) < 20:
            return
        length = rng.choice(LENGTHS)
        first = rng.randrange(len(words) - length)
        span = words[first][0], words[first + length - 1][1]
        said = text[slice(*span)]
        if "\n" in said or (length == 1 and len(said) < 5):
            continue
        selector = selector_of(searched, span, said)
        if selector is not None:
            drawn += 1
            yield first, first + length, selector


def selector_of(text: SearchText, span: Span, said: str) -> TextQuoteSelector | None:
    """A quote with a prefix or a number where it is not unique."""
    places = text.places_of_words(said)
    here = next((p for p in places if text.span(p) == span), None)
    if here is None or len(places) > 50:
        return None
    if len(places) == 1:
        return TextQuoteSelector(quote=said)
    if prefix := prefix_of(text, here, places):
        return TextQuoteSelector(quote=said, prefix=prefix)
    return TextQuoteSelector(quote=said, occurrence=places.index(here) + 1)


# Real revisions


def real_pairs(folder: Path, count: int, rng: random.Random) -> Iterator[Pair]:
    """Pages of one release and the next."""
    for package, releases in RELEASES.items():
        name = package.partition(" ")[0]
        pages = [pages_of(folder, name, release) for release in releases]
        for release, old, new in zip(releases, pages, pages[1:], strict=False):
            for page in sorted(old.keys() & new.keys()):
                if old[page] != new[page] and len(old[page]) > 1500:
                    yield with_truth_of_git(
                        Pair(f"{name} {release} {page}", old[page], new[page]), count, rng
                    )


def pages_of(folder: Path, package: str, release: str) -> dict[str, str]:
    """The text pages of a release, by their path in it, paragraphs as lines."""
    where = folder / f"{package}-{release}"
    if not where.is_dir():
        where.mkdir(parents=True)
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        pip += ["--no-binary", ":all:", "--no-build-isolation", "--dest", str(where)]
        subprocess.run([*pip, f"{package}=={release}"], check=False, capture_output=True)
    pages = {}
    for archive in where.glob("*.tar.gz"):
        with tarfile.open(archive) as files:
            for member in files:
                path = member.name.partition("/")[2]
                if re.search(r"\.(rst|md|txt)\Z", path) and "requirements" not in path:
                    held = files.extractfile(member)
                    if held is not None:
                        text = held.read().decode("utf-8", "replace").replace("\r", "")
                        lines = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text)]
                        pages[path] = "\n".join(line for line in lines if line)
    return pages


def with_truth_of_git(pair: Pair, count: int, rng: random.Random) -> Pair:
    """The pair with quotes of which git says where they went."""
    old, new = spans_of_words(pair.old), spans_of_words(pair.new)
    kept = kept_words([pair.old[a:b] for a, b in old], [pair.new[a:b] for a, b in new])
    quotes, unclear = [], 0
    for first, last, selector in draw(pair.old, count, rng):
        images = [kept[i] for i in range(first, last) if i in kept]
        letters = sum(old[i][1] - old[i][0] for i in range(first, last))
        same = sum(old[i][1] - old[i][0] for i in range(first, last) if i in kept)
        together = bool(images) and images[-1] - images[0] < 2 * (last - first)
        beside = (
            any(
                i in kept and abs(kept[i] - images[0]) < 8 + abs(i - first)
                for i in (*range(first - 3, first), *range(last, last + 3))
            )
            if images
            else False
        )
        span = old[first][0], old[last - 1][1]
        if same * 2 >= letters and together and beside:
            truth = new[images[0]][0], new[images[-1]][1]
            quotes.append(Quote(selector, span, truth))
        elif not same and likest(selector.quote, pair.new) < 0.6:
            quotes.append(Quote(selector, span, None))
        else:
            unclear += 1
    return Pair(pair.name, pair.old, pair.new, quotes, unclear)


def kept_words(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Which words of one list are kept in another, as git's histogram difference has it."""
    with tempfile.TemporaryDirectory() as name:
        files = [Path(name) / "old", Path(name) / "new"]
        for file, words in zip(files, (old, new), strict=True):
            file.write_text("".join(f"{word}\n" for word in words), encoding="utf-8")
        command = ["git", "diff", "--no-index", "--histogram", "--unified=0", *map(str, files)]
        said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    kept = {}
    i = j = 0
    for hunk in re.finditer(r"^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@", said, re.MULTILINE):
        a, n, b, m = (1 if part is None else int(part) for part in hunk.groups())
        start = a - 1 if n else a
        while i < start:
            kept[i] = j
            i, j = i + 1, j + 1
        i, j = start + n, (b - 1 if m else b) + m
    while i < len(old) and j < len(new):
        kept[i] = j
        i, j = i + 1, j + 1
    return kept


def likest(quote: str, text: str) -> float:
    """How like a quote the likest passage is, by letters, wherever it stands. Slow and plain."""
    words = fold_quote(quote).lower().split()
    there = fold_quote(text).lower().split()
    best = 0.0
    for size in {len(words), len(words) + 1, max(1, len(words) - 1)}:
        for at in range(len(there) - size + 1):
            matcher = SequenceMatcher(None, " ".join(there[at : at + size]), " ".join(words))
            if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
                best = max(best, matcher.ratio())
    return best


# Edits with known answers


@dataclass
class Word:
    """A word of an article on its way through edits."""

    number: int
    """Of the word that it was, or that it takes the place of; -1 where it is new."""
    text: str
    same: bool = True


def edited_pairs(rounds: int, count: int, rng: random.Random) -> Iterator[Pair]:
    """The sample articles, edited lightly, thoroughly, and beyond."""
    for path in sorted((ROOT / "content").glob("*/article.*")):
        if path.suffix not in (".md", ".txt"):
            continue
        source = re.sub(r"\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        parse = parse_plain if path.suffix == ".txt" else parse_markdown
        text = compose(parse(source, "en", "zh-Hant"), 0).text
        lines = [" ".join(line.split()) for line in text.split("\n") if WORD.search(line)]
        if sum(line.count(" ") for line in lines) < 60:
            continue
        old = "\n".join(lines)
        for number in range(rounds):
            edits = (3, 10, 25)[number % 3]
            yield with_truth_of_edits(f"{path.parent.name} {number}", old, edits, count, rng)


def with_truth_of_edits(name: str, old: str, edits: int, count: int, rng: random.Random) -> Pair:
    """An article after some edits, with quotes of which the edits know where they went."""
    words = [Word(i, part) for i, part in enumerate(re.findall(r"\S+", old))]
    parts = [m.span() for m in re.finditer(r"\S+", old)]
    lines, at = [], 0
    for line in old.split("\n"):
        size = len(line.split())
        lines.append(words[at : at + size])
        at += size
    for _ in range(edits):
        rng.choice(OPERATIONS)(lines, rng)
        lines = [line for line in lines if line]
    new, places = "", {}
    for line in lines:
        for word in line:
            if word.number >= 0 and word.number not in places:
                places[word.number] = (len(new), len(new) + len(word.text), word.same)
            new += word.text + " "
        new = new[:-1] + "\n"
    new = new.rstrip("\n")
    quotes, unclear = [], 0
    tokens = spans_of_words(old)
    for first, last, selector in draw(old, count, rng):
        span = tokens[first][0], tokens[last - 1][1]
        numbers = [i for i, (start, end) in enumerate(parts) if start < span[1] and end > span[0]]
        left = [places[i] for i in numbers if i in places]
        if not left:
            quotes.append(Quote(selector, span, None))
            continue
        truth = trimmed(new, (min(a for a, _, _ in left), max(b for _, b, _ in left)))
        together = truth[1] - truth[0] < 2 * (span[1] - span[0]) + 20
        if together and sum(same for _, _, same in left) * 2 >= len(numbers):
            quotes.append(Quote(selector, span, truth))
        else:
            unclear += 1
    return Pair(name, old, new, quotes, unclear)


def trimmed(text: str, span: Span) -> Span:
    """A span without the signs at its ends."""
    words = spans_of_words(text[slice(*span)])
    return (span[0] + words[0][0], span[0] + words[-1][1]) if words else span


Lines = list[list[Word]]
FILLERS = ["however", "the", "people", "of", "this", "say", "that", "nobody", "knew", "what"]


def replace_word(lines: Lines, rng: random.Random) -> None:
    """Another word, or the same with a slip of the pen."""
    line = rng.choice(lines)
    word = rng.choice(line)
    if rng.random() < 0.5 and len(word.text) > 4:
        word.text = word.text[:2] + word.text[3:]
    else:
        word.text = rng.choice(FILLERS)
    word.same = False


def insert_words(lines: Lines, rng: random.Random) -> None:
    """A few new words."""
    line = rng.choice(lines)
    at = rng.randrange(len(line) + 1)
    line[at:at] = [Word(-1, rng.choice(FILLERS)) for _ in range(rng.randint(1, 6))]


def delete_words(lines: Lines, rng: random.Random) -> None:
    """Some words out."""
    line = rng.choice(lines)
    at = rng.randrange(len(line))
    del line[at : at + rng.randint(1, 12)]


def insert_sentence(lines: Lines, rng: random.Random) -> None:
    """A new sentence of words that the article has already, which makes quotes ambiguous."""
    words = [word.text for line in lines for word in line]
    at = rng.randrange(len(words))
    copy = [Word(-1, text) for text in words[at : at + rng.randint(3, 12)]]
    rng.choice(lines).extend(copy)


def delete_line(lines: Lines, rng: random.Random) -> None:
    """A paragraph out, if there are enough."""
    if len(lines) > 4:
        lines.pop(rng.randrange(len(lines)))


def move_line(lines: Lines, rng: random.Random) -> None:
    """A paragraph elsewhere."""
    lines.insert(rng.randrange(len(lines)), lines.pop(rng.randrange(len(lines))))


def split_line(lines: Lines, rng: random.Random) -> None:
    """A paragraph in two."""
    n = rng.randrange(len(lines))
    at = rng.randrange(len(lines[n]))
    lines[n : n + 1] = [lines[n][:at], lines[n][at:]]


def join_lines(lines: Lines, rng: random.Random) -> None:
    """Two paragraphs in one."""
    if len(lines) > 4:
        n = rng.randrange(len(lines) - 1)
        lines[n : n + 2] = [lines[n] + lines[n + 1]]


OPERATIONS = [
    *[replace_word] * 3,
    *[insert_words] * 3,
    *[delete_words] * 3,
    insert_sentence,
    insert_sentence,
    delete_line,
    move_line,
    split_line,
    join_lines,
]


# Measuring


def measure(pairs: Sequence[Pair], *, remembers: bool, show: int) -> Counter[str]:
    """How often quotes were found, misplaced and told."""
    counts: Counter[str] = Counter()
    for pair in pairs:
        text = searchable(pair.new)
        trail = Trail(pair.old, text) if remembers else None
        matcher = QuoteMatcher(text, [quote.selector for quote in pair.quotes])
        counts["unclear"] += pair.unclear
        for quote in pair.quotes:
            found = judge(
                matcher, quote.selector, trail=trail, spans=[quote.span] if remembers else []
            )
            span = text.span(found.place) if found.place else None
            told = found.state in (State.CHANGED, State.LOST)
            kind = "survived" if quote.truth else "vanished"
            counts[kind] += 1
            right = bool(quote.truth and span and share(span, quote.truth) >= 0.5)
            outcome = "right" if right else "told" if told else "wrong"
            counts[f"{kind} {outcome}"] += 1
            if right and found.state is State.CHANGED:
                counts["proposed"] += 1
            if (outcome == "wrong" or (quote.truth and not right)) and show:
                show -= 1
                there = pair.new[slice(*span)] if span else ""
                truth = pair.new[slice(*quote.truth)] if quote.truth else ""
                print(
                    f"  {pair.name}: {quote.selector.quote!r} {quote.selector.prefix!r} "
                    f"{quote.selector.occurrence} {found.state} {there!r}, truth {truth!r}: "
                    f"{found.why}",
                    file=sys.stderr,
                )
    return counts


def share(span: Span, truth: Span) -> float:
    """How much of two spans is common to them."""
    common = min(span[1], truth[1]) - max(span[0], truth[0])
    return common / (max(span[1], truth[1]) - min(span[0], truth[0]))


def row(name: str, how: str, counts: Counter[str]) -> str:
    """A line of the table."""
    survived, vanished = counts["survived"] or 1, counts["vanished"] or 1
    wrong = counts["survived wrong"] + counts["vanished wrong"]
    return (
        f"| {name} | {how} | {counts['survived']:,} | "
        f"{counts['survived right'] / survived:.2%} | {counts['proposed'] / survived:.1%} | "
        f"{wrong} ({wrong / (survived + vanished):.2%}) | {counts['vanished']:,} | "
        f"{counts['vanished told'] / vanished:.2%} | {counts['unclear']:,} |"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer quotes and rounds")
    parser.add_argument("--offline", action="store_true", help="only edits with known answers")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N failures each")
    parser.add_argument("--archives", type=Path, help="where source archives are kept")
    options = parser.parse_args()
    rng = random.Random(5)
    corpora = {"edits": list(edited_pairs(9 if options.quick else 60, 40, rng))}
    if not options.offline:
        with tempfile.TemporaryDirectory() as name:
            folder = options.archives or Path(name)
            corpora["revisions"] = list(real_pairs(folder, 8 if options.quick else 40, rng))
    print(
        "| texts | with | survived | found | as a proposal | silently wrong "
        "| vanished | told | left out |"
    )
    print("|---|---|---:|---:|---:|---:|---:|---:|---:|")
    for name, pairs in corpora.items():
        for how, remembers in (("memory", True), ("words alone", False)):
            counts = measure(pairs, remembers=remembers, show=options.show)
            print(row(f"{name} ({len(pairs)} pairs)", how, counts), flush=True)


if __name__ == "__main__":
    main()
