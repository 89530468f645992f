"""Density: notes so close that on a wide page the text must be moved apart to leave them room."""

from collections.abc import Iterator

from postil.arrange.reader import ArrangedArticle
from postil.catalogue import diagnose
from postil.diagnostics import Diagnostic
from postil.format.settings import Checks
from postil.render.margin import gaps
from postil.render.pages import passage_views
from postil.render.press import Press
from postil.source import Position


def check_density(press: Press, arranged: ArrangedArticle) -> Iterator[Diagnostic]:
    """Tell the passages whose notes leave more lines of the text empty than the site allows."""
    most = (press.site.library.config.checks or Checks()).gap_lines
    article = arranged.anchored.article
    shown = passage_views(arranged, press.voice(f"{article.slug}/index.html", article))
    for i, lines in gaps(arranged, shown):
        if lines > most:
            first = article.document.blocks[shown[i].blocks.start]
            place = Position(article.file.path, first.lines[0] + 1)
            number = shown[i].paragraph
            where = f"paragraph {number}" if number else "this passage"
            message = (
                f"on a wide page the notes of {where} move the text after it about {lines} lines "
                f"down, more than {most}"
            )
            hint = "say them shorter, leave some out, or allow more with gap_lines under checks"
            yield diagnose("a-012", place, message, hint)
