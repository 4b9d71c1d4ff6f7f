"""Which cells speak for an area: from the partition and from where people stood when the season froze."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from resonanz.core.cells import Block, Side, Structure, subtree_ends

Seated = tuple[int, int, int]
"""Node position, cell position, number of people who stood at the node and sit in the cell."""


@dataclass(frozen=True)
class Areas:
    """The tree with its cells. ``seated`` has one entry for each node and cell that share people."""

    structure: Structure
    seated: tuple[Seated, ...]

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """Position after the last descendant of each node: a subtree is ``range(node, ends[node])``."""
        return subtree_ends(self.structure.nodes)

    @cached_property
    def children(self) -> dict[int, list[int]]:
        """Child positions of each node, in tree order."""
        found: dict[int, list[int]] = {position: [] for position in range(len(self.structure.nodes))}
        for position, node in enumerate(self.structure.nodes):
            if node.parent >= 0:
                found[node.parent].append(position)
        return found

    def contains(self, area: int, node: int) -> bool:
        """Whether ``node`` lies in the subtree of ``area``."""
        return area <= node < self.ends[area]

    def path(self, node: int) -> list[int]:
        """From the root to the node, both included."""
        way = [node]
        while self.structure.nodes[way[-1]].parent >= 0:
            way.append(self.structure.nodes[way[-1]].parent)
        return way[::-1]

    def people(self, area: int, side: Side) -> int:
        """How many people of a side stood in the subtree."""
        cells = self.structure.cells
        return sum(n for node, cell, n in self.seated if self.contains(area, node) and cells[cell].side is side)

    def cells_of(self, area: int, side: Side) -> frozenset[int]:
        """Every cell of a side that holds anybody of the subtree, wholly inside or not."""
        cells = self.structure.cells
        touched = (cell for node, cell, _ in self.seated if self.contains(area, node))
        return frozenset(cell for cell in touched if cells[cell].side is side)

    def inside(self, area: int, cells: Iterable[int]) -> bool:
        """Whether all these cells lie wholly in the subtree."""
        return all(self.contains(area, self.structure.cells[cell].node) for cell in cells)

    def eligible(self, cells: Iterable[int]) -> int:
        """People in these cells when the season froze."""
        return sum(self.structure.cells[cell].eligible for cell in cells)

    def labels(self, cells: Iterable[int]) -> list[str]:
        """The cells' names, in tree order."""
        return [self.structure.cells[cell].label for cell in sorted(cells)]


def blocks_inside(areas: Areas, area: int, blocks: Sequence[Block]) -> list[int]:
    """Positions of the employees' blocks that lie wholly in an area: the only ones that may be summed for it."""
    return [place for place, block in enumerate(blocks) if areas.inside(area, block)]


def blocks_touching(cells: frozenset[int], blocks: Sequence[Block]) -> list[int]:
    """Positions of the blocks that hold any of these cells: the smallest union that covers them all."""
    return [place for place, block in enumerate(blocks) if not cells.isdisjoint(block)]


def rest_of(areas: Areas, area: int, blocks: Sequence[Block]) -> list[int]:
    """Positions of an area's blocks that lie in none of its children: merged groups, people of the area itself."""
    below = areas.children[area]
    return [
        place
        for place in blocks_inside(areas, area, blocks)
        if not any(areas.inside(child, blocks[place]) for child in below)
    ]
