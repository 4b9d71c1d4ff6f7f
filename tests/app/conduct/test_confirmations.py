"""A confirmation is the word of whoever ticked the box: stored with her name and roles, and shown as her statement."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.utils.translation import override

from resonanz.app.accounts.models import Role, RoleName, User
from resonanz.app.conduct import usecases
from resonanz.app.conduct.confirming import confirmation_by, stated
from resonanz.app.conduct.errors import ConductCode
from resonanz.app.people.models import Person
from resonanz.app.waves.confirmations import Confirmation
from resonanz.app.waves.models import Season, Wave
from resonanz.core.kernel import clock
from resonanz.core.kernel.errors import ResonanzError
from tests.app.conduct.fake_ballotbox import FakeBallotBox
from tests.app.conduct.organisation import STATED, keyed, people
from tests.app.conduct.visitors import page, signed_in

pytestmark = pytest.mark.django_db
SMALL = {"key": "2026", "k_eligible": "7", "confirmed_by_council": "on"}


@pytest.fixture
def vera() -> Person:
    """On the roster, and people lead."""
    person = people([(-1, 24, 0)])[0]
    Person.objects.filter(pk=person.pk).update(given_name="Vera", family_name="Voss")
    return Person.objects.get(pk=person.pk)


@pytest.fixture
def lead(vera: Person) -> Client:
    return signed_in(vera, lead=True)


def shrunken(season: Season) -> Wave:
    """A wave that is ready to open, with a cell that has become too small."""
    present = Person.objects.order_by("-pk")[:16].values_list("pk", flat=True)
    Person.objects.filter(pk__in=list(present)).update(active_to=clock.today() - timedelta(days=1))
    return keyed(season)


def test_a_season_is_confirmed_in_the_name_of_who_ticks(lead: Client) -> None:
    assert lead.post("/waves/season/", SMALL).status_code == 302
    assert Season.objects.get().confirmation == Confirmation("Vera Voss", ("people-lead",))
    assert "Confirmed by the works council: stated by Vera Voss, people lead." in page(lead, "/waves/")


def test_an_opening_is_confirmed_in_the_name_of_who_ticks(lead: Client, port: FakeBallotBox) -> None:
    wave = shrunken(usecases.plan_season("2026"))
    assert "name and role are stored" in page(lead, f"/waves/{wave.number}/open/")
    assert lead.post(f"/waves/{wave.number}/open/").status_code == 409
    assert Wave.objects.get().confirmation is None
    assert lead.post(f"/waves/{wave.number}/open/", {"confirmed": "yes"}).status_code == 302
    assert Wave.objects.get().confirmation == Confirmation("Vera Voss", ("people-lead",))
    assert "stated by Vera Voss, people lead" in page(lead, f"/waves/{wave.number}/")


def test_the_page_of_a_wave_shows_what_was_stated_of_its_season(lead: Client) -> None:
    wave = keyed(usecases.plan_season("2026", k_eligible=7, confirmation=STATED))
    assert "stated by Vera Voss, people lead" in page(lead, f"/waves/{wave.number}/")


def test_the_name_stays_what_it_was_then(lead: Client, vera: Person) -> None:
    lead.post("/waves/season/", SMALL)
    Person.objects.filter(pk=vera.pk).update(family_name="Anders")
    assert "stated by Vera Voss, people lead" in page(lead, "/waves/")


def test_nothing_is_stated_where_nothing_had_to_be(lead: Client, port: FakeBallotBox) -> None:
    """The box ticked all the same, by a form that was made by hand."""
    lead.post("/waves/season/", {**SMALL, "k_eligible": "10"})
    wave = keyed(Season.objects.get())
    lead.post(f"/waves/{wave.number}/open/", {"confirmed": "yes"})
    assert (Season.objects.get().confirmation, Wave.objects.get().confirmation) == (None, None)
    for path in ("/waves/", f"/waves/{wave.number}/"):
        assert "stated by" not in page(lead, path)


def test_what_the_ballot_box_never_opens_is_stated_anew(
    vera: Person, port: FakeBallotBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: an opening that only broke off keeps the statement."""
    wave = shrunken(usecases.plan_season("2026"))
    port.fails.add("open")
    with pytest.raises(ResonanzError, match="ballotbox-unreachable"):
        usecases.open_wave(wave, port, confirmation=STATED)
    assert Wave.objects.get().confirmation == STATED

    def forked(*_: bytes) -> None:
        raise ResonanzError(ConductCode.BALLOTBOX_REFUSED, word="chain-forked", reason="")

    monkeypatch.setattr(port, "open", forked)
    with pytest.raises(ResonanzError, match="ballotbox-refused"):
        usecases.open_wave(wave, port)
    assert Wave.objects.get().confirmation is None
    with pytest.raises(ResonanzError, match="opening-needs-confirmation"):
        usecases.open_wave(wave, port)


def test_all_roles_given_by_hand_are_named() -> None:
    user = User.objects.create_user(address="root@example.org")
    for role in RoleName:
        Role.objects.create(user=user, name=role)
    with override("en"):
        assert stated(confirmation_by(user)) == "stated by root@example.org, people lead, administrator"


@pytest.mark.django_db(transaction=True)
def test_of_an_earlier_confirmation_the_name_was_not_kept() -> None:
    MigrationExecutor(connection).migrate([("waves", "0003_wave_trouble")])
    try:
        old = MigrationExecutor(connection).loader.project_state([("waves", "0003_wave_trouble")]).apps
        for key, confirmed in (("2025", True), ("2026", False)):
            old.get_model("waves", "Season").objects.create(
                key=key, frozen_on=clock.today(), plan={}, roster_root=bytes(32), confirmed_by_council=confirmed
            )
    finally:
        call_command("migrate", "waves", verbosity=0)
    found = {season.key: season.confirmation for season in Season.objects.all()}
    assert found == {"2025": Confirmation("", ("people-lead",)), "2026": None}
    with override("en"):
        assert stated(found["2025"]) == "stated by somebody whose name was not kept, people lead"
