"""The command: build, serve, open the browser, and follow every change until interrupted."""

import signal
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from postil.editions.handout import own_fonts
from postil.errors import SurroundingsError
from postil.pipeline import Project
from postil.render.templates import template_folders
from postil.serve.attempt import Attempt, Failure, attempt, unforeseen
from postil.serve.desk import Desk
from postil.serve.preview import Preview, folder_for
from postil.serve.server import PreviewServer, bind
from postil.serve.terminal import complain, say, summary
from postil.serve.watch import FolderWatcher
from postil.write.error import explained


def serve(
    content: Path, templates: Path | None = None, port: int = 8000, *, open_browser: bool = True
) -> None:
    """Serve a preview of the content until interrupted.

    The pages are built into a folder of their own; the site is left alone. Raises
    SurroundingsError where it cannot begin, and whatever the signals that end it raise.
    """
    _check(content, templates)
    project = Project(content, templates=templates)
    with bind(port) as listener:
        actual = listener.getsockname()[1]
        preview = Preview(folder_for(content, actual), content.absolute())
        preview.open()
        try:
            watcher = FolderWatcher(*_watched(project), lambda: _rebuild(project, preview, server))
            desk = Desk(preview.content, tuple(own_fonts(template_folders(templates))))
            server = PreviewServer(preview, desk, watcher, listener)
            _build(project, preview, is_first=True)
            moved = f" (port {port} is in use)" if port and actual != port else ""
            say(f"Serving the preview at {server.address}{moved}; Ctrl-C ends it.")
            if open_browser:
                threading.Thread(
                    target=webbrowser.open, args=(server.address,), daemon=True
                ).start()
            with _ended_by_signals(server.stop):
                server.run()
                watcher.stop()
        finally:
            preview.close()


def _check(content: Path, templates: Path | None) -> None:
    if not content.is_dir():
        hint = "go to the project's folder, or name the content folder: --content DIR"
        raise SurroundingsError(f"there is no content folder at {content.absolute()}", hint)
    if templates is not None and not templates.is_dir():
        raise SurroundingsError(f"there is no templates folder at {templates.absolute()}")


def _watched(project: Project) -> tuple[list[Path], list[Path]]:
    """What to watch, and what to leave out although it may stand inside: what builds write."""
    folders = [project.content.absolute()]
    folders += [folder.absolute() for folder in template_folders(project.templates)]
    beside = folders[0].parent
    return folders, [beside / "site", beside / "teacher"]


def _rebuild(project: Project, preview: Preview, server: PreviewServer) -> None:
    if _build(project, preview, is_first=False):
        server.reload()


def _build(project: Project, preview: Preview, *, is_first: bool) -> bool:
    """Build and show; tells whether the pages look different now."""
    made = attempt(project, preview.taken)
    try:
        is_new = preview.take(made)
    except Exception as error:
        made = Attempt(failure=_kept_from(error, preview.folder))
        is_new = preview.take(made)
    complain(made.diagnostics)
    say(summary(made, is_first=is_first))
    return is_new


def _kept_from(error: Exception, folder: Path) -> Failure:
    """Why pages that were built could not be put into their folder."""
    if not isinstance(error, OSError):
        return unforeseen(error)
    told = explained(error, folder)
    return Failure("The pages cannot be kept", f"{folder}: {told.message}", told.hint)


@contextmanager
def _ended_by_signals(stop: Callable[[], None]) -> Iterator[None]:
    """Let Ctrl-C and SIGTERM end the server in order; what they mean is done afterwards.

    Raised in the middle of the event loop, an exception could be lost in anybody's handler.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    caught: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        caught.append(number)
        stop()

    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number, action in before.items():
        if action is not signal.SIG_IGN:  # as a shell has it for what runs in the background
            signal.signal(number, note)
    try:
        yield
    finally:
        for number, action in before.items():
            signal.signal(number, action)
    if caught:
        signal.raise_signal(caught[0])
