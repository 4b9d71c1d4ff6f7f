"""Checks of a partition and of blocks from first principles. Shares no code with the rules that made them, but for what
labels look like.

Every refusal is ``ResonanzError("audit-failed", check=NAME)``.
"""

from collections.abc import Sequence

from resonanz.core.cells.errors import CellsCode
from resonanz.core.cells.lookalikes import are_told_apart
from resonanz.core.cells.structure import Structure
from resonanz.core.cells.types import (
    K_ANSWERS,
    K_ELIGIBLE_FLOOR,
    K_SENSITIVE_ANSWERS,
    K_SENSITIVE_PEOPLE,
    Block,
    Cell,
    Member,
    Plan,
    Side,
)
from resonanz.core.kernel.errors import ResonanzError


def audit_partition(structure: Structure, k_eligible: int) -> None:
    """Refuse a structure with a broken tree, a cell under ``k_eligible``, or unfit sensitive groups.

    Labels must be clear, and no two may look alike.
    """
    cells = structure.cells
    _demand("k-eligible-floor", k_eligible >= K_ELIGIBLE_FLOOR)
    _demand("tree", _is_tree(structure))
    _demand("cells", bool(cells) and all(0 <= cell.node < len(structure.nodes) for cell in cells))
    _demand("cell-size", all(cell.eligible >= k_eligible for cell in cells))
    _demand("labels", are_told_apart([cell.label for cell in cells]))
    _demand("cell-order", list(cells) == sorted(cells, key=lambda cell: (cell.node, cell.side, cell.label)))
    _audit_sensitive(structure)


def audit_plan(plan: Plan, members: Sequence[Member], k_eligible: int) -> None:
    """``audit_partition``, and that everybody of ``members`` is in one cell of her side, as many as it says."""
    audit_partition(Structure(plan.nodes, plan.cells, plan.sensitive), k_eligible)
    _demand("cover", plan.assignment.keys() == {one.id for one in members} and len(plan.assignment) == len(members))
    _demand("assignment", all(0 <= cell < len(plan.cells) for cell in plan.assignment.values()))
    sizes = [0] * len(plan.cells)
    for cell in plan.assignment.values():
        sizes[cell] += 1
    _demand("sizes", sizes == [cell.eligible for cell in plan.cells])
    for one in members:
        side = one.side if plan.leaders_apart else Side.EMPLOYEES
        _demand("sides", plan.cells[plan.assignment[one.id]].side is side)


def audit_blocks(
    structure: Structure, blocks: Sequence[Block], counts: Sequence[int], *, sensitive: bool, k_answers: int
) -> None:
    """Refuse blocks that overlap, mix sides, leave a cell out beside others of its side, or have too few answers.

    Also a side withheld although it has enough answers. Not checked: that each merge was needed.
    """
    floor = K_SENSITIVE_ANSWERS if sensitive else K_ANSWERS
    _demand("counts", len(counts) == len(structure.cells) and all(count >= 0 for count in counts))
    _audit_shape(blocks, len(counts))
    _demand("block-size", all(sum(counts[cell] for cell in block) >= max(floor, k_answers) for block in blocks))
    if sensitive:
        _demand("sensitive-groups", _are_unions(blocks, structure.sensitive))
    _audit_sides(structure, blocks, counts, sensitive, max(floor, k_answers))


def _demand(check: str, holds: bool) -> None:
    if not holds:
        raise ResonanzError(CellsCode.AUDIT_FAILED, check=check)


def _is_tree(structure: Structure) -> bool:
    children: dict[int, list[int]] = {}
    for position, node in enumerate(structure.nodes):
        children.setdefault(node.parent, []).append(position)
    met: list[int] = []
    waiting = children.get(-1, [])[::-1]
    if len(waiting) != 1:
        return False
    while waiting:
        met.append(waiting.pop())
        waiting.extend(reversed(children.get(met[-1], [])))
    keys = {node.key for node in structure.nodes}
    return met == list(range(len(structure.nodes))) and len(keys) == len(structure.nodes)


def _audit_sensitive(structure: Structure) -> None:
    cells, groups = structure.cells, structure.sensitive
    if _people(cells) < K_SENSITIVE_PEOPLE:
        _demand("sensitive-too-few", groups == ())
        return
    _demand("sensitive-cover", sorted(cell for group in groups for cell in group) == list(range(len(cells))))
    _demand("sensitive-order", list(groups) == sorted(tuple(sorted(group)) for group in groups))
    _demand("sensitive-size", all(_people([cells[at] for at in group]) >= K_SENSITIVE_PEOPLE for group in groups))
    if not _may_mix(cells):
        _demand("sensitive-sides", all(len({cells[at].side for at in group}) == 1 for group in groups))


def _people(cells: Sequence[Cell]) -> int:
    return sum(cell.eligible for cell in cells)


def _may_mix(cells: Sequence[Cell]) -> bool:
    leaders = _people([cell for cell in cells if cell.side is Side.LEADERS])
    return 0 < leaders < K_SENSITIVE_PEOPLE or 0 < _people(cells) - leaders < K_SENSITIVE_PEOPLE


def _audit_shape(blocks: Sequence[Block], cells: int) -> None:
    used = [cell for block in blocks for cell in block]
    _demand("block-cells", all(block for block in blocks) and all(0 <= cell < cells for cell in used))
    _demand("disjoint", len(set(used)) == len(used))
    ascending = all(list(block) == sorted(block) for block in blocks)
    _demand("block-order", ascending and list(blocks) == sorted(blocks))


def _are_unions(blocks: Sequence[Block], groups: Sequence[Block]) -> bool:
    home = {cell: number for number, block in enumerate(blocks) for cell in block}
    grouped = {cell for group in groups for cell in group}
    return home.keys() <= grouped and all(len({home.get(cell, -1) for cell in group}) == 1 for group in groups)


def _audit_sides(
    structure: Structure, blocks: Sequence[Block], counts: Sequence[int], sensitive: bool, least: int
) -> None:
    mixed = sensitive and _may_mix(structure.cells)
    sides = [Side.EMPLOYEES if mixed else cell.side for cell in structure.cells]
    _demand("block-sides", all(len({sides[cell] for cell in block}) == 1 for block in blocks))
    used = {cell for block in blocks for cell in block}
    for side in Side:
        own = {cell for cell, of in enumerate(sides) if of is side}
        _demand("block-cover", own <= used or not own & used)
        enough = sum(counts[cell] for cell in own) >= least and not (sensitive and not structure.sensitive)
        _demand("withheld", not (own and enough) or bool(own & used))
