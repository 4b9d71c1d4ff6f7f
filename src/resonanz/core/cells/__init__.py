"""Who is counted together: cells, blocks, the audit. Standard library only. See docs/anonymity/cells.md."""

from resonanz.core.cells.audit import audit_blocks, audit_partition, audit_plan
from resonanz.core.cells.blocks import blocks_for_item, least_answers
from resonanz.core.cells.planning import plan
from resonanz.core.cells.structure import Structure, structure_of_plan
from resonanz.core.cells.tree import lowest_common, subtree_ends
from resonanz.core.cells.types import (
    K_ANSWERS,
    K_ELIGIBLE,
    K_ELIGIBLE_FLOOR,
    K_SENSITIVE_ANSWERS,
    K_SENSITIVE_PEOPLE,
    Block,
    Cell,
    Member,
    Node,
    Plan,
    Side,
)

__all__ = [
    "K_ANSWERS",
    "K_ELIGIBLE",
    "K_ELIGIBLE_FLOOR",
    "K_SENSITIVE_ANSWERS",
    "K_SENSITIVE_PEOPLE",
    "Block",
    "Cell",
    "Member",
    "Node",
    "Plan",
    "Side",
    "Structure",
    "audit_blocks",
    "audit_partition",
    "audit_plan",
    "blocks_for_item",
    "least_answers",
    "lowest_common",
    "plan",
    "structure_of_plan",
    "subtree_ends",
]
