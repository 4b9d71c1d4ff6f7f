"""The block rule: no block below k on any item, sides apart, everything of a side or nothing."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.core.cells import Member, Node, Side, audit_blocks, blocks_for_item, least_answers, plan
from tests.core.cells.organisations import Organisation, organisations, plain, structure

TREE = (Node("h", -1, "Haus"), Node("a", 0, "A"), Node("a1", 1, "A1"), Node("a2", 1, "A2"), Node("b", 0, "B"))
FOUR = structure(
    TREE, [(2, Side.EMPLOYEES, 12), (3, Side.EMPLOYEES, 12), (4, Side.EMPLOYEES, 12), (4, Side.LEADERS, 10)]
)


@given(organisations(least=12), st.integers(0, 1 << 32), st.integers(1, 9), st.booleans())
def test_no_block_is_below_k(given_organisation: Organisation, seed: int, k_answers: int, sensitive: bool) -> None:
    published = plain(plan(*given_organisation, k_eligible=7))
    chance = random.Random(seed)
    part = chance.choice((0.02, 0.2, 0.65, 1))
    counts = [sum(chance.random() < part for _ in range(cell.eligible)) for cell in published.cells]
    blocks = blocks_for_item(published, counts, sensitive=sensitive, k_answers=k_answers)
    audit_blocks(published, blocks, counts, sensitive=sensitive, k_answers=k_answers)
    least = 20 if sensitive else max(5, k_answers)
    assert all(sum(counts[cell] for cell in block) >= least for block in blocks)
    assert len({cell for block in blocks for cell in block}) == sum(map(len, blocks))
    if not sensitive:
        assert all(len({published.cells[cell].side for cell in block}) == 1 for block in blocks)
        for side in Side:
            own = {at for at, cell in enumerate(published.cells) if cell.side is side}
            shown = {cell for block in blocks for cell in block} & own
            assert shown == (own if sum(counts[at] for at in own) >= least else set())


@given(organisations(least=30))
def test_sensitive_groups_have_thirty_people(given_organisation: Organisation) -> None:
    nodes, members = given_organisation
    planned = plan(nodes, members, k_eligible=7)
    sizes = [sum(planned.cells[cell].eligible for cell in group) for group in planned.sensitive]
    assert min(sizes) >= 30
    assert sum(sizes) == len(members)
    leaders = sum(cell.eligible for cell in planned.cells if cell.side is Side.LEADERS)
    apart = leaders >= 30 and len(members) - leaders in {0, *range(30, 200)}
    assert plain(planned).sensitive_leaders_apart == apart
    mixed = any(len({planned.cells[cell].side for cell in group}) > 1 for group in planned.sensitive)
    assert not (mixed and (apart or leaders == 0))


def test_cells_with_enough_answers_stand_alone() -> None:
    assert _blocks([5, 6, 7, 5]) == ((0,), (1,), (2,), (3,))


def test_siblings_with_too_few_meet_at_their_parent() -> None:
    assert _blocks([2, 3, 7, 5]) == ((0, 1), (2,), (3,))


def test_a_cell_without_answers_is_in_a_block_too() -> None:
    assert _blocks([0, 4, 4, 5]) == ((0, 1, 2), (3,))


def test_what_is_left_at_the_root_joins_the_nearest_block() -> None:
    assert _blocks([1, 9, 8, 5]) == ((0, 2), (1,), (3,))


def test_leaders_with_too_few_answers_are_not_shown() -> None:
    assert _blocks([5, 5, 5, 4]) == ((0,), (1,), (2,))


def test_nothing_is_shown_without_enough_answers() -> None:
    assert _blocks([1, 1, 2, 4]) == ()


def test_without_sensitive_groups_nothing_sensitive_is_shown() -> None:
    assert blocks_for_item(FOUR, [12, 12, 12, 10], sensitive=True, k_answers=5) == ()


@pytest.mark.parametrize(("leaders", "apart"), [(29, False), (30, True)])
def test_few_leaders_join_an_employees_group(leaders: int, apart: bool) -> None:
    members = [Member(f"e{at}", 2 + at % 3, Side.EMPLOYEES) for at in range(120)]
    members += [Member(f"l{at}", 1, Side.LEADERS) for at in range(leaders)]
    published = plain(plan(TREE, members))
    assert published.leaders_apart
    assert published.sensitive_leaders_apart is apart
    counts = [cell.eligible for cell in published.cells]
    blocks = blocks_for_item(published, counts, sensitive=True, k_answers=5)
    of_leaders = {at for at, cell in enumerate(published.cells) if cell.side is Side.LEADERS}
    with_leaders = [set(block) for block in blocks if of_leaders & set(block)]
    assert all((block <= of_leaders) is apart for block in with_leaders)
    audit_blocks(published, blocks, counts, sensitive=True, k_answers=5)


def test_floors_hold_whatever_is_asked() -> None:
    assert least_answers(sensitive=False, k_answers=1) == 5
    assert least_answers(sensitive=False, k_answers=8) == 8
    assert least_answers(sensitive=True, k_answers=8) == 20
    assert blocks_for_item(FOUR, [1, 1, 1, 1], sensitive=False, k_answers=1) == ()


def test_one_count_a_cell() -> None:
    with pytest.raises(ValueError, match="one count a cell"):
        blocks_for_item(FOUR, [5, 5, 5], sensitive=False, k_answers=5)


def _blocks(counts: list[int]) -> tuple[tuple[int, ...], ...]:
    blocks = blocks_for_item(FOUR, counts, sensitive=False, k_answers=5)
    audit_blocks(FOUR, blocks, counts, sensitive=False, k_answers=5)
    return blocks
