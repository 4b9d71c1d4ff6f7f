"""Participants see the draft first, may strike and object; then the minutes are released or deleted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from resonanz.app.meetings import usecases
from resonanz.app.meetings.models import Meeting, StoredUtterance
from resonanz.app.meetings.states import MeetingState
from resonanz.core.minutes.model import LineKind
from tests.app.conftest import ClientOf
from tests.app.meetings.sample_meeting import drafted, in_review, later, line, participant, prepared, released
from tests.app.meetings.walk import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def ina(client_of: ClientOf) -> Client:
    """Ina's browser: she took part. In English."""
    client = client_of("ina")
    client.cookies["language"] = "en"
    return client


@pytest.fixture
def emil(client_of: ClientOf) -> Client:
    """Emil's browser: he keeps the minutes. In English."""
    client = client_of("emil")
    client.cookies["language"] = "en"
    return client


def page(client: Client, meeting: Meeting) -> str:
    """The meeting's page on one line."""
    return " ".join(client.get(address("meeting", meeting)).content.decode().split())


def test_participants_see_the_accepted_lines_and_can_strike_each(ina: Client) -> None:
    meeting = in_review()
    text = page(ina, meeting)
    assert "You see the draft before anybody else." in text
    assert "may guess who struck a line" in text
    for each in meeting.draft_lines.all():
        assert each.text in text
        assert address("strike", meeting, each.pk) in text
    assert "kaleidoscope" not in text.split("<main")[1].split("<details")[0]


def test_striking_is_confirmed_in_place_and_names_what_goes_with_it(ina: Client) -> None:
    meeting = in_review()
    found = line(meeting, "juxtapose")
    asked = ina.get(address("strike", meeting, found.pk)).content.decode()
    assert "Nobody is told who struck it." in asked
    assert "go with it" in asked
    assert meeting.draft_lines.filter(text__contains="juxtapose").count() == 2
    ina.post(address("strike", meeting, found.pk))
    assert "juxtapose" not in page(ina, meeting)
    assert not StoredUtterance.objects.filter(text__contains="juxtapose").exists()


def test_who_struck_is_on_no_page(ina: Client, emil: Client) -> None:
    meeting = in_review()
    before = page(emil, meeting)
    ina.post(address("strike", meeting, line(meeting, "wanderlust").pk))
    after = page(emil, meeting)
    assert "wanderlust" not in after
    assert after.count("Ina Imhof") == before.count("Ina Imhof")
    for word in ("struck by", "1 line struck", "times"):
        assert word not in after


def test_a_second_strike_of_the_same_line_is_no_error(ina: Client) -> None:
    meeting = in_review()
    path = address("strike", meeting, line(meeting, "wanderlust").pk)
    ina.post(path)
    assert "This line was gone already." in ina.post(path, follow=True).content.decode()


def test_after_the_last_day_nobody_strikes_and_the_owner_releases(ina: Client, emil: Client) -> None:
    meeting = in_review()
    early = emil.post(address("release", meeting), follow=True).content.decode()
    assert "Participants may still strike lines." in early
    assert "Release the minutes" not in early.split("<h2")[1]
    later(4)
    assert address("strike", meeting, line(meeting, "zeppelin").pk) not in page(ina, meeting)
    late = ina.post(address("strike", meeting, line(meeting, "zeppelin").pk), follow=True).content.decode()
    assert "The time to strike lines is over." in late
    assert "You can release the minutes." in page(emil, meeting)
    emil.post(address("release", meeting))
    assert Meeting.objects.get().state == MeetingState.RELEASED


def test_the_owner_takes_the_draft_back(ina: Client, emil: Client) -> None:
    meeting = in_review()
    emil.post(address("withdraw", meeting))
    assert "zeppelin" not in page(ina, meeting)
    assert "zeppelin" in page(emil, meeting)


@pytest.mark.parametrize("make", [prepared, drafted, in_review])
def test_an_objection_says_what_it_does_and_does_it(ina: Client, emil: Client, make: Callable[[], Meeting]) -> None:
    meeting = make()
    assert address("object", meeting) in page(ina, meeting)
    assert "It cannot be undone." in ina.get(address("object", meeting)).content.decode()
    ina.post(address("object", meeting))
    assert participant(meeting, "ina").objected
    text = page(ina, meeting)
    assert "You have objected" in text
    assert "wanderlust" not in page(emil, meeting)
    assert ("has objected" in page(emil, meeting)) is (make is prepared)
    assert "has objected" not in text


def test_released_minutes_are_a_page_to_read(ina: Client) -> None:
    meeting = released()
    text = page(ina, meeting)
    assert text.count("<h1>") == 1
    for word in ("zeppelin", "juxtapose", "say it yourself", "the caretaker", "please check the date"):
        assert word in text
    for gone in (address("strike", meeting, 1)[:-9], "0:25", "Where this comes from"):
        assert gone not in text
    assert "comes too late" in ina.get(address("object", meeting)).content.decode()


@pytest.mark.parametrize(
    ("name", "kind", "ending"), [("markdown", "text/markdown", ".md"), ("calendar", "text/calendar", ".ics")]
)
def test_released_minutes_can_be_saved(ina: Client, name: str, kind: str, ending: str) -> None:
    meeting = released()
    answer = ina.get(address(name, meeting))
    assert answer.headers["Content-Type"].startswith(kind)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{meeting.held_on}-hall-and-paint{ending}"'
    assert "no-store" in answer.headers["Cache-Control"]
    assert "juxtapose" in answer.content.decode().replace("\r\n ", "")


