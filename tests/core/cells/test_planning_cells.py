"""Planning: everybody in one cell of at least k people, the same in any order of input, under names that say it."""

from __future__ import annotations

import sys
from collections import Counter
from types import FrameType
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resonanz.core.cells import (
    Member,
    Node,
    Plan,
    Side,
    audit_plan,
    blocks_for_item,
    lowest_common,
    plan,
    refining,
    structure_of_plan,
    subtree_ends,
)
from resonanz.core.cells.types import CellDraft
from resonanz.core.kernel.errors import ResonanzError
from tests.core.cells.organisations import Organisation, organisation, organisations, shuffled

if TYPE_CHECKING:
    from _typeshed import TraceFunction

HOUSE = (
    Node("h", -1, "Haus"),
    Node("v", 0, "Vertrieb"),
    Node("vn", 1, "Vertrieb Nord"),
    Node("vs", 1, "Vertrieb Süd"),
    Node("p", 0, "Personal und Recht"),
    Node("w", 0, "Verwaltung"),
)


def people(counts: dict[str, int], side: Side = Side.EMPLOYEES, values: tuple[str, ...] = ()) -> list[Member]:
    """``counts`` people a node of HOUSE; attribute values are dealt out in turn."""
    place = {node.key: at for at, node in enumerate(HOUSE)}
    return [
        Member(f"{side.name}-{key}-{at}", place[key], side, (values[at % len(values)],) if values else ())
        for key, count in counts.items()
        for at in range(count)
    ]


def labels(planned: Plan) -> dict[str, int]:
    return {cell.label: cell.eligible for cell in planned.cells}


@given(organisations(least=12), st.integers(7, 12))
def test_any_organisation_is_partitioned(given_organisation: Organisation, k_eligible: int) -> None:
    nodes, members = given_organisation
    planned = plan(nodes, members, k_eligible=k_eligible)
    audit_plan(planned, members, k_eligible)
    sizes = Counter(planned.assignment.values())
    assert sum(sizes.values()) == len(members)
    assert all(sizes[at] == cell.eligible >= k_eligible for at, cell in enumerate(planned.cells))
    keys = [node.key for node in planned.nodes]
    for position, cell in enumerate(planned.cells):
        own = [keys.index(nodes[one.node].key) for one in members if planned.assignment[one.id] == position]
        assert cell.node == lowest_common(planned.nodes, own)


@given(organisations(least=12), st.integers(0, 99))
def test_the_order_of_input_does_not_matter(given_organisation: Organisation, seed: int) -> None:
    nodes, members = given_organisation
    other_nodes, other_members = shuffled(given_organisation, seed)
    assert plan(nodes, members, k_eligible=7) == plan(other_nodes, other_members, k_eligible=7)


@given(organisations(most=9))
def test_too_few_people_are_refused(given_organisation: Organisation) -> None:
    with pytest.raises(ResonanzError, match="too-few-people"):
        plan(*given_organisation)


@given(organisations(least=12))
def test_leaders_stand_apart_or_are_nowhere(given_organisation: Organisation) -> None:
    nodes, members = given_organisation
    planned = plan(nodes, members, k_eligible=7)
    leaders = {one.id for one in members if one.side is Side.LEADERS}
    for who, cell in planned.assignment.items():
        expected = Side.LEADERS if planned.leaders_apart and who in leaders else Side.EMPLOYEES
        assert planned.cells[cell].side is expected
    if len(leaders) < 7:
        assert not planned.leaders_apart


def test_small_siblings_meet_at_their_parent() -> None:
    planned = plan(HOUSE, people({"vn": 12, "vs": 14, "p": 8, "w": 4}))
    assert labels(planned) == {
        "Personal und Recht, zusammen mit Verwaltung": 12,
        "Vertrieb Nord": 12,
        "Vertrieb Süd": 14,
    }
    joined = next(cell for cell in planned.cells if cell.eligible == 12 and "zusammen" in cell.label)
    assert planned.nodes[joined.node].label == "Haus"


