"""The people pages: for people leads only, and with nothing on them but the roster."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from resonanz.app.people.models import Person, RosterDraft
from resonanz.app.people.usecases import import_roster, keep_draft
from tests.app.conftest import ClientOf
from tests.app.rosters import SMALL, roster_of

pytestmark = pytest.mark.django_db

PAGES = ["people:list", "people:units", "people:import"]
MORE_PAGES = [("people:person", ["4"]), ("people:dry-run", ["0" * 64])]
ACTIONS = [("people:apply", ["0" * 64]), ("people:discard", ["0" * 64])]


def every_address() -> list[str]:
    """All addresses of this room."""
    return [reverse(name) for name in PAGES] + [reverse(name, args=args) for name, args in MORE_PAGES + ACTIONS]


def upload(client: Client, content: bytes) -> HttpResponse:
    """Choose a file and press the button."""
    answer = client.post(reverse("people:import"), {"file": SimpleUploadedFile("roster.csv", content)})
    assert isinstance(answer, HttpResponse)
    return answer


def test_strangers_are_led_to_the_sign_in_and_back(roster: None, stranger: Client) -> None:
    for address in every_address():
        for answer in (stranger.get(address), stranger.post(address)):
            assert answer.status_code == 302
            assert answer.headers["Location"] == f"/sign-in/?next={address}"


@pytest.mark.parametrize("name", ["lena", "emil"])
def test_leaders_and_employees_see_nobody(client_of: ClientOf, name: str) -> None:
    client = client_of(name)
    for address in every_address():
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code == 403
            assert b"Ohlsen" not in answer.content
            assert b"example.org" not in answer.content


def test_the_list_shows_todays_people_and_finds_them(people_lead: Client) -> None:
    page = people_lead.get(reverse("people:list")).content.decode()
    assert "Ohlsen, Otto" in page
    assert "Gegangen" not in page
    assert page.count("<tr>") == 8
    found = people_lead.get(reverse("people:list"), {"q": "ernst emil"}).content.decode()
    assert "Ernst, Emil" in found
    assert "Ohlsen" not in found
    below = people_lead.get(reverse("people:list"), {"unit": "sales"}).content.decode()
    assert "Ernst, Emil" in below
    assert "Lang, Lena" in below
    assert "Ohlsen" not in below
    assert "Ohlsen" in people_lead.get(reverse("people:list"), {"unit": "no such"}).content.decode()


def test_an_empty_roster_says_what_to_do_next(people_lead: Client) -> None:
    Person.objects.exclude(person_id="2").update(active_to="2020-02-01")
    nobody = people_lead.get(reverse("people:list"), {"q": "zzz"}).content.decode()
    assert reverse("people:list") in nobody
    assert "zzz" in nobody


def test_the_list_asks_as_often_for_three_people_as_for_many(people_lead: Client) -> None:
    counts = []
    for word in ("emil", "i"):
        with CaptureQueriesContext(connection) as asked:
            people_lead.get(reverse("people:list"), {"q": word})
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_long_lists_come_in_pages_that_keep_the_search(people_lead: Client) -> None:
    rows = [{"person_id": str(number), "unit_id": "top"} for number in range(100, 220)]
    vera = {"person_id": "2", "email": "vera@example.org", "unit_id": "top"}
    assert import_roster(roster_of([vera, *rows])).applied
    first = people_lead.get(reverse("people:list"), {"q": "given"}).content.decode()
    assert "?q=given&amp;page=2" in first
    last = people_lead.get(reverse("people:list"), {"q": "given", "page": "99"}).content.decode()
    assert "page=2" in last
    assert "page=4" not in last


def test_the_tree_names_leaders_and_counts_people(people_lead: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        page = people_lead.get(reverse("people:units")).content.decode()
    assert "Lars Lutz, Otto Ohlsen" in page
    assert "Gegangen" not in page
    before = len(asked)
    import_roster(SMALL.encode() + b"9,nina@example.org,Nina,Neu,new,sales,Vertrieb West,new,Nord,2020-01-01,,\n")
    with CaptureQueriesContext(connection) as asked:
        assert "Nina Neu" in people_lead.get(reverse("people:units")).content.decode()
    assert len(asked) == before


def test_a_person_page_shows_the_roster_and_nothing_else(people_lead: Client) -> None:
    page = people_lead.get(reverse("people:person", args=["4"])).content.decode()
    for text in ("Emil Ernst", "Beispielwerke / Vertrieb / Vertrieb Nord", "emil@example.org", "late"):
        assert text in page
    assert people_lead.get(reverse("people:person", args=["no such"])).status_code == 404


def test_a_file_is_shown_then_applied_as_shown(people_lead: Client) -> None:
    content = SMALL.replace("Ohlsen", "Oberer").encode() + b"9,nina@example.org,Nina,Neu,it,,,,Nord,,,\n"
    answer = upload(people_lead, content)
    page = people_lead.get(answer.headers["Location"])
    text = page.content.decode()
    for shown in ("Nina Neu", "Ohlsen", "Oberer", "family_name"):
        assert shown in text
    assert not Person.objects.filter(person_id="9").exists()
    digest = RosterDraft.objects.get().digest
    done = people_lead.post(reverse("people:apply", args=[digest]), follow=True)
    assert done.redirect_chain[-1][0] == reverse("people:list")
    assert Person.objects.get(person_id="6").family_name == "Oberer"
    assert Person.objects.filter(person_id="9").exists()


def test_a_wrong_file_is_answered_with_every_line(people_lead: Client) -> None:
    answer = upload(
        people_lead, SMALL.replace("otto@example.org", "otto").replace("2020-01-01,,late", "x,,late").encode()
    )
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "„otto“" in text
    assert text.count("<td>") >= 3
    assert not RosterDraft.objects.exists()


def test_no_file_and_the_same_file_again_are_said_plainly(people_lead: Client) -> None:
    assert b"err" in people_lead.post(reverse("people:import")).content
    same = upload(people_lead, SMALL.encode())
    assert same.status_code == 200
    assert not RosterDraft.objects.exists()


def test_a_list_that_is_no_longer_true_is_not_applied(people_lead: Client) -> None:
    digest = keep_draft(SMALL.replace("Ohlsen", "Oberer").encode()).digest
    import_roster(SMALL.replace("Lutz", "Lotz").encode())
    for answer in (
        people_lead.get(reverse("people:dry-run", args=[digest]), follow=True),
        people_lead.post(reverse("people:apply", args=[digest]), follow=True),
    ):
        assert answer.redirect_chain[-1][0] == reverse("people:import")
        assert b'role="status"' in answer.content
    assert Person.objects.get(person_id="6").family_name == "Ohlsen"


def test_a_waiting_file_can_be_deleted(people_lead: Client) -> None:
    digest = keep_draft(SMALL.replace("Ohlsen", "Oberer").encode()).digest
    people_lead.post(reverse("people:discard", args=[digest]))
    assert not RosterDraft.objects.exists()


def test_names_are_shown_as_text_not_as_markup(people_lead: Client) -> None:
    import_roster(SMALL.replace("Ohlsen", "<b>Ohlsen</b>").encode())
    for address in (reverse("people:list"), reverse("people:units"), reverse("people:person", args=["6"])):
        page = people_lead.get(address).content.decode()
        assert "<b>Ohlsen" not in page
    assert "&lt;b&gt;Ohlsen" in people_lead.get(reverse("people:list")).content.decode()


@pytest.mark.parametrize("language", ["de-formal", "de", "en"])
def test_every_page_speaks_the_readers_language(people_lead: Client, language: str) -> None:
    people_lead.cookies["language"] = language
    heading = {"en": "Bring a roster in"}.get(language, "Personenkreis einlesen")
    page = people_lead.get(reverse("people:import")).content.decode()
    assert heading in page
    assert ("Ihr" in page or "Wählen Sie" in page) == (language == "de-formal")
