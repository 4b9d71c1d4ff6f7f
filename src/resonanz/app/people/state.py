"""The roster as it stands, read in a fixed number of queries, and a fingerprint of it."""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from resonanz.app.people.models import Person, Site, Unit


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person in the database."""

    pk: int
    person_id: str
    email: str
    given_name: str
    family_name: str
    unit: str
    site: str
    start: date
    end: date | None
    attributes: dict[str, str]
    leads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit in the database."""

    pk: int
    key: str
    name: str
    parent: str
    end: date | None


@dataclass(frozen=True, slots=True)
class RosterState:
    """All persons, units and sites by the file's own keys."""

    persons: dict[str, KnownPerson]
    units: dict[str, KnownUnit]
    sites: dict[str, int]

    def fingerprint(self) -> str:
        # SHA-256 over everything an import could change.
        content = [
            [[p.pk, *_person_values(p)] for p in self.persons.values()],
            [[u.pk, u.key, u.name, u.parent, iso_day(u.end)] for u in self.units.values()],
            self.sites,
        ]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def read_state() -> RosterState:
    """Four queries, however many people."""
    units = {
        key: KnownUnit(pk, key, name, parent or "", end)
        for pk, key, name, parent, end in Unit.objects.order_by("key").values_list(
            "pk", "key", "name", "parent__key", "active_to"
        )
    }
    leads: dict[int, list[str]] = defaultdict(list)
    pairs = Person.objects.filter(leads__isnull=False).order_by("pk", "leads__key")
    for pk, key in pairs.values_list("pk", "leads__key"):
        leads[pk].append(key)
    persons = {
        row[1]: KnownPerson(*row[:5], row[5], row[6] or "", *row[7:], tuple(leads.get(row[0], ())))
        for row in Person.objects.order_by("person_id").values_list(
            "pk", "person_id", "email", "given_name", "family_name",
            "unit__key", "site__name", "active_from", "active_to", "attributes",
        )
    }  # fmt: skip
    return RosterState(persons, units, dict(Site.objects.values_list("name", "pk")))


def _person_values(person: KnownPerson) -> list[object]:
    return [
        person.person_id, person.email, person.given_name, person.family_name, person.unit, person.site,
        iso_day(person.start), iso_day(person.end), person.attributes, person.leads,
    ]  # fmt: skip


def iso_day(day: date | None) -> str:
    """As the file writes a day; none is empty."""
    return day.isoformat() if day else ""
