"""Notices when the author has saved something."""

import re
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from os import DirEntry, scandir
from pathlib import Path
from threading import Event, Thread
from typing import Any

from livereload.watcher import Watcher
from watchfiles import watch

Snapshot = dict[str, tuple[int, ...]]
"""Path to times of change and size."""

_FOLDER = (-1,)
_IS_EACH = sys.platform == "linux"
"""Whether each folder is named to the system, which would follow links on its way down here."""
_EVERY = 0.06
"""Seconds between two looks, where the system does not tell of changes."""
_SELDOM = 1.0
"""The same where it does: of some disks it does not."""
_STEP = 0.01
"""Seconds that the system waits for what comes at the same time, before it tells."""
_QUIET = 0.04
"""Seconds without a change after which a save, or several, are over."""
_PATIENCE = 2.0
"""Seconds after which a folder that never rests is built as it is."""

# What editors, browsers and systems put beside a file while it is worked on.
_NO_FILE = re.compile(
    r"\.|~|4913\Z|#.*#\Z|Thumbs\.db\Z|desktop\.ini\Z"
    r"|.*(?:~|\.sw[a-z]|\.tmp|\.temp|\.bak|\.part|\.crdownload|___jb_(?:tmp|old)___)\Z",
    re.IGNORECASE,
)
_NO_FOLDER = re.compile(r"\.|~|.*~\Z|__pycache__\Z|node_modules\Z")


def snapshot(folders: Iterable[Path], skipped: frozenset[Path] = frozenset()) -> Snapshot:
    """What stands in folders and below them, but in `skipped` ones. Links are not followed."""
    seen: Snapshot = {}
    waiting = [str(folder) for folder in folders]
    left_out = {str(folder) for folder in skipped}
    while waiting:
        try:
            with scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        if not _NO_FOLDER.match(entry.name) and entry.path not in left_out:
                            waiting.append(entry.path)
                            seen[entry.path] = _FOLDER
                    elif not _NO_FILE.match(entry.name):
                        seen[entry.path] = _stamp(entry)
        except OSError:  # gone since it was listed: the next look will tell
            continue
    return seen


def _stamp(entry: DirEntry[str]) -> tuple[int, ...]:
    try:
        status = entry.stat()
    except OSError:  # a link to nowhere, or gone
        return ()
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size


class FolderWatcher(Watcher):  # type: ignore[misc]
    """Calls `on_change` after a change, once for saves that follow each other closely.

    It looks and calls in a thread of its own, so that the server answers meanwhile. What stands
    there is always found by looking; that the system tells of a change only says when.
    """

    def __init__(
        self, folders: Iterable[Path], skipped: Iterable[Path], on_change: Callable[[], None]
    ) -> None:
        super().__init__()
        self._folders = tuple(folders)
        self._skipped = frozenset(skipped)
        self._on_change = on_change
        self._stopped = Event()
        self._thread = Thread(target=self._run, name="postil-watch", daemon=True)
        self._seen = self._look()  # before the first build, so that no change is missed
        self._pause = _EVERY
        for folder in self._folders:
            self.watch(str(folder))  # else livereload would watch the current folder

    def start(self, callback: Any) -> bool:
        """Begin. Tells livereload that it need not look itself."""
        if not self._thread.is_alive():
            self._thread.start()
        return True

    def stop(self) -> None:
        """End, if need be after a moment's wait for a build under way."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join(timeout=0.5)

    def _look(self) -> Snapshot:
        return snapshot(self._folders, self._skipped)

    def _run(self) -> None:
        for is_told in self._times():
            began = time.monotonic()
            now = self._look()
            self._pause = max(_EVERY, 6 * (time.monotonic() - began))  # a seventh of a core at most
            if now == self._seen:
                if is_told:  # of nothing that concerns us
                    self._stopped.wait(self._pause)
                continue
            while time.monotonic() - began < _PATIENCE and not self._stopped.wait(_QUIET):
                before, now = now, self._look()
                if now == before:
                    break
            self._seen = now
            try:
                self._on_change()
            except Exception:  # the watch goes on, whatever happened
                traceback.print_exc()

    def _times(self) -> Iterator[bool]:
        """When to look, and whether the system told of a change."""
        yield False
        yield from self._told()
        while not self._stopped.wait(self._pause):
            yield False

    def _told(self) -> Iterator[bool]:
        """The same, told by the system; an end where it cannot tell."""
        while places := self._places():
            try:
                told = watch(
                    *places,
                    watch_filter=None,
                    debounce=int(_QUIET * 1000),
                    step=int(_STEP * 1000),
                    stop_event=self._stopped,
                    rust_timeout=int(_SELDOM * 1000),
                    yield_on_timeout=True,
                    raise_interrupt=False,
                    recursive=not _IS_EACH,
                    ignore_permission_denied=True,
                )
                for changes in told:
                    yield bool(changes)
                    # A folder may come again under its name, and is another one then.
                    if self._places() != places or any(path in places for _, path in changes):
                        break
                else:
                    return
            except FileNotFoundError:  # gone since it was listed
                if self._stopped.wait(self._pause):
                    return
                yield False
            except Exception:  # too many folders, names that are no text: looking goes on
                return

    def _places(self) -> dict[str, int]:
        """The folders to be told of, as far as they are there; the first with their numbers."""
        found = {str(folder): n for folder in self._folders if (n := _number_of(folder))}
        if _IS_EACH:
            found |= {path: 0 for path, stamp in self._seen.items() if stamp == _FOLDER}
        return found


def _number_of(folder: Path) -> int:
    try:
        return folder.stat().st_ino
    except OSError:
        return 0
