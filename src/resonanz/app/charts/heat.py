"""Heat table: the gap of every area (rows) for every item (columns); on a phone one list an area."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from resonanz.app.charts import marks, phrases
from resonanz.app.charts.figure import figure, key, key_mark, source
from resonanz.app.charts.markup import el, join, pct
from resonanz.app.charts.values import Gap, HeatColumn, HeatRow, Hidden, Word, is_clear
from resonanz.app.shell import numbers

SMALL_BAND = 7
# Draws a cell with the reach and the reasons of its chart.
Drawn = Callable[[Gap | Hidden], tuple[SafeString, ...]]
TINTS = {Word.HIGHER: "lead-up", Word.LOWER: "emp-up", Word.UNCLEAR: "un"}
INKS = {Word.HIGHER: "lead", Word.LOWER: "emp", Word.UNCLEAR: "n"}
Named = tuple[HeatColumn, Gap | Hidden]


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
    drawn = cache(lambda cell: _cell(cell, reach, reasons))  # both forms show the same cells
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
    cells = (el("td", *drawn(cell), class_=_tint(cell)) for cell in row.cells)
    return el("tr", head, *cells, class_="total" if row.whole else None)


def _lists(chart: Heat, drawn: Drawn) -> SafeString:
    areas = (_area_list(row, chart.columns, drawn) for row in chart.rows)
    return el("div", *areas, class_="heat-lists")


def _reach(rows: tuple[HeatRow, ...]) -> int:
    # The furthest end of any band, up to the next ten points; at least 20.
    ends = [abs(end) for row in rows for cell in row.cells if isinstance(cell, Gap) for end in (cell.low, cell.high)]
    return min(100, max(20, 10 * math.ceil(max(ends, default=0) / 10)))


def _tint(cell: Gap | Hidden) -> str:
    # The ground: coloured only when clear, by who is higher; its edge says the same without colour.
    if isinstance(cell, Hidden):
        return "off"
    return TINTS[cell.verdict.word] if cell.verdict else "un few"


def _cell(cell: Gap | Hidden, reach: int, reasons: phrases.Reasons) -> tuple[SafeString, ...]:
    if isinstance(cell, Hidden):
        return (el("span", reasons.text(cell), class_="why"),)
    between = el("span", numbers.points_band(cell.low, cell.high), class_="ci")
    if cell.point is None or cell.verdict is None:
        return (
            el("span", between, class_="val"),
            _interval(cell, reach),
            el("span", numbers.answers(cell.answers), class_="word"),
        )
    value = el("span", el("b", numbers.points(cell.point)), " ", between, class_="val")
    return value, _interval(cell, reach), el("span", cell.verdict.short, class_="word")


def _interval(cell: Gap, reach: int) -> SafeString:
    ink = INKS[cell.verdict.word if cell.verdict else Word.UNCLEAR]
    low, high = (_place(end, reach) for end in (cell.low, cell.high))
    bar = marks.band(low, high, f"band-{ink}", height=SMALL_BAND)
    hatch = marks.band(low, high, "hatched-n", height=SMALL_BAND) if ink == "n" else None
    zero = el("line", class_="g0", x1="50%", x2="50%", y1=-1, y2=13)
    point = _point(ink, _place(cell.point, reach)) if cell.point is not None else None
    return el("svg", join([zero, bar, hatch, point]), aria_hidden="true")


def _point(ink: str, at: float) -> SafeString:
    if ink == "lead":
        shape = el("rect", class_="pt-lead", x=-4.5, y=-4.5, width=9, height=9, rx=1)
    else:
        shape = el("circle", class_=f"pt-{ink}", r=5 if ink == "emp" else 4.5)
    return el("svg", shape, x=pct(at), y="50%", overflow="visible")


def _place(value: float, reach: int) -> float:
    # Where a difference lies on the small axis, in percent; ends beyond the reach stop at the edge.
    return max(0.0, min(100.0, 50 + 50 * value / reach))


def _area_list(row: HeatRow, columns: tuple[HeatColumn, ...], drawn: Drawn) -> SafeString:
    # The whole shows everything; another area shows what is clear and folds the rest.
    cells = list(zip(columns, row.cells, strict=True))
    shown = [each for each in cells if row.whole or is_clear(each[1])]
    folded = [each for each in cells if each not in shown]
    return el(
        "section",
        el("h3", el("a", row.label, href=row.url) if row.url else row.label, " ", el("small", row.note)),
        _list(shown, drawn) if shown else None,
        el("details", el("summary", _summary(folded, len(shown))), _list(folded, drawn)) if folded else None,
        class_="area whole" if row.whole else "area",
    )


def _summary(cells: Sequence[Named], shown: int) -> str:
    hidden = sum(isinstance(cell, Hidden) for _, cell in cells)
    if hidden == len(cells):
        return gettext("Nothing more may be shown") if shown else gettext("Nothing may be shown")
    unclear = len(cells) - hidden
    text = ngettext("%(count)s item without a clear result", "%(count)s items without a clear result", unclear) % {
        "count": unclear
    }
    if not hidden:
        return text
    return text + ", " + ngettext("%(count)s not shown", "%(count)s not shown", hidden) % {"count": hidden}


def _list(cells: Sequence[Named], drawn: Drawn) -> SafeString:
    return el("ul", *(_item(named, drawn) for named in cells), class_="heat-list")


def _item(named: Named, drawn: Drawn) -> SafeString:
    column, cell = named
    title = el("span", column.short, phrases.less_is_better() if column.reversed else None, class_="lab")
    return el("li", title, *drawn(cell), class_=_tint(cell))
