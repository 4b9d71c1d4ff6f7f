"""The released blocks of one side for one item, in tree order with running sums: any subtree is one subtraction."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from resonanz.app.insight.areas import Areas
from resonanz.core.cells import Block, Side
from resonanz.core.wire.types import ItemRelease

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Blocks:
    """Blocks sorted by the lowest area that holds each wholly (``homes``).

    ``running`` has shape (blocks + 1, values): row b is the sum of the histograms before block b. ``people``: how many
    could have answered, in the same way.
    """

    blocks: tuple[Block, ...]
    homes: tuple[int, ...]
    running: Counts
    people: tuple[int, ...]

    @cached_property
    def place_of(self) -> dict[int, int]:
        return {cell: place for place, block in enumerate(self.blocks) for cell in block}

    def inside(self, area: int, end: int) -> range:
        """The blocks that lie wholly in the subtree from ``area`` up to ``end``."""
        return range(bisect_left(self.homes, area), bisect_left(self.homes, end))

    def only_at(self, area: int) -> range:
        """The blocks of an area that lie in none of the areas below it: merged groups, people of the area itself."""
        return self.inside(area, area + 1)

    def holding(self, cells: frozenset[int]) -> tuple[int, ...] | None:
        """The fewest blocks that hold all these cells; None when one of them was not released."""
        if not cells <= self.place_of.keys():
            return None
        return tuple(sorted({self.place_of[cell] for cell in cells}))

    def sum_of(self, places: Sequence[int]) -> Counts:
        if isinstance(places, range):
            run: Counts = self.running[places.stop] - self.running[places.start]
            return run
        chosen = np.asarray(places, dtype=np.int64)
        total: Counts = (self.running[chosen + 1] - self.running[chosen]).sum(axis=0)
        return total

    def people_in(self, places: Sequence[int]) -> int:
        if isinstance(places, range):
            return self.people[places.stop] - self.people[places.start]
        return sum(self.people[place + 1] - self.people[place] for place in places)

    def cells(self, places: Sequence[int]) -> tuple[int, ...]:
        return tuple(sorted(cell for place in places for cell in self.blocks[place]))


def blocks_by_side(released: ItemRelease, areas: Areas) -> dict[Side, Blocks]:
    """A block belongs to the side of its cells; a mixed block (sensitive items) to the employees."""
    cells = areas.structure.cells
    sides: dict[Side, list[tuple[int, Block, tuple[int, ...]]]] = {side: [] for side in Side}
    for block, counts in zip(released.blocks, released.counts, strict=True):
        leaders_only = all(cells[cell].side is Side.LEADERS for cell in block)
        sides[Side.LEADERS if leaders_only else Side.EMPLOYEES].append((areas.home(block), block, counts))
    return {side: _blocks(areas, sorted(entries)) for side, entries in sides.items()}


def _blocks(areas: Areas, entries: list[tuple[int, Block, tuple[int, ...]]]) -> Blocks:
    values = len(entries[0][2]) if entries else 0
    running = np.zeros((len(entries) + 1, values), dtype=np.int64)
    if entries:
        running[1:] = np.cumsum([counts for _, _, counts in entries], axis=0)
    people = accumulate((areas.eligible(block) for _, block, _ in entries), initial=0)
    return Blocks(
        tuple(block for _, block, _ in entries), tuple(home for home, _, _ in entries), running, tuple(people)
    )
