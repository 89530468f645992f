"""Fixtures: a content folder to fill, and the real judges that tests call on."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import addressed as addressed_site
import pytest
from engines import Chromium, Engine, Firefox, WebKit
from hypothesis import HealthCheck, settings

# How long an example takes says nothing about whether it is right.
settings.register_profile("postil", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("postil")

ROOT = Path(__file__).parent.parent
NODE_MODULES = ROOT / ".venv" / "node" / "node_modules"

Fill = Callable[[dict[str, str]], Path]
Serve = Callable[[Path], str]


def need(thing: object, why: str) -> None:
    """Skip where a judge is missing, saying so; in CI its absence is a failure."""
    if thing:
        return
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture
def fill(tmp_path: Path) -> Fill:
    """Write files into a project folder; gives its content folder."""

    def write(files: dict[str, str]) -> Path:
        for name, text in files.items():
            file = tmp_path / "content" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
        (tmp_path / "content").mkdir(exist_ok=True)
        return tmp_path / "content"

    return write


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample library, built once: a folder with `site/` and `teacher/` in it."""
    import postil

    folder = tmp_path_factory.mktemp("sample")
    outcome = postil.build(postil.Project(ROOT / "content", folder / "site"))
    assert outcome.diagnostics == ()
    return folder


@pytest.fixture
def reader(browser: Any) -> Iterator[Any]:
    """A reader's Chromium: what it keeps is kept until the test ends."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context
    context.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """A real Chromium, without a network."""
    from playwright.sync_api import sync_playwright

    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    need(executable, "no Chromium: sudo apt install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=executable,
            args=[
                "--no-sandbox",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with an address, built once."""
    return _built(tmp_path_factory.mktemp("addressed"), addressed_site.FILES)


@pytest.fixture(scope="session")
def unaddressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site without an address, built once."""
    return _built(tmp_path_factory.mktemp("unaddressed"), addressed_site.UNADDRESSED)


def _built(folder: Path, files: dict[str, str]) -> Path:
    import postil

    for name, text in files.items():
        file = folder / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    outcome = postil.build(postil.Project(folder / "content", folder / "site"))
    assert outcome.diagnostics == ()
    return folder / "site"


@pytest.fixture(scope="session", params=["chromium", "firefox", "webkit"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Each real browser in turn, started once: the main paths hold in all of them."""
    start = {"chromium": start_chromium, "firefox": start_firefox, "webkit": start_webkit}
    started = start[request.param](request)
    yield started
    started.close()


def start_chromium(request: pytest.FixtureRequest) -> Engine:
    return Chromium(request.getfixturevalue("browser"))


def start_firefox(_: pytest.FixtureRequest) -> Engine:
    executable = shutil.which("firefox-esr") or shutil.which("firefox")
    need(executable, "no Firefox: sudo apt install firefox-esr")
    return Firefox(str(executable))


def start_webkit(_: pytest.FixtureRequest) -> Engine:
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    browser = next(iter(sorted(Path("/usr").glob("lib*/**/webkit*gtk-*/MiniBrowser"))), None)
    need(driver and browser and screen, "no WebKitGTK: sudo apt install webkit2gtk-driver xvfb")
    return WebKit(str(driver), str(browser), str(screen))


class Quiet(SimpleHTTPRequestHandler):
    """A web server as plain as the one that a school has: files, and nothing else."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Put a folder on the loopback address; gives where its root is."""
    servers: list[ThreadingHTTPServer] = []

    def put(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield put
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def on_disk(sample: Path) -> str:
    """Where the sample site is for a browser, on the disk."""
    return (sample / "site").as_uri()


@pytest.fixture(scope="session")
def address(request: pytest.FixtureRequest, sample: Path, on_disk: str, serve: Serve) -> str:
    """Where the sample site is: on the disk (`file`), or on a web server (`http`)."""
    return on_disk if request.param == "file" else serve(sample / "site")
