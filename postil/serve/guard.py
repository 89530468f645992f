"""Which requests are answered: those of the author's own browser, for our own pages."""

import hmac
from typing import Protocol

from postil.deferred import dataclass

NAMES = ("localhost", "127.0.0.1", "[::1]")
"""The hosts by which a browser on this machine may call the server."""
METHODS = ("GET", "HEAD")
TOKEN = "X-Postil-Token"  # noqa: S105 - its name, not itself
"""The header that holds what only our own pages were told."""
_JSON = ("application/json", "application/json;charset=utf-8")


class Headers(Protocol):
    """The headers of a request."""

    def get_list(self, name: str) -> list[str]:
        """Every value given under a name."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered."""

    status: int
    reason: str


def refusal(method: str, headers: Headers, port: int, *, is_socket: bool = False) -> Refusal | None:
    """Why a request to this port must not be answered; `None` if it may.

    A page elsewhere can make the author's browser send nearly any request here, and a name that
    its owner points to 127.0.0.1 makes such a page count as ours. What it cannot do is choose the
    headers that the browser sets: Host, Origin and Sec-Fetch-*.
    """
    host = _only(headers, "Host")
    if host is None or host.lower() not in authorities(port):
        return Refusal(421, "this host is not served here")
    if method not in METHODS:
        return Refusal(405, "nothing can be changed here")
    origin = _only(headers, "Origin")
    is_named = bool(headers.get_list("Origin")) or is_socket
    is_ours = origin is not None and origin.lower() == f"http://{host.lower()}"
    if (is_named and not is_ours) or _is_foreign(method, headers, is_socket=is_socket):
        return Refusal(403, "another site asks for this")
    return None


def refusal_of_change(method: str, headers: Headers, port: int, token: str) -> Refusal | None:
    """Why a request to change something must not be answered; `None` if it may.

    What may come from a followed link may not come here, nor may what any form can send: a change
    needs our own origin, JSON, and the token that our pages hold. A page elsewhere can say neither
    of the last two without asking first, which is refused.
    """
    host = _only(headers, "Host")
    if host is None or host.lower() not in authorities(port):
        return Refusal(421, "this host is not served here")
    if method != "POST":
        return Refusal(405, "this is no page")
    origin = _only(headers, "Origin")
    sites = headers.get_list("Sec-Fetch-Site")
    if origin is None or origin.lower() != f"http://{host.lower()}":
        return Refusal(403, "another site asks for this")
    if any(site != "same-origin" for site in sites):
        return Refusal(403, "another site asks for this")
    said = _only(headers, "Content-Type")
    if said is None or said.lower().replace(" ", "") not in _JSON:
        return Refusal(415, "this is not JSON")
    if headers.get_list("Content-Encoding"):
        return Refusal(415, "this is packed")
    given = _only(headers, TOKEN)
    if given is None or not hmac.compare_digest(given.encode("utf-8", "replace"), token.encode()):
        hint = "load the page again"
        return Refusal(403, f"this page was made by another server: {hint}")
    return None


def authorities(port: int) -> frozenset[str]:
    """Every `host:port` that means this server."""
    named = {f"{name}:{port}" for name in NAMES}
    return frozenset(named | set(NAMES) if port == 80 else named)


def _is_foreign(method: str, headers: Headers, *, is_socket: bool) -> bool:
    """Whether another site asks, and not by a link that the author followed.

    Another port of this machine is another site too: any program may listen there.
    """
    sites = headers.get_list("Sec-Fetch-Site")
    if all(site in ("same-origin", "none") for site in sites):
        return False
    is_followed_link = (
        method == "GET"
        and not is_socket
        and _only(headers, "Sec-Fetch-Mode") == "navigate"
        and _only(headers, "Sec-Fetch-Dest") == "document"
    )
    return not is_followed_link


def _only(headers: Headers, name: str) -> str | None:
    """The one value of a header; `None` if there is none, or more than one."""
    values = headers.get_list(name)
    return values[0] if len(values) == 1 else None
