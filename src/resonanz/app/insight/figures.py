"""Figures of an area from a release: sums of whole blocks, never anything else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from resonanz.app.insight.areas import Areas, blocks_inside, blocks_touching, rest_of
from resonanz.core.cells import Block, Side
from resonanz.core.wire import ItemFlag, Questionnaire, Release
from resonanz.core.wire.types import Item, ItemRelease

Histogram = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Figure:
    """The answers of one side in one area to one item.

    ``histogram`` has 1 + options values: "cannot say" first. ``cells`` are those it sums; ``blocks`` name the sum.
    ``exact`` is False when the cells also hold people from outside the area (leaders only).
    """

    histogram: tuple[int, ...]
    favourable: tuple[int, ...]
    blocks: tuple[int, ...]
    cells: tuple[int, ...]
    exact: bool

    @property
    def answers(self) -> int:
        """Substantive answers."""
        return sum(self.histogram[1:])

    @property
    def agreeing(self) -> int:
        """Substantive answers among the favourable options."""
        return sum(self.histogram[option] for option in self.favourable)


@dataclass(frozen=True)
class WaveFigures:
    """A release with what is needed to read it."""

    release: Release
    questionnaire: Questionnaire
    areas: Areas

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items, in printed order."""
        return self.questionnaire.items

    @cached_property
    def sides(self) -> tuple[dict[Side, _Table], ...]:
        """For each item the blocks of each side with their histograms."""
        return tuple(self._split(released) for released in self.release.items)

    def employees(self, item: int, area: int) -> Figure | None:
        """All employees' blocks wholly in the area; None if there are none."""
        table = self.sides[item][Side.EMPLOYEES]
        return self._figure(item, table, blocks_inside(self.areas, area, table.blocks), exact=True)

    def rest(self, item: int, area: int) -> Figure | None:
        """Employees' blocks of the area that belong to none of its children."""
        table = self.sides[item][Side.EMPLOYEES]
        return self._figure(item, table, rest_of(self.areas, area, table.blocks), exact=True)

    def leaders(self, item: int, area: int) -> Figure | None:
        """The smallest union of leaders' blocks that holds every leader of the area; None if it cannot be shown."""
        table = self.sides[item][Side.LEADERS]
        wanted = self.areas.cells_of(area, Side.LEADERS)
        places = blocks_touching(wanted, table.blocks)
        covered = {cell for place in places for cell in table.blocks[place]}
        if not wanted or not wanted <= covered:
            return None
        return self._figure(item, table, places, exact=self.areas.inside(area, covered))

    def sum_of(self, item: int, side: Side, cells: frozenset[int]) -> Figure | None:
        """The blocks that make up exactly these cells; None unless they do."""
        table = self.sides[item][side]
        places = [place for place, block in enumerate(table.blocks) if cells.issuperset(block)]
        if {cell for place in places for cell in table.blocks[place]} != cells:
            return None
        return self._figure(item, table, places, exact=True)

    def accepted(self, cells: Sequence[int]) -> int:
        """Ballots counted in these cells."""
        return sum(self.release.accepted[cell] for cell in cells)

    def _split(self, released: ItemRelease) -> dict[Side, _Table]:
        """A block belongs to the side of its cells; a mixed block (sensitive items) to the employees."""
        tables = {side: _Table([], []) for side in Side}
        cells = self.areas.structure.cells
        for block, counts in zip(released.blocks, released.counts, strict=True):
            leaders_only = all(cells[cell].side is Side.LEADERS for cell in block)
            table = tables[Side.LEADERS if leaders_only else Side.EMPLOYEES]
            table.blocks.append(block)
            table.counts.append(counts)
        return tables

    def _figure(self, item: int, table: _Table, places: list[int], *, exact: bool) -> Figure | None:
        if not places:
            return None
        histogram = np.asarray([table.counts[place] for place in places], dtype=np.int64).sum(axis=0)
        cells = sorted(cell for place in places for cell in table.blocks[place])
        shown = tuple(int(count) for count in histogram)
        return Figure(shown, self.items[item].favourable, tuple(places), tuple(cells), exact)

    def is_sensitive(self, item: int) -> bool:
        """Whether the item keeps to the larger groups."""
        return ItemFlag.SENSITIVE in self.items[item].flags

    def is_reversed(self, item: int) -> bool:
        """Whether less is better."""
        return ItemFlag.REVERSED in self.items[item].flags


@dataclass(frozen=True, slots=True)
class _Table:
    blocks: list[Block]
    counts: list[tuple[int, ...]]
