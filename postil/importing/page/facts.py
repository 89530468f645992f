"""What a page says of itself: title, authors, date, language, address, publisher."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from postil.deferred import dataclass
from postil.format.texts import make_id
from postil.format.values import is_web_address
from postil.importing.page.tree import classes, seen_words

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*\Z")
_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
_BY = re.compile(r"(?:by|von|par|por|di)\s+", re.IGNORECASE)
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_ARTICLES = ("Article", "NewsArticle", "BlogPosting", "Report", "WebPage")
_MOST = 200
"""Code points of a name or a title."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says of itself; empty where it says nothing."""

    title: str
    authors: tuple[str, ...]
    date: str
    language: str
    address: str
    publisher: str


def facts_of(root: Any, main: Any, text: str) -> Facts:
    """Read the facts of a page from its head, its data for machines, and its main element."""
    said = dict(_said(root))
    data = next(iter(_linked_data(root)), {})
    publisher = said.get("og:site_name") or _name(data.get("publisher"))
    return Facts(
        _title(root, main, said, publisher),
        tuple(dict.fromkeys(_authors(root, said, data)))[:10],
        next(_dates(root, main, said, data), ""),
        _language(root, said),
        _address(root, said, text),
        publisher[:_MOST],
    )


def _said(root: Any) -> Iterator[tuple[str, str]]:
    """The meta elements by name; the first of a name last, so that it wins."""
    for element in reversed(list(root.iter("meta"))):
        name = element.get("property") or element.get("name") or element.get("http-equiv")
        words = " ".join((element.get("content") or "").split())
        if name and words:
            yield name.lower(), words


def _linked_data(root: Any) -> Iterator[dict[str, Any]]:
    """The first article that JSON-LD tells of."""
    for element in root.iter("script"):
        if (element.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            found = json.loads(element.text or "")
        except (ValueError, RecursionError):
            continue
        items = found if isinstance(found, list) else [found]
        for item in items:
            graph = item.get("@graph") if isinstance(item, dict) else None
            for one in [item, *(graph if isinstance(graph, list) else [])]:
                kinds = one.get("@type") if isinstance(one, dict) else None
                if any(k in _ARTICLES for k in (kinds if isinstance(kinds, list) else [kinds])):
                    yield one


def _name(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name")
    return " ".join(value.split())[:_MOST] if isinstance(value, str) else ""


def _title(root: Any, main: Any, said: dict[str, str], publisher: str) -> str:
    """The first heading of the main text or above it, else what the head says."""
    element = root.find(".//title")
    whole = " ".join("".join(element.itertext()).split()) if element is not None else ""
    meant = said.get("og:title") or said.get("citation_title") or whole
    headings = [words for e in root.iter("h1") if (words := seen_words(e))]
    inside = [words for e in main.iter("h1") if (words := seen_words(e))]
    for heading in (*inside, *headings):
        if (
            make_id(heading, "-")[:30] in make_id(f"{meant} {whole}"[:1000], "")
            or len(headings) == 1
        ):
            return heading[:_MOST]
    if inside:
        return inside[0][:_MOST]
    return _without_publisher(meant, publisher)[:_MOST]


def _without_publisher(title: str, publisher: str) -> str:
    """`Words | The Newspaper` without the newspaper."""
    parts = re.split(r"\s+[|–—·-]\s+", title)
    if len(parts) > 1 and publisher and make_id(parts[-1], "") == make_id(publisher, ""):
        return title[: title.rindex(parts[-1])].rstrip(" |–—·-")
    return title


def _authors(root: Any, said: dict[str, str], data: dict[str, Any]) -> Iterator[str]:
    """From the first place that names some."""
    linked = data.get("author")
    names = [_name(a) for a in (linked if isinstance(linked, list) else [linked])]
    names = [n for n in names if n] or [said.get("author", "")]
    if not names[0] or is_web_address(names[0]):
        names = [said.get("article:author", "")]
    if not names[0] or is_web_address(names[0]):
        found = (e for e in root.iter() if _is_author(e))
        names = [seen_words(e) for e in found][:3]
    for name in names:
        plain = _BY.sub("", name, count=1) if _BY.match(name) else name
        if plain and not is_web_address(plain) and len(plain) <= _MOST:
            yield plain


def _is_author(element: Any) -> bool:
    if not isinstance(element.tag, str):
        return False
    is_named = "author" in (element.get("rel") or "", element.get("itemprop") or "")
    return is_named or bool({"byline", "author"} & classes(element))


def _dates(root: Any, main: Any, said: dict[str, str], data: dict[str, Any]) -> Iterator[str]:
    found = [data.get("datePublished")]
    found += [said.get(n) for n in ("article:published_time", "datepublished", "date", "pubdate")]
    found += [said.get(n) for n in ("dc.date", "dcterms.date", "citation_publication_date")]
    for element in root.iter():
        if "datePublished" in (element.get("itemprop") or ""):
            found.append(element.get("datetime") or element.get("content"))
    above = main.getparent() if main.getparent() is not None else main
    found += [e.get("datetime") for e in above.iter("time")][:1]
    for words in found:
        match = _DAY.match(words.replace("/", "-")) if isinstance(words, str) else None
        if match and _is_day(match):
            yield match[0]


def _is_day(match: re.Match[str]) -> bool:
    try:
        date(int(match[1]), int(match[2]), int(match[3] or 1))
    except ValueError:
        return False
    return True


def _language(root: Any, said: dict[str, str]) -> str:
    tag = (root.get("lang") or said.get("content-language") or said.get("og:locale") or "").strip()
    tag = tag.replace("_", "-")
    return tag if _TAG.match(tag) else ""


def _address(root: Any, said: dict[str, str], text: str) -> str:
    links = [e.get("href") for e in root.iter("link") if e.get("rel") == "canonical"]
    saved = _SAVED.search(text[:4096])
    for address in (*links, said.get("og:url"), saved[1] if saved else None):
        if address and is_web_address(address.strip()):
            return str(address.strip())
    return ""
