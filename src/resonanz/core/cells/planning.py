"""Planning a season: everybody into exactly one cell, and cells into sensitive groups."""

from collections.abc import Sequence

from resonanz.core.cells.errors import CellsCode
from resonanz.core.cells.labels import base_label, final_labels
from resonanz.core.cells.merging import merge
from resonanz.core.cells.refining import refine
from resonanz.core.cells.structure import sides_apart
from resonanz.core.cells.tree import depth_first, lowest_common
from resonanz.core.cells.types import K_ELIGIBLE, K_SENSITIVE_PEOPLE, Cell, CellDraft, Member, Node, Plan, Side
from resonanz.core.kernel.errors import ResonanzError


def plan(
    nodes: Sequence[Node],
    members: Sequence[Member],
    *,
    k_eligible: int = K_ELIGIBLE,
    attribute_names: Sequence[str] = (),
) -> Plan:
    """The season's partition; the same for the same organisation in any order of input.

    ``attribute_names`` name ``Member.attributes`` in their order, which is the order of refinement. Raises
    ``ResonanzError``: "tree-malformed" (not one tree, or keys twice), "roster-malformed" (an id twice, an unknown
    node), "too-few-people" (fewer than ``k_eligible`` in all).
    """
    ordered, moved = depth_first(nodes)
    _check(members, len(nodes), k_eligible)
    apart = _leaders_apart(members, k_eligible)
    drafts: list[CellDraft] = []
    for side in Side if apart else (Side.EMPLOYEES,):
        own = [one for one in members if one.side is side] if apart else members
        drafts.extend(_side_drafts(ordered, moved, own, side, k_eligible))
    drafts = refine(drafts, k_eligible, attribute_names)
    cells, parts = _finished(ordered, moved, drafts)
    assignment = {one.id: position for position, part in enumerate(parts) for one in part}
    return Plan(ordered, cells, sensitive_groups(ordered, cells), assignment, apart)


def sensitive_groups(nodes: Sequence[Node], cells: Sequence[Cell]) -> tuple[tuple[int, ...], ...]:
    """Cells joined into groups of at least 30 people, () if there are fewer; sides mix only if one has under 30."""
    apart = sides_apart(cells, K_SENSITIVE_PEOPLE)
    groups: list[tuple[int, ...]] = []
    for side in Side:
        own = [at for at, cell in enumerate(cells) if (cell.side if apart else Side.EMPLOYEES) is side]
        places, weights = [cells[at].node for at in own], [cells[at].eligible for at in own]
        merged = merge(nodes, places, weights, K_SENSITIVE_PEOPLE)
        groups.extend(tuple(own[thing] for thing in group.things) for group in merged)
    return tuple(sorted(groups))


def _check(members: Sequence[Member], nodes: int, k_eligible: int) -> None:
    known = all(0 <= one.node < nodes for one in members)
    if not known or len({one.id for one in members}) != len(members):
        raise ResonanzError(CellsCode.ROSTER_MALFORMED)
    if len(members) < k_eligible:
        raise ResonanzError(CellsCode.TOO_FEW_PEOPLE, people=len(members), least=k_eligible)


def _leaders_apart(members: Sequence[Member], k_eligible: int) -> bool:
    # Leaders vote apart if they fill a cell and do not leave too few employees behind.
    leaders = sum(one.side is Side.LEADERS for one in members)
    employees = len(members) - leaders
    return leaders >= k_eligible and (employees == 0 or employees >= k_eligible)


def _side_drafts(
    nodes: Sequence[Node], moved: Sequence[int], members: Sequence[Member], side: Side, k_eligible: int
) -> list[CellDraft]:
    by_node: dict[int, list[Member]] = {}
    for one in members:
        by_node.setdefault(moved[one.node], []).append(one)
    places = sorted(by_node)
    sizes = [len(by_node[place]) for place in places]
    groups = merge(nodes, places, sizes, k_eligible)
    met = [[places[thing] for thing in group.things] for group in groups]
    labels = base_label(nodes, {place: len(by_node[place]) for place in places}, met)
    return [
        CellDraft(side, label, (), tuple(one for place in group for one in by_node[place]))
        for label, group in zip(labels, met, strict=True)
    ]


def _finished(
    nodes: Sequence[Node], moved: Sequence[int], drafts: list[CellDraft]
) -> tuple[tuple[Cell, ...], list[tuple[Member, ...]]]:
    homes = [lowest_common(nodes, {moved[one.node] for one in draft.members}) for draft in drafts]
    labels = final_labels(nodes, drafts, homes)
    order = sorted(range(len(drafts)), key=lambda at: (homes[at], drafts[at].side, labels[at]))
    cells = tuple(Cell(homes[at], drafts[at].side, labels[at], len(drafts[at].members)) for at in order)
    return cells, [drafts[at].members for at in order]
