"""The start page in every standing, and the people lead's pages; negative tests hold data that could leak."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from resonanz.app.conduct import usecases
from resonanz.app.conduct.port import BoxState
from resonanz.app.conduct.steps import progress_of
from resonanz.app.people.models import Person
from resonanz.app.registrar.models import Ticket
from resonanz.app.registrar.usecases import draw
from resonanz.app.waves.models import Season, Wave
from resonanz.app.waves.states import WaveState
from resonanz.core import wire
from resonanz.core.kernel import clock
from tests.app.conduct.fake_ballotbox import FakeBallotBox
from tests.app.conduct.organisation import STATED, answer, draft, keyed, opened, paper, people, start_of, wait_until
from tests.app.conduct.visitors import page, signed_in

pytestmark = pytest.mark.django_db
PEOPLE_LEAD_PAGES = ["/waves/", "/waves/season/", "/waves/new/", "/questions/"]


def link_of(text: str) -> str:
    return text.split('href="http://127.0.0.1:8001/w/')[1].split('"', maxsplit=1)[0]


@pytest.mark.parametrize("path", ["/", *PEOPLE_LEAD_PAGES, "/waves/1/", "/waves/1/open/"])
def test_strangers_are_led_to_the_sign_in(path: str) -> None:
    response = Client(HTTP_HOST="localhost:8000").get(path)
    assert (response.status_code, "next=" in response["Location"]) == (302, True)


@pytest.mark.parametrize("path", [*PEOPLE_LEAD_PAGES, "/waves/1/", "/waves/1/cancel/"])
def test_employees_do_not_conduct_waves(staff: list[Person], path: str) -> None:
    assert signed_in(staff[0]).get(path).status_code == 403


def test_the_start_page_hands_over_to_the_ballot_box(season: Season, port: FakeBallotBox, staff: list[Person]) -> None:
    wave = opened(season, port)
    text = page(signed_in(staff[0]), "/")
    name, fragment = link_of(text).split("#")
    assert name == f"{wave.hex}/?lang=en"
    start = wire.decode_start(fragment)
    cell = wire.verify_start(start, bytes(wave.questionnaire.content), bytes(wave.root)).cell
    assert cell.label in text
    assert start == start_of(staff[0], wave, "en")
    assert start.draw_url == "http://localhost:8000/draw"


def test_the_start_page_is_kept_by_nobody_and_writes_nothing(
    season: Season, port: FakeBallotBox, staff: list[Person]
) -> None:
    wave = opened(season, port)
    client = signed_in(staff[0])
    before = list(Ticket.objects.filter(wave=wave).values_list())
    response = client.get("/")
    assert "no-store" in response["Cache-Control"]
    assert list(Ticket.objects.filter(wave=wave).values_list()) == before


def test_after_the_draw_nothing_is_left_to_do_and_an_interrupted_one_goes_on_below(
    season: Season, port: FakeBallotBox, staff: list[Person]
) -> None:
    wave = opened(season, port)
    draw(paper(start_of(staff[0], wave, "en"), wave).request)
    shown, folded = page(signed_in(staff[0]), "/").split("<details", maxsplit=1)
    assert "There is nothing left to do in this wave." in shown
    assert "interrupted" not in shown
    assert 'class="note' not in shown
    assert "continue in the browser in which you pressed Send" in folded
    assert link_of(folded).startswith(wave.hex)


def test_before_anything_failed_the_invitation_speaks_of_no_failure(
    season: Season, port: FakeBallotBox, staff: list[Person]
) -> None:
    opened(season, port)
    text = page(signed_in(staff[0]), "/")
    assert "Answer now" in text
    for word in ("reached right now", "interrupted", "Nothing is lost", "try again"):
        assert word not in text


def test_no_season_no_wave_no_roster(staff: list[Person]) -> None:
    assert "No wave is planned yet" in page(signed_in(staff[0]), "/")
    assert "You are not on the roster" in page(signed_in(lead=True), "/")


def test_between_waves_the_next_day_is_named(season: Season, staff: list[Person]) -> None:
    client = signed_in(staff[0])
    assert "The day of the next wave is not fixed yet" in page(client, "/")
    wave = draft(season)
    Wave.objects.filter(pk=wave.pk).update(opens_on="2031-03-04")
    assert "4\u00a0March" in page(client, "/")


def test_who_joined_later_reads_why_she_waits(season: Season, port: FakeBallotBox) -> None:
    (joined,) = people([(-1, 1, 0)], prefix="new")
    opened(season, port)
    text = page(signed_in(joined), "/")
    assert "You can take part from the next season on" in text
    assert "127.0.0.1:8001/w/" not in text


def test_who_was_away_at_the_opening(season: Season, port: FakeBallotBox, staff: list[Person]) -> None:
    yesterday = clock.today() - timedelta(days=1)
    Person.objects.filter(pk=staff[0].pk).update(active_to=yesterday)
    usecases.open_wave(keyed(season), port, confirmation=STATED)
    Person.objects.filter(pk=staff[0].pk).update(active_to=None)
    assert "You are not part of this wave" in page(signed_in(Person.objects.get(pk=staff[0].pk)), "/")


def test_nobody_else_is_named_on_a_start_page(season: Season, port: FakeBallotBox, staff: list[Person]) -> None:
    wave = opened(season, port)
    text = page(signed_in(staff[0]), "/")
    others = Ticket.objects.filter(wave=wave).exclude(person=staff[0])
    assert not any(person.email in text or person.person_id in text for person in staff[1:])
    fragment = link_of(text).split("#")[1]
    assert wire.decode_start(fragment).ticket not in {bytes(other.ticket) for other in others}


def test_no_page_of_a_people_lead_says_who_or_how_many_drew(
    season: Season, port: FakeBallotBox, staff: list[Person], lead: Client
) -> None:
    wave = opened(season, port)
    before = [page(lead, path) for path in ("/waves/", "/waves/1/", "/waves/1/steps/")]
    for person in staff[:25]:
        answer(person, wave, port, (1, 2))
    assert before == [page(lead, path) for path in ("/waves/", "/waves/1/", "/waves/1/steps/")]
    assert not any(person.email in text or person.person_id in text for person in staff for text in before)


@pytest.mark.parametrize("wave_count", [1, 3])
def test_lists_ask_the_database_equally_often(
    season: Season, lead: Client, wave_count: int, django_assert_num_queries: object
) -> None:
    for _ in range(wave_count):
        draft(season)
    queries = django_assert_num_queries
    with queries(LIST_QUERIES):  # type: ignore[operator]
        lead.get("/waves/")


LIST_QUERIES = 8


@pytest.mark.parametrize("organisation", [[(-1, 14, 0)], [(-1, 14, 0), (-1, 30, 12), (0, 15, 3)]])
def test_the_start_page_asks_equally_often_in_any_organisation(
    organisation: list[tuple[int, int, int]], port: FakeBallotBox, django_assert_num_queries: object
) -> None:
    staff = people(organisation)
    opened(usecases.plan_season("2026"), port)
    client = signed_in(staff[0])
    client.get("/")
    with django_assert_num_queries(START_QUERIES):  # type: ignore[operator]
        client.get("/")


START_QUERIES = 12  # one of them asks for minutes that wait


def test_planning_a_season_on_the_page(staff: list[Person], lead: Client) -> None:
    assert "50 people" in page(lead, "/waves/season/")
    refused = lead.post("/waves/season/", {"key": "2026", "k_eligible": "7"})
    assert (refused.status_code, Season.objects.count()) == (409, 0)
    assert "confirmation" in refused.content.decode()
    done = lead.post("/waves/season/", {"key": "2026", "k_eligible": "7", "confirmed_by_council": "on"})
    assert (done.status_code, Season.objects.get().k_eligible) == (302, 7)


def test_planning_without_people_says_what_to_do(lead: Client) -> None:
    assert "Import the roster first" in page(lead, "/waves/season/")


def test_planning_a_wave_on_the_page(season: Season, lead: Client) -> None:
    day = clock.today()
    form = {
        "opens_on": day.isoformat(),
        "closes_on": (day + timedelta(days=10)).isoformat(),
        "closes_time": "18:00",
        "agreement": "BV 12/2026",
    }
    wrong = lead.post("/waves/new/", {**form, "closes_on": form["opens_on"]})
    assert (wrong.status_code, Wave.objects.count()) == (200, 0)
    assert "Choose a day after the beginning" in wrong.content.decode()
    assert lead.post("/waves/new/", {**form, "agreement": ""}).status_code == 200
    assert lead.post("/waves/new/", form)["Location"] == "/waves/1/"
    assert Wave.objects.get().agreement == "BV 12/2026"


def test_the_steps_of_a_wave_one_after_the_other(
    season: Season, port: FakeBallotBox, lead: Client, staff: list[Person]
) -> None:
    wave = draft(season)
    assert "Freeze questions and limits" in page(lead, "/waves/1/")
    assert lead.post("/waves/1/freeze/").status_code == 302
    assert lead.post("/waves/1/keys/").status_code == 302
    assert "Waiting for the worker" in page(lead, "/waves/1/steps/")
    wave.refresh_from_db()
    usecases.make_keys(wave, processes=1)
    port.fails.add("open")
    lost = lead.post("/waves/1/open/")
    assert (lost.status_code, "Nothing is lost" in lost.content.decode()) == (409, True)
    port.fails.clear()
    assert lead.post("/waves/1/open/").status_code == 302
    early = lead.post("/waves/1/close/")
    assert (early.status_code, "cannot be closed early" in early.content.decode()) == (409, True)
    wave.refresh_from_db()
    wait_until(wave.closes_at)
    assert lead.post("/waves/1/close/").status_code == 302
    wave.refresh_from_db()
    assert wave.state == WaveState.RELEASED
    assert "wave 1" in page(signed_in(staff[0]), "/")


def test_a_step_that_does_not_fit_leads_back_to_the_wave(season: Season, port: FakeBallotBox, lead: Client) -> None:
    wave = opened(season, port)
    response = lead.get(f"/waves/{wave.number}/open/")
    assert (response.status_code, response["Location"]) == (302, f"/waves/{wave.number}/")
    assert "does not fit the state" in page(lead, f"/waves/{wave.number}/")
    assert lead.get(f"/waves/{wave.number}/cancel/").status_code == 200


def test_the_page_is_loaded_anew_when_what_ran_is_over(
    season: Season, port: FakeBallotBox, lead: Client, staff: list[Person]
) -> None:
    wave = opened(season, port)
    assert "http://localhost:8000/</code>" in page(lead, f"/waves/{wave.number}/")
    wait_until(wave.closes_at)
    assert "HX-Refresh" not in lead.get(f"/waves/{wave.number}/steps/")
    usecases.finish(wave, port)
    assert lead.get(f"/waves/{wave.number}/steps/")["HX-Refresh"] == "true"


def test_a_held_wave_says_that_nothing_was_destroyed_yet(
    season: Season, port: FakeBallotBox, lead: Client, staff: list[Person]
) -> None:
    wave = opened(season, port)
    wait_until(wave.closes_at)
    port.boxes[wave.identity].state = BoxState.HELD
    usecases.finish(wave, port)
    lines = progress_of(Wave.objects.get(pk=wave.pk)).lines
    assert [line.status for line in lines[-3:]] == ["done", "running", "later"]
    assert "This wave is held." in page(lead, f"/waves/{wave.number}/")
    assert "Ask the ballot box again?" in page(lead, f"/waves/{wave.number}/close/")
    assert "is held." in page(signed_in(staff[0]), "/")


def test_a_people_lead_off_the_roster_is_shown_the_way(lead: Client) -> None:
    text = page(lead, "/")
    assert "You prepare waves without taking part in them." in text
    assert 'class="btn" href="/waves/"' in text


def test_a_new_season_says_at_once_that_a_wave_is_in_the_way(season: Season, port: FakeBallotBox, lead: Client) -> None:
    assert "Freeze roster and cells" in page(lead, "/waves/season/")
    opened(season, port)
    text = page(lead, "/waves/season/")
    assert "A wave of the current season is not over." in text
    assert "Freeze roster and cells" not in text


def test_the_form_proposes_two_weeks_from_tomorrow(season: Season, lead: Client) -> None:
    text = page(lead, "/waves/new/")
    proposed = [date.fromisoformat(day) for day in re.findall(r'type="date" name="\w+" value="([^"]+)"', text)]
    assert proposed == [clock.today() + timedelta(days=days) for days in (1, 15)]


def test_a_link_alone_changes_nothing(season: Season, lead: Client) -> None:
    draft(season)
    for step in ("freeze", "keys", "open", "close", "cancel"):
        assert lead.get(f"/waves/1/{step}/").status_code == (200 if step in ("freeze", "cancel") else 302)
    assert Wave.objects.get().state == WaveState.DRAFT
    assert lead.get("/waves/1/burn/").status_code == 404
    assert lead.get("/waves/9/").status_code == 404


def test_the_questions_stand_in_all_languages(lead: Client) -> None:
    text = page(lead, "/questions/")
    for words in ("Around me at work", "In meinem Arbeitsumfeld", "Wie oft waren Sie", "Wie oft warst du", "CC0-1.0"):
        assert words in text
    assert "no study has examined" in text


def test_one_checksum_stands_on_start_page_and_in_what_is_sent_around(
    season: Season, port: FakeBallotBox, staff: list[Person], lead: Client
) -> None:
    wave = opened(season, port)
    digits = bytes(wave.root).hex()
    short = f"{digits[:4]} {digits[4:8]} {digits[8:12]}"
    hers = signed_in(staff[0])
    for text in (page(hers, "/"), page(lead, f"/waves/{wave.number}/")):
        assert short in text
    draw(paper(start_of(staff[0], wave, "en"), wave).request)
    assert short in page(hers, "/")
