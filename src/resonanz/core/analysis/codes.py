"""When two cells mean the same code: "4", "4.0", " 4 " and "4,0" do."""

import re
import unicodedata

_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,15})?")


def as_number(text: str) -> float | None:
    """The number a cell holds, with decimal point or comma; None for anything else. No thousands separators."""
    text = text.strip()
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def canonical(text: str) -> str:
    """One spelling per code: numbers as Python floats, other text trimmed, inner blanks single, Unicode NFC."""
    number = as_number(text)
    if number is not None:
        return repr(number + 0.0)  # -0.0 + 0.0 is 0.0
    return " ".join(unicodedata.normalize("NFC", text).split())
