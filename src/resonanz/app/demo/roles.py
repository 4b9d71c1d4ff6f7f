"""The people one can be in the demonstration: an employee, a leader, the people lead."""

from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet

from resonanz.app.accounts.models import Role, RoleName
from resonanz.app.people.models import Person
from resonanz.app.people.queries import present
from resonanz.app.registrar.models import NOT_DRAWN, Ticket
from resonanz.app.waves.queries import open_wave

# The head of logistics: many people, and an effect that was planted there.
LEADER_UNIT = "LO"


class DemonstrationRole(StrEnum):
    """Whom a visitor may be."""

    EMPLOYEE = "employee"
    LEADER = "leader"
    PEOPLE_LEAD = "people-lead"


def person_for(role: DemonstrationRole) -> Person | None:
    """Somebody who has the role; an employee is one who can still answer, if a wave is open."""
    if role is DemonstrationRole.PEOPLE_LEAD:
        lead = Role.objects.filter(name=RoleName.PEOPLE_LEAD).exclude(user__person=None).first()
        return lead.user.person if lead else None
    if role is DemonstrationRole.LEADER:
        return present().filter(leads__key=LEADER_UNIT).first() or present().exclude(leads=None).first()
    return employees().first()


def employees() -> QuerySet[Person]:
    """Those who lead nobody in the order in which one becomes them: who can still answer in the open wave before
    others, and of these the leader's people before others."""
    free = Ticket.objects.filter(wave=open_wave(), blinded_hash=NOT_DRAWN, person_id=OuterRef("pk"))
    near = Q(unit__key__startswith=LEADER_UNIT)
    people = present().filter(leads=None).annotate(waits=Exists(free), near=near)
    return people.order_by("-waits", "-near", "person_id")
