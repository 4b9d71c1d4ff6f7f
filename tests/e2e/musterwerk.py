"""A works of 64 people in three departments: small, but its leaders are many enough to have figures of their own."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

DEPARTMENTS = {"PRO": "Produktion", "VER": "Vertrieb", "VWT": "Verwaltung"}
TEAMS = 3
EMPLOYEES = 17
COLUMNS = (
    "person_id", "email", "given_name", "family_name", "unit_id", "parent_unit_id", "unit_name", "leads_unit_id",
    "site", "from", "to",
)  # fmt: skip
STARK = "K2"
"""The item on which leaders and employees are made to differ: the manager knows what is on my mind."""
ANSWERS = (5, 1, 4, 2, 3, 3, 1, 5, 2)
"""Ada's ballot, one option an item in printed order, told apart from chance by their order."""


@dataclass(frozen=True, slots=True)
class Employee:
    """One row of the roster."""

    person_id: str
    unit: str
    leads: str

    @property
    def mail(self) -> str:
        """The address that gets her codes."""
        return f"{self.person_id}@musterwerk.example"

    def agrees(self, item: str, place: int) -> bool:
        """How she answers: leaders all agree on ``STARK`` and one employee in four does; else it is half and half."""
        number = int(self.person_id[1:])
        if item == STARK:
            return bool(self.leads) or number % 4 == 0
        return (number + place) % 2 == 0


def people() -> tuple[Employee, ...]:
    """The director, then each department: its head, the heads of its teams, its employees."""
    rows = [("WERK", "WERK")]
    for key in DEPARTMENTS:
        rows += [(key, key), *((f"{key}{team}", f"{key}{team}") for team in range(1, TEAMS + 1))]
        rows += [(f"{key}{1 + place % TEAMS}", "") for place in range(EMPLOYEES)]
    return tuple(Employee(f"p{place + 100}", unit, leads) for place, (unit, leads) in enumerate(rows))


def employee_of(department: str) -> Employee:
    """The first who leads nobody there."""
    return next(one for one in people() if one.unit.startswith(department) and not one.leads)


def leader_of(unit: str) -> Employee:
    """Who leads a unit."""
    return next(one for one in people() if one.leads == unit)


ADA = employee_of("PRO")
"""She answers in the browser."""
PEOPLE_LEAD = employee_of("VWT")
"""She is made administrator before there is a roster, and stands on it later."""
STAYS_AWAY = tuple(one for one in people() if one.unit.startswith("VWT") and not one.leads)[-2:]
"""Two who do not take part."""


def roster_csv(*, wrong: bool = False) -> bytes:
    """The roster as an HR system would export it; ``wrong`` has one person in a unit below nothing."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in people():
        parent, name = _described(one.unit)
        unit = ("HALLE", "NIRGENDS", "Halle") if wrong and one == ADA else (one.unit, parent, name)
        names = ("Ada", "Arnold") if one == ADA else (f"Vorname{one.person_id[1:]}", f"Name{one.person_id[1:]}")
        writer.writerow([one.person_id, one.mail, *names, *unit, one.leads, "Nordhafen", "2020-01-01", ""])
    return out.getvalue().encode("utf-8")


def _described(unit: str) -> tuple[str, str]:
    """Parent and name of a unit."""
    if unit == "WERK":
        return "", "Musterwerk"
    if unit in DEPARTMENTS:
        return "WERK", DEPARTMENTS[unit]
    return unit[:3], f"{DEPARTMENTS[unit[:3]]} {unit[3:]}"
