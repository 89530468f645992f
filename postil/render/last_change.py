"""When something was last changed, for files that must say so: never the clock."""

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from re import fullmatch

from postil.format.settings import FrontMatter

_LONG_AGO = "1980-01-01"


def last_change(fronts: Iterable[FrontMatter]) -> datetime:
    """SOURCE_DATE_EPOCH, where it is set; else the last day that articles tell, or long ago.

    https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC)
    days = [day for front in fronts for day in (front.date, front.updated)]
    known = [f"{day}-01-01"[:10] for day in days if fullmatch(r"\d{4}(-\d\d){0,2}", day)]
    return datetime.fromisoformat(f"{max([*known, _LONG_AGO])}T00:00:00+00:00")
