"""The door that pages write through: a real server, probed as other sites and programs would.

Each probe is refused, says nothing that it should not, and changes nothing on the disk.
"""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from test_serve import Served, fill, serving, until
from test_serve_probes import HOST, HOSTS, ORIGINS, OWN, ask, assert_refused
from tornado.httputil import HTTPHeaders

from postil.serve.asking import NonsenseError, read_ask
from postil.serve.guard import refusal_of_change

DOOR = "/pointing.json"
JSON = "Content-Type: application/json"
LOOK = '{"act": "look", "article": "one"}'
BEGIN = {"act": "new", "title": "T", "slug": "made", "text": "Words.", "language": "en"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    project = fill(tmp_path_factory.mktemp("door"))
    (project / "outside.yaml").write_text("notes:\n")
    (project / "content/shared.yaml").write_text("glossary:\n  - term: text\n    definition: X\n")
    with serving(project) as served:
        (project / "content/one/linked.yaml").symlink_to(project / "outside.yaml")
        until(lambda: served.rebuilds, "the page that says what a link is")
        yield served
        assert served.get("/one/").status == 200, "it still answers"
        assert served.complained.count("Traceback") == 0


def token(served: Served) -> str:
    found = re.search(r'data-token="([^"]+)"', served.get("/one/").text)
    assert found
    return f"X-Postil-Token: {unescape(found[1])}"


def state(served: Served) -> dict[str, bytes]:
    """Everything in the project but what the preview itself keeps."""
    files = [p for p in served.project.rglob("*") if p.is_file() or p.is_symlink()]
    return {
        str(p.relative_to(served.project)): p.read_bytes()
        for p in files
        if ".postil" not in p.parts and p.name not in ("stdout", "stderr")
    }


def post(served: Served, body: str | bytes, *headers: str, line: str = f"POST {DOOR}") -> str:
    text = body.decode() if isinstance(body, bytes) else body
    length = f"Content-Length: {len(text.encode())}"
    return ask(served, line, *headers, length, body=text)


def said(answer: str) -> dict[str, Any]:
    return dict(json.loads(answer.partition("\r\n\r\n")[2]))


def good(served: Served) -> tuple[str, ...]:
    return HOST, OWN, JSON, token(served)


def digest(served: Served) -> str:
    opened = said(post(served, '{"act":"open","article":"one","id":"deterrence"}', *good(served)))
    return str(opened["target"]["digest"])


# Who may write


def test_our_own_page_is_let_in(served: Served) -> None:
    answer = post(served, LOOK, *good(served))
    head = answer.partition("\r\n\r\n")[0].lower()
    assert head.startswith("http/1.1 200 ")
    assert "kinds" in said(answer)
    assert "content-type: application/json; charset=utf-8" in head
    assert "x-content-type-options: nosniff" in head
    assert "cross-origin-resource-policy: same-origin" in head
    assert "sandbox; default-src 'none'" in head
    assert "access-control" not in head
    more = ("Sec-Fetch-Site: same-origin", "Sec-Fetch-Mode: cors", "Sec-Fetch-Dest: empty")
    assert post(served, LOOK, *good(served), *more).startswith("HTTP/1.1 200 ")
    charset = "Content-Type: application/json; charset=UTF-8"
    assert post(served, LOOK, HOST, OWN, charset, token(served)).startswith("HTTP/1.1 200 ")


FOREIGN = {
    **{f"host {h}": ((f"Host: {h}", OWN, JSON), 400, 421) for h in HOSTS},
    **{f"origin {o}": ((HOST, f"Origin: {o}", JSON), 403) for o in ORIGINS},
    "no origin": ((HOST, JSON), 403),
    "two origins": ((HOST, OWN, OWN, JSON), 403),
    **{
        f"fetch {site}": ((HOST, OWN, JSON, f"Sec-Fetch-Site: {site}"), 403)
        for site in ("cross-site", "same-site", "none", "unheard-of", "")
    },
    "followed link": (
        (HOST, OWN, JSON, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"),
        403,
    ),
    **{
        f"type {kind}": ((HOST, OWN, f"Content-Type: {kind}"), 400, 415)
        for kind in (
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "text/json",
            "application/json5",
            "application/json; charset=utf-16",
            "text/plain; application/json",
            "",
        )
    },
    "no type": ((HOST, OWN), 415),
    "two types": ((HOST, OWN, JSON, "Content-Type: text/plain"), 415),
    "packed": ((HOST, OWN, JSON, "Content-Encoding: gzip"), 400, 415),
}


@pytest.mark.parametrize("probe", FOREIGN)
def test_nobody_else_is(served: Served, probe: str) -> None:
    headers, *statuses = FOREIGN[probe]
    before = state(served)
    answer = post(served, json.dumps(BEGIN), *headers, token(served))
    assert_refused(answer, *statuses)
    given = HTTPHeaders()
    for header in headers:
        name, _, value = header.replace("PORT", "8000").partition(":")
        given.add(name, value.strip())
    given.add("X-Postil-Token", "right")
    assert refusal_of_change("POST", given, 8000, "right") is not None
    assert state(served) == before


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        ("X-Postil-Token: ",),
        ("X-Postil-Token: wrong",),
        ("X-Postil-Token: é",),
        ("Cookie: t=1",),
    ],
)
def test_the_token_has_to_be_known(served: Served, wrong: tuple[str, ...]) -> None:
    before = state(served)
    assert_refused(post(served, json.dumps(BEGIN), HOST, OWN, JSON, *wrong), 403)
    twice = (token(served), token(served))
    assert_refused(post(served, json.dumps(BEGIN), HOST, OWN, JSON, *twice), 403)
    address = f"POST {DOOR}?token={token(served).partition(' ')[2]}"
    assert_refused(post(served, json.dumps(BEGIN), HOST, OWN, JSON, line=address), 403)
    assert state(served) == before


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"])
def test_only_one_method_writes(served: Served, method: str) -> None:
    before = state(served)
    answer = post(served, json.dumps(BEGIN), *good(served), line=f"{method} {DOOR}")
    assert_refused(answer, 405)
    assert state(served) == before


