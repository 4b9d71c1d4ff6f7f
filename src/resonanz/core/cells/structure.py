"""What a manifest publishes about the partition, and which sides have figures of their own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from resonanz.core.cells.tree import lowest_common
from resonanz.core.cells.types import K_SENSITIVE_PEOPLE, Cell, Node, Plan, Side


@dataclass(frozen=True, slots=True)
class Structure:
    """Nodes in depth-first order, cells, and the sensitive groups (a partition of cell positions, or none)."""

    nodes: tuple[Node, ...]
    cells: tuple[Cell, ...]
    sensitive: tuple[tuple[int, ...], ...]

    @property
    def leaders_apart(self) -> bool:
        """Whether leaders have cells, and so figures, of their own."""
        return any(cell.side is Side.LEADERS for cell in self.cells)

    @property
    def sensitive_leaders_apart(self) -> bool:
        """Whether sensitive items have a leaders' figure: else leaders are in the employees' groups."""
        return self.leaders_apart and sides_apart(self.cells, K_SENSITIVE_PEOPLE)

    def node_of(self, cells: Iterable[int]) -> int:
        """The lowest node that contains these cell positions: where a block's figure belongs."""
        return lowest_common(self.nodes, [self.cells[position].node for position in cells])


def structure_of_plan(plan: Plan) -> Structure:
    """The published part of a plan."""
    return Structure(plan.nodes, plan.cells, plan.sensitive)


def sides_apart(cells: Sequence[Cell], least: int) -> bool:
    """Whether each side that has people at all has at least ``least``: only then may sides be told apart."""
    people = [sum(cell.eligible for cell in cells if cell.side is side) for side in Side]
    return all(count == 0 or count >= least for count in people)
