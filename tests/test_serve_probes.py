"""What other sites and other programs may try on the preview, and what they get."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_serve import PATIENCE, Served, fill, serving
from tornado.httputil import HTTPHeaders

from postil.diagnostics import Diagnostic, Severity
from postil.errors import SurroundingsError
from postil.pipeline import Project
from postil.serve import serve
from postil.serve.address import path_of
from postil.serve.attempt import Attempt, attempt
from postil.serve.dress import dressed, widened
from postil.serve.guard import authorities, refusal
from postil.serve.panel import no_page, panel
from postil.serve.preview import Preview
from postil.source import Position

SECRET = "what nobody else may read"
TEXT = "This text is about"

# PORT stands for the server's own port.
HOST = "Host: 127.0.0.1:PORT"
OWN = "Origin: http://127.0.0.1:PORT"
UPGRADE = (
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
)

HOSTS = [
    "evil.example",
    "evil.example:PORT",
    "localhost",
    "127.0.0.1",
    "localhost:1",
    "localhost.:PORT",
    "127.0.0.1.:PORT",
    "127.0.0.2:PORT",
    "127.1:PORT",
    "2130706433:PORT",
    "0.0.0.0:PORT",
    "[::]:PORT",
    "[::ffff:127.0.0.1]:PORT",
    "localhost:PORT.evil.example",
    "localhost.evil.example:PORT",
    "sub.localhost:PORT",
    "localhost:0PORT",
    "evil.example, localhost:PORT",
    "evil@localhost:PORT",
    "",
]
ORIGINS = [
    "null",
    "",
    "http://evil.example",
    "https://127.0.0.1:PORT",
    "http://127.0.0.1",
    "http://127.0.0.1:1",
    "http://localhost:PORT",
    "http://127.0.0.1:PORT.evil.example",
    "http://127.0.0.1:PORT/",
    "http://evil.example http://127.0.0.1:PORT",
    "file://",
]
FETCHES = [
    ("cross-site", "no-cors", "image"),
    ("cross-site", "no-cors", "script"),
    ("cross-site", "cors", "empty"),
    ("cross-site", "navigate", "iframe"),
    ("cross-site", "navigate", "object"),
    ("cross-site", "navigate", "embed"),
    ("cross-site", "websocket", "websocket"),
    ("same-site", "no-cors", "script"),
    ("same-site", "cors", "empty"),
    ("unheard-of", "cors", "empty"),
    ("", "", ""),
]
METHODS = ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"]
PATHS = [
    "/../secret.txt",
    "/../../secret.txt",
    "/one/../../../secret.txt",
    "/%2e%2e/secret.txt",
    "/%2e%2e/%2e%2e/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/..%2f..%2f..%2fsecret.txt",
    "/one%2findex.html",
    "/%2fetc/passwd",
    "/..%5csecret.txt",
    "/..\\secret.txt",
    "/one\\index.html",
    "/%252e%252e/secret.txt",
    "/one/index.html%00",
    "/one/index.html%00.png",
    "/%0d%0aSet-Cookie:a=b",
    "/%c0%ae%c0%ae/secret.txt",
    "/%ff",
    "//evil.example/",
    "//evil.example/one",
    "///evil.example/%2e%2e",
    "/\\evil.example",
    "/one//index.html",
    "/./one/index.html",
    "/one/.",
    "/.postil/",
    "/.POSTIL/serve",
    "/.git/config",
    "/one/.hidden",
    "/content/site.yaml",
    "/one/annotations.yaml",
    "/one/article.md",
    "/teacher/one/handout-key.html",
    "/one/handout-key.html",
    "/leak.txt",
    "/leak/secret.txt",
    "/one/index.html:stream",
    "/C:/secret.txt",
    "/forcereload",
    "/forcereload?path=*",
    "http://evil.example/",
    "http://127.0.0.1:PORT/",
    "/" + "a" * 5000,
    "/" + "../" * 500 + "secret.txt",
]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server, a secret beside its pages, and links that lead out of them."""
    project = fill(tmp_path_factory.mktemp("probed"))
    (project / "secret.txt").write_text(SECRET)
    with serving(project) as served:
        pages = project / ".postil/serve" / str(served.port)
        (pages / "leak.txt").symlink_to(project / "secret.txt")
        (pages / "leak").symlink_to(project, target_is_directory=True)
        (pages / "search/index.html").unlink()
        (pages / "search/index.html").symlink_to(project / "secret.txt")
        yield served
        assert served.get("/one/").status == 200, "it still answers"
        assert served.complained == "", "and nothing upset it"
        assert served.rebuilds == 0


