"""livereload's server, with its doors closed: see the guard for who may come in."""

import asyncio
import errno
import logging
import os
import secrets
import socket
import sys
from typing import Any

from livereload import Server
from livereload.handlers import LiveReloadHandler
from tornado.httpserver import HTTPServer
from tornado.ioloop import PeriodicCallback
from tornado.web import Application

from postil.errors import CommandError, SurroundingsError
from postil.serve.answers import Annotate, Own, Page, ReloadSocket, Review
from postil.serve.desk import Desk
from postil.serve.looking import Looking
from postil.serve.preview import Preview
from postil.serve.watch import FolderWatcher

ADDRESS = "127.0.0.1"
_TRIES = 10
_LARGEST_PORT = 65535
_LARGEST_BODY = 4_000_000
"""Bytes: a long article that is pasted, in any script, as JSON."""


def bind(port: int) -> socket.socket:
    """Listen on a port of the loopback address, or on the next that is free.

    Raises SurroundingsError if there is none, and CommandError if there is no such port.
    """
    if not 0 <= port <= _LARGEST_PORT:
        raise CommandError(f"there is no port {port}", f"choose one up to {_LARGEST_PORT}")
    last = min(port + _TRIES - 1, _LARGEST_PORT) if port else 0
    for candidate in range(port, last + 1):
        try:
            return socket.create_server((ADDRESS, candidate))
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            fault = error
    if fault.errno == errno.EADDRINUSE:
        message = f"the ports {port} to {last} are in use"
    else:
        message = f"port {port} cannot be used: {os.strerror(errno.EACCES).lower()}"
    raise SurroundingsError(message, "choose another: --port N")


class PreviewServer(Server):  # type: ignore[misc]
    """Serves a preview on a socket that listens already."""

    def __init__(
        self, preview: Preview, desk: Desk, watcher: FolderWatcher, listener: socket.socket
    ) -> None:
        super().__init__(watcher=watcher)
        self._preview = preview
        self._desk = desk
        self._token = secrets.token_urlsafe(32)
        self._listener = listener
        self._loop = asyncio.new_event_loop()
        self.port: int = listener.getsockname()[1]

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return f"http://{ADDRESS}:{self.port}/"

    def application(self, port: int, host: str, **options: Any) -> None:
        """Our own answers, where livereload's would trust whoever asks."""
        LiveReloadHandler.watcher = self.watcher
        LiveReloadHandler.live_css = False
        given = {
            "preview": self._preview,
            "port": self.port,
            "token": self._token,
            "desk": self._desk,
            "looking": Looking(self._preview.content),
        }
        application = Application(
            [
                (r"/livereload", ReloadSocket, given),
                (r"/(?:livereload|pointing[a-z-]*)\.(?:js|css)", Own, given),
                (r"/pointing\.json", Annotate, given),
                (r"/pointing-review\.html", Review, given),
                (r".*", Page, given),
            ],
            log_function=lambda handler: None,
            websocket_max_message_size=8192,
        )
        self._listener.settimeout(0)  # as tornado wants it
        HTTPServer(application, max_body_size=_LARGEST_BODY).add_socket(self._listener)
        if sys.platform == "win32":  # where a signal is noticed only when the loop has work
            PeriodicCallback(lambda: None, 500).start()
        self.watcher.start(None)

    def run(self) -> None:
        """Serve until `stop` is called."""
        asyncio.set_event_loop(self._loop)
        try:
            self.serve(port=self.port, host=ADDRESS)
        finally:
            asyncio.set_event_loop(None)

    def reload(self) -> None:
        """Let every open page load again. May be called from any thread, at any time."""
        self._call(LiveReloadHandler.reload_waiters, "*")

    def stop(self) -> None:
        """End serving. May be called from any thread, and from a signal."""
        self._call(self._loop.stop)

    def _call(self, function: Any, *arguments: Any) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(function, *arguments)

    def _setup_logging(self) -> None:
        """Only our own faults are worth a word; who asks for what is not."""
        for name in ("livereload", "tornado.access", "tornado.general"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        logger = logging.getLogger("tornado.application")
        if not logger.handlers:
            logger.addHandler(logging.StreamHandler())
