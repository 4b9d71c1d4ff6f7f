"""The table behind a chart that sets employees beside leaders."""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from resonanz.app.charts import phrases
from resonanz.app.charts.figure import Head, data_table
from resonanz.app.charts.values import Gap, Hidden, Share
from resonanz.app.shell import numbers

NOTHING = "\u2013"

Row = tuple[str, Share | Hidden | None, Share | Hidden | None, Gap | Hidden | None]


def paired_table(caption: str, first: str, rows: Sequence[Row], reasons: phrases.Reasons) -> SafeString:
    """One line a row: both shares with band and answers, the difference with band, the verdict."""
    cells = [
        (name, *share_cells(employees, reasons), *share_cells(leaders, reasons), *_gap_cells(gap, reasons))
        for name, employees, leaders, gap in rows
    ]
    return data_table(caption, _heads(first), cells)


def share_cells(value: Share | Hidden | None, reasons: phrases.Reasons) -> tuple[str, str, str]:
    """Value, band and answers of one side."""
    if value is None:
        return NOTHING, NOTHING, NOTHING
    if isinstance(value, Hidden):
        return reasons.text(value), NOTHING, NOTHING
    band = numbers.band(value.low, value.high)
    if value.point is None:
        return NOTHING, band, gettext("5 to 9")
    count = numbers.number(value.answers) if value.counted else gettext("10 to 19")
    return numbers.number(value.point), band, count


def share_heads(side: str) -> tuple[Head, Head, Head]:
    """The columns of one side."""
    return Head(side), Head(gettext("Band (95 percent)")), Head(gettext("Answers"))


def _gap_cells(value: Gap | Hidden | None, reasons: phrases.Reasons) -> tuple[str, str, str]:
    if value is None:
        return NOTHING, NOTHING, NOTHING
    if isinstance(value, Hidden):
        return NOTHING, NOTHING, reasons.text(value)
    band = numbers.points_band(value.low, value.high)
    if value.point is None or value.word is None:
        return NOTHING, band, gettext("no verdict with 5 to 9 answers")
    return numbers.points(value.point), band, phrases.leaders_verdict(value.word)


def _heads(first: str) -> tuple[Head, ...]:
    return (
        Head(first, number=False),
        *share_heads(gettext("Employees, percent")),
        *share_heads(gettext("Leaders, percent")),
        Head(gettext("Difference, points")),
        Head(gettext("Band (95 percent)")),
        Head(gettext("Result"), number=False),
    )
