"""The people behind a real survey: who stands in which department and role, and what each answers to all ten items.

The file has one row a person and item and links nobody across items. The same people stand in every department x role
stratum for every item, so the k-th row of a stratum is taken as its person k. Items are known by number, never by text.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

ITEMS = tuple(f"{number:02d}" for number in range(1, 11))
LEADING = ("Director", "Manager", "Supervisor")
ROLES = (*LEADING, "Staff")
NUMBER = re.compile(r"\s*(\d+)\.")
COLUMNS = ("person_id", "email", "given_name", "family_name", "unit_id", "unit_name", "leads_unit_id", "role")

Stratum = tuple[str, ...]
"""Department, then the flags of ROLES as the file writes them."""
Strata = Mapping[Stratum, Mapping[str, list[int]]]
"""For each stratum and item the answers in the order of the file."""


@dataclass(frozen=True, slots=True)
class Respondent:
    """``answers`` in the order of ITEMS: 1 to 4, or 0 for "not applicable" and for rows that were left incomplete."""

    person_id: str
    department: str
    role: str
    answers: tuple[int, ...]

    @property
    def leads(self) -> bool:
        """Flagged as one of LEADING."""
        return self.role in LEADING

    @property
    def email(self) -> str:
        """An invented address."""
        return f"{self.person_id.lower()}@example.org"


def read_strata(survey: Path) -> Strata:
    """The file without its exact duplicates."""
    strata: dict[Stratum, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row in _distinct(survey):
        found = NUMBER.match(row["Question"])
        if found is None:
            raise ValueError(f"response {row['Response ID']} belongs to no numbered item")
        stratum = (row["Department"], *(row[role] for role in ROLES))
        strata[stratum][found[1].zfill(2)].append(int(float(row["Response"] or 0)))
    return strata


def respondents(strata: Strata) -> list[Respondent]:
    """Everybody, department by department; ``ValueError`` where a stratum has not the same people for every item."""
    people: list[Respondent] = []
    for stratum, by_item in sorted(strata.items()):
        rows = zip(*(by_item[item] for item in ITEMS), strict=True)
        people += [
            Respondent(f"P{len(people) + place:04d}", stratum[0], role_of(stratum), answers)
            for place, answers in enumerate(rows, start=1)
        ]
    return people


def role_of(stratum: Stratum) -> str:
    """The one flag that is set; empty for the many whose role is not known."""
    return "".join(role for role, flag in zip(ROLES, stratum[1:], strict=True) if flag == "1")


def roster_csv(people: Iterable[Respondent]) -> bytes:
    """The roster to import: departments as units, those who lead lead theirs, the role as an attribute."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    units: dict[str, str] = {}
    for one in people:
        unit = units.setdefault(one.department, f"D{len(units) + 1:02d}")
        name = (one.person_id, one.email, "Person", one.person_id)
        writer.writerow((*name, unit, one.department, unit if one.leads else "", one.role))
    return out.getvalue().encode()


def _distinct(survey: Path) -> list[dict[str, str]]:
    rows: dict[str, dict[str, str]] = {}
    with survey.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if rows.setdefault(row["Response ID"], row) != row:
                raise ValueError(f"response {row['Response ID']} stands twice and differs")
    return list(rows.values())
