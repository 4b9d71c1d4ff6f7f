"""The one merging rule: small things flow up the tree until they are many enough together.

Used three times: people into cells, cells into sensitive groups, cells into blocks by their answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from resonanz.core.cells.tree import depths
from resonanz.core.cells.types import Node


@dataclass(frozen=True, slots=True)
class MergedGroup:
    """Things merged: their positions ascending, what they weigh together, the node where they met."""

    things: tuple[int, ...]
    weight: int
    node: int


def merge(nodes: Sequence[Node], places: Sequence[int], weights: Sequence[int], threshold: int) -> list[MergedGroup]:
    """Partition things at ``places`` (node positions) into groups that weigh at least ``threshold`` each.

    A thing that is heavy enough stands alone. The others are pooled at their node; a pool that is heavy enough is a
    group, any other pool goes up to the parent's. What is left at the root joins the group nearest to the root, among
    those the lightest, among those the first. Nothing if all things together are too light. Nodes in depth-first
    order; the result depends on positions and weights alone. O(n log n).
    """
    if sum(weights) < threshold or not places:
        return []
    pools = [_Pool() for _ in nodes]
    groups = []
    for thing, (place, weight) in enumerate(zip(places, weights, strict=True)):
        if weight >= threshold:
            groups.append(MergedGroup((thing,), weight, place))
        else:
            pools[place].add(thing, weight)
    for position in range(len(nodes) - 1, -1, -1):
        pool = pools[position]
        if pool.weight >= threshold:
            groups.append(pool.group(position))
        elif position:
            pools[nodes[position].parent].swallow(pool)
        elif pool.things:
            _join(groups, pool.group(0), depths(nodes))
    return sorted(groups, key=lambda group: group.things[0])


class _Pool:
    __slots__ = ("things", "weight")

    def __init__(self) -> None:
        self.things: list[int] = []
        self.weight = 0

    def add(self, thing: int, weight: int) -> None:
        self.things.append(thing)
        self.weight += weight

    def swallow(self, other: _Pool) -> None:
        """Take over another pool, the shorter list into the longer one: this keeps a deep tree at O(n log n)."""
        short, long = sorted((self.things, other.things), key=len)
        long.extend(short)
        self.things = long
        self.weight += other.weight

    def group(self, node: int) -> MergedGroup:
        return MergedGroup(tuple(sorted(self.things)), self.weight, node)


def _join(groups: list[MergedGroup], rest: MergedGroup, depth: Sequence[int]) -> None:
    host = min(groups, key=lambda group: (depth[group.node], group.weight, group.things[0]))
    groups.remove(host)
    groups.append(MergedGroup(tuple(sorted(host.things + rest.things)), host.weight + rest.weight, rest.node))