@pytest.mark.parametrize("path", ["/", "/one/", "/livereload", "/pointing.js", "/pointing.json/x"])
def test_only_one_door_is_open(served: Served, path: str) -> None:
    before = state(served)
    assert_refused(
        post(served, json.dumps(BEGIN), *good(served), line=f"POST {path}"), 403, 404, 405
    )
    assert state(served) == before


def test_every_server_has_a_token_of_its_own(served: Served, tmp_path: Path) -> None:
    with serving(fill(tmp_path)) as other:
        assert token(other) != token(served)
        assert_refused(post(other, LOOK, HOST, OWN, JSON, token(served)), 403)


def test_what_is_too_long_is_dropped(served: Served) -> None:
    before = state(served)
    try:
        headers = (*good(served), "Content-Length: 5000000")
        answer = ask(served, f"POST {DOOR}", *headers, body='{"act": "new", "text": "')
        assert answer.split()[1:2] in ([], ["400"], ["413"])
    except ConnectionError:
        pass
    long = json.dumps({**BEGIN, "text": "x" * 1_000_001})
    assert_refused(post(served, long, *good(served)), 400)
    assert state(served) == before


# What may be asked

PLACE = {"start": 0, "end": 4, "digest": "x"}
AIM = {
    "file": "content/one/annotations.yaml",
    "section": "glossary",
    "index": 0,
    "digest": "DIGEST",
}
SAVE = {"act": "save", "article": "one", "section": "notes", "fields": {"note": "X"}}
NONSENSE: list[Any] = [
    "",
    "nonsense",
    "null",
    "[]",
    "1",
    "[" * 100_000,
    '{"act": NaN}',
    "{}",
    {"act": None},
    {"act": []},
    {"act": "__init__"},
    {"act": "read", "path": "/etc/passwd"},
    {"act": "look"},
    {"act": "look", "article": 1},
    {"act": "look", "article": "one", "more": 1},
    {"act": "look", "article": "\ud800"},
    {"act": "point", "article": "one"},
    {"act": "point", "article": "one", "place": []},
    {"act": "point", "article": "one", "place": {**PLACE, "start": -1}},
    {"act": "point", "article": "one", "place": {**PLACE, "start": 1.5}},
    {"act": "point", "article": "one", "place": {**PLACE, "end": True}},
    {"act": "point", "article": "one", "place": {**PLACE, "end": 10**400}},
    {**SAVE, "section": "sources"},
    {**SAVE, "section": "__class__"},
    {**SAVE, "fields": None},
    {**SAVE, "fields": {"quote": "text", "note": "X"}},
    {**SAVE, "fields": {"nothing": "X"}},
    {**SAVE, "fields": {"place": "X"}},
    {**SAVE, "fields": {"note": {"en": {"deep": "X"}}}},
    {**SAVE, "fields": {"note": [["X"]]}},
    {**SAVE, "fields": {"note": 1.5}},
    {**SAVE, "fields": {"note": "\udfff"}},
    {**SAVE, "fields": {"note": "x" * 100_001}},
    {**SAVE, "fields": {str(n): "x" for n in range(50)}},
    {**SAVE, "mark": "everywhere"},
    {**SAVE, "target": AIM},
    {**SAVE, "target": "content/one/annotations.yaml"},
    {"act": "delete", "article": "one"},
    {"act": "delete", "article": "one", "target": {**AIM, "section": "sources"}},
    {"act": "delete", "article": "one", "target": {**AIM, "index": -1}},
    {"act": "except", "article": "one", "target": AIM, "refused": True},
    {"act": "except", "article": "one", "target": {**AIM, "section": "notes"}, "place": PLACE},
    {"act": "undo", "path": "/etc/passwd"},
    {**BEGIN, "text": None},
]


