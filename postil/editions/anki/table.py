"""The same cards as a table, which Anki imports too and spreadsheets open."""

import csv
import io
import re
from collections.abc import Sequence

from postil.editions.anki.cards import FIELDS, Card

_FORMULA = re.compile(r"[=+\-@]")
"""What a spreadsheet would begin to calculate at."""


def make_table(deck: str, kind: str, cards: Sequence[Card]) -> bytes:
    """The cards, a row each, below the lines that tell Anki what is what.

    https://docs.ankiweb.net/importing/text-files.html#file-headers
    """
    head = [
        "#separator:tab",
        "#html:true",
        f"#notetype:{kind}",
        f"#deck:{deck}",
        f"#guid column:{len(FIELDS) + 1}",
        "#columns:" + "\t".join((*FIELDS, "Id")),
    ]
    table = io.StringIO()
    table.write("".join(f"{line}\n" for line in head))
    rows = csv.writer(table, dialect="excel-tab", lineterminator="\n")
    for card in cards:
        rows.writerow([*map(_harmless, card.fields), card.guid])
    # Spreadsheets know UTF-8 by the mark in front; Anki does not mind it.
    return table.getvalue().encode("utf-8-sig")


def _harmless(field: str) -> str:
    """A field that no spreadsheet takes for a formula: as HTML, it says the same."""
    if _FORMULA.match(field):
        return f"&#{ord(field[0])};{field[1:]}"
    return field
