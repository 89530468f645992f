"""What a page may load and run: its Content-Security-Policy."""

import base64
import hashlib


def style_hash(style: str) -> str:
    """A style sheet's source expression for a Content-Security-Policy."""
    digest = hashlib.sha256(style.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def policy(*style_sources: str) -> str:
    """A Content-Security-Policy under which nothing runs and nothing is loaded from elsewhere."""
    styles = " ".join(("'self'", *style_sources))
    return (
        f"default-src 'none'; style-src {styles}; img-src 'self' data:; "
        "base-uri 'none'; form-action 'none'"
    )
