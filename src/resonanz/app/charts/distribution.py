"""Distribution: how the answers to one item spread over its options, one bar a group."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from resonanz.app.charts import marks, phrases
from resonanz.app.charts.figure import NOTHING, Head, data_table, figure, key, key_mark, source
from resonanz.app.charts.markup import el, join, pct
from resonanz.app.charts.values import ChartSide, Hidden
from resonanz.app.shell import numbers
from resonanz.app.shell.detail import EXACT


@dataclass(frozen=True, slots=True)
class Spread:
    """A histogram: one count an option, and how many could not say. Needs as many answers as are shown exactly."""

    counts: tuple[int, ...]
    cannot_say: int

    def __post_init__(self) -> None:
        if self.answers < EXACT.least:
            raise ValueError("of a small group no distribution is shown")

    @property
    def answers(self) -> int:
        """Substantive answers: all but "cannot say"."""
        return sum(self.counts)

    def shares(self) -> tuple[float, ...]:
        return tuple(100 * count / self.answers for count in self.counts)


@dataclass(frozen=True, slots=True)
class DistributionRow:
    """One bar."""

    label: str
    side: ChartSide
    spread: Spread | Hidden


@dataclass(frozen=True, slots=True)
class Distribution:
    """The chart. ``options`` in printed order; ``favourable`` their 1-based places that count as favourable."""

    name: str
    finding: str
    description: str
    options: tuple[str, ...]
    favourable: tuple[int, ...]
    rows: tuple[DistributionRow, ...]
    source: str = ""
    reversed: bool = False


def draw_distribution(chart: Distribution) -> SafeString:
    """The whole figure: key, one bar a group, reasons, table, source."""
    reasons = phrases.Reasons()
    styles = option_styles(len(chart.options), chart.favourable)
    note = gettext("Chart. All values are also in the table below it.")
    rows = [_row(row, chart, styles, reasons) for row in chart.rows]
    return figure(
        chart.name,
        chart.finding,
        chart.description,
        el("p", phrases.less_is_better()) if chart.reversed else None,
        key(*((_swatch(style), option) for style, option in zip(styles, chart.options, strict=True))),
        el("div", *rows, class_="rc slim bars", role="group", aria_label=note),
        reasons.listing(),
        data_table(chart.finding, _heads(chart), [_cells(row, chart, reasons) for row in chart.rows]),
        source(chart.source),
        kind="distribution",
    )


def option_styles(count: int, favourable: tuple[int, ...]) -> tuple[str, ...]:
    """A ground for every option: favourable ones in the group's colour, the furthest solid, the others neutral."""
    distance = {
        option: min(abs(option - place) for place in favourable) if favourable else option
        for option in range(1, count + 1)
    }
    furthest = max(distance.values())
    best = {favourable[0], favourable[-1]} & {1, count} if favourable else set()
    return tuple(_style(option in best, distance[option], furthest) for option in range(1, count + 1))


def _style(best: bool, distance: int, furthest: int) -> str:
    if distance == 0:
        return "fav" if best else "fav-light"
    if distance == furthest:
        return "far"
    return "middle" if distance == 1 else "near"


def _swatch(style: str) -> SafeString:
    return key_mark(*_segment(style, ChartSide.EMPLOYEES, "0", "28"))


def _segment(style: str, side: ChartSide, x: str, width: str) -> list[SafeString]:
    # Ground and, where the tone alone would not do, a pattern.
    ground = {"fav": f"mark-{side.value}", "fav-light": f"band-{side.value}", "far": "mark-n"}.get(style, "band-n")
    pattern = {"fav-light": f"hatched-{side.value}", "near": "hatched-n"}.get(style)
    return [el("rect", class_=css, x=x, width=width, y="0", height="100%") for css in (ground, pattern) if css]


def _row(row: DistributionRow, chart: Distribution, styles: tuple[str, ...], reasons: phrases.Reasons) -> SafeString:
    label = el("div", el("b", row.label), class_="rc-label")
    if isinstance(row.spread, Hidden):
        track = el("svg", marks.absent(reasons.text(row.spread), lane=0), class_="plot", aria_hidden="true")
        reason = el("div", el("span", reasons.text(row.spread), class_="vh"), class_="rc-word")
        return el("div", label, el("div", track, class_="rc-track"), reason, class_="rc-row")
    bar = el("svg", _bar(row.spread, row.side, styles), y="20%", height="60%", width="100%")
    track = el("div", el("svg", bar, class_="plot", aria_hidden="true"), class_="rc-track")
    return el("div", label, track, _word(row.spread, chart), class_="rc-row")


def _bar(spread: Spread, side: ChartSide, styles: tuple[str, ...]) -> SafeString:
    parts: list[SafeString] = []
    start = 0.0
    for style, width in zip(styles, spread.shares(), strict=True):
        parts += _segment(style, side, pct(start), pct(width))
        if start:
            parts.append(el("line", class_="seam", x1=pct(start), x2=pct(start), y1="0", y2="100%"))
        if width >= 7:
            at = pct(start + width / 2)
            parts.append(el("text", numbers.number(width), class_="v f-ink", x=at, y="50%", dy=5, text_anchor="middle"))
        start += width
    return join(parts)


def _word(spread: Spread, chart: Distribution) -> SafeString:
    told = ", ".join(
        f"{option} {numbers.percent(share)}" for option, share in zip(chart.options, spread.shares(), strict=True)
    )
    unsure = gettext("%(count)s could not say") % {"count": numbers.number(spread.cannot_say)}
    return el(
        "div",
        el("span", told, class_="vh"),
        el("span", numbers.answers(spread.answers)),
        el("span", unsure, class_="quiet"),
        class_="rc-word",
    )


def _heads(chart: Distribution) -> tuple[Head, ...]:
    options = (Head(option) for option in (*chart.options, gettext("Cannot say")))
    return (Head(gettext("Group"), number=False), *options)


def _cells(row: DistributionRow, chart: Distribution, reasons: phrases.Reasons) -> tuple[str, ...]:
    if isinstance(row.spread, Hidden):
        return (row.label, reasons.text(row.spread), *[NOTHING] * len(chart.options))
    shares = zip(row.spread.counts, row.spread.shares(), strict=True)
    cells = (f"{numbers.number(count)} ({numbers.percent(share)})" for count, share in shares)
    return (row.label, *cells, numbers.number(row.spread.cannot_say))
