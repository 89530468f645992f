"""Output folders that must not be, told before anything is rendered."""

from pathlib import Path

from postil.write.error import WriteError
from postil.write.output import STATE_NAME
from postil.write.tree import is_folder, is_link, status_of


def check_outputs(content: Path, output: Path, teacher: Path | None = None) -> None:
    """Raise WriteError if a build from `content` into these folders could harm or leak.

    What a build removes and replaces must be apart from what people write, and what teachers get
    apart from what is published.
    """
    for root in (output, teacher):
        if root is None:
            continue
        if _is_home(root):
            raise _refusal(root, "this output folder is a home folder or a whole disk")
        if _is_within(root, content):
            raise _refusal(root, f"this output folder is inside the content {content}")
        if _is_same(root, content.absolute().parent):
            raise _refusal(root, "this output folder is the project's own folder")
        if _is_within(content, root):
            raise _refusal(root, f"this output folder has the content {content} inside it")
        check_root(root)
    if teacher is not None:
        if _is_within(teacher, output):
            raise _refusal(teacher, f"the teacher's folder is inside the published {output}")
        if _is_within(output, teacher):
            raise _refusal(output, f"this output folder is inside the teacher's {teacher}")


def check_root(root: Path) -> None:
    """Raise WriteError if files cannot be put under this path."""
    status = status_of(root)
    if STATE_NAME in root.parts:
        raise _refusal(root, f"{STATE_NAME} holds the state of builds, not their output")
    if status is not None and is_link(status):
        raise _refusal(root, "the output folder is a link, and links are not followed")
    if status is not None and not is_folder(status):
        raise _refusal(root, "the output folder is a file")


def _refusal(root: Path, message: str) -> WriteError:
    return WriteError(root, message, "choose another folder")


def _is_home(root: Path) -> bool:
    is_disk = root.resolve().parent == root.resolve()
    try:
        return is_disk or _is_within(Path.home(), root)
    except RuntimeError:  # a process without a home
        return is_disk


def _is_within(path: Path, folder: Path) -> bool:
    """Whether a path is a folder or below it, also where the two are spelled differently."""
    path = path.resolve()
    return any(_is_same(above, folder) for above in (path, *path.parents))


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:  # one of them is not there yet
        return path.resolve() == other.resolve()
