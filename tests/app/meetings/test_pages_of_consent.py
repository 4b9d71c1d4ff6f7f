"""Consent and purpose are asked before anything else, and the list of participants is filled in without a script."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from resonanz.app.meetings.models import Meeting
from resonanz.core.kernel.clock import today
from tests.app.meetings.sample_meeting import who

pytestmark = pytest.mark.django_db
NEW = "/meetings/new/"


def answers(**changes: object) -> dict[str, object]:
    """A form that is filled in."""
    filled: dict[str, object] = {
        "title": "Hall and paint",
        "held_on": today().isoformat(),
        "purpose": "record",
        "retention_days": "7",
        "keep_months": "6",
        "agreed": "yes",
        "person": [str(who("ina").pk)],
        "guest": ["Gerda"],
        "step": "prepare",
    }
    return {key: value for key, value in {**filled, **changes}.items() if value is not None}


def page(client: Client, data: dict[str, object], language: str = "en") -> str:
    """The page that a form is answered with."""
    client.cookies["language"] = language
    return client.post(NEW, data).content.decode()


def test_what_was_filled_in_is_recorded(employee: Client) -> None:
    answer = employee.post(NEW, answers(objects=[f"p{who('ina').pk}", "gGerda"]))
    meeting = Meeting.objects.get()
    assert answer.headers["Location"] == reverse("meetings:meeting", args=[meeting.pk])
    assert (meeting.owner, meeting.retention_days, meeting.keep_months) == (who("emil"), 7, 6)
    assert meeting.purpose == "Beschlüsse und Aufgaben festhalten"
    assert {(one.called, one.objected) for one in meeting.participants.all()} == {
        ("Emil Ernst", False),
        ("Ina Imhof", True),
        ("Gerda", True),
    }


def test_a_purpose_of_ones_own(employee: Client) -> None:
    employee.post(NEW, answers(purpose="own", own_purpose="For the fire brigade"))
    assert Meeting.objects.get().purpose == "For the fire brigade"


@pytest.mark.parametrize(
    ("changes", "english", "german"),
    [
        ({"title": ""}, "Give the meeting a name.", "Geben Sie der Besprechung einen Namen."),
        ({"held_on": "31.31."}, "This is no day.", "Das ist kein Tag."),
        ({"held_on": ""}, "Choose a day.", "Wählen Sie einen Tag."),
        ({"held_on": "1999-01-01"}, "more than a year away", "mehr als ein Jahr entfernt"),
        ({"purpose": None}, "Choose what the minutes are for.", "Wählen Sie, wofür das Protokoll ist."),
        ({"purpose": "own"}, "Write what the minutes are for.", "Schreiben Sie, wofür das Protokoll ist."),
        ({"agreed": None}, "Without everybody&#x27;s agreement", "Ohne die Zustimmung aller"),
        ({"guest": [f"G{n}" for n in range(201)]}, "200 participants", "200 Beteiligte"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(
    employee: Client, changes: dict[str, object], english: str, german: str
) -> None:
    for language, wanted in (("en", english), ("de-formal", german)):
        text = page(employee, answers(**changes), language)
        assert wanted in text
        assert "Ina Imhof" in text
        assert changes.get("title") == "" or 'value="Hall and paint"' in text
    assert not Meeting.objects.exists()


def test_without_agreement_nothing_is_stored_whatever_else_is_sent(employee: Client) -> None:
    assert employee.post(NEW, answers(agreed="")).status_code == 422
    assert not Meeting.objects.exists()
    assert employee.post(NEW, answers()).status_code == 302


def test_somebody_is_found_added_and_removed(employee: Client) -> None:
    ina = who("ina")
    start = answers(person=[], guest=[])
    found = page(employee, {**start, "step": "find", "q": "imh"})
    assert f'name="add" value="{ina.pk}"' in " ".join(found.split())
    assert "IT" in found
    added = page(employee, {**start, "step": "x", "add": str(ina.pk)})
    assert f'<input type="hidden" name="person" value="{ina.pk}">' in added
    gone = page(employee, {**start, "person": [str(ina.pk)], "remove": f"p{ina.pk}"})
    assert f'name="person" value="{ina.pk}"' not in gone
    assert not Meeting.objects.exists()


def test_guests_are_added_by_name(employee: Client) -> None:
    text = page(employee, answers(guest=[], step="guest", guest_name="  Gerda   Gast "))
    assert 'name="guest" value="Gerda Gast"' in text
    assert "name first" in page(employee, answers(guest=[], step="guest", guest_name=" "))


def test_the_search_tells_what_it_did(employee: Client) -> None:
    employee.cookies["language"] = "en"
    for asked, wanted in (("zzz", "Nobody of this name"), ("i", "at least two letters"), ("otto", "1 person found")):
        text = employee.post(NEW, answers(step="find", q=asked), headers={"HX-Request": "true"}).content.decode()
        assert wanted in text[text.index('id="said"') :].split("</div>")[0]


def test_the_owner_is_always_there_and_cannot_be_removed(employee: Client) -> None:
    emil = who("emil")
    text = page(employee, answers(remove=f"p{emil.pk}", person=[str(emil.pk)]))
    assert text.count("Emil Ernst") == page(employee, answers(person=[], step="find")).count("Emil Ernst")


def test_names_are_text(employee: Client) -> None:
    text = page(employee, answers(guest=["<script>alert(1)</script>"], title='"><b>x', step="find"))
    assert "<script>alert" not in text
    assert "<b>x" not in text
    assert "&lt;script&gt;alert" in text


def test_the_law_is_named_and_the_agreement_or_that_there_is_none(employee: Client) -> None:
    employee.cookies["language"] = "en"
    without = employee.get(NEW).content.decode()
    assert "§ 201 StGB" in without
    assert "§ 87 (1) no. 6 BetrVG" in without
    assert "RESONANZ_MEETINGS_AGREEMENT" in without
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("RESONANZ_MEETINGS_AGREEMENT", "BV 12/2026")
        named = employee.get(NEW).content.decode()
    assert "BV 12/2026" in named
    assert "RESONANZ_MEETINGS_AGREEMENT" not in named


def test_forms_from_elsewhere_are_refused(employee: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = employee.cookies
    assert strict.post(NEW, answers()).status_code == 403
    assert not Meeting.objects.exists()
    strict.get(NEW)
    token = {"X-CSRFToken": strict.cookies["csrf"].value}
    assert strict.post(NEW, answers(), headers=token).status_code == 302


def test_many_participants_cost_no_more_queries(employee: Client) -> None:
    counts = []
    for names in (["ina"], ["ina", "otto", "lars", "lena", "vera"]):
        filled = answers(person=[str(who(name).pk) for name in names], step="find", q="greta")
        with CaptureQueriesContext(connection) as asked:
            page(employee, filled)
        counts.append(len(asked))
    assert counts[0] == counts[1]