def test_the_example_of_the_documentation() -> None:
    planned = plan(HOUSE, people({"h": 3, "vn": 12, "vs": 6, "p": 8, "w": 11}))
    assert list(labels(planned).items()) == [("Haus: übrige", 17), ("Vertrieb Nord", 12), ("Verwaltung", 11)]
    assert planned.sensitive == ((0, 1, 2),)
    expected = {(9, 7, 4): ((0, 2), (1,)), (9, 2, 5): ((0, 1), (2,)), (1, 1, 2): ()}
    for counts, blocks in expected.items():
        assert blocks_for_item(structure_of_plan(planned), counts, sensitive=False, k_answers=5) == blocks


def test_a_whole_unit_has_its_own_name() -> None:
    planned = plan(HOUSE, people({"v": 3, "vn": 4, "vs": 5, "p": 20}))
    assert labels(planned) == {"Vertrieb": 12, "Personal und Recht": 20}


def test_staff_without_their_teams_are_named_so() -> None:
    planned = plan(HOUSE, people({"v": 11, "vn": 12, "p": 20, "h": 10}))
    assert labels(planned) == {
        "Haus: direkt": 10,
        "Vertrieb: direkt": 11,
        "Vertrieb Nord": 12,
        "Personal und Recht": 20,
    }


def test_what_is_left_at_the_root_joins_the_nearest_cell() -> None:
    planned = plan(HOUSE, people({"vn": 10, "vs": 10, "p": 11, "w": 12, "h": 3}))
    assert labels(planned) == {"Haus: übrige": 14, "Vertrieb Nord": 10, "Vertrieb Süd": 10, "Verwaltung": 12}


def test_leaders_merge_with_leaders_only() -> None:
    members = people({"vn": 20, "p": 20}) + people({"vn": 6, "vs": 5, "p": 3}, Side.LEADERS)
    planned = plan(HOUSE, members)
    assert labels(planned)["Führungskräfte Haus"] == 14
    assert planned.leaders_apart


@pytest.mark.parametrize(("leaders", "employees"), [(9, 30), (30, 9)])
def test_too_few_of_one_side_vote_with_the_other(leaders: int, employees: int) -> None:
    planned = plan(HOUSE, people({"vn": employees}) + people({"vn": leaders}, Side.LEADERS))
    assert not planned.leaders_apart
    assert {cell.side for cell in planned.cells} == {Side.EMPLOYEES}
    assert labels(planned) == {"Vertrieb Nord": 39}


def test_big_cells_are_split_by_attributes() -> None:
    values = ("Köln", "Köln", "Wien", "Bern")
    planned = plan(HOUSE, people({"p": 48}, values=values), attribute_names=("Standort",))
    assert labels(planned) == {
        "Personal und Recht · Bern": 12,
        "Personal und Recht · Köln": 24,
        "Personal und Recht · Wien": 12,
    }


def test_small_values_are_pooled_and_no_part_is_below_k() -> None:
    members = people({"p": 30}, values=("Köln",)) + [Member(f"x{at}", 4, Side.EMPLOYEES, ("Wien",)) for at in range(4)]
    members += [Member(f"y{at}", 4, Side.EMPLOYEES, ("Bern",)) for at in range(11)]
    assert labels(plan(HOUSE, members)) == {"Personal und Recht · Bern und Wien": 15, "Personal und Recht · Köln": 30}


def test_no_split_that_would_leave_one_part() -> None:
    assert labels(plan(HOUSE, people({"p": 24}, values=("Köln", *"abcde")))) == {"Personal und Recht": 24}


def test_a_cell_below_twice_k_is_not_split() -> None:
    members = people({"p": 19}, values=("Köln", "Wien"))
    assert labels(plan(HOUSE, members)) == {"Personal und Recht": 19}


def test_many_values_and_none() -> None:
    values = (*"abcdefgh", "", "Köln", "Köln", "Köln")
    planned = plan(HOUSE, people({"p": 60}, values=values), attribute_names=("Standort",))
    assert labels(planned) == {"Personal und Recht · Köln": 15, "Personal und Recht · Standort: übrige": 45}
    unnamed = plan(HOUSE, people({"p": 60}, values=values))
    assert "Personal und Recht · übrige" in labels(unnamed)
    missing = plan(HOUSE, people({"p": 40}, values=("", "Köln")))
    assert "Personal und Recht · ohne Angabe" in labels(missing)


