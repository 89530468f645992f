"""Notices when the author has saved something."""

import re
import time
import traceback
from collections.abc import Callable, Iterable
from os import DirEntry, scandir
from pathlib import Path
from threading import Event, Thread
from typing import Any

from livereload.watcher import Watcher

Snapshot = dict[str, tuple[int, int]]
"""Path to time of change and size."""

_EVERY = 0.06
"""Seconds between two looks."""
_QUIET = 0.05
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
                            seen[entry.path] = (0, 0)
                    elif not _NO_FILE.match(entry.name):
                        seen[entry.path] = _stamp(entry)
        except OSError:  # gone since it was listed: the next look will tell
            continue
    return seen


def _stamp(entry: DirEntry[str]) -> tuple[int, int]:
    try:
        status = entry.stat()
    except OSError:  # a link to nowhere, or gone
        return 0, 0
    return status.st_mtime_ns, status.st_size


class FolderWatcher(Watcher):  # type: ignore[misc]
    """Calls `on_change` after a change, once for saves that follow each other closely.

    It looks and calls in a thread of its own, so that the server answers meanwhile.
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
        pause = _EVERY
        while not self._stopped.wait(pause):
            began = time.monotonic()
            now = self._look()
            pause = max(_EVERY, 6 * (time.monotonic() - began))  # a seventh of a core at most
            if now == self._seen:
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
