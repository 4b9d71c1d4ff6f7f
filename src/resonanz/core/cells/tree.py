"""The tree of nodes: depth-first order, lowest common nodes, subtrees as runs of positions."""

from collections.abc import Collection, Sequence

from resonanz.core.cells.errors import CellsCode
from resonanz.core.cells.lookalikes import cleared
from resonanz.core.cells.types import Node
from resonanz.core.kernel.errors import ResonanzError

# A unit whose name and key hold nothing to be seen.
_NAMELESS = "?"


def depth_first(nodes: Sequence[Node]) -> tuple[tuple[Node, ...], list[int]]:
    """The nodes in depth-first order, siblings by label and key, and each old position's new one.

    Raises ``ResonanzError("tree-malformed")`` unless keys are unique and there is exactly one root above all nodes.
    """
    children = _children(nodes)
    ordered: list[Node] = []
    moved = [-1] * len(nodes)
    waiting = list(children[-1])
    while waiting:
        old = waiting.pop()
        node = nodes[old]
        parent = -1 if node.parent == -1 else moved[node.parent]
        moved[old] = len(ordered)
        ordered.append(Node(node.key, parent, cleared(node.label) or cleared(node.key) or _NAMELESS))
        waiting.extend(sorted(children[old], key=lambda at: (nodes[at].label, nodes[at].key), reverse=True))
    if len(children[-1]) != 1 or len(ordered) != len(nodes):
        raise ResonanzError(CellsCode.TREE_MALFORMED)
    return tuple(ordered), moved


def is_depth_first(nodes: Sequence[Node]) -> bool:
    """Whether position 0 is the only root and every other parent is the position before it or above that one."""
    way: list[int] = []
    for position, node in enumerate(nodes):
        while way and way[-1] != node.parent:
            way.pop()
        if bool(way) != (position > 0) or (position == 0 and node.parent != -1):
            return False
        way.append(position)
    return bool(nodes) and len({node.key for node in nodes}) == len(nodes)


def lowest_common(nodes: Sequence[Node], positions: Collection[int]) -> int:
    """The lowest node that contains all ``positions`` (nodes in depth-first order). O(depth)."""
    first, node = min(positions), max(positions)
    while node > first:  # a subtree is a run of positions: the first ancestor not after ``first`` holds all between
        node = nodes[node].parent
    return node


def depths(nodes: Sequence[Node]) -> list[int]:
    """How far each node is from the root."""
    found: list[int] = []
    for node in nodes:
        found.append(0 if node.parent == -1 else found[node.parent] + 1)
    return found


def subtree_ends(nodes: Sequence[Node]) -> tuple[int, ...]:
    """For each node the position after its last descendant: the subtree of ``n`` is ``range(n, ends[n])``."""
    ends = list(range(1, len(nodes) + 1))
    for position in range(len(nodes) - 1, 0, -1):
        parent = nodes[position].parent
        ends[parent] = max(ends[parent], ends[position])
    return tuple(ends)


def _children(nodes: Sequence[Node]) -> dict[int, list[int]]:
    if len({node.key for node in nodes}) != len(nodes):
        raise ResonanzError(CellsCode.TREE_MALFORMED)
    children: dict[int, list[int]] = {at: [] for at in range(-1, len(nodes))}
    for position, node in enumerate(nodes):
        if node.parent not in children:
            raise ResonanzError(CellsCode.TREE_MALFORMED)
        children[node.parent].append(position)
    return children
