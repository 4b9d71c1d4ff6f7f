"""Which areas a reader may open. The tree is the season's: a leader opens what she leads today as it stood then."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from resonanz.app.insight.areas import Areas
from resonanz.app.insight.rules import ALL
from resonanz.app.people.queries import person_of, visible_units

ROOT = 0


@dataclass(frozen=True, slots=True)
class Reader:
    """``own``: keys of the units in her own part of the tree; ``everything``: she may open every area."""

    own: frozenset[str]
    everything: bool

    def may_open(self, areas: Areas, area: int) -> bool:
        """Everybody the whole, leaders their own part, people leads everything."""
        return area == ROOT or self.everything or areas.structure.nodes[area].key in self.own

    def may_open_below(self, areas: Areas, area: int) -> bool:
        """Whether the areas below may be told apart on this area's page."""
        return all(self.may_open(areas, child) for child in areas.children[area])

    def home(self, areas: Areas) -> int:
        """Where she begins: the highest area of her own, the first among equals; else the whole."""
        own = [areas.by_key[key] for key in self.own if key in areas.by_key]
        return min(own, key=lambda position: (len(areas.path(position)), position), default=ROOT)

    def speaks_of(self, areas: Areas, area: int) -> bool:
        """Whether this is what she leads herself, so that the page may say "your area"."""
        return areas.structure.nodes[area].key in self.own and area == self.home(areas)


def reader_of(request: HttpRequest) -> Reader:
    """Who reads; three queries."""
    units = visible_units(person_of(request.user))
    return Reader(frozenset(unit.key for unit in units), request.user.has_perm(ALL))
