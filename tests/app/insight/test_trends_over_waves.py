"""A change over waves is never a change of grouping."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from resonanz.app.insight.history import common_blocks
from resonanz.core.cells import Block


@st.composite
def partitions(draw: st.DrawFn) -> list[list[Block]]:
    """One to four partitions of the same ten cells, each leaving some out."""
    found = []
    for _ in range(draw(st.integers(1, 4))):
        names = draw(st.lists(st.integers(-1, 4), min_size=10, max_size=10))
        blocks = [tuple(cell for cell, name in enumerate(names) if name == wanted) for wanted in range(5)]
        found.append([block for block in blocks if block])
    return found


def is_union_of(cells: frozenset[int], blocks: list[Block]) -> bool:
    """Whether these cells are made of whole blocks."""
    return cells == frozenset(cell for block in blocks if cells.issuperset(block) for cell in block)


@given(partitions())
def test_common_blocks_are_unions_of_whole_blocks_in_every_wave(waves: list[list[Block]]) -> None:
    common = common_blocks(waves)
    assert len({cell for block in common for cell in block}) == sum(map(len, common))
    for block in common:
        assert all(is_union_of(frozenset(block), blocks) for blocks in waves)


@given(partitions())
def test_no_finer_blocks_are_common(waves: list[list[Block]]) -> None:
    """No proper part of a common block is a union of blocks in every wave."""
    for block in common_blocks(waves):
        for bits in range(1, (1 << len(block)) - 1):
            part = frozenset(cell for place, cell in enumerate(block) if bits >> place & 1)
            assert not all(is_union_of(part, blocks) for blocks in waves)


@given(partitions())
def test_nothing_common_is_left_out(waves: list[list[Block]]) -> None:
    """What is left out touches, over blocks that share cells, a cell that some wave did not release."""
    kept = {cell for block in common_blocks(waves) for cell in block}
    everywhere = set.intersection(*({cell for block in blocks for cell in block} for blocks in waves))
    reached = set(range(10)) - everywhere
    while True:
        more = {cell for blocks in waves for block in blocks if reached & set(block) for cell in block}
        if more <= reached:
            break
        reached |= more
    assert kept == set(range(10)) - reached


def test_by_hand() -> None:
    first = [(0,), (1, 2), (3,), (4, 5)]
    second = [(0,), (1,), (2, 3), (4,)]
    assert common_blocks([first, second]) == [(0,), (1, 2, 3)]
    assert common_blocks([first]) == first
    assert common_blocks([]) == []
    assert all(one[0] < other[0] for one, other in pairwise(common_blocks([second])))
