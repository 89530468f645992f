"""A small project with all that could go wrong when its sources are written anew.

Every answer, and all else that is for the teacher or nobody, holds a word with `QZX` in it.
"""

from pathlib import Path

SECRET = "QZX"
BLANKS = "   "
BOAT = Path(__file__).parents[2] / "content" / "unmanned-boat"

SITE = f"""\
# A comment may hold {SECRET}site.
slug: 最後的渡輪
description: {{en: "Two: a boat", ja: 二つ, zh-Hant: 兩篇}}   # {SECRET}end
language: en
languages: [en, ja, zh-Hant]
base_url: https://example.org/reader
author:   A. Teacher
licence: CC BY 4.0
kinds:
  - name: joke
    label: {{en: Joke, ja: 冗談, zh-Hant: 笑話}}
    family: background
  - {{name: language, label: Language, family: word}}
editions: [web, single, bundle, handout, docx, epub, anki, jsonld]
handout: {{seed: "spring: term", paper: Letter}}
checks:
  ignore: [a-008, a-010, y-013]
"""

SHARED = f"""\
glossary:
  - term: no                # {SECRET}term
    definition: Not any.
  - term: 渡輪
    translations: {{en: ferry, ja: "渡し船"}}
    reading: ㄉㄨˋ ㄌㄨㄣˊ
sources:
  - id: almanac
    title: 'An almanac: of "tides"'
    url: https://example.org/a#b
"""

MORE_SHARED = """\
glossary:
  - {term: "2", definition: "The number #2", forms: [two, 'ii']}
"""

FRONT = f"""\
title: 最後的渡輪  # {SECRET}front
language: zh-Hant
date: 2024-03
updated: 2024-04-01
formerly: [舊渡輪, old-ferry]
tags: [a, "b: c", '#d']
image: 圖片/船.svg
image_alt: 一條船
order: 2
summary: >
  One line,
  and another.
changes:
  - date: 2024-04-01
    note: {{en: "One *word*.", ja: 一語。}}
handout:
  exercises: [{{kind: find, items: 4}}, choices]
"""

TEXT = """\
---
最後一班渡輪在一九四五年八月十五日開出。船長說“再見”了。

沒有人 (no one) 知道為什麼。2 條船留下來。

他等了~很久。A well-known captain waited: "two reasons" he said.\
"""

NOTES = f"""\
# {SECRET}top
glossary:
  - term: captain
    definition: |
      Who leads a ship.

      - one{BLANKS}
      - two # no comment

        deeper
    pronunciation: "ˈkæptɪn"
    part_of_speech: noun
    translations: {{zh-Hant: 船長, ja: ~}}
    except: [{{quote: no captain}}, nobody]
    sources: [almanac, {{id: own, at: p. 4}}]
    by: "O'Neil"
    as_of: 2024-01-05
notes:
  - quote: 他等了~很久
    title: ~
    note: {{en: 'It''s "tilde"', ja: "タブ\\tと改行\\n\\n二つ目", zh-Hant: 波浪號}}
    kind: joke
    more: true
  - quote: 沒有人
    note: >-
      Folded
      text with trailing{BLANKS}

      and a \\ backslash: yes
    lang: en
timeline:
  - date: 1945-08-15
    event: {{en: The last ferry, ja: 最後の渡し船}}
    quote: 一九四五年八月十五日
  - {{date: 1950~, event: "Later: nothing"}}
sources:
  - {{id: own, title: null, date: 2001}}
"""

QUESTIONS = f"""\
questions:
  - ask: {{en: What did he say?, zh-Hant: 他說什麼？}}
    answer: {{en: "{SECRET}open", ja: "{SECRET}開"}}
    quote: 船長說"再見"了
    stage: while   # {SECRET}stage
    lines: 2
    sources: [own]
  - ask: Which one?
    type: choice
    choices: {{en: ["yes", no], ja: [はい, いいえ]}}
    answer: {{en: no, ja: いいえ}}
    quote: 沒有人
    suffix: (no one)
  - ask: Was it 1945?
    type: truefalse
    answer: true
    quote: 最後一班渡輪
    through: 八月十五日
  - ask: No evidence?
    answer: |
      Several lines
      of {SECRET}block
  - ask: Evidence in two paragraphs?
    quote: 船
    occurrence: all
  - {{ask: Nothing at all?, stage: before}}
  - {{ask: Does it fly?, type: truefalse, answer: "FALSE"}}
  - ask: A picture?
    answer: "![{SECRET}picture](answer.svg)"
"""

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'

TEMPLATES = {
    "css/site.css": ".own { color: #123456 }\n",
    "index.html.jinja": "{% extends 'theme/index.html.jinja' %}\n"
    "{% block title %}Own {{ site.title }}{% endblock %}\n",
    "languages/en.po": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    'msgid "Glossary"\nmsgstr "Our words"\n',
    "handout-key.html.jinja": f"{{# {SECRET}key #}}{{% extends 'theme/handout-key.html.jinja' %}}",
    "notes.txt": f"{SECRET}templates",
    ".hidden.css": f"{SECRET}hidden",
}


def boat(name: str) -> str:
    """A file of the sample's boat, with line ends and marks of an old editor."""
    text = (BOAT / name).read_text(encoding="utf-8")
    text = text.replace("lai-nippon-interview#port-of-kaohsiung", "渡輪#captain")
    comment = f"# {SECRET}boat\n"
    text = text.replace("---\n", f"---\n{comment}", 1) if name.endswith(".md") else comment + text
    return "\ufeff" + text.replace("\n", "\r\n")


FILES = {
    "site.yaml": "\ufeff" + SITE.replace("\n", "\r\n"),
    "shared.yaml": SHARED,
    "zz more.yaml": MORE_SHARED.replace("\n", "\r"),
    "stray.png": f"{SECRET}stray",
    "渡輪/article.txt": TEXT.replace("\n", "\r\n"),
    "渡輪/article.yaml": "\ufeff" + FRONT,
    "渡輪/notes.yaml": NOTES,
    f"渡輪/fragen {SECRET}.yaml": QUESTIONS.replace("\n", "\r\n"),
    "渡輪/empty.yaml": f"# {SECRET}empty\n",
    "渡輪/圖片/船.svg": DRAWING,
    "渡輪/answer.svg": DRAWING.replace("/>", f"><!-- {SECRET} --></svg>"),
    "渡輪/unused.docx": f"{SECRET}unused",
    "渡輪/.hidden.yaml": f"{SECRET}hidden",
    "boat/article.md": boat("article.md"),
    "boat/annotations.yaml": boat("annotations.yaml"),
    "boat/images/boat-sensors.svg": (BOAT / "images/boat-sensors.svg").read_text(encoding="utf-8"),
    "draft/article.md": f"---\ntitle: {SECRET}draft\ndraft: true\n---\nNot yet.\n",
    "draft/notes.yaml": f"glossary: [{{term: yet, definition: {SECRET}}}]\n",
}
