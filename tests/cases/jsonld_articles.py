"""Articles that are hard to point into: each its Markdown, and the quotes of its notes."""

import json
from pathlib import Path

import postil

BLOCKS = """\
# First words

A paragraph
with soft\\
breaks.

- one
  - two *nested*
- three

> Quoted text.

```
code  here
  and there
```

---

Last words."""
REFRAIN = "So we sang the same old song again, all of us, and again until the morning came.\n\n"

CASES: dict[str, tuple[str, list[str | dict[str, object]]]] = {
    "emoji and flags": (
        "A 👩‍👩‍👧‍👦 family 🇹🇼🇯🇵 sees 🏴󠁧󠁢󠁳󠁣󠁴󠁿 flags, 𝒶𝓁𝓁 of them 👍🏽.",
        ["🇹🇼", "👩‍👩‍👧‍👦 family", "𝒶𝓁𝓁", "👍🏽"],
    ),
    "combining marks": (
        "Cafe\u0301 no\u0303o re\u0301sume\u0301 Z\u0334\u0335\u0336algo नमस्ते กำลัง end.",
        ["Café", "re\u0301sume\u0301", "नमस्ते", "end"],
    ),
    "ideographs beyond the first plane": (
        "古字𠮷野家和𪚥都在這裡。𠮷野家很好。",
        [{"quote": "𠮷野家", "occurrence": 2}, "𪚥都在"],
    ),
    "ruby": (
        "島津は{薩摩|さつま}藩の{大|だい}{名|みょう}です。{薩摩|さつま}は南です。",
        [{"quote": "薩摩", "occurrence": 2}, "薩摩藩の大", "大名です"],
    ),
    "through notes and their numbers": (
        "The *red* line **of the `strait`** and [the coast](https://example.org) met.",
        ["The red line of the strait", "red", "line of", "strait and the coast met", "the coast"],
    ),
    "across blocks": (
        BLOCKS,
        [
            {"quote": "First words", "through": "soft breaks"},
            "one two nested",
            {"quote": "three", "through": "Quoted"},
            {"quote": "Quoted text", "through": "Last"},
            "here and there",
            "Last words",
        ],
    ),
    "items that begin with code": (
        "- ```\n  code\n  ```\n  words one\n- # Head\n  words two\n- three",
        [{"quote": "code", "through": "words one"}, "one Head words two", "two three"],
    ),
    "tables and empty cells": (
        "| a | b |\n|---|---|\n| yes |  |\n| yes | no |\n| yes |  |\n| yes | no |\n\nyes",
        [
            {"quote": "yes", "occurrence": 3},
            {"quote": "yes", "occurrence": 5},
            {"quote": "no", "occurrence": 1},
            "b yes yes",
        ],
    ),
    "a refrain": (REFRAIN * 5, [{"quote": "morning", "occurrence": n} for n in (1, 2, 3, 5)]),
    "every place of a word": (
        REFRAIN * 4 + "- again\n- again\n- again",
        [{"quote": "again", "occurrence": "all"}],
    ),
    "the same words twice": ("Only these words.", ["these words", "these words", "words", "Only"]),
    "right to left": (
        "قال الرئيس إن السلام ضروري. וכך אמר גם הנשיא, in English too.",
        ["السلام", "אמר גם הנשיא, in English"],
    ),
    "things that HTML changes": (
        'a &lt;b&gt; &amp;amp; c&nbsp;d &#13;\n &#12; &#11; e\u2028f \u00adg <i>x</i> \ufeffh "i"',
        ["<b> &amp;", "c d", "<i>x</i>", '"i"'],
    ),
    "loose lists and numbers": (
        "1. one\n\n   more of one\n\n2. two\n   - deep\n\n     deeper\n\nend",
        [{"quote": "more of", "through": "two"}, "deep", "deeper end"],
    ),
}


def build_case(fill: "object", name: str) -> Path:
    """Build an article; gives the folder of its page."""
    markdown, quotes = CASES[name]
    lines = ["notes:"]
    for number, quote in enumerate(quotes):
        selector = {"quote": quote} if isinstance(quote, str) else quote
        fields = {"id": f"n{number}", **selector, "note": "A note."}
        lines.append(f"  - {json.dumps(fields, ensure_ascii=False)}")
    files = {"a/article.md": f"---\ntitle: A\n---\n{markdown}\n", "a/n.yaml": "\n".join(lines)}
    content: Path = fill(files)  # type: ignore[operator]
    site = content.parent / "site"
    outcome = postil.build(postil.Project(content, site), editions=("web", "jsonld"))
    assert outcome.is_good, outcome.diagnostics
    return site / "a"
