"""Tasks as calendar entries: read back, nothing invites, nothing injected, every line short enough."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override
from icalendar import Calendar, Event

from resonanz.app.meetings.states import MeetingState
from resonanz.app.meetings.writing.calendar import as_calendar
from resonanz.app.meetings.writing.content import plain
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.minutes.model import LineKind
from tests.app.meetings.hostile_minutes import HOSTILE, hostile, line, reading, tasks


def events(data: bytes) -> list[Event]:
    calendar = Calendar.from_ical(data)
    assert isinstance(calendar, Calendar)
    assert {one.name for one in calendar.walk()} == {"VCALENDAR", "VEVENT"}
    return list(calendar.events)


def said(event: Event, name: str) -> str:
    """A text of an event, unescaped."""
    return str(event[name])


def test_a_task_is_a_day_that_takes_no_time() -> None:
    first, second = events(as_calendar(tasks(), "de"))
    assert (first.decoded("DTSTART"), first.decoded("DTEND")) == (date(2027, 2, 28), date(2027, 3, 1))
    assert b"DTSTART;VALUE=DATE:20270228" in first.to_ical()
    assert (said(first, "TRANSP"), said(first, "CLASS"), said(first, "SUMMARY")) == (
        "TRANSPARENT",
        "PRIVATE",
        "Ich bestelle die Farbe.",
    )
    assert first.decoded("DTSTAMP") == datetime(2026, 12, 9, tzinfo=UTC)
    assert said(first, "DESCRIPTION") == (
        "Aufgabe von: Ina Ångström\nBesprechung: Übergabe <b>Nord</b>, 4. Dezember 2026\nSo gesagt: „bis Ende Februar“"
    )
    assert second.decoded("DTSTART") == date(2026, 12, 7)
    assert said(second, "DESCRIPTION").endswith("\nBitte prüf das Datum.")


def test_the_reader_reads_her_language() -> None:
    with override("de"):
        assert "Task of: Ina Ångström" in said(events(as_calendar(tasks(), "en"))[0], "DESCRIPTION")
        assert "Bitte prüfen Sie" in said(events(as_calendar(tasks(), "de-formal"))[1], "DESCRIPTION")


def test_a_task_keeps_its_identity() -> None:
    found = tasks()
    uids = [said(event, "UID") for event in events(as_calendar(found, "de"))]
    assert uids == [f"{found.meeting.pk}-{number}@resonanz" for number in (1, 2)]
    assert as_calendar(found, "de") == as_calendar(found, "de")
    assert {said(event, "UID") for event in events(as_calendar(tasks(), "de"))}.isdisjoint(uids)


def test_only_tasks_that_name_a_day() -> None:
    dated = line(1, LineKind.DECISION, "x", due=date(2027, 1, 1))
    undated = line(2, LineKind.TASK, "y")
    with pytest.raises(ResonanzError, match="no-dated-tasks"):
        as_calendar(reading({LineKind.DECISION: (dated,), LineKind.TASK: (undated,)}), "de")


@pytest.mark.parametrize("state", [state for state in MeetingState if state is not MeetingState.RELEASED])
def test_only_released_minutes_are_written(state: MeetingState) -> None:
    with pytest.raises(ResonanzError, match="meeting-not-released"):
        as_calendar(hostile(state=state), "de")


def test_hostile_text_comes_back_as_text() -> None:
    found = hostile(title="a\r\nMETHOD:REQUEST; b, c \\ " + "ä" * 150)
    data = as_calendar(found, "de")
    assert [said(event, "SUMMARY") for event in events(data)] == [plain(text) for text in HOSTILE]
    for event in events(data):
        assert "So gesagt: „bis <i>Silvester</i>, spätestens; ja wirklich“" in said(event, "DESCRIPTION")
        assert plain(found.meeting.title) in said(event, "DESCRIPTION")
        assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2026, 12, 31), date(2027, 1, 1))
        assert set(event) == {
            "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP", "CLASS",
        }  # fmt: skip
    assert set(Calendar.from_ical(data)) == {"PRODID", "VERSION", "CALSCALE"}


def test_lines_are_short_and_end_as_the_format_wants() -> None:
    data = as_calendar(hostile(), "de")
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert any(one.startswith(b" ") for one in lines)
    assert not any(b"\r" in one or b"\n" in one for one in lines)
    for one in lines:
        one.decode()  # no sign is cut in two
    assert not any(one.startswith((b"ATTENDEE", b"METHOD", b"ORGANIZER", b"BEGIN:VALARM")) for one in lines)
