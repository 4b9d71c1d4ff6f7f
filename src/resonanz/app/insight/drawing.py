"""From readings to charts: the gap by item, by area, over the waves, and how answers spread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from resonanz.app.insight.comparisons import band_only
from resonanz.app.insight.figures import Figure
from resonanz.app.insight.reading import AreaReader, ItemReading, named
from resonanz.app.ui import numbers
from resonanz.app.ui.charts import values
from resonanz.app.ui.charts.distribution import Distribution, DistributionRow, Spread
from resonanz.app.ui.charts.dumbbell import Dumbbell, DumbbellRow
from resonanz.app.ui.charts.heat import Heat, HeatColumn, HeatRow
from resonanz.app.ui.charts.values import Gap, Hidden, Side, Word
from resonanz.app.ui.numbers import FEW
from resonanz.core import cells


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses that a chart leads to: one an item, one an area that this reader may open."""

    items: dict[int, str]
    areas: dict[int, str]


def by_item(reader: AreaReader, area: int, readings: Sequence[ItemReading], links: Links) -> Dumbbell:
    """Employees and leaders for each item, the furthest apart first."""
    rows = tuple(
        DumbbellRow(
            label=reading.wording.short,
            item=reading.wording.text,
            employees=reading.employees_share,
            leaders=reading.leaders_share,
            gap=reading.gap,
            reversed=reading.reversed,
            url=links.items.get(reading.item, ""),
        )
        for reading in sorted(readings, key=lambda r: (not r.clear, -r.distance, r.item))
    )
    return Dumbbell(
        name="items",
        finding=_finding_by_item(readings),
        description=gettext(
            "Share of favourable answers in percent, with 95 % band. Difference: leaders minus employees, in points."
        ),
        rows=rows,
        source=_method(),
        leaders_label=leaders_label(reader, area, readings),
    )


def by_area(reader: AreaReader, area: int, links: Links) -> Heat | None:
    """The area as a whole, those below it, and what belongs to none of them; None where there is nothing below."""
    areas = reader.figures.areas
    if not areas.children[area]:
        return None
    readings = [reader.items(node) for node in (area, *areas.children[area])]
    columns = tuple(HeatColumn(reading.wording.short, reading.reversed) for reading in readings[0])
    rows = [
        _area_row(reader, node, items, whole=node == area, url=links.areas.get(node, "") if node != area else "")
        for node, items in zip((area, *areas.children[area]), readings, strict=True)
    ]
    rest = _rest_row(reader, area)
    return Heat(
        name="areas",
        finding=_finding_by_area(reader, area, readings[1:]),
        description=gettext(
            "Leaders' share minus employees' share, in points, with 95 % band. Above zero: leaders see more of it. "
            "The words hold after correction for all comparisons of this wave."
        ),
        columns=columns,
        rows=(*rows, rest) if rest else tuple(rows),
        source=_method(),
        first_column=gettext("Area"),
    )


def spread(reader: AreaReader, area: int, reading: ItemReading) -> Distribution:
    """How the answers to one item spread, one bar a side."""
    sides = ((Side.EMPLOYEES, reading.employees), (Side.LEADERS, reading.leaders))
    names = {Side.EMPLOYEES: gettext("Employees"), Side.LEADERS: gettext("Leaders")}
    reasons = {
        Side.EMPLOYEES: reader.why_no_employees(reading.item, area),
        Side.LEADERS: reader.why_no_leaders(reading.item, area),
    }
    return Distribution(
        name="spread",
        finding=gettext("How the answers spread: %(item)s") % {"item": reading.wording.short},
        description=reading.wording.text,
        options=reading.wording.options,
        favourable=reader.figures.items[reading.item].favourable,
        rows=tuple(DistributionRow(names[side], side, _spread(figure, reasons[side])) for side, figure in sides),
        reversed=reading.reversed,
    )


def leaders_label(reader: AreaReader, area: int, readings: Sequence[ItemReading]) -> str:
    """Whose answers the leaders' figures are, when they reach beyond the area."""
    wide = [r.leaders for r in readings if r.leaders is not None and not r.leaders.exact]
    if not wide:
        return ""
    cells_inside = {cell for figure in wide for cell in figure.cells}
    names = named(reader.figures.areas.labels(cells_inside))
    return gettext("Leaders about themselves, counted together: %(names)s") % {"names": names}


def _spread(figure: Figure | None, reason: str) -> Spread | Hidden:
    if figure is None:
        return Hidden(reason)
    if figure.answers < FEW:
        return Hidden(gettext("With fewer than ten answers no distribution is shown."))
    return Spread(figure.histogram[1:], figure.histogram[0])


def _area_row(reader: AreaReader, node: int, items: Sequence[ItemReading], *, whole: bool, url: str) -> HeatRow:
    areas = reader.figures.areas
    people = (areas.people(node, cells.Side.EMPLOYEES), areas.people(node, cells.Side.LEADERS))
    note = gettext("%(employees)s and %(leaders)s people") % {
        "employees": numbers.number(people[0]),
        "leaders": numbers.number(people[1]),
    }
    label = areas.structure.nodes[node].label
    return HeatRow(label, note, tuple(reading.gap for reading in items), whole=whole, url=url)


def _rest_row(reader: AreaReader, area: int) -> HeatRow | None:
    """Merged groups are named instead of left out. Compared with the leaders of the whole area, without a verdict."""
    found = [reader.rest(item, area) for item in range(len(reader.figures.items))]
    if not any(found):
        return None
    inside = {cell for figure in found if figure for cell in figure.cells}
    shown = tuple(_rest_gap(reader, item, area, figure) for item, figure in enumerate(found))
    return HeatRow(named(reader.figures.areas.labels(inside)), gettext("counted together"), shown)


def _rest_gap(reader: AreaReader, item: int, area: int, figure: Figure | None) -> Gap | Hidden:
    leaders = reader.figures.leaders(item, area)
    if figure is None:
        return Hidden(gettext("Here the answers were enough to count the areas apart."))
    if leaders is None:
        return Hidden(reader.why_no_leaders(item, area))
    gap = band_only(leaders, figure)
    return values.gap(gap.gap_pp, gap.gap_lo, gap.gap_hi, Word.UNCLEAR, (figure.answers, leaders.answers))


def _finding_by_item(readings: Sequence[ItemReading]) -> str:
    clear = sum(reading.clear for reading in readings)
    compared = sum(reading.distance >= 0 for reading in readings)
    if not compared:
        return gettext("What people say, question by question")
    if not clear:
        return gettext("%(compared)s questions compared: no difference is clear") % {"compared": compared}
    said = {"clear": clear, "compared": compared}
    return gettext("Of %(compared)s questions compared, %(clear)s show a clear difference") % said


def _finding_by_area(reader: AreaReader, area: int, below: Sequence[Sequence[ItemReading]]) -> str:
    nodes = reader.figures.areas.structure.nodes
    names = [
        nodes[child].label
        for child, items in zip(reader.figures.areas.children[area], below, strict=True)
        if any(reading.clear for reading in items)
    ]
    if not names:
        return gettext("No single area differs clearly")
    return gettext("Clear differences in: %(areas)s") % {"areas": named(names)}


def _method() -> str:
    return gettext(
        "Bands: Wilson for shares, Newcombe for differences. A band without zero can still be unclear after the "
        "correction. Employees: everybody on the roster who leads no unit. Leaders answer for themselves, not for "
        "their team."
    )