@pytest.mark.parametrize("body", NONSENSE, ids=lambda b: str(b)[:60])
def test_nonsense_is_refused_with_a_sentence(served: Served, body: Any) -> None:
    before = state(served)
    text = body if isinstance(body, str) else json.dumps(body)
    answer = post(served, text, *good(served))
    assert_refused(answer, 400)
    assert re.fullmatch(r"[^\n<>]{5,80}", said(answer)["error"])
    with pytest.raises(NonsenseError):
        read_ask(text.encode())
    assert state(served) == before


def test_bytes_that_are_no_text_are_refused() -> None:
    for body in (b"\xff", b'{"act": "\xff"}', b"\xef\xbb\xbf{}"):
        with pytest.raises(NonsenseError):
            read_ask(body)


ELSEWHERE = [
    "../outside.yaml",
    "content/../outside.yaml",
    "content/one/../../outside.yaml",
    "/etc/passwd",
    "content/site.yaml",
    "content/shared.yaml",
    "content/one/article.md",
    "content/one/article.yaml",
    "content/one/linked.yaml",
    "content/two/annotations.yaml",
    "content/one/annotations.yaml/",
    "content/one/./annotations.yaml",
    "content//one/annotations.yaml",
    "content/one/annotations.yaml\0",
    "content\\one\\annotations.yaml",
    "one/annotations.yaml",
    "annotations.yaml",
    "site/index.html",
    "",
]
SLUGS = [
    "..",
    ".",
    "",
    "one/",
    "one/../two",
    "../content/one",
    "/etc",
    "ONE",
    "one\0",
    "nothing",
    "site.yaml",
    ".postil",
    "con",
]


