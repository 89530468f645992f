"""The annotation files that may be written, and what was written, to be taken back."""

import stat
from dataclasses import field
from pathlib import Path

from postil.authoring import put_schema, schema_line
from postil.deferred import dataclass
from postil.entries import ChangedMeanwhile, digest_of, load, save
from postil.serve.inventory import sections_of
from postil.serve.refused import Refused
from postil.serve.trial import Judged

_USUAL = "annotations.yaml"
_MOST_STEPS = 100


@dataclass(frozen=True, slots=True)
class File:
    """An annotation file as it is on the disk."""

    place: Path
    path: str
    """As messages name it."""
    text: str | None
    """With its line ends and its byte order mark; `None` where there is no such file yet."""
    digest: str

    @property
    def start(self) -> str:
        """What an edit begins with: its text, and in a new file the line that editors read."""
        return schema_line("annotations") if self.text is None else self.text

    def save(self, text: str) -> None:
        """Write it whole, or not at all. Raises Refused where it was changed meanwhile."""
        _save(self.place, self.path, text, self.digest or None)
        if self.text is None:
            put_schema(self.place.parent.parent)


@dataclass(frozen=True, slots=True)
class Step:
    """One change: the file before, and the text after."""

    file: File
    text: str
    title: str


@dataclass
class Steps:
    """What was written while this server runs."""

    _done: list[Step] = field(default_factory=list)

    @property
    def title(self) -> str:
        """What would be taken back."""
        return self._done[-1].title if self._done else ""

    def keep(self, step: Step) -> None:
        """Remember a change."""
        self._done = [*self._done[1 - _MOST_STEPS :], step]

    def take_back(self, content: Path) -> str:
        """Put the last change's file back; says so. Raises Refused where that would lose more."""
        if not self._done:
            raise Refused(409, "there is nothing to take back")
        step = self._done[-1]
        file = step.file
        check_place(content, file.place)
        digest = digest_of(step.text.encode("utf-8"))
        try:
            if file.text is None:
                if digest_of(file.place.read_bytes()) != digest:
                    raise ChangedMeanwhile
                file.place.unlink()
            else:
                save(file.place, file.text, digest)
        except (ChangedMeanwhile, OSError):
            self._done.clear()
            hint = "change it by hand, or write the entry once more"
            message = f"{file.path} was changed since; taking this back would lose that"
            raise Refused(409, message, hint) from None
        self._done.pop()
        return f"Taken back: {step.title}."


def open_file(content: Path, judged: Judged, path: str) -> File:
    """An annotation file of an article. Raises Refused for every other path."""
    if judged.file(path) is None:
        raise Refused(404, "there is no such annotation file in this article")
    place = content / judged.raw.slug / path.rpartition("/")[2]
    check_place(content, place)
    try:
        return File(place, path, *load(place))
    except UnicodeDecodeError:
        raise Refused(409, f"{path} is not UTF-8", "save it as UTF-8 first") from None
    except OSError:
        raise Refused(404, f"{path} cannot be read") from None


def file_for(content: Path, judged: Judged, section: str) -> File:
    """Where a new entry goes: into the file that holds its section, else `annotations.yaml`."""
    names = {yaml.file.path.rpartition("/")[2]: yaml for yaml in judged.raw.annotations}
    holding = [name for name, yaml in names.items() if section in sections_of(yaml)]
    name = _USUAL if _USUAL in holding else min(holding, default=_USUAL)
    path = f"{judged.name}/{judged.raw.slug}/{name}"
    if name in names:
        return open_file(content, judged, path)
    place = content / judged.raw.slug / name
    check_place(content, place)
    return File(place, path, None, "")


def check_place(content: Path, place: Path) -> None:
    """Raise Refused unless a place is an annotation file in an article's own folder."""
    name = place.name.lower()
    is_named_so = name.endswith(".yaml") and name not in ("article.yaml", "site.yaml")
    try:
        folder = place.parent
        is_inside = folder.resolve(strict=True) == content.resolve(strict=True) / folder.name
        is_folder = stat.S_ISDIR(folder.lstat().st_mode) and folder.parent == content
    except OSError:
        is_inside = is_folder = False
    try:
        is_plain = stat.S_ISREG(place.lstat().st_mode)
    except FileNotFoundError:
        is_plain = True
    except OSError:
        is_plain = False
    if not (is_named_so and is_inside and is_folder and is_plain):
        raise Refused(403, "only annotation files in an article's own folder are written")


def _save(place: Path, path: str, text: str, digest: str | None) -> None:
    try:
        save(place, text, digest)
    except ChangedMeanwhile:
        hint = "look at the entry once more; what you wrote is kept here"
        message = f"{path} was changed in this very moment; nothing was written"
        raise Refused(409, message, hint) from None
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise Refused(500, f"{path} could not be written: {why}", "nothing was changed") from None
