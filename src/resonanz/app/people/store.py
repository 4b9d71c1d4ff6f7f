"""Writing a difference: in one transaction, in a number of statements that does not grow with the people."""

from datetime import date

from resonanz.app.people.difference import Difference
from resonanz.app.people.models import Person, Site, Unit
from resonanz.app.people.rows import Row
from resonanz.app.people.state import RosterState
from resonanz.storage import bulk

PERSON_FIELDS = (
    "person_id", "email", "given_name", "family_name", "unit", "site", "active_from", "active_to", "attributes",
)  # fmt: skip


def write(difference: Difference, rows: list[Row], state: RosterState, day: date) -> None:
    """Carry it out; the caller holds the transaction."""
    people = [row for row in rows if row.person_id]
    sites = _write_sites(people, state)
    units = _write_units(difference)
    _write_persons(difference, units, sites, day)
    _write_leads(people, state, units)


def _write_sites(people: list[Row], state: RosterState) -> dict[str, int]:
    new = sorted({row.site for row in people} - set(state.sites) - {""})
    bulk.insert(Site, ["name"], [[name] for name in new])
    return dict(Site.objects.values_list("name", "pk"))


def _write_units(difference: Difference) -> dict[str, int]:
    # Units first without parents, so that any order of rows will do; returns the keys' rows.
    bulk.insert(Unit, ["key", "name"], [[unit.key, unit.name] for unit in difference.units_new])
    bulk.update(Unit, ["active_to"], [[difference.last_day, unit.pk] for unit in difference.units_gone])
    keys = dict(Unit.objects.values_list("key", "pk"))
    described = [*difference.units_new, *(unit for _, unit in difference.units_changed)]
    bulk.update(
        Unit,
        ["name", "parent", "active_to"],
        [[unit.name, keys[unit.parent] if unit.parent else None, None, keys[unit.key]] for unit in described],
    )
    return keys


def _write_persons(difference: Difference, units: dict[str, int], sites: dict[str, int], day: date) -> None:
    # Close, then free addresses that change hands, then update, then insert: no address is ever held twice.
    bulk.update(Person, ["active_to"], [[difference.last_day, person.pk] for person in difference.gone])
    moving = [known for known, row in difference.changed if known.email != row.email]
    bulk.update(Person, ["email"], [[f"moving {known.pk}", known.pk] for known in moving])
    changed = [[*_values(row, units, sites, row.start or known.start), known.pk] for known, row in difference.changed]
    bulk.update(Person, PERSON_FIELDS, changed)
    bulk.insert(Person, PERSON_FIELDS, [_values(row, units, sites, row.start or day) for row in difference.new])


def _values(row: Row, units: dict[str, int], sites: dict[str, int], start: date) -> list[object]:
    return [
        row.person_id, row.email, row.given_name, row.family_name, units[row.unit],
        sites[row.site] if row.site else None, start, row.end, row.attributes,
    ]  # fmt: skip


def _write_leads(people: list[Row], state: RosterState, units: dict[str, int]) -> None:
    keys = dict(Person.objects.values_list("person_id", "pk"))
    wanted = {(keys[row.person_id], units[key]) for row in people for key in row.leads}
    before = [state.persons[row.person_id] for row in people if row.person_id in state.persons]
    known = {(keys[person.person_id], units[key]) for person in before for key in person.leads}
    pair = ["person", "unit"]
    bulk.delete(Person.leads.through, pair, sorted(known - wanted))
    bulk.insert(Person.leads.through, pair, sorted(wanted - known))
