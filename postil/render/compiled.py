"""Compiled templates: those of the theme are kept, as Python keeps its compiled modules.

They stand among those, where nobody may write but who may write the engine itself: what is read
here is run. So nothing is kept beside content or a site's own templates, which may be a stranger's.
"""

import os
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from pickle import UnpicklingError

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache

_HERE = Path(__file__).resolve().parent


class CompiledTemplates(FileSystemBytecodeCache):
    """What the templates of a folder were compiled to; each as long as it and we stay the same."""

    def __init__(self, theme: Path, folder: Path = _HERE / "__pycache__") -> None:
        super().__init__(str(folder), f"template-%s.{sys.implementation.cache_tag}.jinjac")
        self._theme = theme
        # Only code: the folder in it changes whenever something is kept.
        code = [f for f in os.scandir(_HERE) if f.name.endswith(".py")]
        stamps = sorted((f.name, f.stat().st_mtime_ns, f.stat().st_size) for f in code)
        self._made_by = f"{jinja2.__version__} {stamps}"

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Empty for a template that is not the theme's."""
        is_ours = filename is not None and Path(filename).is_relative_to(self._theme)
        return super().get_cache_key(name, filename) if is_ours else ""

    def get_source_checksum(self, source: str) -> str:
        """Of the template, and of what compiles it."""
        return sha256(f"{self._made_by}\n{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """What a template was compiled to, if it is known."""
        if bucket.key:
            with suppress(OSError, EOFError, UnpicklingError):
                super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it, where Python would keep a module: not in an engine that is another user's."""
        if bucket.key and not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)
