"""Raised and lowered letters, which Markdown has no sign for."""

_RAISED = dict(zip("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ", strict=True))
_LOWERED = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))


def raised(text: str) -> str | None:
    """Words as raised characters (10², not 102); `None` where Unicode has not all of them."""
    return _turned(text, _RAISED)


def lowered(text: str) -> str | None:
    """Words as lowered characters (H₂O)."""
    return _turned(text, _LOWERED)


def _turned(text: str, known: dict[str, str]) -> str | None:
    if not text.strip() or any(c not in known for c in text.strip()):
        return None
    return "".join(known.get(c, c) for c in text)
