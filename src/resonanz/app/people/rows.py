"""From rows of text to people: every value checked, every reason with its line."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models

from resonanz.app.people.errors import RosterCode
from resonanz.app.people.models import Person, Site, Unit
from resonanz.app.people.report import Problem
from resonanz.app.people.table import RosterTable
from resonanz.core.kernel.errors import MessageCode

PERSON_FIELDS = ("person_id", "email", "given_name", "family_name")
# Of a person; not everybody has an address.
NEVER_EMPTY = ("person_id", "given_name", "family_name", "unit_id")
ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+")
ISO_DATE = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
GERMAN_DATE = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})")


def longest(model: type[models.Model], name: str) -> int:
    """How many characters a column may have."""
    field = model._meta.get_field(name)
    return (field.max_length or 0) if isinstance(field, models.Field) else 0


LENGTHS = {
    **{name: longest(Person, name) for name in PERSON_FIELDS},
    "unit_id": longest(Unit, "key"),
    "parent_unit_id": longest(Unit, "key"),
    "unit_name": longest(Unit, "name"),
    "site": longest(Site, "name"),
}
MAX_ATTRIBUTE = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One row, checked. ``person_id`` empty: the row only describes a unit. ``start`` None: the file does not say."""

    line: int
    person_id: str
    email: str
    given_name: str
    family_name: str
    unit: str
    parent: str
    unit_name: str
    leads: tuple[str, ...]
    site: str
    start: date | None
    end: date | None
    attributes: dict[str, str]


def read_rows(table: RosterTable) -> tuple[list[Row], list[Problem]]:
    """All rows that name a unit, and all reasons why the file cannot be applied."""
    rows: list[Row] = []
    problems = list(table.problems)
    for line, values in table.rows:
        problems += check(line, values, table.attributes)
        if values["unit_id"]:  # a wrong row still describes its unit: one mistake is reported once
            rows.append(_to_row(line, values, table.attributes))
    problems += doubled(rows, "person_id", RosterCode.PERSON_DOUBLED) + doubled(rows, "email", RosterCode.EMAIL_DOUBLED)
    return rows, problems


def check(line: int, values: dict[str, str], attributes: Iterable[str]) -> Iterable[Problem]:
    """What is wrong with one row."""
    unit_only = not any(values[name] for name in PERSON_FIELDS) and not values.get("leads_unit_id")
    wanted = ("unit_id",) if unit_only else NEVER_EMPTY
    missing = [name for name in wanted if not values[name]]
    if missing:
        yield Problem(line, RosterCode.FIELDS_MISSING, {"columns": ", ".join(missing)})
    for name, limit in (*LENGTHS.items(), *((name, MAX_ATTRIBUTE) for name in attributes)):
        if len(values.get(name, "")) > limit:
            yield Problem(line, RosterCode.VALUE_TOO_LONG, {"column": name, "longest": limit})
    if values["email"] and not ADDRESS.fullmatch(values["email"]):
        yield Problem(line, RosterCode.EMAIL_WRONG, {"value": values["email"]})
    yield from _check_dates(line, values)


def _check_dates(line: int, values: dict[str, str]) -> Iterable[Problem]:
    for name in ("from", "to"):
        if values.get(name) and _read_date(values[name]) is None:
            yield Problem(line, RosterCode.DATE_WRONG, {"column": name, "value": values[name]})
    start, end = _read_date(values.get("from", "")), _read_date(values.get("to", ""))
    if start and end and end < start:
        yield Problem(line, RosterCode.DATES_CROSSED, {"start": start.isoformat(), "end": end.isoformat()})


def _read_date(text: str) -> date | None:
    # ``2027-01-31`` or ``31.1.2027``; None for an empty or wrong one.
    match = ISO_DATE.fullmatch(text) or GERMAN_DATE.fullmatch(text)
    try:
        return date(**{part: int(number) for part, number in match.groupdict().items()}) if match else None
    except ValueError:
        return None


def _to_row(line: int, values: dict[str, str], attributes: Iterable[str]) -> Row:
    return Row(
        line=line,
        person_id=values["person_id"],
        email=values["email"].lower(),
        given_name=values["given_name"],
        family_name=values["family_name"],
        unit=values["unit_id"],
        parent=values.get("parent_unit_id", ""),
        unit_name=values.get("unit_name", ""),
        leads=tuple(sorted({key.strip() for key in values.get("leads_unit_id", "").split("|")} - {""})),
        site=values.get("site", ""),
        start=_read_date(values.get("from", "")),
        end=_read_date(values.get("to", "")),
        attributes={name: values[name] for name in attributes if values[name]},
    )


def doubled(rows: list[Row], name: str, code: MessageCode) -> list[Problem]:
    """Each further line with a value that an earlier line has."""
    first: dict[str, int] = {}
    problems = []
    for row in rows:
        value = getattr(row, name)
        if value and value in first:
            problems.append(Problem(row.line, code, {"value": value, "first": first[value]}))
        elif value:
            first[value] = row.line
    return problems
