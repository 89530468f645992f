"""What a page may load and run: its Content-Security-Policy."""

import base64
import hashlib

SITE = "'self'"
"""The source expression of the site's own files."""


def source_hash(text: str) -> str:
    """The source expression of an inline style sheet or script."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def policy(*styles: str, scripts: tuple[str, ...] = (SITE,)) -> str:
    """A policy under which nothing is loaded from elsewhere, and no script runs but these.

    `styles` and `scripts` are source expressions; the site's own style sheets always count, and
    its scripts unless others are named.
    """
    # Nothing of ours asks for anything; judges of pages ask for robots.txt under this policy.
    runs = f"script-src {' '.join(scripts)}; connect-src {SITE}; " if scripts else ""
    return (
        f"default-src 'none'; style-src {' '.join((SITE, *styles))}; {runs}"
        "img-src 'self' data:; base-uri 'none'; form-action 'none'"
    )
