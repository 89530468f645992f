"""The preview: a real server, which is asked, edited under, broken, mended and interrupted."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any, TypeVar

import pytest
from conftest import ROOT

from postil.errors import CommandError, SurroundingsError
from postil.serve.server import bind
from postil.serve.tools import SCRIPTS

PATIENCE = 15.0
"""Seconds until a test gives up; it never waits longer than it has to."""
SITE = "title: A tiny site\n"
ARTICLE = "---\ntitle: {title}\n---\n\nThis text is about deterrence, and it is short.\n"
NOTES = "glossary:\n  - term: deterrence\n    definition: Making an attack look costly.\n"
LOST = "notes:\n  - quote: words that are nowhere\n    note: Something.\n"
HELLO = {"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]}


@dataclass(frozen=True)
class Answer:
    """An answer of the server."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass(frozen=True)
class Served:
    """A server that runs, and the project that it shows."""

    project: Path
    port: int
    process: subprocess.Popen[bytes]

    @property
    def content(self) -> Path:
        return self.project / "content"

    @property
    def said(self) -> str:
        return (self.project / "stdout").read_text(encoding="utf-8")

    @property
    def complained(self) -> str:
        return (self.project / "stderr").read_text(encoding="utf-8")

    def get(self, path: str = "/", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            text = answer.read().decode()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, text)
        finally:
            connection.close()

    def get_when(self, path: str, holds: Callable[[str], bool]) -> str:
        """The page at a path, as soon as something holds of it."""
        return until(lambda: next((t for t in [self.get(path).text] if holds(t)), ""), path)

    def save(self, name: str, text: str) -> None:
        file = self.content / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    @property
    def rebuilds(self) -> int:
        return len(re.findall("^(?:Rebuilt|Not rebuilt)", self.said, re.MULTILINE))


Found = TypeVar("Found")


def until(look: Callable[[], Found | None], what: str) -> Found:
    """What `look` gives as soon as it gives something."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(0.05)
    pytest.fail(f"waited in vain for {what}")


def fill(project: Path) -> Path:
    """A project of two articles, one of them a draft."""
    files = {
        "site.yaml": SITE,
        "one/article.md": ARTICLE.format(title="One"),
        "one/annotations.yaml": NOTES,
        "two/article.md": ARTICLE.format(title="Two").replace(
            "\n---\n\n", "\ndraft: true\n---\n\n"
        ),
    }
    for name, text in files.items():
        file = project / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return project


@contextmanager
def serving(project: Path, *options: str, **environment: str) -> Iterator[Served]:
    """A server for a project, in a process of its own, on a port that was free."""
    opening = () if "BROWSER" in environment else ("--no-open",)
    command = [sys.executable, str(ROOT / "build.py"), "serve", "--port", "0", *opening, *options]
    with (project / "stdout").open("wb") as out, (project / "stderr").open("wb") as err:
        process = subprocess.Popen(
            command, cwd=project, stdout=out, stderr=err, env={**os.environ, **environment}
        )
    try:
        said = project / "stdout"
        address = re.compile(r"http://127\.0\.0\.1:(\d+)/")

        def began() -> re.Match[str] | None:
            assert process.poll() is None, (project / "stderr").read_text()
            return address.search(said.read_text(encoding="utf-8"))

        yield Served(project, int(until(began, "the address")[1]), process)
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server for tests that change nothing."""
    with serving(fill(tmp_path_factory.mktemp("shared"))) as served:
        yield served


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with serving(fill(tmp_path)) as served:
        yield served


