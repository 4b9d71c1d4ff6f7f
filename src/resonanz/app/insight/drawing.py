"""From readings to charts: the gap by item, by area, over the waves, and how answers spread."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from resonanz.app.charts.distribution import Distribution, DistributionRow, Spread
from resonanz.app.charts.dumbbell import Dumbbell, DumbbellRow
from resonanz.app.charts.heat import Heat
from resonanz.app.charts.values import ChartSide, HeatColumn, HeatRow, Hidden, Share, is_clear
from resonanz.app.insight.figures import Figure
from resonanz.app.insight.reading import AreaReader, ItemReading
from resonanz.app.insight.reasons import named
from resonanz.app.shell import numbers
from resonanz.app.shell.detail import EXACT
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
    items = range(len(reader.figures.items))
    columns = tuple(HeatColumn(reader.wording(item).short, reader.figures.is_reversed(item)) for item in items)
    rows = [
        _area_row(reader, node, whole=node == area, url=links.areas.get(node, "") if node != area else "")
        for node in (area, *areas.children[area])
    ]
    rest = rest_row(reader, area)
    together = gettext("Groups counted together are compared with all leaders of this area.") if rest else ""
    text = gettext(
        "Leaders' share minus employees' share, in points, with 95 % band. Above zero: leaders say so more "
        "often. The words hold after correction for all comparisons of this wave."
    )
    return Heat(
        name="areas",
        finding=_finding_by_area(rows[1:]),
        description=f"{text} {together}".strip(),
        columns=columns,
        rows=(*rows, rest) if rest else tuple(rows),
        source=_method(),
        first_column=gettext("Area, employees and leaders"),
    )


def spread(reader: AreaReader, area: int, reading: ItemReading) -> Distribution:
    """How the answers to one item spread, one bar a side."""
    employees = _spread(reading.employees, reading.employees_share)
    leaders = _spread(reading.leaders, reading.leaders_share)
    return Distribution(
        name="spread",
        finding=gettext("How the answers spread: %(item)s") % {"item": reading.wording.short},
        description=reading.wording.text,
        options=reading.wording.options,
        favourable=reader.figures.items[reading.item].favourable,
        rows=(
            DistributionRow(gettext("Employees"), ChartSide.EMPLOYEES, employees),
            DistributionRow(gettext("Leaders"), ChartSide.LEADERS, leaders),
        ),
        reversed=reading.reversed,
    )


def leaders_label(reader: AreaReader, area: int, readings: Sequence[ItemReading]) -> str:
    """Whose answers the leaders' figures are, when they reach beyond the area."""
    wide = [r.leaders for r in readings if r.leaders is not None and not r.leaders.exact]
    names = named(reader.figures.areas.labels({cell for figure in wide for cell in figure.cells}))
    return gettext("Leaders about themselves, counted together: %(names)s") % {"names": names} if wide else ""


def _spread(figure: Figure | None, share: Share | Hidden) -> Spread | Hidden:
    if isinstance(share, Hidden):
        return share
    if figure is None or not share.detail.exact:
        return Hidden(gettext("With fewer than %(count)s answers no distribution is shown.") % {"count": EXACT.least})
    return Spread(figure.histogram[1:], figure.histogram[0])


def _area_row(reader: AreaReader, node: int, *, whole: bool, url: str) -> HeatRow:
    areas = reader.figures.areas
    note = gettext("%(employees)s and %(leaders)s") % {
        "employees": numbers.number(areas.people(node, cells.Side.EMPLOYEES)),
        "leaders": numbers.number(areas.people(node, cells.Side.LEADERS)),
    }
    gaps = tuple(reader.gap(item, node) for item in range(len(reader.figures.items)))
    return HeatRow(areas.structure.nodes[node].label, note, gaps, whole=whole, url=url)


def rest_row(reader: AreaReader, area: int) -> HeatRow | None:
    """Merged groups are named instead of left out: what belongs to the area and to none of those below it."""
    items = range(len(reader.figures.items))
    figures = [figure for item in items if (figure := reader.figures.rest(item, area))]
    if not figures:
        return None
    inside = {cell for figure in figures for cell in figure.cells}
    gaps = tuple(reader.rest_gap(item, area) for item in items)
    note = gettext("counted together") if len(inside) > 1 else ""
    return HeatRow(named(reader.figures.areas.labels(inside)), note, gaps)


def _finding_by_item(readings: Sequence[ItemReading]) -> str:
    clear = sum(reading.clear for reading in readings)
    compared = sum(reading.distance >= 0 for reading in readings)
    if not compared:
        return gettext("What people say, question by question")
    if not clear:
        return gettext("%(compared)s questions compared: no difference is clear") % {"compared": compared}
    counts = {"clear": clear, "compared": compared}
    return gettext("Of %(compared)s questions compared, %(clear)s show a clear difference") % counts


def _finding_by_area(below: Sequence[HeatRow]) -> str:
    names = [row.label for row in below if any(is_clear(cell) for cell in row.cells)]
    text = gettext("Clear differences in: %(areas)s") % {"areas": named(names)}
    return text if names else gettext("No single area differs clearly")


def _method() -> str:
    return gettext(
        "Bands: Wilson for shares, Newcombe for differences. A band without zero can still be unclear after the "
        "correction. With 10 to 19 answers on a side everything is rounded to 5 points, bands outward."
    )
