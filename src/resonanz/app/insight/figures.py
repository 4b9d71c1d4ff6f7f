"""Figures of an area from a release: sums of whole blocks, never anything else."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from resonanz.app.insight.areas import Areas
from resonanz.app.insight.blocks import Blocks, blocks_by_side
from resonanz.core.cells import Side
from resonanz.core.wire import ItemFlag, Questionnaire, Release
from resonanz.core.wire.types import Item


@dataclass(frozen=True, slots=True)
class Figure:
    """The answers of one side in one area to one item.

    ``histogram`` has 1 + options values: "cannot say" first. ``blocks`` name the sum, as places in ``released``;
    ``people`` could have answered. ``exact`` is False when people from outside the area are among them (leaders only).
    """

    histogram: tuple[int, ...]
    favourable: tuple[int, ...]
    blocks: tuple[int, ...]
    people: int
    exact: bool
    released: Blocks = field(repr=False, compare=False)

    @property
    def cells(self) -> tuple[int, ...]:
        return self.released.cells(self.blocks)

    @property
    def answers(self) -> int:
        """Substantive answers."""
        return sum(self.histogram[1:])

    @property
    def agreeing(self) -> int:
        return sum(self.histogram[option] for option in self.favourable)


@dataclass(frozen=True)
class WaveFigures:
    """A release with what is needed to read it."""

    release: Release
    questionnaire: Questionnaire
    areas: Areas

    @property
    def items(self) -> tuple[Item, ...]:
        return self.questionnaire.items

    @cached_property
    def sides(self) -> tuple[dict[Side, Blocks], ...]:
        return tuple(blocks_by_side(released, self.areas) for released in self.release.items)

    def place_of(self, item: Item) -> int | None:
        """Where an item stands in this wave; None when it was not asked in just these words."""
        return self.items.index(item) if item in self.items else None

    def employees(self, item: int, area: int) -> Figure | None:
        """All employees' blocks wholly in the area; None if there are none."""
        blocks = self.sides[item][Side.EMPLOYEES]
        return self._figure(item, blocks, blocks.inside(area, self.areas.ends[area]), exact=True)

    def rest(self, item: int, area: int) -> Figure | None:
        """Employees' blocks of the area that belong to none of the areas below it."""
        if not self.areas.children[area]:
            return None
        blocks = self.sides[item][Side.EMPLOYEES]
        return self._figure(item, blocks, blocks.only_at(area), exact=True)

    def leaders(self, item: int, area: int) -> Figure | None:
        """The smallest union of leaders' blocks that holds every leader of the area; None if it cannot be shown."""
        blocks = self.sides[item][Side.LEADERS]
        places = blocks.holding(self.areas.cells_of(area, Side.LEADERS))
        if not places:
            return None
        exact = all(self.areas.contains(area, blocks.homes[place]) for place in places)
        return self._figure(item, blocks, places, exact=exact)

    def sum_of(self, item: int, side: Side, cells: frozenset[int]) -> Figure | None:
        """The blocks that make up exactly these cells; None unless they do."""
        blocks = self.sides[item][side]
        places = blocks.holding(cells)
        if not places or sum(len(blocks.blocks[place]) for place in places) != len(cells):
            return None
        return self._figure(item, blocks, places, exact=True)

    def took_part(self, area: int, side: Side) -> tuple[int, int]:
        """Ballots and people of the cells wholly inside an area."""
        cells, end = self.areas.structure.cells, self.areas.ends[area]
        inside = [cell for cell in self.areas.cells_of(area, side) if area <= cells[cell].node < end]
        return sum(self.release.accepted[cell] for cell in inside), self.areas.eligible(inside)

    def is_sensitive(self, item: int) -> bool:
        return ItemFlag.SENSITIVE in self.items[item].flags

    def is_reversed(self, item: int) -> bool:
        return ItemFlag.REVERSED in self.items[item].flags

    def _figure(self, item: int, blocks: Blocks, places: Sequence[int], *, exact: bool) -> Figure | None:
        if not places:
            return None
        histogram = tuple(blocks.sum_of(places).tolist())
        favourable = self.items[item].favourable
        return Figure(histogram, favourable, tuple(places), blocks.people_in(places), exact, blocks)
