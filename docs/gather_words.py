"""Gather the words of the pages: `.venv/bin/python docs/gather_words.py`.

Writes those of the templates and of Python into `templates/languages/postil.pot`, brings every
catalogue beside it into the same order, and tells what each of them lacks. With `--check` nothing
is written: it tells what would change.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from postil.dates.patterns import PATTERNS

ROOT = Path(__file__).parent.parent
LANGUAGES = ROOT / "templates" / "languages"
KEYWORDS = {
    "_": None,
    "N_": None,
    "translate": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
SOURCES = [
    ("templates", "*.jinja", "jinja2.ext:babel_extract"),
    ("postil/render", "*.py", "python"),
    ("postil/editions", "*.py", "python"),
]
HEADER = r"""# The words of Postil's pages, gathered by docs/gather_words.py.
# How to translate them stands in docs/languages.md.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"""


def main(arguments: list[str]) -> int:
    """Gather and bring up to date; 1 where something is missing or, with `--check`, old."""
    template = gather()
    files = {LANGUAGES / "postil.pot": as_text(HEADER, template)}
    faults = []
    for file in sorted(LANGUAGES.glob("*.po")):
        files[file], missing = bring_up_to_date(file.read_text(encoding="utf-8"), template)
        faults += [f"{file.name} has no translation of {message!r}" for message in missing]
    for file, text in files.items():
        if file.is_file() and file.read_text(encoding="utf-8") == text:
            continue
        if "--check" in arguments:
            faults.append(f"{file.name} is not up to date: .venv/bin/python docs/gather_words.py")
        else:
            file.write_text(text, encoding="utf-8", newline="\n")
    print("\n".join(faults) or "Every word has its translations.")
    return 1 if faults else 0


def gather() -> Catalog:
    """All messages in the order of files, and in each in the order of lines; dates at the end."""
    catalogue = Catalog()
    for name, (_, message, comments, context) in found():
        catalogue.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    for pattern in PATTERNS:
        catalogue.add(pattern, locations=[("postil/dates/patterns.py", 0)])
    return catalogue


def found() -> Iterator[tuple[str, tuple[int, str | tuple[str, ...], list[str], str | None]]]:
    """Every message of every file, with the file's name."""
    for folder, names, method in SOURCES:
        for file in sorted((ROOT / folder).rglob(names)):
            with file.open("rb") as source:
                options = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
                told = extract(
                    method, source, KEYWORDS, ["Translators:"], options, strip_comment_tags=True
                )
                for message in sorted(told, key=lambda message: message[0]):
                    yield file.relative_to(ROOT).as_posix(), message


def bring_up_to_date(text: str, template: Catalog) -> tuple[str, list[str]]:
    """A catalogue with the messages of the template, and those that it does not translate."""
    header, _, _ = text.partition("\n\n")
    catalogue = read_po(io.StringIO(text), abort_invalid=True)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    missing = [
        message.id if isinstance(message.id, str) else message.id[0]
        for message in catalogue
        if message.id and (message.fuzzy or not message.string or not all(message.string))
    ]
    return as_text(f"{header}\n", catalogue), missing


def as_text(header: str, catalogue: Catalog) -> str:
    """The file, without line numbers and dates: it changes only where words do."""
    written = io.BytesIO()
    write_po(written, catalogue, width=0, omit_header=True, include_lineno=False)
    return f"{header}\n{written.getvalue().decode()}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
