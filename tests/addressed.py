"""A site with an address of its own, with articles of every kind, and its pages read back."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from pages import parse

BASE = "https://reader.example.org/school"
HOSTILE = "</script><!--<script>\"'&amp;\u2028{{ 7*7 }}]]>"
SITE = f"""\
title: {{en: The school reader, ja: 学校読本}}
description: Texts for a class.
base_url: {BASE}
author: Class 5b
licence: All our own
image: card.png
image_alt: A boat in the rain.
checks: {{ignore: [f-013]}}  # the pictures are not looked at here
"""
BOAT = """\
---
title: The boat
subtitle: How it finds its way
authors: [Ana Novak, Ben Ito]
date: 2025-05-20
changes:
  - {date: 2025-05-21, note: A comma.}
  - {date: 2025-06-02, note: {en: "The *second* reason, see [GNSS](#gnss).", ja: 二番目の理由。}}
  - {date: 2025-06-02, note: And its source.}
language: en
licence: CC BY-SA 4.0
summary: A boat without a crew.
level: B1
tags: [sea, news]
image: images/boat.png
formerly: [ship, vessel]
order: 1
---

A GNSS receiver listens. Ana Novak steers by radio. The key word is here.

![A small boat.](images/boat.png)
"""
NOTES = """\
glossary:
  - term: GNSS
    definition: A secret of satellites.
    sources: [imo]
  - {term: Ana Novak, kind: person, original: アナ・ノヴァク, definition: Who steers.}
  - {term: radio, definition: Waves., more: true}
notes:
  - {quote: The key word, note: The note in question.}
timeline:
  - {date: 1995, event: GPS is ready.}
questions:
  - {ask: Why radio?, answer: The answer in question.}
sources:
  - {id: imo, title: The rules of the sea, url: "https://example.org/a?b=c&d=e"}
  - {id: book, title: A book without an address}
"""
TAIWAN = """\
---
title: 謝謝台灣
language: zh-Hant
date: 2025-07
source: {name: The Paper, url: https://example.com/paper}
order: 2
---

「一二三四五六七八九十」，{薩摩|さつま}的人說。{薩摩|さつま}的人說。二〇一一年三月十一日，日本東北外海發生大地震，海嘯沖進海邊的小鎮南三陸町。鎮上的公立醫院有五層樓，海水一直淹到四樓，七十四位病人和工作人員不幸罹難。消息傳到台灣，大家紛紛捐款，總數超過兩百億日圓，讓許多日本人又驚訝又感謝。其中二十二億多日圓用來重建這所醫院，差不多是全部費用的四成。
"""
UNDATED = f"""\
title: {json.dumps(HOSTILE)}
author: {json.dumps(HOSTILE)}
summary: {json.dumps(HOSTILE)}
tags: [{json.dumps(HOSTILE)}]
level: {json.dumps(HOSTILE)}
licence: {json.dumps(HOSTILE)}
order: 3
"""
FILES = {
    "site.yaml": SITE,
    "card.png": "png",
    "boat/article.md": BOAT,
    "boat/annotations.yaml": NOTES,
    "boat/images/boat.png": "png",
    "台灣/article.md": TAIWAN,
    "undated/article.txt": "Nobody knows when this was written.\n",
    "undated/article.yaml": UNDATED,
    "old/article.md": "---\ntitle: An old text\ndate: 1999\nimage: a.svg\n---\n\nVery old.\n",
    "old/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
}
UNADDRESSED = FILES | {"site.yaml": SITE.replace(f"base_url: {BASE}\n", "")}


def read(file: Path) -> Element:
    """A page."""
    return parse(file.read_text(encoding="utf-8"))


def file_at(site: Path, address: str) -> Path:
    """The file of a site that is found at an absolute address."""
    assert address.startswith(f"{BASE}/"), address
    path = unquote(address.removeprefix(f"{BASE}/").partition("#")[0])
    return site / (f"{path}index.html" if path.endswith("/") or not path else path)


def metas(root: Element) -> dict[str, list[str]]:
    """Name or property → contents, in order."""
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name")
        if name:
            found.setdefault(name, []).append(str(meta.get("content")))
    return found


def links(root: Element, rel: str) -> list[str]:
    """Targets of the `<link>` elements of a relation."""
    return [str(link.get("href")) for link in root.iter("link") if link.get("rel") == rel]


def nodes(root: Element) -> list[dict[str, Any]]:
    """The nodes of a page's JSON-LD."""
    scripts = [s for s in root.iter("script") if s.get("type") == "application/ld+json"]
    data = [json.loads("".join(script.itertext())) for script in scripts]
    assert all(d.pop("@context") == "https://schema.org" for d in data)
    return [node for d in data for node in d.get("@graph", [d])]
