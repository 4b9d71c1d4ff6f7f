"""English deadlines: what they mean, on any day of a meeting."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from resonanz.core.minutes.deadlines import find_deadline
from training.minutes.corpus import FOLDER
from training.minutes.deadlines import Case, cases, right

MEETING = date(2026, 4, 1)  # a Wednesday
ONE_WEEK = [MEETING + timedelta(days=step) for step in range(7)]
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    ("January", 31),
    ("February", 28),
    ("March", 31),
    ("April", 30),
    ("May", 31),
    ("June", 30),
    ("July", 31),
    ("August", 31),
    ("September", 30),
    ("October", 31),
    ("November", 30),
    ("December", 31),
)
IN_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third "
    "twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first "
)
ORDINALS = IN_WORDS.split()
DEVELOPMENT = [one for one in cases(FOLDER / "deadlines_development.tsv") if one.language == "en"]


def due(text: str, meeting: date = MEETING) -> date | None:
    found = find_deadline(text, meeting, "en")
    return found.due if found else None


def test_there_are_enough_phrases() -> None:
    assert len(DEVELOPMENT) > 50


@pytest.mark.parametrize("case", DEVELOPMENT, ids=lambda one: f"{one.meeting} {one.sentence}")
def test_phrases_for_development_are_exact(case: Case) -> None:
    assert all(right(case)), case.found


@pytest.mark.parametrize("meeting", ONE_WEEK)
@pytest.mark.parametrize("weekday", range(7))
def test_every_weekday_on_every_day(meeting: date, weekday: int) -> None:
    name = WEEKDAYS[weekday]
    first = next(meeting + timedelta(days=step) for step in range(1, 8) if (meeting.weekday() + step) % 7 == weekday)
    next_week = meeting + timedelta(days=7 - meeting.weekday() + weekday)
    assert due(f"I'll do it by {name}.", meeting) == due(f"this coming {name.lower()}", meeting) == first
    assert due(f"by {name} morning", meeting) == first
    assert due(f"a week on {name}", meeting) == due(f"{name} week", meeting) == first + timedelta(days=7)
    assert due(f"{name} next week", meeting) == next_week
    found = find_deadline(f"next {name}", meeting, "en")
    assert found is not None
    assert (found.due, found.certain) == (next_week, False)


@pytest.mark.parametrize("number", range(1, 32))
def test_every_day_of_a_month_in_words_and_figures(number: int) -> None:
    in_words = due(f"by the {ORDINALS[number - 1]}")
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number // 10 != 1 else "th"
    assert in_words is not None
    assert in_words.day == number
    assert in_words == due(f"by the {number}{ending}") == due(f"by the {ORDINALS[number - 1].replace('-', ' ')}")
    assert due(f"on May {number}") == due(f"on the {ORDINALS[number - 1]} of May") == date(2026, 5, number)


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month(month: int) -> None:
    name, length = MONTHS[month - 1]
    meeting = date(2026, month, 1)
    assert due(f"at the beginning of {name}", meeting) == meeting
    assert due(f"mid-{name}", meeting) == meeting.replace(day=15)
    assert due(f"by the end of {name.lower()}", meeting) == due(f"in {name}", meeting) == meeting.replace(day=length)


@pytest.mark.parametrize("text", ["in three days", "within three days", "three days from now", "in three days' time"])
def test_lengths(text: str) -> None:
    assert due(text) == date(2026, 4, 4)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("by 5 pm on Friday", date(2026, 4, 3)),
        ("by COB Friday", date(2026, 4, 3)),
        ("a week today", date(2026, 4, 8)),
        ("by 4/15", date(2026, 4, 15)),
        ("before the end of the month", date(2026, 4, 30)),
        ("Q3", date(2026, 9, 30)),
        ("by May 31", date(2026, 5, 31)),
        ("before May", date(2026, 4, 30)),
        ("in half a year", date(2026, 10, 1)),
        ("in half an hour", MEETING),
        ("Monday or Tuesday", date(2026, 4, 7)),
        ("Thursday, no, Friday", date(2026, 4, 3)),
        ("by April 15, 2027", date(2027, 4, 15)),
        ("by Christmas", date(2026, 12, 24)),
        ("end of business", MEETING),
        ("later this week", date(2026, 4, 3)),
        ("early in May", date(2026, 5, 1)),
        ("by the end of 2026", date(2026, 12, 31)),
    ],
)
def test_other_wordings(text: str, day: date) -> None:
    assert due(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "you may begin",
        "march on",
        "second, I may add",
        "Ms March agrees",
        "for two weeks",
        "on Mondays",
        "last week",
        "Friday's meeting was long",
        "today's agenda",
        "two weeks ago",
        "on the second floor",
        "See you on Monday!",
        "every other Friday",
        "I finished it on Monday",
        "from Monday on",
        "good morning",
        "open 24/7",
        "not before Monday",
        "a third of it",
        "",
    ],
)
def test_these_are_no_deadlines(text: str) -> None:
    assert due(text) is None