class Listener:
    """A page's end of the socket, by hand: blocking, and as wrong as a test wants it."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        here = f"127.0.0.1:{port}"
        self._socket.sendall(
            f"GET /livereload HTTP/1.1\r\nHost: {here}\r\nOrigin: http://{here}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode()
        )
        self._file = self._socket.makefile("rb")
        assert self._file.readline() == b"HTTP/1.1 101 Switching Protocols\r\n"
        while self._file.readline() != b"\r\n":
            pass

    def say(self, message: str | bytes) -> None:
        """Send one frame, masked with zeros."""
        data = message.encode() if isinstance(message, str) else message
        kind = 0x81 if isinstance(message, str) else 0x82
        size = bytes([0xFE]) + len(data).to_bytes(2, "big")
        self._socket.sendall(bytes([kind]) + size + bytes(4) + data)

    def hear(self) -> dict[str, Any] | None:
        """The next message; `None` when the server hangs up."""
        head = self._file.read(2)
        if len(head) < 2 or head[0] & 15 == 8:
            return None
        size = head[1]
        if size == 126:
            size = int.from_bytes(self._file.read(2), "big")
        return dict(json.loads(self._file.read(size)))

    def close(self) -> None:
        self._file.close()
        self._socket.close()


@contextmanager
def listening(served: Served, **said: str) -> Iterator[Listener]:
    """A socket that has told livereload's greeting, as a page does."""
    listener = Listener(served.port)
    try:
        listener.say(json.dumps(HELLO))
        answer = listener.hear()
        assert answer is not None
        assert answer["command"] == "hello"
        listener.say(json.dumps({"command": "info", "url": "/", **said}))
        yield listener
    finally:
        listener.close()


def reload(listener: Listener) -> bool:
    """Whether the next message is to load the page again."""
    message = listener.hear()
    return message is not None and message["command"] == "reload"


# What is served


def test_a_page_is_served_with_the_script_that_reloads_it(shared: Served) -> None:
    page = shared.get("/one/")
    assert page.status == 200
    assert "This text is about" in page.text
    assert re.search(
        r'<script src="/livereload.js" data-build="[-0-9a-f]+" async></script>', page.text
    )
    script = shared.get("/livereload.js")
    assert (script.status, script.headers["content-type"]) == (
        200,
        "text/javascript; charset=utf-8",
    )
    assert "WebSocket" in script.text
    assert "postil-panel" not in page.text


def test_nothing_runs_on_a_page_but_our_scripts(shared: Served) -> None:
    page = shared.get("/one/")
    header = page.headers["content-security-policy"]
    meta = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page.text)
    assert [f"{unescape(m)}; frame-ancestors 'none'" for m in meta] == [header]
    here = f"127.0.0.1:{shared.port}"
    policy = dict(part.strip().split(" ", 1) for part in header.split(";"))
    assert policy["default-src"] == "'none'"
    scripts = "".join(f" http://{here}{script}" for script in SCRIPTS)
    assert policy["script-src"] == f"'self' http://{here}/livereload.js{scripts}"
    doors = f"http://{here}/pointing.json http://{here}/pointing-review.html"
    assert policy["connect-src"] == f"'self' ws://{here}/livereload {doors}"
    assert policy["frame-ancestors"] == "'none'"


@pytest.mark.parametrize("path", ["/", "/one/", "/nothing", "/livereload.js", "/assets/postil.css"])
def test_every_answer_is_for_this_page_alone(shared: Served, path: str) -> None:
    headers = shared.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert not [name for name in headers if name.startswith("access-control-")]


def test_what_is_not_there_gets_the_sites_own_page_for_it(shared: Served) -> None:
    page = shared.get("/nothing/here/")
    assert page.status == 404
    assert "/livereload.js" in page.text
    assert shared.get("/one/missing.png").headers["content-type"].startswith("text/plain")


def test_a_folder_without_its_slash_leads_to_it(shared: Served) -> None:
    answer = shared.get("/one")
    assert (answer.status, answer.headers["location"]) == (302, "/one/")


def test_a_draft_is_shown(shared: Served) -> None:
    assert "This text is about" in shared.get("/two/").text


def test_annotations_are_json_for_linked_data(shared: Served) -> None:
    assert 'href="annotations.jsonld"' in shared.get("/one/").text
    answer = shared.get("/one/annotations.jsonld")
    assert answer.headers["content-type"] == "application/ld+json"
    assert json.loads(answer.text)["type"] == "AnnotationCollection"


