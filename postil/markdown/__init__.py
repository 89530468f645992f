"""Markdown: CommonMark with tables, ruby and runs in other languages; and plain text.

`read_markdown` goes the short way where it can. `parser` and `plain`, where all else becomes
markdown-it's tokens, are imported where they are needed: most sites never wait for its 60 modules.
"""

from postil.markdown.body import parse_body as parse_body
from postil.markdown.compose import compose as compose
from postil.markdown.short import read_markdown as read_markdown
