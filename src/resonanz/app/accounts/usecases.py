"""Who may sign in; a user is made when somebody on the roster first enters a right code."""

from django.db import transaction

from resonanz.app.accounts.errors import AccountsCode
from resonanz.app.accounts.models import Role, RoleName, User
from resonanz.app.people import queries as people
from resonanz.app.people.models import Person
from resonanz.core.kernel.errors import ResonanzError


def may_sign_in(user: User) -> bool:
    """Present on the roster today, or with a role given by hand and not on the roster at all."""
    if user.person is not None:
        return people.is_present(user.person)
    return bool(user.roles.all())


def code_opens_something(address: str) -> bool:
    """Whether to send a code: two questions to the database, whoever it is, and nothing written."""
    by_roster = people.present_person(address)
    by_role = User.objects.filter(email=address, person=None, roles__isnull=False).exists()
    return by_role or by_roster is not None


def user_for(address: str) -> User | None:
    """The user who may sign in with this address; made or moved to the address if the roster says so."""
    address = address.strip().lower()
    person = people.present_person(address)
    user = User.objects.select_related("person").prefetch_related("roles").filter(email=address).first()
    if person is None:
        return user if user and may_sign_in(user) else None
    if user and user.person_id == person.pk:
        return user
    return _attach(user, address, person)


@transaction.atomic
def _attach(user: User | None, address: str, person: Person) -> User:
    # Bind the address to the person who has it now; whoever had it before loses it.
    own = User.objects.filter(person=person).first()
    if user and user.person_id is not None:
        user.delete()
        user = None
    if own and user:  # a role given before the roster came: both become one
        Role.objects.bulk_create([Role(user=own, name=role.name) for role in user.roles.all()], ignore_conflicts=True)
        user.delete()
    kept = own or user or User.objects.create_user(address, person)
    kept.email, kept.person = address, person
    kept.save(update_fields=["email", "person"])
    return kept


@transaction.atomic
def add_administrator(address: str) -> User:
    """People lead and administrator of the installation; ``mail-address-wrong`` for something that is no address."""
    address = address.strip().lower()
    if address.count("@") != 1 or not all(address.split("@")) or len(address) > 254:
        raise ResonanzError(AccountsCode.MAIL_ADDRESS_WRONG, address=address)
    user = user_for(address) or User.objects.filter(email=address).first() or User.objects.create_user(address)
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
