"""The block rule: which cells are released together for one item, from counts of answers alone."""

from collections.abc import Sequence

from resonanz.core.cells.merging import merge
from resonanz.core.cells.structure import Structure
from resonanz.core.cells.types import K_ANSWERS, K_SENSITIVE_ANSWERS, Block, Side


def blocks_for_item(
    structure: Structure, counts: Sequence[int], *, sensitive: bool, k_answers: int
) -> tuple[Block, ...]:
    """The blocks of one item, ordered by first cell; ``counts`` are substantive answers per cell position.

    Every block has at least ``least_answers(...)`` of them. A side has all its cells in exactly one block each, or no
    block. Raises ``ValueError`` if there is not one count a cell.
    """
    if len(counts) != len(structure.cells):
        raise ValueError("one count a cell")
    least = least_answers(sensitive=sensitive, k_answers=k_answers)
    units = structure.sensitive if sensitive else tuple((position,) for position in range(len(counts)))
    mixed = sensitive and not structure.sensitive_leaders_apart
    blocks: list[Block] = []
    for side in Side:
        of_side = [unit for unit in units if (Side.EMPLOYEES if mixed else structure.cells[unit[0]].side) is side]
        blocks.extend(_merged(structure, of_side, counts, least))
    return tuple(sorted(blocks))


def least_answers(*, sensitive: bool, k_answers: int) -> int:
    """The substantive answers a block must have; the floors hold whatever a manifest says."""
    return max(k_answers, K_SENSITIVE_ANSWERS if sensitive else K_ANSWERS)


def _merged(structure: Structure, units: Sequence[Block], counts: Sequence[int], least: int) -> list[Block]:
    places = [structure.node_of(unit) for unit in units]
    weights = [sum(counts[cell] for cell in unit) for unit in units]
    groups = merge(structure.nodes, places, weights, least)
    return [tuple(sorted(cell for thing in group.things for cell in units[thing])) for group in groups]
