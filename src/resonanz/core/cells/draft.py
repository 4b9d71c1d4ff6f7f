"""A cell in the making."""

from dataclasses import dataclass

from resonanz.core.cells.types import Member, Side


@dataclass(frozen=True, slots=True)
class CellDraft:
    """A cell before it has its final label: ``base`` names its units, ``traits`` what attributes it was split by.

    ``members`` are as they were given: their nodes are positions in the input, not in the ordered tree.
    """

    side: Side
    base: str
    traits: tuple[str, ...]
    members: tuple[Member, ...]
