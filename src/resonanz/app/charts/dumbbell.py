"""Dumbbell rows: what employees and leaders say to each item, and how far apart they are."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from resonanz.app.charts import marks, phrases
from resonanz.app.charts.figure import figure, key, key_mark, paired_table, source
from resonanz.app.charts.markup import el, join, pct
from resonanz.app.charts.values import ChartSide, Gap, Hidden, Share, Word
from resonanz.app.shell import numbers

# Pixels between the middle of a row and the lane of each side.
LANE = 10


@dataclass(frozen=True, slots=True)
class DumbbellRow:
    """One item. ``gap`` None where no difference is meant (then only the shares stand there)."""

    label: str
    item: str
    employees: Share | Hidden
    leaders: Share | Hidden | None
    gap: Gap | Hidden | None
    reversed: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """The chart. ``name`` is unique on the page; ``rows`` keep their order (the caller sorts by distance)."""

    name: str
    finding: str
    description: str
    rows: tuple[DumbbellRow, ...]
    source: str = ""
    leaders_label: str = ""


def draw_dumbbell(chart: Dumbbell) -> SafeString:
    """The whole figure: rows of label, track and verdict, then the reasons, the table and the source."""
    reasons = phrases.Reasons()
    rows = [_row(row, reasons) for row in chart.rows]
    note = gettext("Chart. All values are also in the table below it.")
    return figure(
        chart.name,
        chart.finding,
        chart.description,
        _key(chart),
        el("div", _axis(), *rows, _axis(), class_="rc duo", role="group", aria_label=note),
        reasons.listing(),
        paired_table(
            chart.finding,
            gettext("Item"),
            [(row.label, row.employees, row.leaders, row.gap) for row in chart.rows],
            reasons,
        ),
        source(chart.source),
        kind="dumbbell",
    )


def _key(chart: Dumbbell) -> SafeString:
    entries = [_key_entry(ChartSide.EMPLOYEES, gettext("Employees, with band"))]
    if any(row.leaders is not None for row in chart.rows):
        entries.append(
            _key_entry(ChartSide.LEADERS, chart.leaders_label or gettext("Leaders about themselves, with band"))
        )
    if any(_few(row.employees) or _few(row.leaders) for row in chart.rows):
        few = key_mark(*(el("rect", class_=css, y=2, width=28, height=12, rx=6) for css in ("few-emp", "hatched-emp")))
        entries.append((few, gettext("5 to 9 answers: only a rounded band")))
    return key(*entries)


def _key_entry(side: ChartSide, text: str) -> tuple[SafeString, str]:
    shape = el("svg", el("use", href=f"#m-{side.value}"), x="50%", y="50%", overflow="visible")
    return key_mark(el("rect", class_=f"band-{side.value}", y=2, width=28, height=12, rx=6), shape), text


def _few(value: Share | Hidden | None) -> bool:
    return isinstance(value, Share) and value.point is None


def _axis() -> SafeString:
    track = el("div", marks.axis(), class_="rc-track")
    return el("div", el("span"), track, el("span"), class_="rc-axis", aria_hidden="true")


def _row(row: DumbbellRow, reasons: phrases.Reasons) -> SafeString:
    return el(
        "div",
        _label(row),
        el("div", el("svg", marks.grid(), _lanes(row, reasons), class_="plot", aria_hidden="true"), class_="rc-track"),
        el("div", _read_aloud(row, reasons), _verdict(row, reasons), class_="rc-word"),
        class_="rc-row" + ("" if row.leaders is not None else " single"),
    )


def _label(row: DumbbellRow) -> SafeString:
    name = el("a", row.label, href=row.url) if row.url else row.label
    turned = phrases.less_is_better() if row.reversed else None
    item = el("span", row.item, class_="item") if row.item else None
    return el("div", el("b", name), item, turned, class_="rc-label")


def _lanes(row: DumbbellRow, reasons: phrases.Reasons) -> SafeString:
    if row.leaders is None:
        return _lane(row.employees, ChartSide.EMPLOYEES, reasons, lane=4, dy=-12)
    above = _lane(row.employees, ChartSide.EMPLOYEES, reasons, lane=-LANE, dy=-LANE - 12)
    below = _lane(row.leaders, ChartSide.LEADERS, reasons, lane=LANE, dy=LANE + 22)
    return join([_rod(row), above, below])


def _lane(value: Share | Hidden, side: ChartSide, reasons: phrases.Reasons, *, lane: int, dy: int) -> SafeString:
    if isinstance(value, Hidden):
        return marks.absent(f"{phrases.side_name(side)}: {reasons.text(value)}", lane=lane)
    return marks.side_marks(value, side, lane=lane, dy=dy)


def _rod(row: DumbbellRow) -> SafeString | None:
    # The distance itself, between the lanes; only where both points are shown.
    points = [value.point for value in (row.employees, row.leaders) if isinstance(value, Share)]
    if len(points) < 2 or points[0] is None or points[1] is None:
        return None
    return el("line", class_="rod", x1=pct(points[0]), x2=pct(points[1]), y1="50%", y2="50%")


def _read_aloud(row: DumbbellRow, reasons: phrases.Reasons) -> SafeString:
    parts = [f"{phrases.side_name(ChartSide.EMPLOYEES)}: {_share_text(row.employees, reasons)}."]
    if row.leaders is not None:
        parts.append(f"{phrases.side_name(ChartSide.LEADERS)}: {_share_text(row.leaders, reasons)}.")
    return el("span", " ".join(parts), class_="vh")


def _share_text(value: Share | Hidden, reasons: phrases.Reasons) -> str:
    return reasons.text(value) if isinstance(value, Hidden) else phrases.share_text(value)


def _verdict(row: DumbbellRow, reasons: phrases.Reasons) -> SafeString | None:
    if row.gap is None:
        return _band_only(row.employees)
    if isinstance(row.gap, Hidden):
        return el("span", gettext("Difference: %(why)s") % {"why": reasons.text(row.gap)}, class_="quiet")
    between = el("span", numbers.points_band(row.gap.low, row.gap.high), class_="quiet nw")
    if row.gap.point is None or row.gap.verdict is None:
        return join([between, el("span", gettext("no verdict with 5 to 9 answers"), class_="quiet")])
    clear = "word" if row.gap.verdict.word is Word.UNCLEAR else "word clear"
    value = el("b", phrases.points_text(row.gap.point))
    return join([value, between, el("span", row.gap.verdict.full, class_=clear)])


def _band_only(value: Share | Hidden) -> SafeString | None:
    if isinstance(value, Hidden):
        return None
    count = el("span", numbers.answers(value.answers), class_="quiet")
    text = gettext("Band %(band)s") % {"band": numbers.band(value.low, value.high)}
    return join([el("span", text, class_="quiet nw"), count])
