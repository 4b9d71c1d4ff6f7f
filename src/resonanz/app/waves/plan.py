"""A season's partition as JSON: nodes, cells, sensitive groups. The assignment of people is kept apart, as seats."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from resonanz.core.cells import Cell, Member, Node, Plan, Side, Structure


def plan_as_json(plan: Plan) -> dict[str, Any]:
    """Everything of a plan but who sits where."""
    return {
        "nodes": [[node.key, node.parent, node.label] for node in plan.nodes],
        "cells": [[cell.node, int(cell.side), cell.label, cell.eligible] for cell in plan.cells],
        "sensitive": [list(group) for group in plan.sensitive],
        "leaders_apart": plan.leaders_apart,
    }


def seated(plan: Plan, nodes: Sequence[Node], members: Sequence[Member]) -> list[list[int]]:
    """How many people of each node sit in each cell: [node position in the plan, cell position, people].

    ``nodes`` are those the members' positions refer to. Says which cells speak for an area, and nothing about persons.
    """
    moved = {node.key: position for position, node in enumerate(plan.nodes)}
    counted = Counter((moved[nodes[member.node].key], plan.assignment[member.id]) for member in members)
    return [[node, cell, people] for (node, cell), people in sorted(counted.items())]


def structure_of(stored: dict[str, Any]) -> Structure:
    """The partition behind ``plan_as_json``."""
    return Structure(
        nodes=tuple(Node(key, parent, label) for key, parent, label in stored["nodes"]),
        cells=tuple(Cell(node, Side(side), label, eligible) for node, side, label, eligible in stored["cells"]),
        sensitive=tuple(tuple(group) for group in stored["sensitive"]),
    )
