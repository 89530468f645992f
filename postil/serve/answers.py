"""What the server answers. Every answer passes the guard first."""

import json
from mimetypes import MimeTypes
from pathlib import Path
from typing import Any

from livereload.handlers import LiveReloadHandler
from tornado.ioloop import IOLoop
from tornado.web import HTTPError, RequestHandler

from postil.serve.address import address_of, is_page, path_of
from postil.serve.asking import NonsenseError, read_ask
from postil.serve.desk import Desk
from postil.serve.dress import dressed
from postil.serve.guard import METHODS, refusal, refusal_of_change
from postil.serve.looking import Looking
from postil.serve.panel import no_page, panel
from postil.serve.preview import Latest, Preview
from postil.serve.refused import Refused, said_of
from postil.serve.review_page import Wanted, no_review_page, review_page, wanted_of
from postil.serve.tools import OWN, tools, tools_for

_HERE = Path(__file__).parent
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_SEALED = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""For what the author hands on and a browser might run, opened by itself."""

_types = MimeTypes()  # not the system's table, which differs from machine to machine
for _ending, _type in {
    ".avif": "image/avif",
    ".js": "text/javascript",
    ".jsonld": "application/ld+json",
    ".webp": "image/webp",
}.items():
    _types.add_type(_type, _ending)


class Guarded(RequestHandler):
    """What all answers have in common."""

    SUPPORTED_METHODS: tuple[str, ...] = METHODS

    def initialize(
        self, preview: Preview, port: int, token: str, desk: Desk, looking: Looking
    ) -> None:
        """Called by tornado for each request."""
        self.preview = preview
        self.port = port
        self.token = token
        self.desk = desk
        self.looking = looking

    def set_default_headers(self) -> None:
        """Also on refusals."""
        self.clear_header("Server")
        for name, value in _HEADERS.items():
            self.set_header(name, value)

    def compute_etag(self) -> None:
        """Nothing here is to be kept."""

    def prepare(self) -> None:
        """Ask the guard."""
        is_socket = isinstance(self, ReloadSocket)
        method, headers = self.request.method or "", self.request.headers
        refused = refusal(method, headers, self.port, is_socket=is_socket)
        if refused:
            raise HTTPError(refused.status, refused.reason)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """One line of text, which says no more than it must."""
        error = kwargs.get("exc_info", (None, None))[1]
        said = error.log_message if isinstance(error, HTTPError) else None
        if status_code == 405:
            self.set_header("Allow", ", ".join(self.SUPPORTED_METHODS))
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code}: {said or self._reason}\n")


class Page(Guarded):
    """The pages and their files."""

    def get(self) -> None:
        """A file of the site, or the nearest thing to it."""
        path = path_of(self.request.uri or "")
        if path is None:
            raise HTTPError(404)
        data, latest = self.preview.read(path)
        if data is not None:
            self._give(path, data, latest)
        elif self.preview.has(f"{path}/index.html"):
            self.redirect(f"{address_of(path)}/")  # pages link from inside their folder
        elif not is_page(path):
            raise HTTPError(404)
        elif self.preview.is_empty:
            self._give_page(no_page(latest).encode("utf-8", "replace"), latest, "")
        else:
            self._give_not_found()

    head = get

    def _give_not_found(self) -> None:
        """The site's own page for this, with our script: the page may come yet."""
        data, latest = self.preview.read("404.html")
        if data is None:
            raise HTTPError(404)
        self.set_status(404)
        self._give("404.html", data, latest)

    def _give(self, path: str, data: bytes, latest: Latest) -> None:
        kind = _types.guess_type(path)[0] or "application/octet-stream"
        if "html" in kind and not self.preview.is_asset(path, data):
            self._give_page(data, latest, panel(latest, path), tools(latest, path, self.token))
            return
        if "html" in kind or "xml" in kind:
            self.set_header("Content-Security-Policy", _SEALED)
        charset = "; charset=utf-8" if kind.startswith("text/") else ""
        self.set_header("Content-Type", f"{kind}{charset}")
        self.finish(data)

    def _give_page(self, page: bytes, latest: Latest, said: str, tools: str = "") -> None:
        data, policy = dressed(page, self.request.host, latest.build, said, tools)
        self.set_header("Content-Security-Policy", policy)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(data)


class Own(Guarded):
    """The scripts and style sheets of the preview itself."""

    def get(self) -> None:
        """One of them."""
        path = self.request.path
        if path not in OWN:
            raise HTTPError(404)
        kind = "text/javascript" if path.endswith(".js") else "text/css"
        self.set_header("Content-Type", f"{kind}; charset=utf-8")
        self.finish((_HERE / path.removeprefix("/")).read_bytes())

    head = get


class Review(Guarded):
    """The page on which the glossary is looked through. It is made when it is asked for."""

    async def get(self) -> None:
        """The page. A look at a large library takes its time, in which others are answered."""
        asked = (self.get_query_argument(name, "") for name in ("show", "word", "from"))
        wanted = wanted_of(*asked)
        made = await IOLoop.current().run_in_executor(None, self._made, wanted)
        page = made.encode("utf-8", "replace")
        tools = tools_for("", self.token)
        data, policy = dressed(page, self.request.host, self.preview.latest.build, "", tools)
        self.set_header("Content-Security-Policy", policy)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(data)

    head = get

    def _made(self, wanted: Wanted) -> str:
        try:
            return review_page(self.looking.look(), wanted)
        except OSError:
            return no_review_page()


class Annotate(Guarded):
    """Where our own pages write. It answers in JSON, for them alone."""

    SUPPORTED_METHODS = ("POST",)

    def prepare(self) -> None:
        """Ask the stricter guard."""
        method, headers = self.request.method or "", self.request.headers
        refused = refusal_of_change(method, headers, self.port, self.token)
        if refused:
            raise HTTPError(refused.status, refused.reason)
        if self.request.query:
            raise HTTPError(400, "this says more than is asked")

    def post(self) -> None:
        """Do what is asked, and say how it went."""
        try:
            status, said = 200, self.desk.do(read_ask(self.request.body))
        except NonsenseError as error:
            status, said = 400, {"error": str(error)}
        except Refused as error:
            status, said = error.status, said_of(error)
        self.set_status(status)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.set_header("Content-Security-Policy", _SEALED)
        self.finish(json.dumps(said))


class ReloadSocket(Guarded, LiveReloadHandler):  # type: ignore[misc]
    """livereload's socket, for our own pages alone. It tells them when to load again."""

    def check_origin(self, origin: str) -> bool:
        """Asked again after the guard, since livereload would let everybody in."""
        return origin.lower() == f"http://{self.request.host.lower()}"

    def on_message(self, message: str | bytes) -> None:
        """Take part in livereload's handshake; hang up on anything else."""
        try:
            said = json.loads(message)
        except (ValueError, RecursionError):
            said = None
        if not isinstance(said, dict) or not isinstance(said.get("command"), str):
            self.close(1003)
            return
        super().on_message(json.dumps(said))
        build = self.preview.latest.build
        if said["command"] == "info" and said.get("build", build) != build:
            self.send_message({"command": "reload", "path": "*", "liveCSS": False})

    def write_message(self, message: Any, binary: bool = False) -> Any:  # noqa: FBT001, FBT002
        """Send; a page that left meanwhile is no fault worth a traceback."""
        sent = super().write_message(message, binary)
        sent.add_done_callback(lambda future: future.cancelled() or future.exception())
        return sent
