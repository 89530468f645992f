"""The pages' own words: every one is translated, a site can change them, and none can do harm."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.core import Locale
from babel.localedata import locale_identifiers
from babel.messages import Catalog
from babel.messages.pofile import read_po
from conftest import ROOT, Fill

import postil
from postil.cli import main
from postil.render.catalogues import has_catalogue, languages_of
from postil.render.languages import language_name
from postil.render.words import read_words
from postil.scripts import direction_of

LANGUAGES = ROOT / "templates" / "languages"
SHIPPED = ["ja", "zh-Hant"]
ARTICLE = {"a/article.md": "---\ntitle: T\nlanguage: en\n---\nOne word, [two](https://x.org).\n"}
PLACE = re.compile(r"%\(\w+\)s|\{\w+(?::,)?\}")


def read(file: Path) -> Catalog:
    with file.open("rb") as written:
        return read_po(written, abort_invalid=True)


def forms(strings: object) -> list[str]:
    return list(strings) if isinstance(strings, list | tuple) else [str(strings)]


# What is shipped


def test_the_catalogues_are_those_of_today() -> None:
    """Where this fails: `.venv/bin/python docs/gather_words.py`, then translate what it names."""
    command = [sys.executable, ROOT / "docs" / "gather_words.py", "--check"]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    said = subprocess.run(command, capture_output=True, text=True, check=False, env=surroundings)
    assert (said.returncode, said.stdout) == (0, "Every word has its translations.\n")


def test_there_is_a_catalogue_for_each_language_that_the_docs_name() -> None:
    assert languages_of([ROOT / "templates"]) == ["en", *SHIPPED]


@pytest.mark.parametrize("language", SHIPPED)
def test_a_catalogue_is_whole(language: str) -> None:
    """Every message, once, none in doubt, with its places; as many forms as the language has."""
    template, catalogue = read(LANGUAGES / "postil.pot"), read(LANGUAGES / f"{language}.po")
    text = (LANGUAGES / f"{language}.po").read_text(encoding="utf-8")
    assert len(re.findall("^msgid ", text, re.MULTILINE)) == len(catalogue) + 1
    assert str(catalogue.locale) == language.replace("-", "_")
    assert catalogue.num_plurals == Catalog(language.replace("-", "_")).num_plurals
    messages = {(m.context, forms(m.id)[0]): m for m in catalogue if m.id}
    assert set(messages) == {(m.context, forms(m.id)[0]) for m in template if m.id}
    for message in messages.values():
        assert not message.fuzzy, message.id
        assert len(forms(message.string)) == (catalogue.num_plurals if message.pluralizable else 1)
        for form in forms(message.string):
            assert form.strip(), message.id
            assert set(PLACE.findall(form)) == set(PLACE.findall(forms(message.id)[-1])), message.id
            assert not re.search("[<>&]", form), message.id


@pytest.mark.parametrize("language", SHIPPED)
def test_punctuation_is_that_of_the_language(language: str) -> None:
    """No narrow comma, colon or stop beside a wide character; no English quotation marks."""
    for message in read(LANGUAGES / f"{language}.po"):
        for form in forms(message.string) if message.id else []:
            bare = PLACE.sub("", form).replace("UTC", "")
            assert not re.search(r"[,;!?“”\"()]|(?<![A-Za-z])[.:]", bare), form
            left = re.sub("Postil|zip|PDF|Atom|JavaScript|Markdown|Word|EPUB|Anki|Ctrl.F", "", bare)
            assert not re.search("[A-Za-z]", left), form


# Which catalogue a site gets


@pytest.mark.parametrize(
    ("language", "glossary"),
    [
        ("ja", "用語集"),
        ("ja-JP", "用語集"),
        ("zh-Hant", "詞彙表"),
        ("zh-TW", "詞彙表"),
        ("zh-HK", "詞彙表"),
        ("zh-Hant-HK", "詞彙表"),
        ("zh", "Glossary"),
        ("zh-CN", "Glossary"),
        ("zh-Hans", "Glossary"),
        ("jam", "Glossary"),
        ("en-GB", "Glossary"),
        ("fr", "Glossary"),
    ],
)
def test_a_catalogue_serves_those_who_can_read_it(language: str, glossary: str) -> None:
    assert read_words([ROOT / "templates"], language).gettext("Glossary") == glossary
    has_words = glossary != "Glossary" or language == "en-GB"
    assert has_catalogue([ROOT / "templates"], language) == has_words


@pytest.mark.parametrize(
    ("files", "language", "chosen"),
    [
        (["pt.po", "pt-BR.po"], "pt-BR", "pt-BR.po"),
        (["pt.po", "pt-BR.po"], "pt-PT", "pt.po"),
        (["pt.po", "pt-BR.po"], "pt", "pt.po"),
        (["pt-PT.po"], "pt-BR", None),
        (["de.po"], "de-AT", "de.po"),
        (["de_DE.po"], "de", "de_DE.po"),
        (["sr-Latn.po"], "sr", None),
        (["sr.po", "sr-Latn.po"], "sr-Latn", "sr-Latn.po"),
        (["zh_TW.po"], "zh-Hant", "zh_TW.po"),
        (["zh-HK.po", "zh-Hant.po"], "zh-TW", "zh-Hant.po"),
        (["tlh.po"], "tlh", "tlh.po"),
        (["tlh.po"], "tlh-x-postil", "tlh.po"),
        (["en-GB.po"], "en-US", None),
    ],
)
def test_the_nearest_catalogue_is_chosen(
    tmp_path: Path, files: list[str], language: str, chosen: str | None
) -> None:
    (tmp_path / "languages").mkdir()
    for name in files:
        text = f'msgid "Glossary"\nmsgstr "{name}"\n'
        (tmp_path / "languages" / name).write_text(text, encoding="utf-8")
    assert read_words([tmp_path], language).gettext("Glossary") == (chosen or "Glossary")


def test_an_english_site_does_not_wait_for_babel(fill: Fill) -> None:
    content = fill({**ARTICLE, "site.yaml": "description: D\n"})
    code = (
        "import sys, pathlib, postil; "
        f"content = pathlib.Path({str(content)!r}); "
        "assert postil.build(postil.Project(content, content.parent / 'site')).is_good; "
        "print([m for m in sys.modules if m.startswith('babel')])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"


# A site's own words


def build(fill: Fill, language: str, catalogues: dict[str, str]) -> tuple[str, postil.Outcome]:
    """The article's page and the outcome, for a site with catalogues of its own."""
    content = fill({**ARTICLE, "site.yaml": f"title: S\nlanguage: {language}\nlicence: CC0\n"})
    own = content.parent / "own"
    (own / "languages").mkdir(parents=True)
    for name, text in catalogues.items():
        (own / "languages" / name).write_text(text, encoding="utf-8")
    outcome = postil.build(postil.Project(content, content.parent / "site", templates=own))
    return (content.parent / "site" / "a" / "index.html").read_text(encoding="utf-8"), outcome