def test_the_site_is_left_alone(shared: Served) -> None:
    made = {p.name for p in shared.project.iterdir()}
    assert made == {"content", ".postil", "stdout", "stderr"}
    assert not list((shared.project / ".postil").rglob("*key*")), "nothing of the teacher's"


def test_a_picture_that_could_run_scripts_is_sealed(tmp_path: Path) -> None:
    project = fill(tmp_path)
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'
    (project / "content/one/a.svg").write_text(svg)
    (project / "content/one/b.html").write_text("<script>1</script>")
    article = project / "content/one/article.md"
    article.write_text(article.read_text() + "\n![A drawing](a.svg) and [more](b.html)\n")
    with serving(project) as served:
        for name in ("a.svg", "b.html"):
            answer = served.get(f"/one/{name}")
            assert answer.headers["content-security-policy"].startswith(
                "sandbox; default-src 'none'"
            )
            assert "/livereload.js" not in answer.text


# Changes


def test_a_change_is_built_and_told_to_the_page(served: Served) -> None:
    with listening(served) as listener:
        served.save("one/article.md", ARTICLE.format(title="Changed"))
        assert reload(listener)
    assert "<h1" in served.get("/one/").text
    assert "Changed" in served.get("/one/").text
    assert until(lambda: "Rebuilt." in served.said, "the line in the terminal")


def test_a_page_from_before_the_last_build_is_told_at_once(shared: Served) -> None:
    with listening(shared, build="of-an-earlier-server") as listener:
        assert reload(listener)


@pytest.mark.parametrize(
    "message", ["", "nonsense", "[" * 5000, "[]", '{"command": 1}', "{}", b"\xff"]
)
def test_nonsense_on_the_socket_ends_it(shared: Served, message: str | bytes) -> None:
    with listening(shared) as listener:
        listener.say(message)
        assert listener.hear() is None
    assert shared.get("/").status == 200
    assert shared.complained == ""


def test_saves_that_follow_each_other_closely_are_one_build(served: Served) -> None:
    for number in range(6):
        served.save("one/article.md", ARTICLE.format(title=f"Save {number}"))
    served.get_when("/one/", lambda page: "Save 5" in page)
    until(lambda: served.rebuilds, "the line in the terminal")
    assert served.rebuilds == 1


def test_a_new_article_comes_and_goes(served: Served) -> None:
    assert served.get("/three/").status == 404
    served.save("three/article.md", ARTICLE.format(title="Three"))
    served.get_when("/three/", lambda page: "This text is about" in page)
    (served.content / "three/article.md").unlink()
    (served.content / "three").rmdir()
    until(lambda: served.get("/three/").status == 404, "the page to go")