def ask(served: Served, line: str, *headers: str, version: str = "1.1", body: str = "") -> str:
    """Send a request as it stands; gives all that comes back."""
    is_socket = any(header in UPGRADE for header in headers)
    lines = [f"{line} HTTP/{version}", *headers, *([] if is_socket else ["Connection: close"])]
    sent = "\r\n".join([*lines, "", body]).replace("PORT", str(served.port))
    with socket.create_connection(("127.0.0.1", served.port), PATIENCE) as connection:
        connection.sendall(sent.encode())
        with connection.makefile("rb") as file:
            head = b""
            while (line_read := file.readline()) not in (b"", b"\r\n"):
                head += line_read
            length = re.search(rb"(?i)content-length: (\d+)", head)
            rest = file.read(int(length[1]) if length else 0) if is_socket else file.read()
            return (head + b"\r\n" + rest).decode()


def assert_refused(answer: str, *statuses: int) -> None:
    head, _, body = answer.partition("\r\n\r\n")
    status = int(head.split()[1])
    assert status in statuses, answer
    for unwanted in (SECRET, TEXT, "Traceback", "root:"):
        assert unwanted not in body
    names = {line.partition(":")[0].lower() for line in head.split("\r\n")[1:]}
    assert not {n for n in names if n.startswith("access-control-")} | (
        names & {"location", "server"}
    )
    if status != 400:  # what is not even HTTP never comes to us
        assert {"x-content-type-options", "cross-origin-resource-policy"} <= names


def refused_by_guard(method: str, *headers: str, is_socket: bool = False) -> bool:
    given = HTTPHeaders()
    for header in headers:
        name, _, value = header.replace("PORT", "8000").partition(":")
        given.add(name, value.strip())
    return refusal(method, given, 8000, is_socket=is_socket) is not None


# Who may come in


@pytest.mark.parametrize(
    "headers",
    [
        (HOST,),
        ("Host: localhost:PORT",),
        ("Host: LocalHost:PORT",),
        ("Host: [::1]:PORT",),
        (HOST, OWN),
        (HOST, "Sec-Fetch-Site: none"),
        (HOST, "Sec-Fetch-Site: same-origin", "Sec-Fetch-Mode: cors", "Sec-Fetch-Dest: empty"),
        (
            HOST,
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Mode: navigate",
            "Sec-Fetch-Dest: document",
        ),
        (HOST, "Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"),
    ],
)
def test_the_author_is_let_in(served: Served, headers: tuple[str, ...]) -> None:
    assert ask(served, "GET /one/", *headers).startswith("HTTP/1.1 200 ")
    assert not refused_by_guard("GET", *headers)


def test_head_gives_the_head_alone(served: Served) -> None:
    head, _, body = ask(served, "HEAD /one/", HOST).partition("\r\n\r\n")
    assert head.startswith("HTTP/1.1 200 ")
    assert body == ""


@pytest.mark.parametrize("page", ["/one/", "/livereload.js", "/livereload"])
@pytest.mark.parametrize("host", HOSTS)
def test_another_host_is_not_served(served: Served, host: str, page: str) -> None:
    assert_refused(ask(served, f"GET {page}", f"Host: {host}"), 400, 421)
    assert refused_by_guard("GET", f"Host: {host}")


