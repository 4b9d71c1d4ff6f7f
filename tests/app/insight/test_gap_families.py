"""The verdicts of a wave: leaders minus employees, corrected over all distinct comparisons; quiet over nothing."""

from __future__ import annotations

import math

import pytest

from resonanz.app.insight.comparisons import ComparisonPart, family
from resonanz.app.insight.figures import WaveFigures
from resonanz.core.cells import Member, Side
from resonanz.core.stats import compare, smallest_change
from tests.app.insight.released_waves import PLAIN, Organisation, by_chance, figures_of, staffed

WIDE = [(-1, 12, 3), (0, 40, 12), (0, 60, 14), (1, 30, 12), (1, 25, 11), (2, 45, 12), (2, 14, 2)]
NULL_WAVES = 200


def mixed(member: Member, place: int) -> int | None:
    """Leaders of everywhere agree to A, employees do not; B is agreed to by every other person."""
    if place == 0:
        return 4 if member.side is Side.LEADERS else 1
    return 4 if int(member.id.rsplit("-", 1)[1]) % 2 else 1


@pytest.fixture(scope="module")
def wide() -> Organisation:
    return staffed(WIDE)


@pytest.fixture(scope="module")
def clear_figures(wide: Organisation) -> WaveFigures:
    return figures_of(wide, mixed, PLAIN)


def test_the_gap_is_leaders_minus_employees(clear_figures: WaveFigures) -> None:
    gap = family(clear_figures)[0, 0, ComparisonPart.WHOLE]
    assert (gap.gap_pp, gap.verdict) == (100.0, "clearly higher")


def test_the_family_is_every_distinct_comparison_of_the_wave(clear_figures: WaveFigures) -> None:
    gaps = family(clear_figures)
    counts = {}
    for area, item, part in gaps:
        leaders = clear_figures.leaders(item, area)
        read = clear_figures.employees if part is ComparisonPart.WHOLE else clear_figures.rest
        employees = read(item, area)
        assert leaders is not None
        assert employees is not None
        counts[item, leaders.cells, employees.cells] = (
            leaders.agreeing, leaders.answers, employees.agreeing, employees.answers,
        )  # fmt: skip
    alone = {key: compare(*value) for key, value in counts.items()}
    ranked = sorted(gap.p for gap in alone.values())
    size = len(ranked)
    for area, item, part in gaps:
        leaders = clear_figures.leaders(item, area)
        read = clear_figures.employees if part is ComparisonPart.WHOLE else clear_figures.rest
        employees = read(item, area)
        assert leaders is not None
        assert employees is not None
        p = alone[item, leaders.cells, employees.cells].p
        rank = max(place for place, other in enumerate(ranked, start=1) if other <= p)
        expected = min(1.0, *(ranked[j - 1] * size / j for j in range(rank, size + 1)))
        assert gaps[area, item, part].q == pytest.approx(expected)


def test_two_areas_with_the_same_blocks_are_one_comparison(clear_figures: WaveFigures) -> None:
    """A chain of units: the unit in the middle holds nobody but those below it."""
    chain = staffed([(-1, 0, 0), (0, 0, 0), (1, 40, 14)])
    gaps = family(figures_of(chain, mixed, PLAIN))
    assert gaps[0, 0, ComparisonPart.WHOLE] == gaps[1, 0, ComparisonPart.WHOLE] == gaps[2, 0, ComparisonPart.WHOLE]
    assert gaps[0, 0, ComparisonPart.WHOLE].q == pytest.approx(2 * gaps[0, 0, ComparisonPart.WHOLE].p)
    assert len(family(clear_figures)) > 2


def test_waves_without_any_gap_rarely_show_a_clear_one(wide: Organisation) -> None:
    flagged = 0
    for seed in range(NULL_WAVES):
        gaps = family(figures_of(wide, by_chance(seed), PLAIN))
        assert gaps
        flagged += any(gap.verdict != "unclear" for gap in gaps.values())
    assert flagged / NULL_WAVES <= 0.05 + 2 * math.sqrt(0.05 * 0.95 / NULL_WAVES)


@pytest.mark.parametrize(("points", "people"), [(10, 293), (5, 1176)])
def test_the_smallest_change_that_can_be_told(points: int, people: int) -> None:
    """Sizes for 80 percent power at shares around 75 percent."""
    assert 100 * smallest_change(0.75, people, people) == pytest.approx(points, rel=0.02)


@pytest.mark.parametrize(("share", "answers"), [(-0.1, 10), (1.1, 10), (0.5, 0)])
def test_the_smallest_change_needs_a_share_and_answers(share: float, answers: int) -> None:
    with pytest.raises(ValueError, match="share between 0 and 1"):
        smallest_change(share, answers, 10)
