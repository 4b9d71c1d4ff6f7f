"""Which areas a reader may open. The tree is the season's: a leader opens what she leads today as it stood then."""

from __future__ import annotations

from django.http import HttpRequest

from resonanz.app.insight.areas import Areas
from resonanz.app.insight.rules import ALL
from resonanz.app.people.queries import person_of, visible_units

ROOT = 0


def readable(request: HttpRequest, areas: Areas) -> frozenset[int]:
    """Positions of the areas this reader may open; the whole is always among them."""
    nodes = areas.structure.nodes
    if request.user.has_perm(ALL):
        return frozenset(range(len(nodes)))
    keys = {unit.key for unit in visible_units(person_of(request.user))}
    return frozenset({ROOT, *(position for position, node in enumerate(nodes) if node.key in keys)})


def home_area(request: HttpRequest, areas: Areas) -> int:
    """Where a reader begins: people leads with the whole, leaders with the highest area of their own."""
    own = readable(request, areas) - {ROOT}
    if request.user.has_perm(ALL) or not own:
        return ROOT
    return min(own, key=lambda position: (len(areas.path(position)), position))
