"""One item over the waves of a season, on cells that all of them can tell apart; a change is never one of grouping."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext

from resonanz.app.charts import values
from resonanz.app.charts.values import Hidden, Share, Trend, TrendLine, TrendWave
from resonanz.app.insight.areas import Areas
from resonanz.app.insight.figures import WaveFigures
from resonanz.app.insight.reading import share_of
from resonanz.app.shell import numbers
from resonanz.app.waves.models import Wave
from resonanz.core import cells
from resonanz.core.cells import Block
from resonanz.core.stats import smallest_change
from resonanz.core.wire.types import Item, Wording


@dataclass(frozen=True, slots=True)
class Asked:
    """A wave with its figures; ``item`` is the item's position in it, None when it was not asked."""

    wave: Wave
    figures: WaveFigures
    item: int | None


def asked(waves: Sequence[tuple[Wave, WaveFigures]], item: Item) -> list[Asked]:
    """Where an item stands in each wave; a changed wording is another item and counts as not asked."""
    return [Asked(wave, figures, figures.place_of(item)) for wave, figures in waves]


def trend(history: Sequence[Asked], area: int, wording: Wording, *, reversed_item: bool) -> Trend | None:
    """Both sides over the waves; None unless two waves asked the item. Waves oldest first, all of one season."""
    if sum(each.item is not None for each in history) < 2:
        return None
    sides = ((cells.Side.EMPLOYEES, values.ChartSide.EMPLOYEES), (cells.Side.LEADERS, values.ChartSide.LEADERS))
    lines = tuple(TrendLine(shown, _line(history, area, side)) for side, shown in sides)
    kept = tuple(line for line in lines if any(isinstance(value, Share) for value in line.values))
    if not kept:
        return None
    text = gettext(
        "Share of favourable answers in percent, with 95 % band, over groups that are the same in all waves."
    )
    return Trend(
        name="trend",
        finding=gettext("Over the waves: %(item)s") % {"item": wording.short},
        description=f"{text} {_smallest(kept)}".strip(),
        waves=tuple(_on_axis(each.wave) for each in history),
        lines=kept,
        reversed=reversed_item,
    )


def _line(history: Sequence[Asked], area: int, side: cells.Side) -> tuple[Share | Hidden | None, ...]:
    wanted = _common_cells(history, area, side)
    return tuple(None if each.item is None else _value(each.figures, each.item, side, wanted) for each in history)


def _common_cells(history: Sequence[Asked], area: int, side: cells.Side) -> frozenset[int]:
    # The cells that every wave can sum to exactly, inside the area (for leaders: holding all of its leaders).
    partitions = tuple(each.figures.sides[each.item][side].blocks for each in history if each.item is not None)
    areas: Areas = history[-1].figures.areas
    blocks = _common(partitions)
    if side is cells.Side.EMPLOYEES:
        return frozenset(cell for block in blocks if areas.inside(area, block) for cell in block)
    holders = areas.cells_of(area, side)
    touching = frozenset(cell for block in blocks if not holders.isdisjoint(block) for cell in block)
    return touching if holders <= touching else frozenset()


@lru_cache(maxsize=256)
def _common(partitions: tuple[tuple[Block, ...], ...]) -> tuple[Block, ...]:
    # Kept for the pages of other areas: the same waves are joined again and again.
    return tuple(common_blocks(partitions))


def common_blocks(partitions: Sequence[Sequence[Block]]) -> list[Block]:
    """The finest blocks that are unions of blocks in every partition: the join of the partitions.

    Cells that one of the partitions leaves out are left out.
    """
    if not partitions:
        return []
    shared = set.intersection(*({cell for block in blocks for cell in block} for blocks in partitions))
    root = {cell: cell for blocks in partitions for block in blocks for cell in block}
    for blocks in partitions:
        for block in blocks:
            for cell in block[1:]:
                first, second = sorted((_find(root, block[0]), _find(root, cell)))
                root[second] = first
    grouped: dict[int, list[int]] = {}
    for cell in sorted(root):
        grouped.setdefault(_find(root, cell), []).append(cell)
    return [tuple(cells) for cells in grouped.values() if shared.issuperset(cells)]


def _find(root: dict[int, int], cell: int) -> int:
    while root[cell] != cell:
        root[cell] = root[root[cell]]
        cell = root[cell]
    return cell


def _value(figures: WaveFigures, item: int, side: cells.Side, wanted: frozenset[int]) -> Share | Hidden:
    figure = figures.sum_of(item, side, wanted)
    return share_of(figure) if figure else Hidden(gettext("The waves share no group here that is large enough."))


def _on_axis(wave: Wave) -> TrendWave:
    name = gettext("Wave %(number)s") % {"number": wave.number}
    short = gettext("W %(number)s") % {"number": wave.number}
    return TrendWave(f"{name}, {numbers.day(wave.closes_at)}", short, numbers.day(wave.closes_at, year=False))


def _smallest(lines: Sequence[TrendLine]) -> str:
    # The smallest change from wave to wave that these numbers of answers let one see; "" where none is told.
    names = {values.ChartSide.EMPLOYEES: gettext("employees"), values.ChartSide.LEADERS: gettext("leaders")}
    told = [f"{names[line.side]} {numbers.number(reach)}" for line in lines if (reach := _reach(line)) is not None]
    text = gettext("Smallest change that can be told between two waves, in points: %(sides)s.")
    return text % {"sides": ", ".join(told)} if told else ""


def _reach(line: TrendLine) -> float | None:
    shown = [value for value in line.values if isinstance(value, Share) and value.detail.exact]
    if len(shown) < 2:
        return None
    before, last = shown[-2:]
    return 100 * smallest_change((last.point or 0) / 100, before.answers, last.answers)
