"""Markdown: CommonMark with tables, ruby and runs in other languages; and plain text.

`read_markdown` goes the short way where it can. `parser`, where all else becomes markdown-it's
tokens, is imported where it is needed: most sites never wait for its 60 modules.
"""

from postil.markdown.body import parse_body as parse_body
from postil.markdown.compose import compose as compose
from postil.markdown.plain import read_plain as read_plain
from postil.markdown.short import read_markdown as read_markdown
