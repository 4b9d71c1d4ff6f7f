"""Random organisations for property tests: uneven trees, uneven units, few leaders, attributes with holes."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import strategies as st

from resonanz.core.cells import Cell, Member, Node, Plan, Side, Structure

Organisation = tuple[tuple[Node, ...], tuple[Member, ...]]


@st.composite
def organisations(draw: st.DrawFn, least: int = 0, most: int = 160) -> Organisation:
    """A tree of 1 to 25 nodes in any order and ``least`` to ``most`` people in it."""
    return organisation(draw(st.integers(1, 25)), draw(st.integers(least, most)), draw(st.integers(0, 1 << 32)))


def organisation(units: int, people: int, seed: int, leaders: float | None = None) -> Organisation:
    """A skewed organisation, the same for the same numbers; names are few, so that labels clash."""
    chance = random.Random(seed)
    parents = [-1, *(int(at * chance.random() ** 1.5) for at in range(1, units))]
    nodes = [Node(f"u{at}", parent, f"Team {chance.randrange(1 + units // 2)}") for at, parent in enumerate(parents)]
    heavy = [chance.paretovariate(0.8) for _ in nodes]
    share = chance.choice((0, 0.05, 0.3, 0.9)) if leaders is None else leaders
    members = [
        Member(str(at), place, Side(chance.random() < share), _attributes(chance))
        for at, place in enumerate(chance.choices(range(units), heavy, k=people))
    ]
    return shuffled((tuple(nodes), tuple(members)), seed)


def shuffled(organisation: Organisation, seed: int) -> Organisation:
    """The same organisation with nodes and people in another order."""
    nodes, members = organisation
    chance = random.Random(seed)
    order = chance.sample(range(len(nodes)), len(nodes))
    place = {old: new for new, old in enumerate(order)} | {-1: -1}
    moved = tuple(Node(nodes[old].key, place[nodes[old].parent], nodes[old].label) for old in order)
    people = [Member(one.id, place[one.node], one.side, one.attributes) for one in members]
    return moved, tuple(chance.sample(people, len(people)))


def structure(nodes: Sequence[Node], cells: Sequence[tuple[int, Side, int]]) -> Structure:
    """A structure by hand without sensitive groups: (node, side, eligible) a cell."""
    made = [Cell(node, side, f"cell {at}", eligible) for at, (node, side, eligible) in enumerate(cells)]
    return Structure(tuple(nodes), tuple(made), ())


def plain(plan: Plan) -> Structure:
    """What of a plan is published."""
    return Structure(plan.nodes, plan.cells, plan.sensitive)


def _attributes(chance: random.Random) -> tuple[str, ...]:
    values = (chance.choice(["Köln", "Köln", "Wien", "Bern", ""]), chance.choice("abcdefghij"))
    return values[: chance.choice((0, 1, 2, 2, 2))]
