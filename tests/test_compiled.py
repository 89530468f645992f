"""What templates were compiled to is kept beside the engine, and never believed of another one."""

import sys
from pathlib import Path

import pytest
from jinja2 import FileSystemLoader

from postil.render.compiled import CompiledTemplates
from postil.render.environment import PageEnvironment


@pytest.fixture(autouse=True)
def kept_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever this run of Python does with its modules."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """A theme of one template, and a folder for what is kept."""
    (tmp_path / "kept").mkdir()
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "page").write_text("<p>{{ words }}</p>")
    return tmp_path / "theme"


def render(theme: Path, *before: Path, name: str = "page") -> str:
    """A page, as a new run of the program makes it; `before` are folders of a site's own."""
    compiled = CompiledTemplates(theme, theme.parent / "kept")
    environment = PageEnvironment(FileSystemLoader([*before, theme]), compiled)
    return environment.get_template(name).render(words="<a>")


def kept(theme: Path) -> list[Path]:
    return sorted((theme.parent / "kept").iterdir())


def test_a_template_is_compiled_once(theme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = render(theme)
    assert len(kept(theme)) == 1

    def compile_again(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(PageEnvironment, "compile", compile_again)
    assert render(theme) == first == "<p>&lt;a&gt;</p>"


def test_a_template_that_changed_is_compiled_again(theme: Path) -> None:
    render(theme)
    (theme / "page").write_text("<b>{{ words }}</b>")
    assert render(theme) == "<b>&lt;a&gt;</b>"
    assert len(kept(theme)) == 1


def test_what_another_engine_compiled_is_not_used(
    theme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    render(theme)
    old = kept(theme)[0].read_bytes()
    monkeypatch.setattr("jinja2.__version__", "9")
    render(theme)
    assert kept(theme)[0].read_bytes() != old


def test_nothing_of_a_sites_own_templates_is_kept(theme: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "page").write_text("<i>{{ words }}</i>")
    assert render(theme, own) == "<i>&lt;a&gt;</i>"
    assert not kept(theme)


@pytest.mark.parametrize("part", [0, 3, 20, 40, 100])
def test_a_file_that_was_cut_off_is_made_again(theme: Path, part: int) -> None:
    render(theme)
    (file,) = kept(theme)
    whole = file.read_bytes()
    file.write_bytes(whole[:part])
    assert render(theme) == "<p>&lt;a&gt;</p>"
    assert file.read_bytes() == whole


def test_where_nothing_can_be_kept_pages_are_made_all_the_same(theme: Path) -> None:
    (theme.parent / "kept").rmdir()
    assert render(theme) == "<p>&lt;a&gt;</p>"


def test_nothing_is_kept_where_python_keeps_no_modules(
    theme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    render(theme)
    assert not kept(theme)