DOCS = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
WORKSHEET, ESPERANTO = re.findall("```po\n(.*?)```", DOCS, re.DOTALL)
"""The examples of the page."""


def test_a_fourth_language_is_a_file(fill: Fill) -> None:
    """What it has is in the language, the rest in English; nothing is told."""
    page, outcome = build(fill, "eo", {"eo.po": ESPERANTO})
    assert outcome.diagnostics == ()
    assert '<html lang="eo"' in page
    assert ">Al la teksto<" in page
    assert "0 notoj" in page
    assert "Licence of this site: CC0." in page


def test_a_site_changes_one_word_of_a_language_that_is_there(fill: Fill) -> None:
    page, _ = build(fill, "en", {"en.po": WORKSHEET})
    assert ">Worksheet<" in page
    assert "0 notes" in page


def test_a_slip_is_told_as_the_page_says(
    fill: Fill, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content = fill({**ARTICLE, "site.yaml": "language: eo\n"})
    monkeypatch.chdir(content.parent)
    (content.parent / "templates" / "languages").mkdir(parents=True)
    wrong = ESPERANTO.replace('alineo %(number)s"', 'alineo %(nombro)s"')
    Path("templates/languages/eo.po").write_text(wrong, encoding="utf-8")
    assert main(["build", "--templates", "templates"]) == 3
    assert capsys.readouterr().err.strip() in DOCS


def test_a_site_s_words_go_before_those_of_the_theme(fill: Fill) -> None:
    page, _ = build(fill, "ja", {"ja.po": 'msgid "Skip to the text"\nmsgstr "読む"\n'})
    assert ">読む<" in page
    assert "注0件" in page


def test_a_language_without_words_is_told(fill: Fill) -> None:
    page, outcome = build(fill, "fr", {"eo.po": ESPERANTO})
    (told,) = outcome.diagnostics
    assert (told.code, str(told.position)) == ("y-012", "content/site.yaml:2:11")
    assert "en, eo, ja, zh-Hant" in told.hint
    assert '<html lang="fr"' in page
    assert ">Skip to the text<" in page


def test_check_knows_the_site_s_own_catalogues_too(fill: Fill, tmp_path: Path) -> None:
    content = fill({**ARTICLE, "site.yaml": "language: eo\n"})
    (tmp_path / "own" / "languages").mkdir(parents=True)
    (tmp_path / "own" / "languages" / "eo.po").write_text(ESPERANTO, encoding="utf-8")
    command = ["check", "--strict", "--content", str(content)]
    assert main(command) == 1
    assert main([*command, "--templates", str(tmp_path / "own")]) == 0


# Harm


def test_a_translation_is_words_and_never_markup(fill: Fill) -> None:
    mean = '<script>alert(1)</script>" onclick="x" 100 % %s {x} &amp;'
    quoted = mean.replace('"', '\\"')
    catalogue = "".join(
        f'msgid "{message}"\nmsgstr "{quoted}"\n\n'
        for message in ("Skip to the text", "Site", "On this page", "Paragraph", "Handout to print")
    )
    page, _ = build(fill, "en", {"en.po": catalogue})
    assert "<script>alert" not in page
    assert "onclick=&#34;x&#34;" in page
    assert '" onclick' not in page
    assert "100 % %s {x} &amp;amp;" in page


BAD = {
    "an unknown place": ('msgid "By %(name)s"\nmsgstr "De %(nomo)s"', ":1:", "%(nomo)s"),
    "a stray percent sign": ('msgid "By %(name)s"\nmsgstr "100% %(name)s"', ":1:", "percent sign"),
    "a place where there is none": ('msgid "Site"\nmsgstr "%(name)s"', ":1:", "%(name)s"),
    "an unknown field": ('msgid "about {date}"\nmsgstr "ĉirkaŭ {dato}"', ":1:", "{dato}"),
    "a field that digs": (
        'msgid "about {date}"\nmsgstr "{date.__class__}"',
        ":1:",
        "{date.__class__}",
    ),
    "a field that swells": (
        'msgid "about {date}"\nmsgstr "{date:>999999999}"',
        ":1:",
        "{date:>999999999}",
    ),
    "half a field": ('msgid "about {date}"\nmsgstr "ĉirkaŭ {date"', ":1:", "brace"),
    "no quotation mark": ('msgid "Site"\nmsgstr "Retejo', ":2:", "cannot stand"),
    "no keyword": ('msgid "Site"\nmsgstr "Retejo"\n\nSite = Retejo', ":4:", "cannot stand"),
    "no translation": ('msgid "Site"\n\nmsgid "Date"\nmsgstr "Dato"', ":1:", "malformed"),
    "a plural that is none": (
        'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=import os;\\n"',
        "",
        "Plural-Forms",
    ),
    "a plural that divides by nothing": (
        'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=n/(n-7);\\n"',
        "",
        "Plural-Forms",
    ),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_catalogue_that_cannot_be_used_is_told_with_its_place(
    fill: Fill, tmp_path: Path, fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text, place, said = BAD[fault]
    own = tmp_path / "own"
    (own / "languages").mkdir(parents=True)
    (own / "languages" / "eo.po").write_text(text, encoding="utf-8")
    content = fill({**ARTICLE, "site.yaml": "language: eo\n"})
    options = ["--content", str(content), "--templates", str(own)]
    site = tmp_path / "site"
    assert main(["build", "--output", str(site), *options]) == 3
    assert main(["check", *options]) == 3
    told = capsys.readouterr().err
    assert f"eo.po{place}" in told
    assert said in told
    assert not site.exists()


@pytest.mark.parametrize("data", [b'msgid "Site"\nmsgstr "caf\xe9"\n', b"\x00\xff\xfe"])
def test_a_catalogue_in_another_encoding_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / "eo.po").write_bytes(data)
    with pytest.raises(postil.SurroundingsError, match=r"eo\.po"):
        read_words([tmp_path], "eo")


def test_a_translation_in_doubt_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "languages").mkdir()
    text = '#, fuzzy\nmsgid "Site"\nmsgstr "?"\n\n#~ msgid "Date"\n#~ msgstr "?"\n'
    (tmp_path / "languages" / "eo.po").write_text(text, encoding="utf-8")
    words = read_words([tmp_path], "eo")
    assert words.gettext("Site") == "Site"
    assert words.gettext("Date") == "Date"


# Names of languages, and directions


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en", "English"),
        ("fr", "Français"),
        ("zh-Hant", "中文（繁體）"),
        ("zh-Hant-TW", "中文（台灣）"),
        ("zh-Hans", "中文（简体）"),
        ("ja", "日本語"),
        ("ja-Latn", "日本語"),
        ("pt-BR", "Português (Brasil)"),
        ("ka", "ქართული"),
        ("zu", "isiZulu"),
        ("nan-Hant", "閩南語"),
        ("de-x-klasse", "Deutsch"),
        ("und", "und"),
        ("qqq", "qqq"),
    ],
)
def test_a_language_is_called_as_its_speakers_call_it(tag: str, name: str) -> None:
    assert language_name(tag) == name


def test_the_names_that_need_no_babel_are_cldr_s() -> None:
    for tag in ("en", "ja"):
        assert language_name(tag) == Locale.parse(tag).get_display_name()


def test_directions_are_cldr_s() -> None:
    """For every language, and every script of one; Mongolian columns are beyond us."""
    tags = [name.replace("_", "-") for name in locale_identifiers() if "Mong" not in name]
    tags = [tag for tag in tags if not re.search(r"-(?:[A-Z]{2}|\d{3})\b", tag)]
    assert len(tags) > 200
    directions = {tag: Locale.parse(tag, sep="-").text_direction for tag in tags}
    assert {tag: direction_of(tag) for tag in tags} == directions
