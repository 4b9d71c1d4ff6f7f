"""The family of a wave: every gap that any page shows, corrected together for how many there are."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from resonanz.app.insight.figures import Figure, WaveFigures
from resonanz.app.shell.detail import detail_of
from resonanz.core.stats import GapEstimate, compare_family


class ComparisonPart(IntEnum):
    """Whose answers of an area are compared with those of its leaders."""

    WHOLE = 0
    REST = 1


# Area position, item position, part of the area.
Place = tuple[int, int, ComparisonPart]


@dataclass(frozen=True, slots=True)
class Pair:
    """Both sides of a comparison; it may have a verdict with ten answers or more on each."""

    leaders: Figure
    employees: Figure

    @property
    def key(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """What is compared: two areas with the same blocks are one comparison."""
        return self.leaders.blocks, self.employees.blocks

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """k and n of the leaders, k and n of the employees."""
        return self.leaders.agreeing, self.leaders.answers, self.employees.agreeing, self.employees.answers


def family(figures: WaveFigures) -> dict[Place, GapEstimate]:
    """All gaps of a wave with a verdict, Benjamini-Hochberg over the distinct ones.

    An area whose blocks on both sides equal another's is the same comparison and counts once.
    """
    pairs = dict(_pairs(figures))
    distinct = {(item, *pair.key): pair.counts for (_, item, _), pair in pairs.items()}
    gaps = dict(zip(distinct, compare_family(list(distinct.values())), strict=True))
    return {(area, item, part): gaps[item, *pair.key] for (area, item, part), pair in pairs.items()}


def may_have_verdict(leaders: Figure, employees: Figure) -> bool:
    """Enough answers on both sides for a value."""
    detail = detail_of(min(leaders.answers, employees.answers))
    return detail is not None and detail.valued


def _pairs(figures: WaveFigures) -> Iterator[tuple[Place, Pair]]:
    for area in range(len(figures.areas.structure.nodes)):
        for item in range(len(figures.items)):
            leaders = figures.leaders(item, area)
            if leaders is None:
                continue
            for part, employees in (
                (ComparisonPart.WHOLE, figures.employees(item, area)),
                (ComparisonPart.REST, figures.rest(item, area)),
            ):
                if employees is not None and may_have_verdict(leaders, employees):
                    yield (area, item, part), Pair(leaders, employees)
