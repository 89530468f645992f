"""What goes along in a bundle, for pupils and for the teacher."""

from collections.abc import Collection, Iterable, Iterator

from postil.arrange.reader import ArrangedArticle
from postil.format.declare import Placed
from postil.format.records import Annotations, SharedAnnotations
from postil.format.settings import EDITIONS, FrontMatter, SiteConfig
from postil.model import Library
from postil.read.library import ArticleSource, SiteSource, YamlSource
from postil.read.nodes import YamlList, YamlMap, YamlNode, YamlText
from postil.rebuild.bytes_of_text import bytes_from, with_title
from postil.rebuild.carried import Files, Sources, kept_sources
from postil.rebuild.withhold import Withholding, text_node
from postil.rebuild.yaml_text import write_yaml

_OVERRIDES = (".css", ".html", ".jinja", ".js", ".otf", ".po", ".svg", ".ttf", ".typ")
"""What templates are: the endings of the theme's own files, and of fonts."""
_TEACHERS_OVERRIDES = frozenset({"handout-key.html.jinja", "handout/key.typ"})


def article_sources(source: ArticleSource, arranged: ArrangedArticle) -> Sources:
    """The sources of an article that has no errors and is published."""
    pupils = {f"content/{source.slug}/{p}": d for p, d in _article(source, arranged)}
    return Sources(pupils, kept_sources(source.files).teacher)


def site_sources(
    source: SiteSource, library: Library, overrides: Files, editions: Collection[str]
) -> Sources:
    """The sources beside the articles of a site that has no errors.

    `overrides` are the files of the site's own templates, by their paths there; `editions` are
    what is built.
    """
    config = library.config
    pupils = {"content/site.yaml": write_yaml(_site(source.site, config, editions)).encode()}
    if config.image:
        pupils[f"content/{config.image}"] = library.picture
    for path, data in _written("shared", SharedAnnotations, source.shared, ()):
        pupils[f"content/{path}"] = data
    teacher = dict(kept_sources(source.files).teacher)
    if not _has_title(source.site):
        # A title that nobody wrote is the name of the folder, which will be another one.
        assert config.title is not None
        site = with_title(source.site, source.files.get("site.yaml"), config.title.first)
        teacher["content/site.yaml"] = site
    for path, data in overrides.items():
        teacher[f"templates/{path}"] = data
        if path.endswith(_OVERRIDES) and path not in _TEACHERS_OVERRIDES:
            pupils[f"templates/{path}"] = data
    return Sources(pupils, teacher)


def _site(yaml: YamlSource | None, config: SiteConfig, editions: Collection[str]) -> YamlMap:
    """`site.yaml`, with the title that a folder's name stood for, and what was built."""
    root = yaml.root if yaml is not None and isinstance(yaml.root, YamlMap) else YamlMap((), 0, 0)
    kept = Withholding(()).of(SiteConfig, root)
    fields: dict[str, tuple[YamlText, YamlNode]] = {key.text: (key, v) for key, v in kept.pairs}
    assert config.title is not None
    title = fields.get("title", (text_node("title"), text_node(config.title.first)))
    fields = {"title": title, **fields}
    built = tuple(text_node(edition) for edition in EDITIONS if edition in editions)
    fields["editions"] = (text_node("editions"), YamlList(built, 0, 0))
    return kept._replace(pairs=tuple(fields.values()))


def _article(raw: ArticleSource, arranged: ArrangedArticle) -> Iterator[tuple[str, bytes]]:
    """An article's folder. Its text stays as it is, byte for byte."""
    article = arranged.anchored.article
    name = raw.file.path.rpartition("/")[2]
    text = raw.files[f"{raw.slug}/{name}"]
    front = ""
    if isinstance(raw.front.root, YamlMap):
        front = write_yaml(Withholding(()).of(FrontMatter, raw.front.root))
    if raw.front.file is raw.file:
        text = f"---\n{front}---\n".encode() + bytes_from(text, raw.file.text, raw.body)
    else:
        yield "article.yaml", front.encode()
    yield name, text
    questions = [q for asked in arranged.questions.values() for q in asked]
    provable = [q.question.place for q in questions if len(q.paragraphs) == 1]
    places = {(place.file.path, place.start) for place in provable}
    yield from _written("annotations", Annotations, raw.annotations, places)
    for path in sorted(arranged.files):
        yield path, article.assets[path]


def _written(
    name: str,
    record: type[Placed],
    sources: Iterable[YamlSource],
    provable: Collection[tuple[str, int]],
) -> Iterator[tuple[str, bytes]]:
    """YAML files under names that tell nothing and are safe everywhere, in the same order."""
    kept = []
    for yaml in sources:
        if isinstance(yaml.root, YamlMap):
            places = frozenset(start for path, start in provable if path == yaml.file.path)
            kept.append(Withholding(places).of(record, yaml.root))
    texts = [write_yaml(root) for root in kept if root.pairs]
    width = len(str(len(texts)))
    for number, text in enumerate(texts, 1):
        suffix = f"-{number:0{width}}" if len(texts) > 1 else ""
        yield f"{name}{suffix}.yaml", text.encode()


def _has_title(yaml: YamlSource | None) -> bool:
    pairs = yaml.root.pairs if yaml is not None and isinstance(yaml.root, YamlMap) else ()
    return any(
        key.text == "title" and not (isinstance(value, YamlText) and value.is_missing)
        for key, value in pairs
    )