def test_templates_are_watched_and_may_be_broken(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    with serving(fill(tmp_path), "--templates", "own") as served:
        (own / "index.html.jinja").write_text("<!DOCTYPE html><head></head><body>Mine</body>")
        served.get_when("/", lambda page: "Mine" in page)
        (own / "index.html.jinja").write_text("{% if %}")
        page = served.get_when("/", lambda page: "postil-panel" in page)
        assert "Mine" in page
        assert "index.html.jinja" in page
        (own / "index.html.jinja").unlink()
        served.get_when("/", lambda page: "Mine" not in page and "postil-panel" not in page)


# Problems


def test_an_error_keeps_the_last_page_under_a_panel(served: Served) -> None:
    served.save("one/annotations.yaml", "glossary:\n  - term: deterrence\n    '<b>x': Y\n")
    page = served.get_when("/one/", lambda page: "postil-panel" in page)
    panel = page[page.index('<section id="postil-panel"') : page.index("</section>")]
    assert "content/one/annotations.yaml:3:" in panel
    assert "y-003" in panel
    assert "&lt;b&gt;x" in panel
    assert "<b>" not in panel
    assert "This text is about" in page, "the last good page is still there"
    assert "postil-panel" in served.get("/").text
    assert "error y-003" in served.complained
    served.save("one/annotations.yaml", NOTES)
    served.get_when("/one/", lambda page: "postil-panel" not in page)


def test_what_could_not_be_attached_is_listed_on_a_page_that_is_built(served: Served) -> None:
    served.save("one/article.md", ARTICLE.format(title="New title"))
    served.save("one/annotations.yaml", NOTES + LOST)
    page = served.get_when("/one/", lambda page: "a-001" in page)
    assert "New title" in page
    assert 'id="note-deterrence"' in page
    assert "1 note could not be attached" in page
    assert "a-001" in served.get("/one/handout.html").text
    assert "a-001" in served.get("/").text
    assert "postil-panel" not in served.get("/two/").text, (
        "another article has nothing to do with it"
    )
    assert "Rebuilt, but" in served.said


def test_a_first_build_that_fails_is_shown_and_mended(tmp_path: Path) -> None:
    project = fill(tmp_path)
    (project / "content/site.yaml").write_text("titel: A tiny site\n")
    with serving(project) as served:
        page = served.get("/one/")
        assert page.status == 200
        assert "y-003" in page.text
        assert "/livereload.js" in page.text

        with listening(served) as listener:
            served.save("site.yaml", SITE)
            assert reload(listener)
        assert "This text is about" in served.get("/one/").text


def test_the_content_folder_may_go_and_come_back(served: Served) -> None:
    (served.project / "content").rename(served.project / "elsewhere")
    page = served.get_when("/one/", lambda page: "postil-panel" in page)
    assert "there is no content folder" in page
    (served.project / "elsewhere").rename(served.project / "content")
    served.get_when("/one/", lambda page: "postil-panel" not in page)


# Beginning and end


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_it_ends_when_interrupted(served: Served, number: int, status: int) -> None:
    served.process.send_signal(number)
    assert served.process.wait(PATIENCE) == status
    assert served.complained == ""
    assert not (served.project / ".postil").exists(), "nothing is left behind"


def test_a_port_in_use_gives_way_to_the_next(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with serving(fill(tmp_path), "--port", str(port)) as served:
            assert served.port != port
            assert f"port {port} is in use" in served.said
            assert served.get("/").status == 200


def test_no_port_at_all_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("postil.serve.server._TRIES", 1)
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(SurroundingsError, match="in use"),
    ):
        bind(taken.getsockname()[1])
    for port in (-1, 65536):
        with pytest.raises(CommandError, match="no port"):
            bind(port)


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (("--content", "missing"), 3),
        (("--templates", "missing"), 3),
        (("--port", "99999"), 2),
        (("--port", "many"), 2),
    ],
)
def test_what_cannot_begin_says_so(tmp_path: Path, options: tuple[str, ...], status: int) -> None:
    fill(tmp_path)
    command = [sys.executable, str(ROOT / "build.py"), "serve", "--no-open", *options]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert said.returncode == status
    assert said.stderr.startswith("postil: ")
    assert "Traceback" not in said.stderr
    assert not (tmp_path / ".postil").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell script for a browser")
def test_the_browser_is_opened(tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{tmp_path}/opened"\n')
    browser.chmod(0o755)
    with serving(fill(tmp_path), BROWSER=f"{browser} %s") as served:

        def opened() -> str:
            with suppress(FileNotFoundError):
                return (tmp_path / "opened").read_text()
            return ""

        assert until(opened, "the browser").strip() == f"http://127.0.0.1:{served.port}/"


# In a browser


def test_a_real_page_loads_again_by_itself(served: Served, browser: Any) -> None:
    page = browser.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(f"http://localhost:{served.port}/one/")
    assert page.locator("h1").inner_text() == "One"
    served.save("one/article.md", ARTICLE.format(title="Changed"))
    page.get_by_role("heading", name="Changed", level=1).wait_for()
    served.save("one/annotations.yaml", NOTES + LOST)
    panel = page.locator("#postil-panel")
    panel.wait_for()
    assert "content/one/annotations.yaml" in panel.inner_text()
    assert panel.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 244, 242)"
    page.close()
    assert told == [], "no policy is broken, nothing fails"