def test_a_pdf_is_sent_as_a_file(ina: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("resonanz.app.meetings.writing.pdf.as_pdf", lambda *_: b"%PDF-")
    answer = ina.get(address("pdf", released()))
    assert (answer.headers["Content-Type"], answer.content) == ("application/pdf", b"%PDF-")


@pytest.mark.parametrize("name", ["markdown", "calendar", "pdf"])
def test_there_is_no_file_of_a_draft(ina: Client, emil: Client, name: str) -> None:
    meeting = in_review()
    for client in (ina, emil):
        answer = client.get(address(name, meeting), follow=True)
        assert "only once the minutes are released" in answer.content.decode()


def test_a_calendar_without_a_day_is_said(ina: Client) -> None:
    meeting = released()
    meeting.lines.update(due=None)
    assert address("calendar", meeting) not in page(ina, meeting)
    assert "nothing for a calendar" in ina.get(address("calendar", meeting), follow=True).content.decode()


def test_the_owner_deletes_everything_after_a_question(emil: Client) -> None:
    meeting = released()
    assert "This cannot be undone." in emil.get(address("discard", meeting)).content.decode()
    assert Meeting.objects.exists()
    answer = emil.post(address("discard", meeting), follow=True)
    assert "is deleted" in answer.content.decode()
    assert not Meeting.objects.exists()


def test_the_start_page_says_what_waits_and_only_to_whom_it_waits(client_of: ClientOf) -> None:
    in_review()
    said = "Entwurf wartet auf Sie"
    for name, waits in (("emil", True), ("ina", True), ("vera", False), ("lena", False)):
        assert (said in client_of(name).get("/").content.decode()) is waits, name
    later(5)
    assert said in client_of("emil").get("/").content.decode()
    assert said not in client_of("ina").get("/").content.decode()


def test_the_list_says_what_to_do_next(emil: Client, ina: Client) -> None:
    assert "No recording and no bot" in emil.get(reverse("meetings:list")).content.decode()
    wanted: dict[Callable[[], Meeting], tuple[str, str]] = {
        prepared: ("Bring the transcript in", "See purpose and rights"),
        drafted: ("Choose lines", "See purpose and rights"),
        in_review: ("Read and strike", "Read and strike"),
    }
    for make, steps in wanted.items():
        meeting = make()
        for client, step in zip((emil, ina), steps, strict=True):
            assert f"{step}: Hall and paint" in client.get(reverse("meetings:list")).content.decode()
        usecases.discard(meeting)


def test_many_meetings_and_lines_cost_no_more_queries(ina: Client) -> None:
    counts = []
    for meetings in (1, 3):
        for _ in range(meetings):
            meeting = in_review()
        with CaptureQueriesContext(connection) as asked:
            for path in (reverse("meetings:list"), address("meeting", meeting), "/"):
                ina.get(path)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    usecases.withdraw(meeting)
    for number in range(20):
        usecases.add(meeting, LineKind.TASK, f"Task {number}", participant(meeting, "otto"))
    usecases.invite(meeting, 3)
    with CaptureQueriesContext(connection) as asked:
        for path in (reverse("meetings:list"), address("meeting", meeting), "/"):
            ina.get(path)
    assert len(asked) == counts[0]


@pytest.mark.parametrize("language", ["de-formal", "de", "en"])
def test_every_page_speaks_the_readers_language(ina: Client, language: str) -> None:
    ina.cookies["language"] = language
    text = page(ina, in_review())
    wanted = {"de-formal": "Sie sehen den Entwurf", "de": "Du siehst den Entwurf", "en": "You see the draft"}
    assert {code for code, words in wanted.items() if words in text} == {language}


def test_nothing_on_any_page_is_about_how_people_talk(ina: Client, emil: Client) -> None:
    forbidden = ("percent", "share of", "speaking time", "sentiment", "mood", "most active", "%", "ranking")
    makers: tuple[Callable[[], Meeting], ...] = (drafted, in_review, released)
    for make in makers:
        meeting = make()
        for client in (ina, emil):
            text = page(client, meeting).split("<main")[1].split("</main>")[0].casefold()
            assert [word for word in forbidden if word in text] == []
        usecases.discard(meeting)


@pytest.mark.parametrize("language", ["en", "de", "de-formal"])
def test_minutes_whose_words_were_lost_say_so_and_are_not_released(emil: Client, language: str) -> None:
    """As after a backup: the meeting is there, the file of the transcripts is empty. The control is in between."""
    meeting = in_review()
    lost = "a backup was restored" if language == "en" else "Einspielen einer Sicherung"
    emil.cookies["language"] = language
    later(4)
    assert lost not in page(emil, meeting)
    for words in (meeting.draft_lines, meeting.utterances):
        words.all().delete()
    assert lost in page(emil, meeting)
    refused = emil.post(address("release", meeting), follow=True).content.decode()
    assert refused.count(lost) == 2
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.REVIEW
    usecases.withdraw(meeting)
    assert lost in page(emil, meeting)
