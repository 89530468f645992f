"""The Markdown parser: one for the whole run, without raw HTML and typographic replacement."""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from postil.markdown.languages import mark_languages
from postil.markdown.short import NORMAL_LINK
from postil.scripts import can_bear_ruby

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
"""The shape of a BCP 47 language tag (RFC 5646, section 2.1), private-use forms left out."""

_RUBY = re.compile(r"\{([^{}|\n]+)\|([^{}|\n]+)\}")
_LANGUAGE = re.compile(r"\{lang=(" + LANGUAGE_TAG.pattern + r")\}")


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables, `{base|reading}` and `[words]{lang=..}`.

    Every link target is let through here: what is not allowed is refused with its place
    by `postil.links`, rather than shown as brackets and parentheses.
    """
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    normal_link, normalize = re.compile(NORMAL_LINK), markdown.normalizeLink
    markdown.normalizeLink = lambda url: (  # type: ignore[method-assign]
        url if normal_link.fullmatch(url) else normalize(url)
    )
    markdown.inline.ruler.before("link", "ruby", ruby)
    markdown.inline.ruler.before("link", "language", language)
    return markdown


def parse_markdown(text: str, language: str, han: str) -> list[Token]:
    """Parse a text in `language`; runs of another script get their own (`han` for Han)."""
    return mark_languages(parser().parse(text), language, han)


def parse_inline(text: str, language: str, han: str) -> list[Token]:
    """The same for what stands in one block, where nothing of the text around it matters."""
    (inline,) = mark_languages(parser().parseInline(text), language, han)
    return inline.children or []


# Rules


def ruby(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  (markdown-it's signature)
    """`{薩摩|さつま}`: the base is plain text, the reading stands in `ruby_close`'s content."""
    if state.src[state.pos] != "{":
        return False
    match = _RUBY.match(state.src, state.pos, state.posMax)
    if match is None or not can_bear_ruby(match[1]):
        return False
    if not silent:
        state.push("ruby_open", "ruby", 1)
        state.push("text", "", 0).content = match[1]
        state.push("ruby_close", "ruby", -1).content = match[2]
    state.pos = match.end()
    return True


def language(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """`[words]{lang=ja}`: the words may hold markup, and stand in a link.

    Silently there are only brackets here: what markdown-it skips as one in the words of a link
    would be a link in a link to it.
    """
    if silent or state.src[state.pos] != "[":
        return False
    start = state.pos
    label_end = state.md.helpers.parseLinkLabel(state, start)
    match = _LANGUAGE.match(state.src, label_end + 1, state.posMax) if label_end >= 0 else None
    if match is None:
        return False
    limit = state.posMax
    state.pos, state.posMax = start + 1, label_end
    state.push("language_open", "span", 1).attrSet("lang", match[1])
    state.md.inline.tokenize(state)
    state.push("language_close", "span", -1)
    state.posMax = limit
    state.pos = match.end()
    return True