def test_equal_names_are_told_apart() -> None:
    nodes = (
        Node("h", -1, "Haus"),
        Node("a", 0, "A"),
        Node("b", 0, "B"),
        *(Node(f"t{at}", 1 + at // 2, "Team") for at in range(3)),
    )
    members = [Member(f"{at}", at % 3 + 3, Side.EMPLOYEES) for at in range(36)]
    assert labels(plan(nodes, members)) == {"Team (t0)": 12, "Team (t1)": 12, "Team (B)": 12}


def test_labels_are_tidied() -> None:
    nodes = (Node("h", -1, "  Haus\tam  Mu\u0308hlbach "),)
    members = [Member(str(at), 0, Side.EMPLOYEES) for at in range(10)]
    assert labels(plan(nodes, members)) == {"Haus am Mühlbach": 10}


@pytest.mark.parametrize(
    "nodes",
    [
        (),
        (Node("a", -1, "A"), Node("b", -1, "B")),
        (Node("a", -1, "A"), Node("a", 0, "B")),
        (Node("a", -1, "A"), Node("b", 2, "B"), Node("c", 1, "C")),
        (Node("a", -1, "A"), Node("b", 7, "B")),
    ],
    ids=["empty", "two roots", "a key twice", "a cycle", "an orphan"],
)
def test_what_is_no_tree_is_refused(nodes: tuple[Node, ...]) -> None:
    with pytest.raises(ResonanzError, match="tree-malformed"):
        plan(nodes, [Member(str(at), 0, Side.EMPLOYEES) for at in range(20)])


@pytest.mark.parametrize("strange", [Member("0", 0, Side.EMPLOYEES), Member("x", 9, Side.EMPLOYEES)])
def test_a_broken_roster_is_refused(strange: Member) -> None:
    members = [Member(str(at), 0, Side.EMPLOYEES) for at in range(20)]
    with pytest.raises(ResonanzError, match="roster-malformed"):
        plan(HOUSE, [*members, strange])


def test_a_very_deep_tree() -> None:
    nodes = [Node(str(at), at - 1, f"Ebene {at}") for at in range(20_000)]
    members = [Member(str(at), at, Side.EMPLOYEES) for at in range(20_000)]
    planned = plan(nodes, members)
    audit_plan(planned, members, 10)
    assert len(planned.cells) == 2_000


def test_beyond_the_most_cells_less_is_refined() -> None:
    _, members = organisation(1, 400, 5)
    drafts = [CellDraft(Side.EMPLOYEES, "Haus", (), tuple(members))]
    free = refining.refine(drafts, 7, ())
    assert len(free) > 6
    bounded = refining.refine(drafts, 7, (), most=6)
    assert 1 <= len(bounded) <= 6
    assert refining.refine(drafts, 7, (), most=0) == drafts


@given(organisations())
@settings(max_examples=50)
def test_lowest_common_nodes_and_subtrees(given_organisation: Organisation) -> None:
    nodes, _ = given_organisation
    members = [Member(str(at), 0, Side.EMPLOYEES) for at in range(10)]
    ordered = plan(nodes, members).nodes
    ways = [_way(ordered, at) for at in range(len(ordered))]
    ends = subtree_ends(ordered)
    for at, way in enumerate(ways):
        assert [other for other in range(len(ordered)) if at in ways[other]] == list(range(at, ends[at]))
        for other in range(at):
            shared = [node for node in way if node in ways[other]]
            assert lowest_common(ordered, (at, other)) == max(shared)


def _way(nodes: tuple[Node, ...], at: int) -> list[int]:
    way = [at]
    while nodes[way[-1]].parent != -1:
        way.append(nodes[way[-1]].parent)
    return way


def test_the_work_grows_with_the_people() -> None:
    small, large = (_lines_run(*organisation(people // 12, people, 8)) for people in (1_500, 12_000))
    assert large / small <= 8**1.1


def _lines_run(nodes: tuple[Node, ...], members: tuple[Member, ...]) -> int:
    """How many lines planning executes: unlike time, the same on every machine."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: object) -> TraceFunction:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        plan(nodes, members)
    finally:
        sys.settrace(before)
    return count
