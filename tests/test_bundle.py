"""The bundles: what is in them, what is not, and that the same bytes come out of them again."""

import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath
from typing import Any
from urllib.parse import unquote

import pytest
from cases import nasty
from conftest import NODE_MODULES, ROOT, Fill, need
from html_checker import html_errors
from pages import attributes, parse
from papers import words_of
from test_build import tree

import postil
from postil.arrange import paging
from postil.cli import main


def built(content: Path, templates: Path | None = None, **options: Any) -> Path:
    """Build a project; gives the folder of `content`, `site` and `teacher`."""
    project = postil.Project(content, content.parent / "site", templates=templates)
    outcome = postil.build(project, **options)
    assert outcome.is_good, outcome.diagnostics
    return content.parent


def unpacked(bundle: Path, folder: Path) -> Path:
    """A zip's one folder, in a folder of its own."""
    with zipfile.ZipFile(bundle) as packed:
        packed.extractall(folder)
    (inner,) = folder.iterdir()
    return inner


def rebuilt(bundle: Path, folder: Path, **options: Any) -> Path:
    """Where a zip was unpacked and its sources were built."""
    sources = unpacked(bundle, folder) / "_sources"
    own = sources / "templates"
    return built(sources / "content", own if own.is_dir() else None, **options)


def zips(project: Path) -> tuple[Path, Path]:
    (pupils,) = (project / "site").glob("*.zip")
    (teachers,) = (project / "teacher").glob("*.zip")
    return pupils, teachers


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The nasty project, built with all editions."""
    folder = tmp_path_factory.mktemp("nasty")
    for name, text in nasty.FILES.items():
        write(folder / "content" / name, text)
    for name, text in nasty.TEMPLATES.items():
        write(folder / "templates" / name, text)
    return built(folder / "content", folder / "templates")


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="")


# Building again


def test_pupils_build_the_same_site_again(project: Path, tmp_path: Path) -> None:
    again = rebuilt(zips(project)[0], tmp_path)
    assert tree(again / "site") == tree(project / "site")


def test_a_teacher_builds_the_same_site_and_the_same_keys_again(
    project: Path, tmp_path: Path
) -> None:
    again = rebuilt(zips(project)[1], tmp_path)
    assert tree(again / "site") == tree(project / "site")
    assert tree(again / "teacher") == tree(project / "teacher")


def test_the_sample_is_built_again(sample: Path, tmp_path: Path) -> None:
    pupils, teachers = zips(sample)
    assert tree(rebuilt(pupils, tmp_path / "p") / "site") == tree(sample / "site")
    again = rebuilt(teachers, tmp_path / "t")
    assert tree(again / "site") == tree(sample / "site")
    assert tree(again / "teacher") == tree(sample / "teacher")


def test_the_zips_hold_the_very_files(project: Path, tmp_path: Path) -> None:
    site, teacher = tree(project / "site"), tree(project / "teacher")
    pupils, teachers = zips(project)
    whole = tree(unpacked(teachers, tmp_path / "t"))
    assert within(whole, "site") == site
    assert within(whole, "teacher") | {teachers.name: teachers.read_bytes()} == teacher
    part = tree(unpacked(pupils, tmp_path / "p"))
    apart = {"index.html", pupils.name}  # the index of the zip does not link to the zip
    assert {p: site[p] for p in site if p not in apart} == {
        p: part[p] for p in site if p not in apart
    }
    added = {p for p in part if p not in site and not p.startswith("_sources/")}
    assert added == {"START.html", "LICENCES.txt"}


def within(files: dict[str, bytes], folder: str) -> dict[str, bytes]:
    inside = f"{folder}/"
    return {p.removeprefix(inside): data for p, data in files.items() if p.startswith(inside)}


def test_a_teacher_has_every_source_as_it_was(project: Path, tmp_path: Path) -> None:
    sources = within(tree(unpacked(zips(project)[1], tmp_path)), "_sources")
    for folder, files in (("content", nasty.FILES), ("templates", nasty.TEMPLATES)):
        kept = {name for name in files if "/." not in f"/{name}"}
        assert set(within(sources, folder)) == kept
        for name in kept - {"site.yaml"}:
            assert sources[f"{folder}/{name}"] == files[name].encode(), name
    # The folder will have another name, so the title that it stood for is written down.
    title = f'title: "{project.name}"\n'
    written = sources["content/site.yaml"].decode()
    assert written.replace(title, "", 1) == nasty.FILES["site.yaml"]


@pytest.mark.parametrize(
    "site",
    [
        None,
        "",
        "# nothing\n",
        "{}",
        "{slug: x}",
        "  slug: x\r\n  author: y\r\n",
        "slug: x\ntitle:   # none\n",
        "title: Own\n",
    ],
)
def test_a_site_without_a_title_keeps_the_name_of_its_folder(
    fill: Fill, tmp_path: Path, site: str | None
) -> None:
    files = {"a/article.md": "---\ntitle: T\n---\nWords.\n"}
    project = built(fill(files if site is None else {**files, "site.yaml": site}))
    for number, bundle in enumerate(zips(project)):
        again = rebuilt(bundle, tmp_path / f"other {number}")
        assert tree(again / "site") == tree(project / "site")


def test_what_was_built_by_command_is_built_again(fill: Fill, tmp_path: Path) -> None:
    project = built(
        fill({"a/article.md": "---\ntitle: T\n---\nWords.\n"}), editions=("bundle", "single")
    )
    pupils, teachers = zips(project)
    assert tree(rebuilt(pupils, tmp_path / "p") / "site") == tree(project / "site")
    start = (unpacked(teachers, tmp_path / "t") / "START.html").read_text(encoding="utf-8")
    assert "postil build --editions single,bundle" in start
    again = rebuilt(teachers, tmp_path / "u", editions=("single", "bundle"))
    assert tree(again / "teacher") == tree(project / "teacher")


# What pupils do not get


def opened(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """A file, and all that is in it where it is a zip."""
    yield name, data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for inner in packed.namelist():
                yield from opened(f"{name}!{inner}", packed.read(inner))


def test_nothing_that_is_the_teacher_s_is_anywhere_in_the_site(project: Path) -> None:
    """Answers, comments, drafts, unused files, their names: each holds one word."""
    secret = nasty.SECRET.encode()
    answers = ["Each must turn to starboard, that is", "counting steps, feeling turns"]
    found = [pair for name, data in tree(project / "site").items() for pair in opened(name, data)]
    assert len(found) > 200
    for name, data in found:
        assert secret not in data, name
        assert nasty.SECRET not in name
        assert not [answer for answer in answers if answer.encode() in data], name
    for pdf in (project / "site").rglob("*.pdf"):
        assert nasty.SECRET not in " ".join(words_of(pdf))
    teachers = [d for n, data in tree(project / "teacher").items() for _, d in opened(n, data)]
    assert any(secret in data for data in teachers)


def test_pupils_sources_say_nothing_of_where_an_answer_stands(
    project: Path, tmp_path: Path
) -> None:
    import yaml

    sources = within(tree(unpacked(zips(project)[0], tmp_path)), "_sources/content")
    asked = [
        question
        for path, data in sources.items()
        if "annotations" in path
        for question in (yaml.load(data, yaml.BaseLoader) or {}).get("questions", ())
    ]
    assert len(asked) == 13
    selector = {"answer", "quote", "prefix", "suffix", "occurrence", "through", "within_word"}
    assert not [q for q in asked if selector & set(q)]
    said = {str(q["ask"]): q.get("withheld", []) for q in asked}
    assert said["No evidence?"] == ["answer"]
    assert said["Was it 1945?"] == ["answer", "evidence"]
    assert said["Evidence in two paragraphs?"] == []
    assert said["Nothing at all?"] == []


def test_pupils_get_the_files_in_use_under_names_that_tell_nothing(
    project: Path, tmp_path: Path
) -> None:
    folder = unpacked(zips(project)[0], tmp_path) / "_sources"
    assert set(tree(folder)) == {
        "content/site.yaml",
        "content/shared-1.yaml",
        "content/shared-2.yaml",
        "content/boat/article.md",
        "content/boat/annotations.yaml",
        "content/boat/images/boat-sensors.svg",
        "content/渡輪/article.txt",
        "content/渡輪/article.yaml",
        "content/渡輪/annotations-1.yaml",
        "content/渡輪/annotations-2.yaml",
        "content/渡輪/圖片/船.svg",
        "templates/css/site.css",
        "templates/index.html.jinja",
        "templates/languages/en.po",
    }
    text = nasty.FILES["渡輪/article.txt"].encode()
    assert (folder / "content/渡輪/article.txt").read_bytes() == text
    body = nasty.FILES["boat/article.md"].encode().split(b"\r\n---\r\n", 1)[1]
    assert (folder / "content/boat/article.md").read_bytes().endswith(b"\n---\n" + body)


def test_a_key_made_of_pupils_sources_says_that_answers_are_withheld(
    project: Path, tmp_path: Path
) -> None:
    again = rebuilt(zips(project)[0], tmp_path)
    for slug in ("boat", "渡輪"):
        key = (again / "teacher" / slug / "handout-key.html").read_text(encoding="utf-8")
        assert "not in this copy" in key
        paper = " ".join(words_of(again / "teacher" / slug / "handout-key.pdf"))
        assert "not in this copy" in paper
        with zipfile.ZipFile(again / "teacher" / slug / "handout-key.docx") as word:
            assert b"not in this copy" in word.read("word/document.xml")


def test_every_exercise_of_the_boat_is_on_its_sheets(project: Path) -> None:
    """So that the tests above speak of every kind, in two versions."""
    sheets = [project / "site" / "boat" / f"handout{v}.html" for v in ("", "-b")]
    for sheet in sheets:
        html = sheet.read_text(encoding="utf-8")
        for kind in ("match", "gaps", "order", "jumble", "choices", "find", "spot"):
            assert f'class="exercise of-{kind}"' in html, kind


# The page to start from


def test_start_leads_to_what_is_there(project: Path, tmp_path: Path) -> None:
    for number, bundle in enumerate(zips(project)):
        folder = unpacked(bundle, tmp_path / str(number))
        page = parse((folder / "START.html").read_text(encoding="utf-8"))
        links = [h for h in attributes(page, "href") if ":" not in h and not h.startswith("#")]
        for link in links:
            assert (folder / unquote(link)).is_file(), link
        files = {p for p in tree(folder) if {"boat", "渡輪"} & set(p.split("/"))}
        handouts = {p for p in files if p.rpartition("/")[2].startswith("handout")}
        taken = {p for p in files if p.endswith((".epub", ".apkg", ".tsv"))}
        assert len(handouts) > 5
        assert {p.rpartition(".")[2] for p in taken} == {"epub", "apkg", "tsv"}
        assert handouts | taken <= {unquote(link) for link in links}
        assert (folder / "_sources").is_dir()


def test_start_goes_on_where_there_are_many_articles(
    fill: Fill, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "ROOM", 1500)
    texts = {f"t{n}/article.md": f"---\ntitle: Text {n}\n---\nWords.\n" for n in range(12)}
    site = built(fill({**texts, "site.yaml": "editions: [web, single, handout, bundle]\n"}))
    for bundle in zips(site):
        folder = unpacked(bundle, tmp_path / "zips" / bundle.stem)
        pages = [folder / "START.html", *sorted(folder.glob("START-*.html"))]
        links = [attributes(parse(p.read_text(encoding="utf-8")), "href") for p in pages]
        assert 1 < len(pages) < 12
        for number in range(12):
            (holding,) = [
                hrefs for hrefs in links if any(f"t{number}/handout.pdf" in h for h in hrefs)
            ]
            assert any(f"t{number}/index.html" in href for href in holding)
        for hrefs in links:
            assert {page.name for page in pages} <= set(hrefs)
            assert all(
                (folder / unquote(h)).is_file() for h in hrefs if h[0] != "#" and ":" not in h
            )
    assert html_errors(tmp_path / "zips") == []


def test_start_speaks_the_language_of_the_site(fill: Fill, tmp_path: Path) -> None:
    files = {"a/article.md": "---\ntitle: T\n---\n文字。\n", "site.yaml": "language: zh-Hant\n"}
    for number, bundle in enumerate(zips(built(fill(files)))):
        folder = unpacked(bundle, tmp_path / str(number))
        start = (folder / "START.html").read_text(encoding="utf-8")
        assert "重新製作" in start
        assert "Build it again" not in start


def test_start_is_good_html(sample: Path, tmp_path: Path) -> None:
    for bundle in zips(sample):
        page = unpacked(bundle, tmp_path / bundle.stem) / "START.html"
        (tmp_path / "starts" / bundle.stem).mkdir(parents=True)
        shutil.copy(page, tmp_path / "starts" / bundle.stem)
    assert html_errors(tmp_path / "starts") == []


def test_start_works_from_a_stick(browser: Any, sample: Path, tmp_path: Path) -> None:
    """From the disk, with no network: its style comes, nothing from elsewhere."""
    axe = NODE_MODULES / "axe-core" / "axe.min.js"
    need(axe.is_file(), "no axe: install npm, then python3 start.py test")
    for bundle in zips(sample):
        folder = unpacked(bundle, tmp_path / bundle.stem)
        context = browser.new_context(
            offline=True, bypass_csp=True, viewport={"width": 390, "height": 800}
        )
        page = context.new_page()
        asked: list[str] = []
        failed: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.on("requestfailed", lambda request, failed=failed: failed.append(request.url))
        page.goto((folder / "START.html").as_uri())
        assert asked
        assert not [url for url in asked if not url.startswith((folder.as_uri(), "data:"))]
        assert not failed
        assert (
            page.evaluate("getComputedStyle(document.querySelector('.go')).borderStyle") == "solid"
        )
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.evaluate(axe.read_text(encoding="utf-8"))
        assert (
            page.evaluate("axe.run({rules: {'target-size': {enabled: true}}})")["violations"] == []
        )
        page.get_by_role("link", name="Open the first page").click()
        page.wait_for_selector("h1")
        assert page.url.endswith("/index.html")
        context.close()


# Names


def test_names_are_safe_on_every_system(project: Path) -> None:
    for bundle in zips(project):
        with zipfile.ZipFile(bundle) as packed:
            names = packed.namelist()
        assert len({name.casefold() for name in names}) == len(names)
        for name in names:
            assert not PureWindowsPath(name).is_reserved(), name
            assert not set(name) & set('<>:"|?*\\'), name
            for part in name.split("/"):
                assert part == part.strip(" ").rstrip(".")
                assert 0 < len(part.encode()) <= 255


def test_a_long_slug_names_its_zips(fill: Fill) -> None:
    slug = "船" * 26
    files = {f"{slug}/article.md": "---\ntitle: T\n---\nWords.\n", "site.yaml": f"slug: {slug}\n"}
    pupils, teachers = zips(built(fill(files)))
    assert (pupils.stem, teachers.stem) == (slug, f"{slug}-teacher")


# The command


def test_the_command_writes_the_zips_of_a_build_and_nothing_else(
    fill: Fill, tmp_path: Path
) -> None:
    content = fill({"a/article.md": "---\ntitle: T\n---\nWords.\n"})
    project = built(content)
    shutil.move(project / "site", tmp_path / "before")
    shutil.move(project / "teacher", tmp_path / "before-teacher")
    folders = ["--content", str(content), "--output", str(project / "site")]
    assert main(["bundle", *folders]) == 0
    for folder, before in (("site", "before"), ("teacher", "before-teacher")):
        alone = tree(project / folder)
        assert alone == {p: d for p, d in tree(tmp_path / before).items() if p.endswith(".zip")}
        assert len(alone) == 1
    assert main(["bundle", "--editions", "web,epub", *folders]) == 0
    with zipfile.ZipFile(zips(project)[0]) as packed:
        names = packed.namelist()
    assert "site/a/a.epub" in names
    assert "site/a/handout.pdf" not in names


def test_the_zip_of_the_sample_is_the_same_from_any_folder(sample: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "x" / "content")
    again = built(tmp_path / "x" / "content")
    for one, other in zip(zips(sample), zips(again), strict=True):
        assert one.read_bytes() == other.read_bytes()
