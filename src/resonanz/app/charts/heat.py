"""Heat table: the gap of every area (rows) for every item (columns)."""

from dataclasses import dataclass
from functools import cache

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from resonanz.app.charts import phrases
from resonanz.app.charts.figure import figure, key, key_mark, source
from resonanz.app.charts.heat_cell import Drawn, heat_cell, tint
from resonanz.app.charts.heat_list import area_list
from resonanz.app.charts.markup import el
from resonanz.app.charts.values import Gap, HeatColumn, HeatRow, outward_up
from resonanz.app.shell import numbers


@dataclass(frozen=True, slots=True)
class Heat:
    """The chart. ``reach``: the bands are drawn from -reach to +reach points; None lets the chart choose."""

    name: str
    finding: str
    description: str
    columns: tuple[HeatColumn, ...]
    rows: tuple[HeatRow, ...]
    source: str = ""
    reach: int | None = None
    first_column: str = ""


def draw_heat(chart: Heat) -> SafeString:
    """The figure twice: a table for wide pages, one list an area for narrow ones; CSS shows one of them."""
    reasons, reach = phrases.Reasons(), chart.reach or _reach(chart.rows)
    scale = gettext("Scale of the bands: %(low)s to %(high)s points.") % {
        "low": numbers.points(-reach),
        "high": numbers.points(reach),
    }
    drawn = cache(lambda cell: heat_cell(cell, reach, reasons))  # both forms show the same cells
    table = el("table", _head(chart), el("tbody", *(_row(row, drawn) for row in chart.rows)), class_="heat")
    return figure(
        chart.name,
        chart.finding,
        chart.description,
        _key(),
        table,
        _lists(chart, drawn),
        reasons.listing(),
        source(f"{scale} {chart.source}".strip()),
        kind="heat-chart",
    )


def _key() -> SafeString:
    square = key_mark(el("rect", class_="pt-lead", x=8, y=2, width=12, height=12, rx=1))
    circle = key_mark(el("circle", class_="pt-emp", cx=14, cy=8, r=6))
    bar = {"y": 3, "width": 28, "height": 10, "rx": 5}
    neutral = key_mark(
        el("rect", class_="band-n", **bar),
        el("rect", class_="hatched-n", **bar),
        el("circle", class_="pt-n", cx=14, cy=8, r=5),
    )
    return key(
        (square, gettext("leaders clearly higher")),
        (circle, gettext("leaders clearly lower")),
        (neutral, gettext("unclear")),
    )


def _head(chart: Heat) -> SafeString:
    first = el("th", chart.first_column or gettext("Area"), scope="col")
    names = (
        el("th", column.short, phrases.less_is_better() if column.reversed else None, scope="col")
        for column in chart.columns
    )
    return el("thead", el("tr", first, *names))


def _row(row: HeatRow, drawn: Drawn) -> SafeString:
    name = el("a", row.label, href=row.url) if row.url else row.label
    head = el("th", name, el("small", row.note), scope="row")
    cells = (el("td", *drawn(cell), class_=tint(cell)) for cell in row.cells)
    return el("tr", head, *cells, class_="total" if row.whole else None)


def _lists(chart: Heat, drawn: Drawn) -> SafeString:
    areas = (area_list(row, chart.columns, drawn) for row in chart.rows)
    return el("div", *areas, class_="heat-lists")


def _reach(rows: tuple[HeatRow, ...]) -> int:
    # The furthest end of any band, up to the next ten points; at least 20.
    ends = [abs(end) for row in rows for cell in row.cells if isinstance(cell, Gap) for end in (cell.low, cell.high)]
    return int(min(100, max(20.0, outward_up(max(ends, default=0)))))
