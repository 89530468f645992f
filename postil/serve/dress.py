"""A built page made ready for the preview: the script that reloads it, and the panel."""

import re
from html import escape, unescape

from postil.serve.tools import DOOR, REVIEW, SCRIPT, SCRIPTS, STYLE, STYLES

_POLICY = re.compile(
    r"<meta\s[^>]*http-equiv\s*=\s*[\"']?Content-Security-Policy\b[^>]*>", re.IGNORECASE
)
_CONTENT = re.compile(r"\scontent\s*=\s*(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_HEAD_END = re.compile(r"</head\s*>", re.IGNORECASE)
_BODY = re.compile(r"<body(?:\s[^>]*)?>", re.IGNORECASE)
_BODY_END = re.compile(r"</body\s*>(?!.*</body)", re.IGNORECASE | re.DOTALL)
_STRICT = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
"""For a page that has no policy of its own."""


def dressed(
    page: bytes, authority: str, build: str, panel: str, tools: str = ""
) -> tuple[bytes, str]:
    """The page as it is served at `host:port`, and its Content-Security-Policy header.

    The page's own policy allows no script. It gives way to one that allows ours and no other:
    also here nothing in the content may run.
    """
    html = page.decode("utf-8", "surrogateescape")
    found = _POLICY.search(html)
    content = _CONTENT.search(found[0]) if found else None
    said = unescape(content[1][1:-1]) if content else _STRICT
    policy = widened(said, authority, has_tools=bool(tools))
    if found:
        meta = f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
        html = html[: found.start()] + meta + html[found.end() :]
    tags = f'<script src="{SCRIPT}" data-build="{escape(build)}" async></script>'
    if panel:
        tags = f'<link rel="stylesheet" href="{STYLE}">{tags}'
    if tools:
        tags += "".join(f'<link rel="stylesheet" href="{style}">' for style in STYLES)
        tags += "".join(f'<script src="{script}" defer></script>' for script in SCRIPTS)
    html = _insert(html, _HEAD_END, tags, before=True)
    if tools:
        html = _insert(html, _BODY_END, tools, before=True)
    html = _insert(html, _BODY, panel.encode("utf-8", "replace").decode(), before=False)
    return html.encode("utf-8", "surrogateescape"), f"{policy}; frame-ancestors 'none'"


def widened(policy: str, authority: str, *, has_tools: bool = False) -> str:
    """A page's policy that also lets what the preview adds to it through, and no more."""
    directives: dict[str, list[str]] = {}
    for directive in policy.split(";"):
        name, *sources = directive.split() or [""]
        if name:
            directives.setdefault(name.lower(), sources)
    here = f"http://{authority}"
    scripts, doors, styles = (SCRIPTS, (DOOR, REVIEW), STYLES) if has_tools else ((), (), ())
    for name, added in (
        ("script-src", [here + path for path in (SCRIPT, *scripts)]),
        ("connect-src", [f"ws://{authority}/livereload", *(here + path for path in doors)]),
        ("style-src", [here + path for path in (STYLE, *styles)]),
    ):
        allowed = directives.get(name, directives.get("default-src"))
        if allowed is not None:  # else everything is allowed as it is
            directives[name] = [*(s for s in allowed if s != "'none'"), *added]
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())


def _insert(html: str, mark: re.Pattern[str], text: str, *, before: bool) -> str:
    found = mark.search(html)
    if found is None:
        return html + text
    at = found.start() if before else found.end()
    return html[:at] + text + html[at:]
