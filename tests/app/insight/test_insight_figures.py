"""Every figure is a union of whole released blocks; too few answers are never shown; on random organisations."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from resonanz.app.charts.distribution import Spread
from resonanz.app.charts.values import Gap, Share
from resonanz.app.insight.access import Reader
from resonanz.app.insight.comparisons import ComparisonPart, family
from resonanz.app.insight.drawing import Links, by_area, spread
from resonanz.app.insight.figures import Figure, WaveFigures
from resonanz.app.insight.reading import AreaReader, ItemReading
from resonanz.core.cells import Member, Node, Side
from resonanz.core.stats import compare, wilson
from tests.app.insight.released_waves import ITEMS, Organisation, by_chance, figures_of, organisation

SENSITIVE = 2


@st.composite
def organisations(draw: st.DrawFn) -> Organisation:
    """One to twelve units and 10 to 260 people, unevenly spread, with few or many leaders."""
    chance = random.Random(draw(st.integers(0, 1 << 32)))
    units = chance.randint(1, 12)
    nodes = [Node(f"u{at}", chance.randrange(at) if at else -1, f"Unit {at}") for at in range(units)]
    leading = chance.choice((0.0, 0.05, 0.3))
    weights = [chance.paretovariate(0.9) for _ in nodes]
    places = chance.choices(range(units), weights, k=chance.randint(10, 260))
    members = [Member(f"m{at}", node, Side(chance.random() < leading)) for at, node in enumerate(places)]
    return organisation(nodes, members)


@st.composite
def waves(draw: st.DrawFn) -> tuple[Organisation, WaveFigures]:
    """Such an organisation and a wave in which 20 to 95 percent take part."""
    staff = draw(organisations())
    part = draw(st.sampled_from((0.2, 0.45, 0.7, 0.95)))
    return staff, figures_of(staff, by_chance(draw(st.integers(0, 1 << 32)), taking_part=part))


def every_figure(figures: WaveFigures) -> list[tuple[int, int, Side, Figure]]:
    """All figures that any page could show: (item, area, side, figure)."""
    found = []
    for area in range(len(figures.areas.structure.nodes)):
        for item in range(len(figures.items)):
            sums = (
                (Side.EMPLOYEES, figures.employees(item, area)),
                (Side.EMPLOYEES, figures.rest(item, area)),
                (Side.LEADERS, figures.leaders(item, area)),
            )
            found += [(item, area, side, figure) for side, figure in sums if figure is not None]
    return found


@settings(max_examples=60, deadline=None)
@given(waves())
def test_every_figure_is_a_union_of_whole_blocks(wave: tuple[Organisation, WaveFigures]) -> None:
    _, figures = wave
    for item, _, _, figure in every_figure(figures):
        released = figures.release.items[item]
        inside = [place for place, block in enumerate(released.blocks) if set(block) <= set(figure.cells)]
        assert sorted(cell for place in inside for cell in released.blocks[place]) == list(figure.cells)
        counts = zip(*(released.counts[place] for place in inside), strict=True)
        assert figure.histogram == tuple(sum(values) for values in counts)


@settings(max_examples=60, deadline=None)
@given(waves())
def test_employees_are_all_blocks_wholly_in_the_area(wave: tuple[Organisation, WaveFigures]) -> None:
    staff, figures = wave
    for _, area, side, figure in every_figure(figures):
        if side is Side.LEADERS:
            continue
        assert all(area <= staff.plan.cells[cell].node < figures.areas.ends[area] for cell in figure.cells)
    for item, released in enumerate(figures.release.items):
        for area in range(len(staff.plan.nodes)):
            below = figures.areas.children[area]
            shown = figures.employees(item, area)
            parts = [figures.rest(item, area), *(figures.employees(item, child) for child in below)]
            cells = sorted(cell for part in parts if part for cell in part.cells)
            if below:
                assert cells == (list(shown.cells) if shown else [])
        mixed = [b for b in released.blocks if any(staff.plan.cells[c].side is Side.EMPLOYEES for c in b)]
        whole = figures.employees(item, 0)
        assert (list(whole.cells) if whole else []) == sorted(cell for block in mixed for cell in block)


@settings(max_examples=60, deadline=None)
@given(waves())
def test_leaders_are_the_smallest_union_that_holds_all_of_the_area(wave: tuple[Organisation, WaveFigures]) -> None:
    staff, figures = wave
    leading = [one for one in staff.members if staff.plan.cells[staff.plan.assignment[one.id]].side is Side.LEADERS]
    key_of = {one.id: staff.nodes[one.node].key for one in leading}
    for area in range(len(staff.plan.nodes)):
        inside = {node.key for node in staff.plan.nodes[area : figures.areas.ends[area]]}
        holders = {staff.plan.assignment[one.id] for one in leading if key_of[one.id] in inside}
        for item, released in enumerate(figures.release.items):
            only_leaders = [
                b for b in released.blocks if all(staff.plan.cells[cell].side is Side.LEADERS for cell in b)
            ]
            needed = sorted(cell for block in only_leaders if holders & set(block) for cell in block)
            found = figures.leaders(item, area)
            assert (list(found.cells) if found else []) == (needed if holders and holders <= set(needed) else [])


@settings(max_examples=60, deadline=None)
@given(waves())
def test_too_few_answers_are_never_shown(wave: tuple[Organisation, WaveFigures]) -> None:
    _, figures = wave
    reader = AreaReader(figures, family(figures))
    for area in range(len(figures.areas.structure.nodes)):
        for reading in reader.items(area):
            check_shares(reading)
            check_gap(reading.gap, reading.employees, reading.leaders)
            check_spread(reader, area, reading)
        check_areas_below(reader, area)


def check_shares(reading: ItemReading) -> None:
    """Floors of 5, and 20 for sensitive items; below 20 rounded values and no count, below ten a rounded band alone."""
    sides = ((reading.employees, reading.employees_share), (reading.leaders, reading.leaders_share))
    for figure, share in sides:
        if not isinstance(share, Share):
            continue
        assert figure is not None
        assert figure.answers >= (20 if reading.item == SENSITIVE else 5)
        low, high = wilson(figure.agreeing, figure.answers)
        assert share.low - 1e-9 <= 100 * low
        assert share.high + 1e-9 >= 100 * high
        if figure.answers >= 20:
            assert share.answers == figure.answers
        elif figure.answers >= 10:
            assert (share.answers, share.low % 5, share.high % 5) == (10, 0, 0)
            assert share.point == 5 * round(20 * figure.agreeing / figure.answers + 1e-9)
        else:
            assert (share.answers, share.point, share.low % 10, share.high % 10) == (5, None, 0, 0)


def check_gap(gap: object, employees: Figure | None, leaders: Figure | None) -> None:
    """Point and verdict with ten answers a side, unrounded ones with twenty; the band holds the true one."""
    if isinstance(gap, Gap):
        assert employees is not None
        assert leaders is not None
        fewest = min(employees.answers, leaders.answers)
        assert (gap.point is None, gap.verdict is None) == (fewest < 10, fewest < 10)
        step = 10 if fewest < 10 else 5 if fewest < 20 else 0
        assert not step or (gap.low % step, gap.high % step, (gap.point or 0) % step) == (0, 0, 0)
        true = compare(leaders.agreeing, leaders.answers, employees.agreeing, employees.answers)
        assert gap.low - 1e-9 <= true.gap_lo < true.gap_hi <= gap.high + 1e-9


def check_spread(reader: AreaReader, area: int, reading: ItemReading) -> None:
    """No distribution below twenty answers."""
    for row in spread(reader, area, reading).rows:
        if isinstance(row.spread, Spread):
            assert row.spread.answers >= 20


def check_areas_below(reader: AreaReader, area: int) -> None:
    """The table of areas follows the same rules, the row of merged groups too."""
    heat = by_area(reader, area, Links({}, {}))
    if heat is None:
        return
    areas = reader.figures.areas
    for row, node in zip(heat.rows, (area, *areas.children[area]), strict=False):
        for item, cell in enumerate(row.cells):
            check_gap(cell, reader.figures.employees(item, node), reader.figures.leaders(item, node))
    if len(heat.rows) > 1 + len(areas.children[area]):
        for item, cell in enumerate(heat.rows[-1].cells):
            check_gap(cell, reader.figures.rest(item, area), reader.figures.leaders(item, area))


@settings(max_examples=30, deadline=None)
@given(waves())
def test_verdicts_come_from_the_family_alone(wave: tuple[Organisation, WaveFigures]) -> None:
    _, figures = wave
    gaps = family(figures)
    reader = AreaReader(figures, gaps)
    for (area, item, part), gap in gaps.items():
        shown = reader.gap(item, area) if part is ComparisonPart.WHOLE else reader.rest_gap(item, area)
        assert isinstance(shown, Gap)
        assert shown.verdict is not None
        assert shown.verdict.word.value == gap.verdict
        assert shown.point is not None
        assert abs(shown.point - gap.gap_pp) <= (0 if shown.answers >= 20 else 7.5)


def test_a_leader_of_two_units_begins_at_the_highest_and_may_open_both() -> None:
    nodes = [Node("top", -1, "Top"), Node("a", 0, "A"), Node("a1", 1, "A1"), Node("b", 0, "B")]
    members = [Member(f"{node}-{at}", node, Side.EMPLOYEES) for node in range(4) for at in range(12)]
    areas = figures_of(organisation(nodes, members), by_chance(1)).areas
    reader = Reader(frozenset({"a1", "b"}), everything=False)
    assert reader.home(areas) == areas.by_key["b"]
    assert [reader.may_open(areas, areas.by_key[key]) for key in ("top", "a", "a1", "b")] == [True, False, True, True]
    assert not reader.may_open_below(areas, 0)
    assert ITEMS[SENSITIVE].code == "S"
