"""The panel above a page that tells its author what is wrong."""

from collections.abc import Sequence
from html import escape

from postil.diagnostics import Diagnostic
from postil.serve.preview import Latest
from postil.serve.tools import STYLE

_MOST = 50


def panel(latest: Latest, path: str) -> str:
    """What the author of the page at a path has to know, as HTML; `` if all is well."""
    problems = problems_for(latest, path)
    if latest.failure is None and not problems:
        return ""
    state = "" if latest.is_shown else "<p>The page below is older than your files.</p>"
    said = _said(latest, problems, state)
    return (
        '<section id="postil-panel" aria-label="Problems" lang="en" dir="ltr" tabindex="0">'
        f"{said}</section>"
    )


def no_page(latest: Latest) -> str:
    """A whole page, for the time before the first good build."""
    said = _said(latest, latest.problems, "") or "<h2>There is no page yet</h2>"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<title>Postil: no page yet</title><link rel="icon" href="data:,">'
        f'<link rel="stylesheet" href="{STYLE}"></head><body>'
        f'<main id="postil-panel">{said}</main></body></html>\n'
    )


def problems_for(latest: Latest, path: str) -> tuple[Diagnostic, ...]:
    """The problems that concern a page: all of them while the pages are old, else its own.

    What could not be attached is listed on its article's pages, and on those of the whole site.
    """
    slug, _, rest = path.partition("/")
    if not latest.is_shown or not rest or slug not in latest.articles:
        return latest.problems
    return tuple(d for d in latest.problems if _article(d) in ("", slug))


def _article(problem: Diagnostic) -> str:
    """The slug of the article that a problem stands in; `` for what all share."""
    parts = problem.position.path.split("/")
    return parts[1] if len(parts) > 2 else ""


def _said(latest: Latest, problems: Sequence[Diagnostic], state: str) -> str:
    failure = latest.failure
    if failure:
        hint = f"<p>{escape(failure.hint)}</p>" if failure.hint else ""
        return f"<h2>{escape(failure.title)}</h2>{state}<p>{escape(failure.message)}</p>{hint}"
    if not problems:
        return ""
    count = len(problems)
    if latest.is_shown:
        title = "1 note could" if count == 1 else f"{count} notes could"
        title += " not be attached to the text"
    else:
        title = "1 error" if count == 1 else f"{count} errors"
    items = "".join(map(_item, problems[:_MOST]))
    more = f"<p>And {count - _MOST} more: see the terminal.</p>" if count > _MOST else ""
    return f"<h2>{title}</h2>{state}<ol>{items}</ol>{more}"


def _item(problem: Diagnostic) -> str:
    hint = f"<pre>{escape(problem.hint)}</pre>" if problem.hint else ""
    place = escape(str(problem.position))
    return (
        f'<li data-at="{place}"><p><code>{place}</code> {problem.severity} '
        f"{escape(problem.code)}: <bdi>{escape(problem.message)}</bdi></p>{hint}</li>"
    )
