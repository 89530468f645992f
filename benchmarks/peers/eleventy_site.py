"""The corpus for Eleventy: a paired shortcode round each quote, annotations as data files."""

import os
from collections.abc import Sequence
from pathlib import Path

from corpus import Article
from generators import Generator, front_matter, marked_text, marks_as_yaml, write_files
from tools import eleventy, node_modules

_CONFIG = """\
const markdownIt = require("markdown-it");
const yaml = require("js-yaml");
module.exports = function (config) {
  const md = markdownIt({ html: true });
  config.setLibrary("md", md);
  config.addDataExtension("yaml", text => yaml.load(text));
  config.addFilter("markdown", text => md.render(text));
  config.addFilter("of", (marks, kind) => marks.filter(mark => mark.kind === kind));
  config.addPairedShortcode("an", (words, id) =>
    `<span class="an" data-annotation="${id}">${words}</span>` +
    `<a href="#note-${id}" id="ref-${id}" role="doc-noteref">†</a>`);
  const all = (api, kind) => api.getFilteredByTag("articles").flatMap(page =>
    page.data.annotations.filter(mark => mark.kind === kind).map(mark => ({ page, mark })));
  config.addCollection("terms", api => {
    const terms = new Map();
    for (const use of all(api, "entry")) {
      if (!terms.has(use.mark.title)) terms.set(use.mark.title, []);
      terms.get(use.mark.title).push(use);
    }
    const sorted = [...terms].sort((a, b) => (a[0] < b[0] ? -1 : 1));
    return sorted.map(([term, uses]) => ({ term, uses }));
  });
  config.addCollection("events", api =>
    all(api, "event").sort((a, b) => (a.mark.date < b.mark.date ? -1 : 1)));
  config.addPassthroughCopy("style.css");
  return { dir: { input: ".", output: "_site" }, markdownTemplateEngine: "njk" };
};
"""
_BASE = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title>
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/style.css"></head>
<body><nav><a href="/">Articles</a> <a href="/glossary/">Glossary</a>
<a href="/timeline/">Timeline</a></nav>
<main>{{ content | safe }}</main></body></html>
"""
_ARTICLE = """\
---
layout: base.njk
---
<h1>{{ title }}</h1>
<div id="text">{{ content | safe }}</div>
{% for kind in ["entry", "note", "event"] %}<section><h2>{{ kind }}</h2>
{% for mark in annotations | of(kind) %}<aside id="note-{{ mark.id }}">
<h3>{% if mark.date %}<time>{{ mark.date }}</time> {% endif %}{{ mark.title }}</h3>
{{ mark.body | markdown | safe }}<a href="#ref-{{ mark.id }}">back</a></aside>
{% endfor %}</section>{% endfor %}
"""
_INDEX = """\
---
layout: base.njk
title: Bench
---
<ul>{% for page in collections.articles %}
<li><a href="{{ page.url }}">{{ page.data.title }}</a></li>{% endfor %}</ul>
"""
_GLOSSARY = """\
---
layout: base.njk
title: Glossary
---
<dl>{% for one in collections.terms %}<dt>{{ one.term }}</dt>
<dd>{{ one.uses[0].mark.body | markdown | safe }}
{% for use in one.uses %}<a href="{{ use.page.url }}#ref-{{ use.mark.id }}">
{{- use.page.fileSlug }}</a> {% endfor %}</dd>{% endfor %}</dl>
"""
_TIMELINE = """\
---
layout: base.njk
title: Timeline
---
<ol>{% for use in collections.events %}<li><time>{{ use.mark.date }}</time>
<a href="{{ use.page.url }}#note-{{ use.mark.id }}">{{ use.mark.title }}</a></li>{% endfor %}</ol>
"""


def write(root: Path, articles: Sequence[Article]) -> None:
    """A site with its layouts."""
    layouts = {
        "eleventy.config.cjs": _CONFIG,
        "style.css": "body { max-width: 40em; margin: auto }\n",
        "_includes/base.njk": _BASE,
        "_includes/article.njk": _ARTICLE,
        "index.njk": _INDEX,
        "glossary.njk": _GLOSSARY,
        "timeline.njk": _TIMELINE,
        "articles/articles.json": '{"layout": "article.njk", "tags": "articles"}',
    }
    write_files(root, layouts)
    for article in articles:
        text = front_matter(article) + marked_text(article, '{{% an "{}" %}}', "{% endan %}")
        data = "annotations:\n" + marks_as_yaml(article)
        name = f"articles/{article.slug}"
        write_files(root, {f"{name}.md": text, f"{name}.11tydata.yaml": data})


ELEVENTY = Generator(
    "Eleventy",
    write,
    source=lambda root, article: root / "articles" / f"{article.slug}.md",
    page=lambda root, article: root / "_site" / "articles" / article.slug / "index.html",
    mark=r'data-annotation="',
    command=lambda root: [*eleventy(), "--quiet"],
    made=["_site", ".cache"],
    environment=lambda: {**os.environ, "NODE_PATH": str(node_modules())},
)
