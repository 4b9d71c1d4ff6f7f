"""The roles that permission rules ask for. A role given by hand counts only while its owner may sign in."""

from django.contrib.auth.models import AnonymousUser

from resonanz.app.accounts.models import RoleName, User
from resonanz.app.people import queries as people
from resonanz.app.shell.access import predicate

Visitor = User | AnonymousUser


@predicate
def is_people_lead(user: Visitor) -> bool:
    """May see and change people, questions and waves, and see all released figures."""
    return isinstance(user, User) and any(role.name == RoleName.PEOPLE_LEAD for role in user.roles.all())


@predicate
def is_administrator(user: Visitor) -> bool:
    """Runs the installation."""
    return isinstance(user, User) and any(role.name == RoleName.ADMINISTRATOR for role in user.roles.all())


@predicate
def is_employee(user: Visitor) -> bool:
    """On the roster today."""
    return isinstance(user, User) and user.person is not None and people.is_present(user.person)


@predicate
def is_leader(user: Visitor) -> bool:
    """On the roster today and leading a unit."""
    return isinstance(user, User) and user.person is not None and people.leads_something(user.person)


@predicate
def is_signed_in(user: Visitor) -> bool:
    """Anybody with a session."""
    return isinstance(user, User)
