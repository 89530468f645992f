"""Markdown: CommonMark with tables, ruby and runs in other languages; and plain text.

An article, whichever way it is written, becomes markdown-it tokens.
"""

from postil.markdown.body import parse_body as parse_body
from postil.markdown.compose import compose as compose
from postil.markdown.parser import parse_markdown as parse_markdown
from postil.markdown.plain import parse_plain as parse_plain
from postil.markdown.short import read_markdown as read_markdown
