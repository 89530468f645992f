"""Which requests are answered: those of the author's own browser, for our own pages."""

from dataclasses import dataclass
from typing import Protocol

NAMES = ("localhost", "127.0.0.1", "[::1]")
"""The hosts by which a browser on this machine may call the server."""
METHODS = ("GET", "HEAD")


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
