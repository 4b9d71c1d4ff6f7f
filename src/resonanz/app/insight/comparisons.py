"""The family of a wave: every gap of every area, corrected together for how many there are."""

from __future__ import annotations

from dataclasses import dataclass

from resonanz.app.insight.figures import Figure, WaveFigures
from resonanz.app.ui.numbers import FEW
from resonanz.core.stats import Gap, compare, compare_family

Place = tuple[int, int]
"""Area position and item position."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Both sides of a comparison that may have a verdict: ten answers or more on each."""

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


def family(figures: WaveFigures) -> dict[Place, Gap]:
    """All gaps of a wave with a verdict, Benjamini-Hochberg over the distinct ones.

    An area whose blocks on both sides equal another's is the same comparison and counts once.
    """
    pairs = dict(_pairs(figures))
    distinct = {(item, *pair.key): pair.counts for (_, item), pair in pairs.items()}
    gaps = dict(zip(distinct, compare_family(list(distinct.values())), strict=True))
    return {(area, item): gaps[item, *pair.key] for (area, item), pair in pairs.items()}


def band_only(leaders: Figure, employees: Figure) -> Gap:
    """The gap of groups too small for a verdict: only its band may be shown, rounded."""
    return compare(leaders.agreeing, leaders.answers, employees.agreeing, employees.answers)


def _pairs(figures: WaveFigures) -> list[tuple[Place, Pair]]:
    found: list[tuple[Place, Pair]] = []
    for area in range(len(figures.areas.structure.nodes)):
        for item in range(len(figures.items)):
            leaders, employees = figures.leaders(item, area), figures.employees(item, area)
            if leaders and employees and min(leaders.answers, employees.answers) >= FEW:
                found.append(((area, item), Pair(leaders, employees)))
    return found
