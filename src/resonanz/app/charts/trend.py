"""Trend: one item over the waves, employees and leaders, with bands; a missing wave stays a gap."""

import math

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from resonanz.app.charts import phrases
from resonanz.app.charts.figure import Head, data_table, figure, key, key_mark, source
from resonanz.app.charts.markup import el
from resonanz.app.charts.paired_table import share_cells, share_heads
from resonanz.app.charts.trend_plot import AxisScale, draw_plot
from resonanz.app.charts.values import ChartSide, Hidden, Share, Trend, TrendLine
from resonanz.app.shell import numbers

# Percent between two lines of the grid when the axis is long.
STEP = 20


def draw_trend(chart: Trend) -> SafeString:
    """The whole figure: plot with bands and lines, then reasons, table and source."""
    reasons, scale = phrases.Reasons(), _scale(chart.lines)
    axis = gettext("Axis from %(low)s to %(high)s percent.") % {"low": int(scale.low), "high": int(scale.high)}
    table = data_table(chart.finding, _heads(chart.lines), _rows(chart, reasons))
    return figure(
        chart.name,
        chart.finding,
        f"{chart.description} {axis}".strip(),
        el("p", phrases.less_is_better()) if chart.reversed else None,
        key(*(_key_entry(line.side) for line in chart.lines)),
        draw_plot(chart, scale, _described(chart, reasons)),
        reasons.listing(),
        table,
        source(chart.source),
        kind="trend",
    )


def _scale(lines: tuple[TrendLine, ...]) -> AxisScale:
    # From the lowest to the highest end of a band, outward to whole steps of twenty, at least forty points apart.
    shares = [value for line in lines for value in line.values if isinstance(value, Share)]
    low = STEP * math.floor(min((value.low for value in shares), default=0.0) / STEP)
    high = STEP * math.ceil(max((value.high for value in shares), default=100.0) / STEP)
    if high - low < 2 * STEP:
        low, high = (low, low + 2 * STEP) if low + 2 * STEP <= 100 else (high - 2 * STEP, high)
    return AxisScale(float(low), float(high))


def _key_entry(side: ChartSide) -> tuple[SafeString, str]:
    stroke = el("line", class_=f"ln-{side.value}", x1=0, x2=28, y1=8, y2=8)
    shape = el("svg", el("use", href=f"#m-{side.value}"), x="50%", y="50%", overflow="visible")
    return key_mark(stroke, shape), phrases.side_name(side)


def _described(chart: Trend, reasons: phrases.Reasons) -> str:
    lines = []
    for line in chart.lines:
        told = ", ".join(
            f"{wave.short} {_value_text(value, reasons)}" for wave, value in zip(chart.waves, line.values, strict=True)
        )
        lines.append(f"{phrases.side_name(line.side)}: {told}.")
    return " ".join(lines)


def _value_text(value: Share | Hidden | None, reasons: phrases.Reasons) -> str:
    if value is None:
        return gettext("not asked")
    if isinstance(value, Hidden):
        return reasons.text(value)
    return numbers.percent(value.point) if value.point is not None else numbers.band(value.low, value.high)


def _heads(lines: tuple[TrendLine, ...]) -> tuple[Head, ...]:
    named = {ChartSide.EMPLOYEES: gettext("Employees, percent"), ChartSide.LEADERS: gettext("Leaders, percent")}
    columns = [head for line in lines for head in share_heads(named[line.side])]
    return (Head(gettext("Wave"), number=False), *columns)


def _rows(chart: Trend, reasons: phrases.Reasons) -> list[tuple[str, ...]]:
    return [
        (wave.label, *(cell for line in chart.lines for cell in share_cells(line.values[place], reasons)))
        for place, wave in enumerate(chart.waves)
    ]
