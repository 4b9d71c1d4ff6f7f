"""Which areas a reader may open. A leader opens the units she leads today, each with all below it as it stood then."""

from dataclasses import dataclass

from django.http import HttpRequest

from resonanz.app.insight.areas import Areas
from resonanz.app.insight.rules import ALL
from resonanz.app.people.queries import led_units, person_of

ROOT = 0


@dataclass(frozen=True, slots=True)
class Reader:
    """``leads``: keys of the units she leads today; ``everything``: she may open every area."""

    leads: frozenset[str]
    everything: bool

    def may_open(self, areas: Areas, area: int) -> bool:
        """Everybody the whole, leaders their own part, people leads everything."""
        return area == ROOT or self.everything or any(areas.contains(led, area) for led in self._led(areas))

    def may_open_below(self, areas: Areas, area: int) -> bool:
        """Whether the areas below may be told apart on this area's page."""
        return all(self.may_open(areas, child) for child in areas.children[area])

    def home(self, areas: Areas) -> int:
        """Where she begins: the highest unit she leads, the first among equals; else the whole."""
        return min(self._led(areas), key=lambda position: (len(areas.path(position)), position), default=ROOT)

    def speaks_of(self, areas: Areas, area: int) -> bool:
        """Whether she leads this area herself, so that the page may say "your area"."""
        return area in self._led(areas)

    def _led(self, areas: Areas) -> list[int]:
        return [areas.by_key[key] for key in self.leads if key in areas.by_key]


def reader_of(request: HttpRequest) -> Reader:
    """Who reads; at most two queries."""
    person = person_of(request.user)
    leads = led_units(person).values_list("key", flat=True) if person else ()
    return Reader(frozenset(leads), request.user.has_perm(ALL))
