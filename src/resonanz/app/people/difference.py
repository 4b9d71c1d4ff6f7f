"""What a file would change: the plan that is shown first and then carried out as shown."""

from dataclasses import dataclass
from datetime import date, timedelta

from resonanz.app.people.report import Change, FieldChange, Kind
from resonanz.app.people.rows import Row
from resonanz.app.people.state import KnownPerson, KnownUnit, RosterState, iso_day
from resonanz.app.people.structure import UnitRow


@dataclass(frozen=True, slots=True)
class Difference:
    """Rows to insert, pairs to update, known ones to close; the file's keys stand for units."""

    new: list[Row]
    changed: list[tuple[KnownPerson, Row]]
    gone: list[KnownPerson]
    units_new: list[UnitRow]
    units_changed: list[tuple[KnownUnit, UnitRow]]
    units_gone: list[KnownUnit]
    # The last day of whoever is gone: the day before the import.
    last_day: date


def compare(rows: list[Row], units: dict[str, UnitRow], state: RosterState, day: date) -> Difference:
    """The file against the roster as it stands on ``day``."""
    people = [row for row in rows if row.person_id]
    named = {row.person_id for row in people}
    pairs = [(state.persons[row.person_id], row) for row in people if row.person_id in state.persons]
    unit_pairs = [(state.units[unit.key], unit) for unit in units.values() if unit.key in state.units]
    return Difference(
        new=[row for row in people if row.person_id not in state.persons],
        changed=[(known, row) for known, row in pairs if _person_changes(known, row)],
        gone=[p for p in state.persons.values() if p.person_id not in named and (p.end is None or p.end >= day)],
        units_new=[unit for unit in units.values() if unit.key not in state.units],
        units_changed=[(known, unit) for known, unit in unit_pairs if _unit_changes(known, unit)],
        units_gone=[unit for unit in state.units.values() if unit.key not in units and unit.end is None],
        last_day=day - timedelta(days=1),
    )


def _person_changes(known: KnownPerson, row: Row) -> list[FieldChange]:
    # Values that differ, under the file's column names. An empty ``from`` keeps the known day.
    start = row.start or known.start
    pairs = [
        ("email", known.email, row.email),
        ("given_name", known.given_name, row.given_name),
        ("family_name", known.family_name, row.family_name),
        ("unit_id", known.unit, row.unit),
        ("leads_unit_id", "|".join(known.leads), "|".join(row.leads)),
        ("site", known.site, row.site),
        ("from", known.start.isoformat(), start.isoformat()),
        ("to", iso_day(known.end), iso_day(row.end)),
    ]
    names = sorted({*known.attributes, *row.attributes})
    pairs += [(name, known.attributes.get(name, ""), row.attributes.get(name, "")) for name in names]
    return [FieldChange(*pair) for pair in pairs if pair[1] != pair[2]]


def _unit_changes(known: KnownUnit, unit: UnitRow) -> list[FieldChange]:
    # Values that differ; a closed unit that comes back is a change of ``to``.
    pairs = [
        ("unit_name", known.name, unit.name),
        ("parent_unit_id", known.parent, unit.parent),
        ("to", iso_day(known.end), ""),
    ]
    return [FieldChange(*pair) for pair in pairs if pair[1] != pair[2]]


def person_list(difference: Difference) -> tuple[Change, ...]:
    """What happens to people, as the report shows it."""
    gone = FieldChange("to", "", difference.last_day.isoformat())
    return (
        *(Change(Kind.NEW, row.person_id, f"{row.given_name} {row.family_name}") for row in difference.new),
        *(
            Change(
                Kind.CHANGED, row.person_id, f"{row.given_name} {row.family_name}", tuple(_person_changes(known, row))
            )
            for known, row in difference.changed
        ),
        *(Change(Kind.GONE, p.person_id, f"{p.given_name} {p.family_name}", (gone,)) for p in difference.gone),
    )


def unit_list(difference: Difference) -> tuple[Change, ...]:
    """What happens to units, as the report shows it."""
    return (
        *(Change(Kind.NEW, unit.key, unit.name) for unit in difference.units_new),
        *(
            Change(Kind.CHANGED, unit.key, unit.name, tuple(_unit_changes(known, unit)))
            for known, unit in difference.units_changed
        ),
        *(Change(Kind.GONE, unit.key, unit.name) for unit in difference.units_gone),
    )
