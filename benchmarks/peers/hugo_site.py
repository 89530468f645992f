"""The corpus for Hugo: a shortcode round each quote, annotations as data files."""

from collections.abc import Sequence
from pathlib import Path

from corpus import Article
from generators import Generator, front_matter, marked_text, marks_as_yaml, write_files
from tools import hugo

_CONFIG = """\
baseURL = "https://example.org/"
title = "Bench"
disableKinds = ["taxonomy", "term", "RSS", "sitemap"]
[markup.goldmark.renderer]
unsafe = true
"""
_BASE = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/style.css"></head>
<body><nav><a href="/">Articles</a> <a href="/glossary/">Glossary</a>
<a href="/timeline/">Timeline</a></nav>
<main>{{ block "main" . }}{{ end }}</main></body></html>
"""
_SHORTCODE = (
    '<span class="an" data-annotation="{{ .Get 0 }}">{{ .Inner }}</span>'
    '<a href="#note-{{ .Get 0 }}" id="ref-{{ .Get 0 }}" role="doc-noteref">†</a>'
)
_PAGE = """\
{{ define "main" }}{{ $page := . }}<h1>{{ .Title }}</h1>
<div id="text">{{ .Content }}</div>
{{ range $kind := slice "entry" "note" "event" }}<section><h2>{{ $kind }}</h2>
{{ range index hugo.Data.annotations $page.File.ContentBaseName }}{{ if eq .kind $kind }}
<aside id="note-{{ .id }}"><h3>{{ with .date }}<time>{{ . }}</time> {{ end }}{{ .title }}</h3>
{{ $page.RenderString (dict "display" "block") .body }}
<a href="#ref-{{ .id }}">back</a></aside>{{ end }}{{ end }}</section>{{ end }}{{ end }}
"""
_HOME = """\
{{ define "main" }}<ul>{{ range site.RegularPages }}{{ if eq .Section "articles" }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}{{ end }}</ul>{{ end }}
"""
_GLOSSARY = """\
{{ define "main" }}{{ $page := . }}{{ $bodies := newScratch }}{{ $uses := newScratch }}
{{ range $slug, $marks := hugo.Data.annotations }}{{ range $marks }}{{ if eq .kind "entry" }}
{{- $bodies.SetInMap "terms" .title .body -}}
{{- $uses.Add .title (slice (dict "slug" $slug "id" .id)) -}}{{ end }}{{ end }}{{ end }}
<dl>{{ range $term, $body := $bodies.Get "terms" }}<dt>{{ $term }}</dt>
<dd>{{ $page.RenderString (dict "display" "block") $body }}
{{ range $uses.Get $term }}<a href="/articles/{{ .slug }}/#ref-{{ .id }}">{{ .slug }}</a> {{ end }}
</dd>{{ end }}</dl>{{ end }}
"""
_TIMELINE = """\
{{ define "main" }}{{ $events := newScratch }}
{{ range $slug, $marks := hugo.Data.annotations }}{{ range $marks }}{{ if eq .kind "event" }}
{{- $events.SetInMap "all" (printf "%s %s %s" .date $slug .id) (dict "slug" $slug "mark" .) -}}
{{ end }}{{ end }}{{ end }}
<ol>{{ range $events.Get "all" }}<li><time>{{ .mark.date }}</time>
<a href="/articles/{{ .slug }}/#note-{{ .mark.id }}">{{ .mark.title }}</a></li>{{ end }}</ol>
{{ end }}
"""


def write(root: Path, articles: Sequence[Article]) -> None:
    """A site with its layouts."""
    layouts = {
        "hugo.toml": _CONFIG,
        "static/style.css": "body { max-width: 40em; margin: auto }\n",
        "layouts/baseof.html": _BASE,
        "layouts/page.html": _PAGE,
        "layouts/home.html": _HOME,
        "layouts/section.html": '{{ define "main" }}{{ end }}',
        "layouts/glossary.html": _GLOSSARY,
        "layouts/timeline.html": _TIMELINE,
        "layouts/_shortcodes/an.html": _SHORTCODE,
        "content/glossary.md": "---\ntitle: Glossary\nlayout: glossary\n---\n",
        "content/timeline.md": "---\ntitle: Timeline\nlayout: timeline\n---\n",
    }
    write_files(root, layouts)
    for article in articles:
        text = front_matter(article) + marked_text(article, '{{{{% an "{}" %}}}}', "{{% /an %}}")
        data = marks_as_yaml(article)
        data_file = f"data/annotations/{article.slug}.yaml"
        write_files(root, {f"content/articles/{article.slug}.md": text, data_file: data})


HUGO = Generator(
    "Hugo",
    write,
    source=lambda root, article: root / "content" / "articles" / f"{article.slug}.md",
    page=lambda root, article: root / "public" / "articles" / article.slug / "index.html",
    mark=r'data-annotation="',
    command=lambda root: [str(hugo()), "--quiet"],
    made=["public", "resources", ".hugo_build.lock"],
)
