"""Days counted from the day of a meeting, against the calendar."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.core.minutes.deadlines import days

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@given(DAYS, st.integers(0, 6))
def test_the_next_weekday_is_after_the_day_and_within_a_week(day: date, weekday: int) -> None:
    found = days.after(day, weekday)
    assert found.weekday() == weekday
    assert 1 <= (found - day).days <= 7


@given(DAYS, st.integers(0, 24))
def test_months_on_keep_the_day_or_end_the_month(day: date, months: int) -> None:
    found = days.months_later(day, months)
    assert (found.year - day.year) * 12 + found.month - day.month == months
    assert found.day == min(day.day, calendar.monthrange(found.year, found.month)[1])


def test_a_month_after_the_last_of_january_ends_in_february() -> None:
    assert days.months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert days.months_later(date(2028, 1, 31), 1) == date(2028, 2, 29)


@given(DAYS, st.integers(1, 31))
def test_a_day_of_a_month_is_the_next_one_on_or_after(day: date, number: int) -> None:
    found = days.day_of_month(day, number)
    assert found is not None
    between = [day + timedelta(days=step) for step in range((found - day).days)]
    assert found.day == number
    assert all(other.day != number for other in between)


@pytest.mark.parametrize("number", [0, 32])
def test_no_month_has_such_a_day(number: int) -> None:
    assert days.day_of_month(date(2026, 4, 1), number) is None


@pytest.mark.parametrize("year", range(2020, 2031))
@pytest.mark.parametrize("week", [1, 14, 52, 53])
def test_a_numbered_week_agrees_with_the_iso_calendar(year: int, week: int) -> None:
    day = date(year, 1, 15)
    found = days.calendar_week(day, week, days.FRIDAY)
    wanted = [one for one in (day + timedelta(days=step) for step in range(730)) if one.isocalendar()[1:] == (week, 5)]
    wanted = [one for one in wanted if one.isocalendar().year <= year + 1]
    assert found == (wanted[0] if wanted else None)


def test_week_53_is_missing_from_most_years() -> None:
    assert days.calendar_week(date(2026, 12, 30), 53, days.FRIDAY) == date(2027, 1, 1)
    assert days.calendar_week(date(2027, 3, 1), 53, days.FRIDAY) is None


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2028, 4, 16), (2038, 4, 25), (2285, 3, 22)],
)
def test_easter(year: int, month: int, day: int) -> None:
    assert days.easter(year) == date(year, month, day)


def test_movable_feasts() -> None:
    spring = date(2026, 3, 1)
    assert days.feast(spring, days.EASTER - 2) == date(2026, 4, 3)
    assert days.feast(spring, days.EASTER + 49) == date(2026, 5, 24)
    assert days.feast(date(2026, 4, 6), days.EASTER) == date(2027, 3, 28)
    assert days.feast(spring, days.ADVENT + 1) == date(2026, 11, 29)
    assert days.feast(date(2023, 11, 1), days.ADVENT + 4) == date(2023, 12, 24)
    assert days.feast(spring, days.THANKSGIVING) == date(2026, 11, 26)


def test_a_leap_day_is_the_next_that_exists() -> None:
    assert days.dated(date(2026, 3, 5), 29, 2, None) == date(2028, 2, 29)
    assert days.dated(date(2097, 3, 5), 29, 2, None) == date(2104, 2, 29)
    assert days.dated(date(2026, 3, 5), 31, 2, None) is None


@given(DAYS)
def test_ends_contain_the_day(day: date) -> None:
    month, quarter = days.month_end(day), days.quarter_end(day)
    assert day <= month <= quarter
    assert (month + timedelta(days=1)).day == 1
    assert (quarter + timedelta(days=1)).month in (1, 4, 7, 10)
    assert (quarter.month - 1) // 3 == (day.month - 1) // 3


@given(DAYS, st.integers(1, 30))
def test_working_days_skip_weekends(day: date, count: int) -> None:
    found = days.workdays_later(day, count)
    between = (day + timedelta(days=step) for step in range(1, (found - day).days + 1))
    assert sum(one.weekday() <= days.FRIDAY for one in between) == count
    assert found.weekday() <= days.FRIDAY
