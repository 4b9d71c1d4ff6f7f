"""JSON and CSV: unrounded figures under the keys of ``Row``, nothing where nothing is shown."""

import csv
import io
import json
from dataclasses import asdict, astuple

from resonanz.core.analysis import Analysis
from resonanz.core.analysis.rows import ROW_KEYS

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_json(analysis: Analysis) -> str:
    """One object {"rows": [...]}; figures that are not shown are null."""
    return json.dumps({"rows": [asdict(row) for row in analysis.rows]}, ensure_ascii=False, indent=1, allow_nan=False)


def as_csv(analysis: Analysis) -> str:
    """A heading line and one line a row, comma and decimal point; figures that are not shown are empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(ROW_KEYS)
    for row in analysis.rows:
        writer.writerow([_harmless(value) for value in astuple(row)])
    return text.getvalue().rstrip("\n")


def _harmless(value: str | float | None) -> str | float | None:
    # A text that a spreadsheet would run as a formula gets an apostrophe in front.
    return f"'{value}" if isinstance(value, str) and value.startswith(_STARTS_A_FORMULA) else value
