"""Trend: one item over the waves, employees and leaders, with bands; a missing wave stays a gap."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from resonanz.app.charts import phrases
from resonanz.app.charts.figure import Head, data_table, figure, key, key_mark, share_cells, share_heads, source
from resonanz.app.charts.markup import el, join, pct
from resonanz.app.charts.values import ChartSide, Hidden, Share, Trend, TrendLine
from resonanz.app.shell import numbers

# Percent between two lines of the grid when the axis is long.
STEP = 20
LEFT, RIGHT = 9.0, 95.0
Run = list[tuple[int, Share]]


@dataclass(frozen=True, slots=True)
class AxisScale:
    """The axis, in percent of agreement."""

    low: float
    high: float

    def y(self, value: float) -> float:
        """Height in percent of the plot, from the top."""
        return 100 * (self.high - value) / (self.high - self.low)

    def ticks(self) -> list[float]:
        """Every ten points, every twenty when that is too many."""
        step = 10 if self.high - self.low <= 40 else 20
        return [self.low + step * i for i in range(int((self.high - self.low) // step) + 1)]


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
        _plot(chart, scale, _described(chart, reasons)),
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


def _plot(chart: Trend, scale: AxisScale, description: str) -> SafeString:
    # ``description`` says all values in words.
    xs = _places(len(chart.waves))
    upper = max(chart.lines, key=_mean, default=None)  # its labels stand above it
    parts = [_series(line, xs, scale, above=line is upper) for line in chart.lines]
    bands = el(
        "svg",
        *(_bands(line, xs, scale) for line in chart.lines),
        viewbox="0 0 100 100",
        preserveaspectratio="none",
        width="100%",
        height="100%",
        overflow="visible",
    )
    inner = el("svg", _grid(scale), bands, *parts, _waves(chart, xs), y=14, height=226, overflow="visible")
    desc = el("desc", description, id=f"{chart.name}-d")
    label = {"aria_labelledby": f"{chart.name}-t", "aria_describedby": f"{chart.name}-d"}
    return el("svg", desc, inner, class_="plot trend", height=300, role="img", **label)


def _places(count: int) -> list[float]:
    if count == 1:
        return [(LEFT + RIGHT) / 2]
    return [LEFT + (RIGHT - LEFT) * i / (count - 1) for i in range(count)]


def runs(line: TrendLine) -> Iterator[Run]:
    """Stretches of waves with a point; what is not asked, not shown or only a band ends a stretch."""
    run: Run = []
    for place, value in enumerate(line.values):
        if isinstance(value, Share) and value.point is not None:
            run.append((place, value))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _mean(line: TrendLine) -> float:
    points = [value.point for run in runs(line) for _, value in run if value.point is not None]
    return sum(points) / len(points) if points else 0.0


def _grid(scale: AxisScale) -> SafeString:
    parts = []
    for tick in scale.ticks():
        text = numbers.percent(tick) if tick == scale.ticks()[-1] else numbers.number(tick)
        parts.append(el("line", class_="g", x1="0", x2="100%", y1=pct(scale.y(tick)), y2=pct(scale.y(tick))))
        parts.append(el("text", text, x="0", y=pct(scale.y(tick)), dy=-5))
    return join(parts)


def _bands(line: TrendLine, xs: list[float], scale: AxisScale) -> SafeString:
    side = line.side.value
    parts = []
    for run in runs(line):
        if len(run) > 1:
            outline = [(xs[i], scale.y(v.high)) for i, v in run] + [(xs[i], scale.y(v.low)) for i, v in reversed(run)]
            middle = [(xs[i], scale.y(v.point)) for i, v in run if v.point is not None]
            parts.append(el("polygon", class_=f"band-{side}", points=_points(outline)))
            parts.append(el("polyline", class_=f"ln-{side}", points=_points(middle)))
    return join(parts)


def _points(pairs: list[tuple[float, float]]) -> str:
    return " ".join(f"{x:.2f},{y:.2f}" for x, y in pairs)


def _series(line: TrendLine, xs: list[float], scale: AxisScale, *, above: bool) -> SafeString:
    # What keeps its size: lone bands, marks, values at the ends, the name.
    stretches = list(runs(line))
    lone = [_bar(xs[run[0][0]], run[0][1], f"band-{line.side.value}", scale) for run in stretches if len(run) == 1]
    marks = [_mark(line.side, xs[i], v, scale) for run in stretches for i, v in run]
    return join([*_gaps(line, xs, scale), *lone, *marks, *_labels(line, xs, scale, above=above)])


def _gaps(line: TrendLine, xs: list[float], scale: AxisScale) -> Iterator[SafeString]:
    for x, value in zip(xs, line.values, strict=True):
        if isinstance(value, Hidden):
            top = "0" if line.side is ChartSide.LEADERS else "50%"
            yield el("rect", class_="hatched-n", x=pct(x - 2.5), width="5%", y=top, height="50%")
        elif isinstance(value, Share) and value.point is None:
            yield _bar(x, value, f"few-{line.side.value}", scale)
            yield _bar(x, value, f"hatched-{line.side.value}", scale)


def _bar(x: float, value: Share, css: str, scale: AxisScale) -> SafeString:
    height = scale.y(value.low) - scale.y(value.high)
    return el("rect", class_=css, x=pct(x - 0.8), width="1.6%", y=pct(scale.y(value.high)), height=pct(height))


def _mark(side: ChartSide, x: float, value: Share, scale: AxisScale) -> SafeString | None:
    if value.point is None:
        return None
    return el("svg", el("use", href=f"#m-{side.value}"), x=pct(x), y=pct(scale.y(value.point)), overflow="visible")


def _labels(line: TrendLine, xs: list[float], scale: AxisScale, *, above: bool) -> Iterator[SafeString]:
    known = [pair for run in runs(line) for pair in run]
    css, dy = f"v f-{line.side.value}", -13 if above else 24
    for place, value in {known[0][0]: known[0][1], known[-1][0]: known[-1][1]}.items() if known else ():
        text = numbers.number(value.point or 0)
        y = pct(scale.y(value.point or 0))
        yield el("text", text, class_=css, x=pct(xs[place]), y=y, dy=dy, text_anchor="middle")
    if len(known) > 2:
        place, value = known[len(known) // 2]
        y = pct(scale.y(value.high if above else value.low))
        name = phrases.side_name(line.side)
        yield el("text", name, class_=css, x=pct(xs[place]), y=y, dy=-8 if above else 18, text_anchor="middle")


def _waves(chart: Trend, xs: list[float]) -> SafeString:
    parts = []
    for x, wave in zip(xs, chart.waves, strict=True):
        for dy, text in ((22, wave.short), (39, wave.when)):
            parts.append(el("text", text, x=pct(x), y="100%", dy=dy, text_anchor="middle"))
    return join(parts)
