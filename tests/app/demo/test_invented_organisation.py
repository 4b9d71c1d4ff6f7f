"""The invented organisation: the same for the same seed, as large and as skewed as its documentation says."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date
from hashlib import sha256
from itertools import pairwise

import pytest

from resonanz.app.demo.building import SEED
from resonanz.app.demo.organisation import DEPARTMENTS, MODES, SITES, organisation, roster_csv
from resonanz.app.people.models import Person, Unit
from resonanz.app.people.queries import current_roster
from resonanz.app.people.usecases import import_roster
from resonanz.core.cells import plan, structure_of_plan
from resonanz.core.cells.types import Side

PEOPLE = 1200
SINCE = date(2025, 1, 1)
PRINT_DIGEST = (
    "from datetime import date; from hashlib import sha256;"
    "from resonanz.app.demo.organisation import organisation, roster_csv;"
    f"print(sha256(roster_csv(organisation({PEOPLE}, {SEED}), date(2025, 1, 1))).hexdigest())"
)


def digest(people: int, seed: int) -> str:
    """Of the roster's bytes."""
    return sha256(roster_csv(organisation(people, seed), SINCE)).hexdigest()


@pytest.mark.parametrize("hashes", ["1", "2"])
def test_the_same_seed_gives_the_same_bytes_in_every_process(hashes: str) -> None:
    printed = subprocess.run(
        [sys.executable, "-c", PRINT_DIGEST], env={**os.environ, "PYTHONHASHSEED": hashes},
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    assert printed.stdout.strip() == digest(PEOPLE, SEED)


def test_another_seed_gives_other_people() -> None:
    assert digest(PEOPLE, SEED + 1) != digest(PEOPLE, SEED)


@pytest.mark.parametrize("people", [60, 61, 120, 333, 1200, 5000])
def test_there_are_as_many_people_as_asked_for_each_once(people: int) -> None:
    employees = organisation(people, SEED)
    assert len({e.person_id for e in employees}) == len({e.email for e in employees}) == len(employees) == people


def test_fewer_than_sixty_are_refused() -> None:
    with pytest.raises(ValueError, match="60 people or more"):
        organisation(59, SEED)


def test_it_is_skewed_over_departments_sites_and_teams() -> None:
    employees = organisation(PEOPLE, SEED)
    departments = Counter(e.department for e in employees)
    assert departments.keys() >= {d.key for d in DEPARTMENTS}
    assert departments["PR"] > 15 * departments["RE"]
    sites = Counter(e.site for e in employees)
    assert sites.keys() == set(SITES)
    assert max(sites.values()) > 2 * min(sites.values())
    teams = Counter(e.unit.key for e in employees if "-" in e.unit.key)
    assert max(teams.values()) > 4 * min(teams.values())


def test_some_teams_work_in_several_ways_and_places() -> None:
    ways: defaultdict[str, set[str]] = defaultdict(set)
    for employee in organisation(PEOPLE, SEED):
        ways[employee.unit.key].add(employee.mode)
    assert sum(len(found) > 1 for found in ways.values()) > 10
    assert set().union(*ways.values()) == set(MODES)


def test_personnel_numbers_do_not_tell_the_unit() -> None:
    """Neighbouring numbers stand in the same department no more often than chance would have it."""
    employees = sorted(organisation(PEOPLE, SEED), key=lambda e: e.person_id)
    same = sum(a.department == b.department for a, b in pairwise(employees)) / PEOPLE
    by_chance = sum((n / PEOPLE) ** 2 for n in Counter(e.department for e in employees).values())
    assert abs(same - by_chance) < 0.05


@pytest.mark.django_db
def test_the_roster_is_taken_as_it_is_and_gives_leaders_cells_of_their_own() -> None:
    report = import_roster(roster_csv(organisation(PEOPLE, SEED), SINCE))
    assert report.problems == ()
    assert Person.objects.count() == PEOPLE
    assert Unit.objects.count() > 60
    roster = current_roster()
    cells = structure_of_plan(plan(roster.nodes, roster.members, attribute_names=roster.attribute_names)).cells
    assert {cell.side for cell in cells} == {Side.EMPLOYEES, Side.LEADERS}
    assert min(cell.eligible for cell in cells) >= 10
