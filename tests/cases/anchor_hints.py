"""Pasting what a hint offers, as an author would."""

import re
from typing import Any

import yaml
from cases.anchor_article import Selector


def alternatives(hint: str) -> list[str]:
    """The pieces of YAML in a hint, of which one is to be pasted."""
    first, *lines = hint.split("\n")
    if "one of these lines" in first:
        return lines
    return re.split(r"\nor add.*:\n", "\n".join(lines))


def paste(selector: Selector | str, hint: str, text: str) -> dict[str, Any]:
    """A selector with a piece of the hint's YAML in place of what the hint says."""
    kept = {"quote": selector} if isinstance(selector, str) else dict(selector)
    above = hint[: hint.index(text)].rstrip("\n").split("\n")
    line = above[0] if "one of these lines" in above[0] else above[-1]
    gone = re.search(r"in place of the ([a-z, ]+):\Z", line)
    for name in re.split(", | and ", gone[1]) if gone else []:
        del kept[name]
    return kept | yaml.load(text, yaml.BaseLoader)
