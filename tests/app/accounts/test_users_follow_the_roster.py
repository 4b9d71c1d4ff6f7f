"""Users are made at the import, for everybody; what a sign-in used to make is mended by the migration."""

from __future__ import annotations

import importlib

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from resonanz.app.accounts.models import Role, RoleName, User
from resonanz.app.accounts.usecases import add_administrator, user_for
from resonanz.app.people.models import Person
from resonanz.app.people.usecases import import_roster
from resonanz.storage import forget
from tests.app.rosters import SMALL, roster_of

pytestmark = pytest.mark.django_db
ADDRESSLESS = [{"person_id": "1"}, {"person_id": "2", "email": ""}, {"person_id": "3", "email": ""}]


def test_everybody_has_a_user_and_nobody_two() -> None:
    for _ in range(2):
        import_roster(SMALL.encode())
        assert User.objects.count() == Person.objects.count() == 8
    import_roster(SMALL.encode() + b"9,nina@example.org,Nina,Neu,it,top,IT,,,,,\n")
    assert Person.objects.get(person_id="9").user.address == "nina@example.org"
    assert {user.email for user in User.objects.all()} == {None}, "the roster is the one home of an address"


def test_people_without_an_address_have_users_and_cannot_sign_in() -> None:
    report = import_roster(roster_of(ADDRESSLESS))
    assert report.applied
    assert [(notice.code, dict(notice.params)) for notice in report.notices] == [("without-address", {"count": 2})]
    assert [user.address for user in User.objects.order_by("person__person_id")] == ["p1@example.org", "", ""]
    assert str(Person.objects.get(person_id="2").user) == "Given2 Family2"
    assert user_for("") is None
    assert import_roster(roster_of(ADDRESSLESS)).is_empty


def test_two_with_one_address_are_refused_by_the_database() -> None:
    import_roster(roster_of([{"person_id": "1"}, {"person_id": "2"}]))
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(person_id="2").update(email="p1@example.org")
    add_administrator("root@example.org")
    for wrong in ({"address": "root@example.org"}, {}, {"address": "x@y", "person": Person.objects.get(person_id="1")}):
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.create_user(**wrong)


def test_a_role_of_an_address_becomes_that_of_its_owner() -> None:
    """Somebody already on the roster gets the address under which the administrator signs in."""
    import_roster(SMALL.encode())
    root = add_administrator("root@example.org")
    emil = user_for("emil@example.org")
    import_roster(SMALL.replace("emil@", "root@").encode())
    assert user_for("root@example.org") == emil
    assert {role.name for role in Role.objects.filter(user=emil)} == set(RoleName.values)
    assert not User.objects.filter(pk=root.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_the_migration_gives_users_to_all_and_drops_the_numbered_sessions() -> None:
    """As an earlier home has it: Emil signed in and was people lead, nobody else came."""
    mend = importlib.import_module("resonanz.app.accounts.migrations.0003_a_user_for_everybody")
    import_roster(SMALL.encode())
    emil = Person.objects.get(person_id="4")
    User.objects.exclude(person=emil).delete()
    add_administrator("root@example.org")
    forget.rewrite("default")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE django_session (session_key varchar(40) PRIMARY KEY)")
    with connection.schema_editor() as editor:
        mend.give_everybody_a_user(apps, editor)
    assert User.objects.exclude(person=None).count() == Person.objects.count() == 8
    assert user_for("root@example.org") is not None
    assert user_for("ina@example.org") is not None
    assert "django_session" not in connection.introspection.table_names()
    assert forget.is_owed("default")


def test_keys_of_users_have_no_order_of_their_own() -> None:
    import_roster(roster_of({"person_id": str(number)} for number in range(40)))
    keys = list(User.objects.order_by("person_id").values_list("pk", flat=True))
    assert keys != sorted(keys)
    assert {key.version for key in keys} == {4}
