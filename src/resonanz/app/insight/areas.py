"""Which cells speak for an area: from the partition and from where people stood when the season froze."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from resonanz.core.cells import Block, Side, Structure, subtree_ends

# Node position, cell position, number of people who stood at the node and sit in the cell.
Seated = tuple[int, int, int]


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
        children: dict[int, list[int]] = {position: [] for position in range(len(self.structure.nodes))}
        for position, node in enumerate(self.structure.nodes):
            if node.parent >= 0:
                children[node.parent].append(position)
        return children

    @cached_property
    def by_key(self) -> dict[str, int]:
        return {node.key: position for position, node in enumerate(self.structure.nodes)}

    def contains(self, area: int, node: int) -> bool:
        return area <= node < self.ends[area]

    def path(self, node: int) -> list[int]:
        way = [node]
        while self.structure.nodes[way[-1]].parent >= 0:
            way.append(self.structure.nodes[way[-1]].parent)
        return way[::-1]

    def home(self, block: Block) -> int:
        """The lowest area that holds a block wholly: every area above it does too, no other."""
        if len(block) == 1:
            return self.structure.cells[block[0]].node
        return self.structure.node_of(block)

    def people(self, area: int, side: Side) -> int:
        standing = self._standing[side]
        first, last = standing.run(area, self.ends[area])
        return standing.running[last] - standing.running[first]

    def cells_of(self, area: int, side: Side) -> frozenset[int]:
        """Every cell of a side that holds anybody of the subtree, wholly inside or not."""
        standing = self._standing[side]
        first, last = standing.run(area, self.ends[area])
        return frozenset(standing.cells[first:last])

    def inside(self, area: int, cells: Iterable[int]) -> bool:
        """Whether all these cells lie wholly in the subtree."""
        return all(self.contains(area, self.structure.cells[cell].node) for cell in cells)

    def eligible(self, cells: Iterable[int]) -> int:
        """People in these cells when the season froze."""
        return sum(self.structure.cells[cell].eligible for cell in cells)

    def labels(self, cells: Iterable[int]) -> list[str]:
        return [self.structure.cells[cell].label for cell in sorted(cells)]

    @cached_property
    def _standing(self) -> dict[Side, _Standing]:
        cells = self.structure.cells
        return {side: _standing([s for s in sorted(self.seated) if cells[s[1]].side is side]) for side in Side}


@dataclass(frozen=True, slots=True)
class _Standing:
    """One side's entries in tree order, with running numbers of people: any subtree is one subtraction."""

    nodes: list[int]
    cells: list[int]
    running: list[int]

    def run(self, first: int, end: int) -> tuple[int, int]:
        """The entries of the nodes from ``first`` up to ``end``."""
        return bisect_left(self.nodes, first), bisect_left(self.nodes, end)


def _standing(entries: list[Seated]) -> _Standing:
    nodes, cells = [node for node, _, _ in entries], [cell for _, cell, _ in entries]
    return _Standing(nodes, cells, list(accumulate((people for _, _, people in entries), initial=0)))
