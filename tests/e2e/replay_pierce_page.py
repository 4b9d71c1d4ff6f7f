"""Reading the organisation's figures off the page as anybody reads them: from the table under the chart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from html.parser import HTMLParser

MINUS = "\u2212"
SHOWN = {1: "pct_emp", 3: "n_emp", 4: "pct_lead", 6: "n_lead", 7: "gap_pp"}
"""Columns of the paired table that hold one number, by position."""


@dataclass
class Tables(HTMLParser):
    """Every table of a page as rows of cell texts."""

    tables: list[list[list[str]]] = field(default_factory=list)
    inside: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A table, a row or a cell begins."""
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        """A cell ends."""
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        """Text of a cell."""
        if self.inside:
            self.tables[-1][-1][-1] += data


def shown_figures(page: str) -> dict[str, dict[str, int]]:
    """For each item the whole numbers that the page shows; ``ValueError`` without such a table."""
    parser = Tables()
    parser.feed(page)
    paired = [table for table in parser.tables if len(table[0]) == 10 and table[0][0] == "Item"]
    if len(paired) != 1:
        raise ValueError(f"{len(paired)} tables of items on the page")
    return {row[0]: {name: _whole(row[column]) for column, name in SHOWN.items()} for row in paired[0][1:]}


def expected_figures(reference: Mapping[str, str]) -> dict[str, int]:
    """The same numbers from a row of the reference table, rounded as on paper."""
    return {name: int(Decimal(reference[name]).quantize(Decimal(1), ROUND_HALF_UP)) for name in SHOWN.values()}


def _whole(text: str) -> int:
    return int(text.replace(",", "").replace(MINUS, "-"))
