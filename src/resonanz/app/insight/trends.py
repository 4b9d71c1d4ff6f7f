"""Figures over waves: only over cells that every wave shown can tell apart; a change is never one of grouping."""

from collections.abc import Sequence

from resonanz.core.cells import Block


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
                _join(root, block[0], cell)
    grouped: dict[int, list[int]] = {}
    for cell in sorted(root):
        grouped.setdefault(_find(root, cell), []).append(cell)
    return [tuple(cells) for cells in grouped.values() if shared.issuperset(cells)]


def _find(root: dict[int, int], cell: int) -> int:
    while root[cell] != cell:
        root[cell] = root[root[cell]]
        cell = root[cell]
    return cell


def _join(root: dict[int, int], one: int, other: int) -> None:
    first, second = sorted((_find(root, one), _find(root, other)))
    root[second] = first
