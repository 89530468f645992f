"""What is wrong with a date."""

LEVEL_2 = "EDTF level 2 ({feature}) is not supported"
SHOWN = 40
"""Characters of a faulty date that a message repeats."""


def shown(text: str) -> str:
    """The text as a message may repeat it: quoted, in one line, not too long."""
    clipped = text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
    return (
        "'" + "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in clipped) + "'"
    )


class DateError(ValueError):
    """A text is not a date, or not one that is supported."""

    def __init__(self, message: str, hint: str = "", offset: int = 0, instead: str = "") -> None:
        super().__init__(message)
        self.message = message
        """A plain sentence without a full stop."""
        self.hint = hint
        """What to write."""
        self.offset = offset
        """Characters before the fault, from 0."""
        self.instead = instead
        """The EDTF to put in place of the text, where just one comes near; else empty."""