def test_a_host_has_to_be_named_once(served: Served) -> None:
    assert_refused(ask(served, "GET /one/"), 400)
    assert_refused(ask(served, "GET /one/", version="1.0"), 421)
    assert_refused(ask(served, "GET /one/", HOST, "Host: evil.example"), 400, 421)
    forwarded = ("Host: evil.example", "X-Forwarded-Host: 127.0.0.1:PORT")
    assert_refused(ask(served, "GET /one/", *forwarded), 421)
    assert refused_by_guard("GET")
    assert refused_by_guard("GET", HOST, HOST)


def test_on_the_port_of_the_web_a_host_needs_no_port() -> None:
    assert "localhost" in authorities(80)
    assert "localhost" not in authorities(8000)


@pytest.mark.parametrize("page", ["/one/", "/livereload.js"])
@pytest.mark.parametrize("origin", ORIGINS)
def test_another_origin_is_refused(served: Served, origin: str, page: str) -> None:
    assert_refused(ask(served, f"GET {page}", HOST, f"Origin: {origin}"), 403)
    assert refused_by_guard("GET", HOST, f"Origin: {origin}")


@pytest.mark.parametrize("page", ["/one/", "/livereload.js"])
@pytest.mark.parametrize("fetch", FETCHES, ids="-".join)
def test_what_another_site_loads_is_refused(
    served: Served, fetch: tuple[str, str, str], page: str
) -> None:
    names = ("Site", "Mode", "Dest")
    headers = [f"Sec-Fetch-{name}: {value}" for name, value in zip(names, fetch, strict=True)]
    assert_refused(ask(served, f"GET {page}", HOST, *headers), 403)
    assert refused_by_guard("GET", HOST, *headers)


def test_only_a_link_that_is_followed_may_come_from_elsewhere() -> None:
    followed = (
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Mode: navigate",
        "Sec-Fetch-Dest: document",
    )
    assert refused_by_guard("HEAD", HOST, *followed)
    assert refused_by_guard("GET", HOST, OWN, *followed, is_socket=True)


@pytest.mark.parametrize("page", ["/one/", "/livereload", "/forcereload", "/nothing"])
@pytest.mark.parametrize("method", METHODS)
def test_nothing_can_be_changed(served: Served, method: str, page: str) -> None:
    headers = (HOST, "Content-Type: text/plain", "Content-Length: 3")
    answer = ask(served, f"{method} {page}", *headers, body="a=b")
    assert_refused(answer, 400, 405)
    assert refused_by_guard(method, HOST)


@pytest.mark.parametrize("origin", [None, *ORIGINS])
def test_the_socket_is_for_our_own_pages(served: Served, origin: str | None) -> None:
    headers = [] if origin is None else [f"Origin: {origin}"]
    assert_refused(ask(served, "GET /livereload", HOST, *UPGRADE, *headers), 403)
    assert refused_by_guard("GET", HOST, *headers, is_socket=True)


def test_the_socket_is_not_for_a_host_that_was_pointed_here(served: Served) -> None:
    headers = ("Host: evil.example:PORT", "Origin: http://evil.example:PORT")
    assert_refused(ask(served, "GET /livereload", *headers, *UPGRADE), 421)
    legacy = ("Sec-WebSocket-Origin: http://127.0.0.1:PORT",)
    assert_refused(ask(served, "GET /livereload", HOST, *legacy, *UPGRADE), 403)
    assert ask(served, "GET /livereload", HOST, OWN, *UPGRADE).startswith("HTTP/1.1 101 ")
    assert_refused(ask(served, "GET /livereload", HOST, OWN), 400)


# What can be had


@pytest.mark.parametrize("path", [*PATHS, "/search/"], ids=lambda p: p[:40])
def test_no_way_leads_out_of_the_pages(served: Served, path: str) -> None:
    assert_refused(ask(served, f"GET {path}", HOST), 400, 403, 404)


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p[:40])
def test_a_path_is_plain_or_nothing(path: str) -> None:
    plain = path_of(path)
    assert plain is None or not ({"", ".", ".."} & set(plain.split("/")))


