"""An invented organisation: skewed, four sites, hybrid teams. The same seed gives the same people, byte for byte."""

import csv
import io
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from resonanz.app.demo.names import FAMILY_NAMES, GIVEN_NAMES

ROOT = "BW"
NAME = "Beispielwerke"
MAIL_DOMAIN = "beispielwerke.example"
SITES = ("Nordhafen", "Südtal", "Mittstadt", "Westend")
MODES = ("vor Ort", "hybrid", "mobil")
LARGEST_TEAM = 26
SMALLEST_ORGANISATION = 60
ROSTER_COLUMNS = (
    "person_id", "email", "given_name", "family_name", "unit_id", "parent_unit_id", "unit_name", "leads_unit_id",
    "site", "from", "to", "Arbeitsort",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Department:
    """A department: its share of the people, its areas, how its sites and ways of working are mixed."""

    key: str
    name: str
    share: float
    areas: tuple[str, ...]
    sites: tuple[float, float, float, float]
    modes: tuple[float, float, float]


DEPARTMENTS = (
    Department("PR", "Produktion", 0.36, ("Montage", "Zerspanung", "Lackiererei", "Instandhaltung", "Qualität"),
               (0.55, 0.40, 0.05, 0.0), (0.97, 0.03, 0.0)),
    Department("LO", "Logistik", 0.17, ("Wareneingang", "Lager", "Versand", "Disposition"),
               (0.45, 0.35, 0.15, 0.05), (0.90, 0.10, 0.0)),
    Department("KS", "Kundenservice", 0.12, ("Hotline", "Reklamation", "Technischer Dienst"),
               (0.10, 0.15, 0.35, 0.40), (0.20, 0.50, 0.30)),
    Department("VT", "Vertrieb", 0.12, ("Vertrieb Nord", "Vertrieb Süd", "Vertrieb Ausland"),
               (0.25, 0.25, 0.25, 0.25), (0.10, 0.55, 0.35)),
    Department("IT", "IT und Daten", 0.10, ("Anwendungen", "Betrieb", "Daten und KI"),
               (0.15, 0.10, 0.45, 0.30), (0.05, 0.60, 0.35)),
    Department("FE", "Forschung", 0.06, ("Werkstoffe", "Konstruktion"),
               (0.30, 0.10, 0.60, 0.0), (0.45, 0.50, 0.05)),
    Department("VW", "Verwaltung", 0.05, ("Finanzen", "Einkauf"),
               (0.10, 0.10, 0.70, 0.10), (0.20, 0.70, 0.10)),
    Department("RE", "Personal und Recht", 0.02, ("Personal", "Recht"),
               (0.0, 0.0, 0.90, 0.10), (0.20, 0.70, 0.10)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class InventedUnit:
    """A unit of the tree; ``parent`` is empty for the root."""

    key: str
    parent: str
    name: str


@dataclass(frozen=True, slots=True)
class Employee:
    """One invented person as a row of the roster. ``leads`` is empty for those who lead nobody."""

    person_id: str
    given_name: str
    family_name: str
    unit: InventedUnit
    department: str
    site: str
    mode: str
    leads: str

    @property
    def email(self) -> str:
        return f"{self.person_id.lower()}@{MAIL_DOMAIN}"


def organisation(people: int, seed: int) -> tuple[Employee, ...]:
    """``people`` employees (60 and more) with about one in eleven leading a unit."""
    if people < SMALLEST_ORGANISATION:
        raise ValueError(f"the demonstration needs {SMALLEST_ORGANISATION} people or more")
    rng = np.random.default_rng(seed)
    root = InventedUnit(ROOT, "", NAME)
    rows = [_row(rng, root, DEPARTMENTS[-1], ROOT), _row(rng, root, DEPARTMENTS[-1], ROOT)]
    sizes = _split(people - len(rows), np.array([d.share for d in DEPARTMENTS]))
    for department, size in zip(DEPARTMENTS, sizes, strict=True):
        rows += _department(rng, department, size, root)
    return tuple(_numbered(rng, rows))


def roster_csv(employees: tuple[Employee, ...], since: date) -> bytes:
    """The organisation as a roster file, the way an HR system would hand it over."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(ROSTER_COLUMNS)
    for e in employees:
        unit = [e.unit.key, e.unit.parent, e.unit.name]
        where = [e.site, since.isoformat(), "", e.mode]
        writer.writerow([e.person_id, e.email, e.given_name, e.family_name, *unit, e.leads, *where])
    return text.getvalue().encode("utf-8")


def _department(rng: np.random.Generator, department: Department, size: int, root: InventedUnit) -> list[Employee]:
    # The head, then the areas: early areas are larger, so that the organisation is skewed.
    unit = InventedUnit(department.key, root.key, department.name)
    rows = [_row(rng, unit, department, unit.key)]
    weights = np.array([0.62**place for place in range(len(department.areas))])
    for place, area_size in enumerate(_split(max(size - 1, 0), weights)):
        if area_size:
            area = InventedUnit(f"{department.key}{place + 1}", unit.key, department.areas[place])
            rows += _area(rng, department, area, area_size)
    return rows


def _area(rng: np.random.Generator, department: Department, area: InventedUnit, size: int) -> list[Employee]:
    if size <= LARGEST_TEAM:
        return [_row(rng, area, department, area.key if place == 0 else "") for place in range(size)]
    rows = [_row(rng, area, department, area.key)]
    teams = int(np.ceil((size - 1) / (LARGEST_TEAM * 0.55)))
    for place, team_size in enumerate(_split(size - 1, rng.lognormal(0.0, 0.55, teams))):
        team = InventedUnit(f"{area.key}-{place + 1:02d}", area.key, f"{area.name} {place + 1}")
        rows += [_row(rng, team, department, team.key if i == 0 else "") for i in range(team_size)]
    return rows


def _row(rng: np.random.Generator, unit: InventedUnit, department: Department, leads: str) -> Employee:
    site = SITES[int(rng.choice(len(SITES), p=department.sites))]
    mode = MODES[int(rng.choice(len(MODES), p=department.modes))]
    return Employee("", "", "", unit, department.key if unit.key != ROOT else ROOT, site, mode, leads)


def _numbered(rng: np.random.Generator, rows: list[Employee]) -> list[Employee]:
    # Give every row a name and a personnel number that says nothing about the unit.
    numbers = rng.permutation(len(rows)) + 10_001
    given = rng.choice(GIVEN_NAMES, len(rows))
    family = rng.choice(FAMILY_NAMES, len(rows))
    return [
        replace(row, person_id=f"P{number}", given_name=str(first), family_name=str(last))
        for number, first, last, row in zip(numbers, given, family, rows, strict=True)
    ]


def _split(total: int, weights: np.ndarray) -> list[int]:
    # ``total`` as whole numbers in proportion to ``weights`` (largest remainders).
    exact = total * weights / weights.sum()
    whole = np.floor(exact).astype(int)
    for place in np.argsort(-(exact - whole), kind="stable")[: total - int(whole.sum())]:
        whole[place] += 1
    return [int(size) for size in whole]
