"""Readers of result pages, and an organisation of two areas whose numbers are worked out by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.test import Client

from resonanz.app.accounts.models import Role, RoleName, User
from resonanz.app.people.models import Person, Unit
from resonanz.app.waves.models import Wave
from resonanz.core.cells import Member, Side
from tests.app.insight.released_waves import Organisation, forget_releases, item, staffed, stored_season, stored_wave

ReaderOf = Callable[..., Client]

TWO_AREAS = [(-1, 0, 0), (0, 40, 12), (0, 40, 12)]
"""A root with two areas, 40 employees and 12 leaders each."""
AGREEING = {(1, Side.EMPLOYEES): 10, (1, Side.LEADERS): 6, (2, Side.EMPLOYEES): 37, (2, Side.LEADERS): 3}


def by_hand(member: Member, _place: int) -> int:
    """10 of 40 and 6 of 12 agree in the first area, 37 of 40 and 3 of 12 in the second; everybody answers."""
    return 4 if int(member.id.rsplit("-", 1)[1]) < AGREEING[member.node, member.side] else 1


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Releases are kept in memory for the life of a process; here each test has its own database."""
    forget_releases()
    yield
    forget_releases()


def units_of(staff: Organisation) -> list[Unit]:
    """The units behind a plan's nodes."""
    made: dict[str, Unit] = {}
    for node in staff.plan.nodes:
        parent = made[staff.plan.nodes[node.parent].key] if node.parent >= 0 else None
        made[node.key] = Unit.objects.create(key=node.key, name=node.label, parent=parent)
    return list(made.values())


@pytest.fixture
def reader_of(db: None) -> ReaderOf:
    """Makes a browser of somebody who works in a unit, leads others, leads people."""

    def sign_in(unit: str, *leads: str, people_lead: bool = False) -> Client:
        address = f"{unit}-{'-'.join(leads)}-{people_lead}@example.org"
        person = Person.objects.create(
            person_id=address,
            email=address,
            given_name="Kim",
            family_name="Kern",
            unit=Unit.objects.get(key=unit),
            active_from=date(2020, 1, 1),
        )
        person.leads.set(Unit.objects.filter(key__in=leads))
        user = User.objects.create_user(person=person)
        if people_lead:
            Role.objects.create(user=user, name=RoleName.PEOPLE_LEAD)
        client = Client(headers={"accept-language": "en"})
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def two_areas(db: None) -> Wave:
    """The wave that was worked out by hand."""
    staff = staffed(TWO_AREAS)
    units_of(staff)
    return stored_wave(staff, stored_season(staff), by_hand, items=(item("A"),))