def test_a_path_is_decoded_once() -> None:
    assert path_of("/") == "index.html"
    assert path_of("/%E8%A8%AA%E8%AB%87/?a=/../b") == "訪談/index.html"
    assert path_of("/a%2520b") == "a%20b"


def test_what_is_too_long_to_be_http_is_dropped(served: Served) -> None:
    try:
        answer = ask(served, "GET /" + "a" * 100_000, HOST)
    except ConnectionError:
        return
    assert answer.split()[1:2] in ([], ["400"], ["431"])


# What pages are told


@pytest.mark.parametrize("fault", [RuntimeError("<b>broken</b>"), SystemExit(3), RecursionError()])
def test_a_fault_of_our_own_is_shown_and_survived(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    fault: BaseException,
) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr("postil.serve.attempt.proof", fail)
    preview = Preview(tmp_path / ".postil/serve/1", tmp_path)
    preview.open()
    assert preview.take(attempt(Project()))
    said = panel(preview.latest, "index.html")
    assert "Postil itself failed" in said
    assert type(fault).__name__ in said
    assert "<b>" not in said
    assert "Postil itself failed" in no_page(preview.latest)
    assert "Traceback" in capsys.readouterr().err
    assert not preview.take(attempt(Project())), "the same again is nothing new"


def test_a_long_list_of_problems_is_cut(tmp_path: Path) -> None:
    problems = [
        Diagnostic(Position("content/a/b.yaml", n), "a-001", Severity.ERROR, "lost", "a\nb")
        for n in range(1, 61)
    ]
    preview = Preview(tmp_path / ".postil/serve/1", tmp_path)
    preview.open()
    preview.take(Attempt({"a/index.html": b""}, tuple(problems), ("a",)))
    assert "60 notes could not be attached" in panel(preview.latest, "a/index.html")
    assert "And 10 more" in panel(preview.latest, "a/index.html")
    preview.close()
    assert not preview.take(Attempt({"a/index.html": b"b"})), "a late build changes nothing"
    assert not (tmp_path / ".postil").exists()


@pytest.mark.parametrize("part", [".postil", ".postil/serve", ".postil/serve/1"])
def test_a_link_is_no_folder_for_pages(tmp_path: Path, part: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine").write_text("mine")
    link = tmp_path / part
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(SurroundingsError, match="is a link"):
        Preview(tmp_path / ".postil/serve/1", tmp_path).open()
    assert (elsewhere / "mine").read_text() == "mine"


@pytest.mark.parametrize(
    ("policy", "script"),
    [
        ("default-src 'none'", "http://h:1/livereload.js"),
        ("script-src 'none'", "http://h:1/livereload.js"),
        ("script-src 'self'; script-src *", "'self' http://h:1/livereload.js"),
        ("default-src 'self';", "'self' http://h:1/livereload.js"),
        ("img-src 'self'", None),
    ],
)
def test_a_policy_is_widened_by_our_script_alone(policy: str, script: str | None) -> None:
    parts = [part.strip().split(" ", 1) for part in widened(policy, "h:1").split(";")]
    assert dict(parts).get("script-src") == script


@pytest.mark.parametrize(
    "page", ["", "<p>No head", "<head><body>", "<HEAD></HEAD ><BODY class=a>b"]
)
def test_every_page_can_be_dressed(page: str) -> None:
    data, policy = dressed(page.encode() + b"\xff", "h:1", "1", "<section>Panel \ud800</section>")
    assert data.count(b"/livereload.js") == 1
    assert data.count(b"<section>Panel") == 1
    assert b"\xff" in data
    assert policy.startswith("default-src 'none'")


def test_a_link_in_the_place_of_our_folder_is_left_alone(tmp_path: Path) -> None:
    fill(tmp_path)
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "serve").mkdir(parents=True)
    (tmp_path / ".postil").symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(SurroundingsError, match="is a link"):
        serve(tmp_path / "content", port=0, open_browser=False)
    assert (elsewhere / "serve").is_dir()
