"""The tree of units that the rows of a file describe, or why they describe none."""

from collections.abc import Iterator
from dataclasses import dataclass

from resonanz.app.people.errors import RosterCode
from resonanz.app.people.report import Problem
from resonanz.app.people.rows import Row


@dataclass(slots=True)
class UnitRow:
    """A unit as the rows describe it; ``line`` is the first that names it. Empty values: no row says."""

    key: str
    line: int
    name: str = ""
    parent: str = ""


def read_units(rows: list[Row]) -> tuple[dict[str, UnitRow], list[Problem]]:
    """Units by key. A row that leaves parent or name empty leaves it to the unit's other rows."""
    units: dict[str, UnitRow] = {}
    problems = []
    for row in rows:
        unit = units.setdefault(row.unit, UnitRow(row.unit, row.line))
        for field, value, code in (
            ("parent", row.parent, RosterCode.UNIT_WITH_TWO_PARENTS),
            ("name", row.unit_name, RosterCode.UNIT_WITH_TWO_NAMES),
        ):
            known = getattr(unit, field)
            if not known:
                setattr(unit, field, value)
            elif value and value != known:
                problems.append(Problem(row.line, code, {"unit": row.unit, "first": known, "second": value}))
    for unit in units.values():
        unit.name = unit.name or unit.key
    problems += [*_orphans(units), *_cycles(units), *_unknown_led(rows, units)]
    return units, problems


def _orphans(units: dict[str, UnitRow]) -> Iterator[Problem]:
    for unit in units.values():
        if unit.parent and unit.parent not in units:
            yield Problem(unit.line, RosterCode.UNIT_ORPHAN, {"unit": unit.key, "parent": unit.parent})


def _cycles(units: dict[str, UnitRow]) -> Iterator[Problem]:
    # Each circle once, as ``A > B > A``: every unit belongs to the next.
    settled: set[str] = set()
    for start in units:
        way: list[str] = []
        on_way: set[str] = set()
        key = start
        while key in units and key not in settled and key not in on_way:
            way.append(key)
            on_way.add(key)
            key = units[key].parent
        if key in on_way:
            circle = [*way[way.index(key) :], key]
            yield Problem(units[key].line, RosterCode.UNITS_IN_CIRCLE, {"circle": " > ".join(circle)})
        settled |= on_way


def _unknown_led(rows: list[Row], units: dict[str, UnitRow]) -> Iterator[Problem]:
    for row in rows:
        for key in row.leads:
            if key not in units:
                yield Problem(row.line, RosterCode.LED_UNIT_UNKNOWN, {"unit": key})
