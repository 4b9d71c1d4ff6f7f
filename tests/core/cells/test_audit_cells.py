"""The audit catches each kind of tampering, and lets the untouched pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from resonanz.core.cells import Block, Node, Plan, Side, Structure, audit_blocks, audit_partition, audit_plan, plan
from resonanz.core.kernel.errors import ResonanzError
from tests.core.cells.organisations import organisation, plain

NODES, MEMBERS = organisation(20, 600, 3, leaders=0.3)
PLAN = plan(NODES, MEMBERS)
GOOD = plain(PLAN)
ALL = tuple(range(len(GOOD.cells)))
OF_LEADERS = tuple(at for at in ALL if GOOD.cells[at].side is Side.LEADERS)
OF_EMPLOYEES = tuple(at for at in ALL if GOOD.cells[at].side is Side.EMPLOYEES)
COUNTS = [cell.eligible - 4 for cell in GOOD.cells]
BLOCKS: tuple[Block, ...] = tuple((at,) for at in ALL)


def _cell(at: int, **changes: object) -> Structure:
    cells = list(GOOD.cells)
    cells[at] = replace(cells[at], **changes)  # type: ignore[arg-type]
    return replace(GOOD, cells=tuple(cells))


def _groups(change: Callable[[list[tuple[int, ...]]], list[tuple[int, ...]]]) -> Structure:
    return replace(GOOD, sensitive=tuple(change(list(GOOD.sensitive))))


def _mixed(groups: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """The leaders' first group and the employees' first group as one."""
    first = next(group for group in groups if group[0] in OF_LEADERS)
    second = next(group for group in groups if group[0] in OF_EMPLOYEES)
    return sorted([tuple(sorted(first + second)), *(group for group in groups if group not in (first, second))])


def _single(groups: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """A cell of fewer than 30 people as a group of its own."""
    small = next(at for group in groups for at in group if len(group) > 1 and GOOD.cells[at].eligible < 30)
    rest = [tuple(at for at in group if at != small) for group in groups]
    return sorted([(small,), *rest])


PARTITIONS = {
    "cell-size": _cell(0, eligible=9),
    "labels": _cell(0, label=GOOD.cells[1].label),
    "cells": _cell(0, node=len(GOOD.nodes)),
    "cell-order": replace(GOOD, cells=GOOD.cells[::-1]),
    "tree": replace(GOOD, nodes=(*GOOD.nodes[:-1], Node("x", -1, "X"))),
    "sensitive-cover": _groups(lambda groups: groups[1:]),
    "sensitive-order": _groups(lambda groups: groups[::-1]),
    "sensitive-size": _groups(_single),
    "sensitive-sides": _groups(_mixed),
}


def test_the_sample_has_what_the_cases_need() -> None:
    assert GOOD.sensitive_leaders_apart
    assert len(OF_LEADERS) > 1
    assert len(OF_EMPLOYEES) > 1
    audit_plan(PLAN, MEMBERS, 10)


@pytest.mark.parametrize("check", PARTITIONS)
def test_a_tampered_partition_is_named(check: str) -> None:
    with pytest.raises(ResonanzError) as caught:
        audit_partition(PARTITIONS[check], 10)
    assert caught.value.params == {"check": check}


def test_limits_below_the_floor_are_named() -> None:
    with pytest.raises(ResonanzError, match="k-eligible-floor"):
        audit_partition(GOOD, 6)


def test_a_small_organisation_has_no_sensitive_group() -> None:
    small = plain(plan(*organisation(3, 25, 1)))
    audit_partition(small, 10)
    whole = tuple(range(len(small.cells)))
    with pytest.raises(ResonanzError, match="sensitive-too-few"):
        audit_partition(replace(small, sensitive=(whole,)), 10)


def _assigned(change: Callable[[dict[str, int]], None]) -> Plan:
    assignment = dict(PLAN.assignment)
    change(assignment)
    return replace(PLAN, assignment=assignment)


def _swap_sides(assignment: dict[str, int]) -> None:
    leader = next(who for who, cell in assignment.items() if cell in OF_LEADERS)
    employee = next(who for who, cell in assignment.items() if cell in OF_EMPLOYEES)
    assignment[leader], assignment[employee] = assignment[employee], assignment[leader]


PLANS = {
    "cover": _assigned(lambda assignment: assignment.update(stranger=0)),
    "assignment": _assigned(lambda assignment: assignment.update({MEMBERS[0].id: len(ALL)})),
    "sizes": _assigned(lambda assignment: assignment.update({MEMBERS[0].id: (PLAN.assignment[MEMBERS[0].id] + 1) % 3})),
    "sides": _assigned(_swap_sides),
}


@pytest.mark.parametrize("check", PLANS)
def test_a_tampered_assignment_is_named(check: str) -> None:
    with pytest.raises(ResonanzError) as caught:
        audit_plan(PLANS[check], MEMBERS, 10)
    assert caught.value.params == {"check": check}


def _counted(at: int, count: int) -> list[int]:
    return [count if cell == at else COUNTS[cell] for cell in ALL]


BLOCK_CASES: dict[str, tuple[tuple[Block, ...], list[int]]] = {
    "counts": (BLOCKS, COUNTS[1:]),
    "block-cells": ((*BLOCKS, ()), COUNTS),
    "disjoint": ((*BLOCKS, BLOCKS[0]), COUNTS),
    "block-order": (BLOCKS[::-1], COUNTS),
    "block-size": (BLOCKS, _counted(0, 4)),
    "block-sides": ((ALL,), COUNTS),
    "block-cover": (BLOCKS[1:], COUNTS),
    "withheld": (tuple((at,) for at in OF_EMPLOYEES), COUNTS),
}


@pytest.mark.parametrize("check", BLOCK_CASES)
def test_tampered_blocks_are_named(check: str) -> None:
    blocks, counts = BLOCK_CASES[check]
    audit_blocks(GOOD, BLOCKS, COUNTS, sensitive=False, k_answers=5)
    with pytest.raises(ResonanzError) as caught:
        audit_blocks(GOOD, blocks, counts, sensitive=False, k_answers=5)
    assert caught.value.params == {"check": check}


def test_a_negative_count_is_named() -> None:
    with pytest.raises(ResonanzError, match="counts"):
        audit_blocks(GOOD, BLOCKS, _counted(0, -1), sensitive=False, k_answers=5)


def test_sensitive_blocks_are_unions_of_sensitive_groups() -> None:
    full = [cell.eligible for cell in GOOD.cells]
    audit_blocks(GOOD, GOOD.sensitive, full, sensitive=True, k_answers=5)
    audit_blocks(GOOD, tuple(sorted((OF_LEADERS, OF_EMPLOYEES))), full, sensitive=True, k_answers=5)
    host = next(group for group in GOOD.sensitive if len(group) > 1)
    halves = sorted([host[:1], host[1:], *(group for group in GOOD.sensitive if group != host)])
    with pytest.raises(ResonanzError, match="sensitive-groups"):
        audit_blocks(GOOD, halves, [cell * 30 for cell in full], sensitive=True, k_answers=5)


def test_a_sensitive_block_needs_twenty_answers() -> None:
    few = [0] * len(ALL)
    for group in GOOD.sensitive:
        few[group[0]] = 19
    with pytest.raises(ResonanzError, match="block-size"):
        audit_blocks(GOOD, GOOD.sensitive, few, sensitive=True, k_answers=5)
