"""Who may sign in, and the users who follow the roster."""

import uuid

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction

from resonanz.app.accounts.errors import AccountsCode
from resonanz.app.accounts.models import Role, RoleName, User
from resonanz.app.people import queries as people
from resonanz.app.people.models import Person
from resonanz.core.kernel.errors import ResonanzError
from resonanz.storage import bulk


def may_sign_in(user: User) -> bool:
    """Present on the roster today, or with a role given by hand and not on the roster at all."""
    if user.person is not None:
        return people.is_present(user.person)
    return bool(user.roles.all())


def code_opens_something(address: str) -> bool:
    """Whether to send a code: two questions to the database, whoever it is, and nothing written."""
    by_roster = people.present_person(address)
    by_role = User.objects.filter(email=address, roles__isnull=False).exists()
    return by_role or by_roster is not None


def user_for(address: str) -> User | None:
    """The user who may sign in with this address; nothing is written, so no row says who came."""
    address = address.strip().lower()
    person = people.present_person(address)
    users = User.objects.select_related("person").prefetch_related("roles")
    user = (users.filter(person=person) if person else users.filter(email=address)).first()
    return user if user and may_sign_in(user) else None


@transaction.atomic
def follow_roster() -> None:
    """A user for everybody who is new on the roster, in the order of their random keys; called at each import.

    A role that was given to an address before its owner stood on the roster becomes hers.
    """
    for user in User.objects.filter(person=None):
        person = people.present_person(user.address)
        if person is not None:
            _become(user, person)
    new = Person.objects.filter(user=None).values_list("pk", flat=True)
    rows = sorted(((uuid.uuid4(), UNUSABLE_PASSWORD_PREFIX, person) for person in new), key=lambda row: row[0].int)
    bulk.insert(User, ["id", "password", "person"], rows)


def _become(user: User, person: Person) -> None:
    own = User.objects.filter(person=person).first()
    if own is None:
        user.email, user.person = None, person
        user.save()
        return
    Role.objects.bulk_create([Role(user=own, name=role.name) for role in user.roles.all()], ignore_conflicts=True)
    user.delete()


@transaction.atomic
def add_administrator(address: str) -> User:
    """People lead and administrator of the installation; ``mail-address-wrong`` for something that is no address."""
    address = address.strip().lower()
    if address.count("@") != 1 or not all(address.split("@")) or len(address) > 254:
        raise ResonanzError(AccountsCode.MAIL_ADDRESS_WRONG, address=address)
    user = user_for(address) or User.objects.filter(email=address).first() or User.objects.create_user(address=address)
    for name in RoleName.values:
        Role.objects.get_or_create(user=user, name=name)
    return user


def grant_people_lead(address: str) -> User:
    """Make somebody on the roster a people lead; ``person-unknown`` for an address that cannot sign in."""
    user = user_for(address)
    if user is None:
        raise ResonanzError(AccountsCode.PERSON_UNKNOWN, address=address)
    Role.objects.get_or_create(user=user, name=RoleName.PEOPLE_LEAD)
    return user


@transaction.atomic
def revoke_people_lead(user: User) -> None:
    """Take the role away; ``last-people-lead`` when nobody would be left to do the work."""
    if not Role.objects.filter(name=RoleName.PEOPLE_LEAD).exclude(user=user).exists():
        raise ResonanzError(AccountsCode.LAST_PEOPLE_LEAD)
    Role.objects.filter(user=user, name=RoleName.PEOPLE_LEAD).delete()