@pytest.mark.parametrize("file", ELSEWHERE)
@pytest.mark.parametrize("act", ["delete", "move", "save"])
def test_no_other_file_is_written(served: Served, file: str, act: str) -> None:
    before = state(served)
    asked: dict[str, Any] = {"act": act, "article": "one"}
    asked["target"] = {**AIM, "file": file, "digest": digest(served)}
    if act == "save":
        asked |= {"section": "glossary", "fields": {"term": "deterrence"}}
    answer = post(served, json.dumps(asked), *good(served))
    assert_refused(answer, 400, 403, 404, 409)
    assert "root:" not in answer
    assert state(served) == before


@pytest.mark.parametrize("slug", SLUGS)
def test_no_other_folder_is_written(served: Served, slug: str) -> None:
    before = state(served)
    for asked in (
        {**SAVE, "article": slug, "section": "questions", "fields": {"ask": "X?"}},
        {"act": "open", "article": slug, "id": "deterrence"},
        {"act": "delete", "article": slug, "target": AIM},
        {**BEGIN, "slug": slug},
    ):
        if slug == "nothing" and asked["act"] == "new":
            continue  # a good name
        assert_refused(post(served, json.dumps(asked), *good(served)), 400, 404, 409, 422)
    assert state(served) == before


def test_a_stale_digest_and_broken_yaml_are_refused(tmp_path: Path) -> None:
    with serving(fill(tmp_path)) as served:
        stale = {**AIM, "digest": digest(served)}
        served.save(
            "one/annotations.yaml", "glossary:\n  - term: deterrence\n    definition: New.\n"
        )
        before = state(served)
        answer = post(
            served, json.dumps({"act": "delete", "article": "one", "target": stale}), *good(served)
        )
        assert_refused(answer, 409)
        assert "definition: New." in said(answer)["conflict"]["theirs"]
        assert state(served) == before
        served.save("one/annotations.yaml", "glossary: [\n")
        until(lambda: served.rebuilds, "a build")
        before = state(served)
        answer = post(
            served,
            json.dumps({**SAVE, "section": "questions", "fields": {"ask": "X?"}}),
            *good(served),
        )
        assert_refused(answer, 409)
        assert "the file has an error in line" in said(answer)["error"]
        assert state(served) == before


def test_what_is_asked_rightly_is_written(tmp_path: Path) -> None:
    with serving(fill(tmp_path)) as served:
        asked = {**SAVE, "section": "questions", "fields": {"ask": "Why?"}}
        assert post(served, json.dumps(asked), *good(served)).startswith("HTTP/1.1 200 ")
        written = (served.content / "one/annotations.yaml").read_text()
        assert written.endswith("questions:\n  - ask: Why?\n")
        assert post(served, json.dumps(BEGIN), *good(served)).startswith("HTTP/1.1 200 ")
        served.get_when("/made/", lambda page: "Words." in page)


# Where the tools are


def test_the_tools_are_on_articles_and_on_the_list_of_them_alone(served: Served) -> None:
    for path in ("/", "/one/", "/two/"):
        page = served.get(path)
        assert 'id="pd"' in page.text
        assert "connect-src 'self'" in page.headers["content-security-policy"]
        assert (
            "unsafe"
            not in page.headers["content-security-policy"]
            .partition("script-src")[2]
            .partition(";")[0]
        )
    for path in ("/one/handout.html", "/glossary/", "/nothing", "/one/annotations.jsonld"):
        assert "data-token" not in served.get(path).text


def test_the_page_of_words_is_for_the_author_alone(served: Served) -> None:
    assert "data-token" in served.get("/pointing-review.html").text
    for headers in (
        ("Host: evil.example",),
        (HOST, "Origin: null"),
        (HOST, "Sec-Fetch-Site: same-site"),
    ):
        answer = ask(served, "GET /pointing-review.html", *headers)
        assert_refused(answer, 403, 421)
        assert "data-token" not in answer


@pytest.mark.parametrize("path", ["/pointing-nothing.js", "/pointing.html", "/pointing-.css"])
def test_no_other_file_of_ours_is_given(served: Served, path: str) -> None:
    assert served.get(path).status == 404
