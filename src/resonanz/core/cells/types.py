"""The words of partition: nodes, members, cells, blocks. See docs/anonymity/cells.md."""

from dataclasses import dataclass
from enum import IntEnum

# People a cell must have, unless the works council confirms 7 to 9.
K_ELIGIBLE = 10
K_ELIGIBLE_FLOOR = 7
# Substantive answers to an item that a released block must have: default and floor.
K_ANSWERS = 5
# People in a sensitive group.
K_SENSITIVE_PEOPLE = 30
# Substantive answers a released block of a sensitive item must have.
K_SENSITIVE_ANSWERS = 20


class Side(IntEnum):
    """Who speaks in a cell. A byte on the wire."""

    EMPLOYEES = 0
    LEADERS = 1


@dataclass(frozen=True, slots=True)
class Node:
    """A unit of the tree. ``parent`` is the position of its parent in the tuple of nodes, -1 for the root."""

    key: str
    parent: int
    label: str


@dataclass(frozen=True, slots=True)
class Member:
    """A person as planning sees her: an opaque id, the position of her node, her side, her attribute values."""

    id: str
    node: int
    side: Side
    attributes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CellDraft:
    """A cell before it has its final label: ``base`` names its units, ``traits`` what attributes it was split by.

    ``members`` are as they were given: their nodes are positions in the input, not in the ordered tree.
    """

    side: Side
    base: str
    traits: tuple[str, ...]
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """The smallest group a ballot carries.

    ``node`` is the position of the lowest node that contains all its people; ``label`` is what everybody reads;
    ``eligible`` how many were in it when the season froze. ``side`` LEADERS holds leaders only.
    """

    node: int
    side: Side
    label: str
    eligible: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A season's partition.

    ``nodes`` in depth-first order (a parent before its children, so a subtree is a run of positions);
    ``cells`` ordered by (node position, side, label); ``sensitive`` a partition of cell positions into groups;
    ``assignment`` member id -> cell position; ``leaders_apart`` False when there are too few leaders for a cell of
    their own: they then vote in employee cells and no leaders' figure exists.
    """

    nodes: tuple[Node, ...]
    cells: tuple[Cell, ...]
    sensitive: tuple[tuple[int, ...], ...]
    assignment: dict[str, int]
    leaders_apart: bool


# Cell positions, ascending, whose answers to one item are released as one histogram.
Block = tuple[int, ...]
