"""Which links an imported text may keep: those that Postil links to."""

from urllib.parse import urljoin

from postil.links.targets import Link, Targets

_NOTHING = Targets({}, {})


def allowed_link(address: str) -> bool:
    """Whether an address leads to the web, to a mailbox or to a telephone."""
    found = _NOTHING.resolve(address, "")
    return isinstance(found, Link) and bool(found.address)


def absolute(address: str, base: str) -> str:
    """An address of a page, seen from the page's own; as it stands where that is not known."""
    try:
        return urljoin(base, address) if base else address
    except ValueError:
        return address
