"""From the address in a request to a path in the site, which is looked up, never walked."""

from urllib.parse import quote, unquote

from postil.write.output import is_plain

_LONGEST = 2048


def path_of(target: str) -> str | None:
    """The path of a file in the site that a request's target names; a folder names its index.

    `None` for what can name nothing: it leaves the root, is hidden, or is not well-formed.
    Decoded once, after it was cut at its slashes, so that no encoded slash can move a border.
    """
    raw = target.partition("?")[0]
    if not raw.startswith("/") or len(raw) > _LONGEST:
        return None
    try:
        names = [unquote(part, errors="strict") for part in raw[1:].split("/")]
    except UnicodeDecodeError:
        return None
    if names[-1] == "":
        names[-1] = "index.html"
    path = "/".join(names)
    if any("/" in name or name.startswith(".") for name in names) or not is_plain(path):
        return None
    return path


def address_of(path: str) -> str:
    """The address of a path on this site."""
    return f"/{quote(path)}"


def is_page(path: str) -> bool:
    """Whether a path looks like a page's, and not like a picture's."""
    name = path.rpartition("/")[2]
    return name.endswith(".html") or "." not in name
