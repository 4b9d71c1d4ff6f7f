"""Days counted from the day of a meeting. Weekdays run from Monday 0 to Sunday 6; weeks begin on Monday (ISO 8601)."""

import calendar
from datetime import date, timedelta

MONDAY, WEDNESDAY, THURSDAY, FRIDAY, SUNDAY = 0, 2, 3, 4, 6
EARLY, MIDDLE, LATE = 0, 1, 2  # of a week, month, quarter or year
JUNE, NOVEMBER, DECEMBER = 6, 11, 12
EASTER, ADVENT, THANKSGIVING = 5000, 6000, 7000  # feasts without a date of their own, see ``feast``
MANY_YEARS = 9  # from one 29 February to the next it may be eight


def later(day: date, days: int) -> date:
    """So many days on."""
    return day + timedelta(days=days)


def after(day: date, weekday: int) -> date:
    """The first such weekday strictly after the day."""
    return later(day, (weekday - day.weekday() - 1) % 7 + 1)


def in_week(day: date, weeks: int, weekday: int) -> date:
    """That weekday of the calendar week ``weeks`` after the day's own."""
    return later(day, 7 * weeks + weekday - day.weekday())


def part_of_week(day: date, weeks: int, part: int) -> date:
    """Monday for the beginning, Wednesday for the middle, Friday for the end."""
    return in_week(day, weeks, {EARLY: MONDAY, MIDDLE: WEDNESDAY, LATE: FRIDAY}[part])


def this_week(day: date) -> date:
    """The Friday that ends the working week; on a weekend the next one's."""
    return in_week(day, 0 if day.weekday() <= FRIDAY else 1, FRIDAY)


def months_later(day: date, months: int) -> date:
    """The same day so many months on, or that month's last."""
    first = first_of_month(day, months)
    return first.replace(day=min(day.day, _length(first)))


def first_of_month(day: date, months: int = 0) -> date:
    """The first of the month ``months`` after the day's own."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def month_end(day: date, months: int = 0) -> date:
    """The last of the month ``months`` after the day's own."""
    first = first_of_month(day, months)
    return first.replace(day=_length(first))


def part_of_month(first: date, part: int) -> date:
    """The 1st for the beginning, the 15th for the middle, the last day for the end."""
    return {EARLY: first, MIDDLE: first.replace(day=15), LATE: month_end(first)}[part]


def next_part_of_month(day: date, part: int) -> date:
    """The next 1st after, or the next 15th or last on or after the day."""
    here = part_of_month(first_of_month(day), part)
    return here if here >= day and part != EARLY else part_of_month(first_of_month(day, 1), part)


def named_month(day: date, month: int, part: int, year: int | None) -> date:
    """Beginning, middle or end of a month; without a year the next one whose day is not past."""
    if year is not None:
        return part_of_month(date(year, month, 1), part)
    here = part_of_month(date(day.year, month, 1), part)
    return here if here >= day else part_of_month(date(day.year + 1, month, 1), part)


def nth_weekday(day: date, nth: int, weekday: int, month: int, year: int | None) -> date | None:
    """The first, second … such weekday of a month, without a year the next on or after; ``None`` if there is none."""
    for candidate in (year,) if year is not None else (day.year, day.year + 1):
        found = later(after(later(date(candidate, month, 1), -1), weekday), 7 * (nth - 1))
        if found.month == month and (year is not None or found >= day):
            return found
    return None


def day_of_month(day: date, number: int) -> date | None:
    """The next such day on or after; a month that lacks it is skipped. ``None`` if no month has it."""
    if not 1 <= number <= 31:
        return None
    firsts = (first_of_month(day, months) for months in range(4))
    return next(found for first in firsts if _length(first) >= number and (found := first.replace(day=number)) >= day)


def dated(day: date, number: int, month: int, year: int | None) -> date | None:
    """That date, without a year the next one on or after; ``None`` if the calendar has no such day."""
    years = [year] if year is not None else range(day.year, day.year + MANY_YEARS)
    for candidate in years:
        try:
            found = date(candidate, month, number)
        except ValueError:
            continue
        if year is not None or found >= day:
            return found
    return None


def quarter_end(day: date, quarters: int = 0) -> date:
    """The last day of the quarter ``quarters`` after the day's own."""
    return month_end(day, (2 - (day.month - 1) % 3) + 3 * quarters)


def part_of_quarter(day: date, quarters: int, part: int) -> date:
    """First day, 15th of the middle month or last day of the quarter ``quarters`` after the day's own."""
    last = quarter_end(day, quarters)
    first = first_of_month(last, -2)
    return {EARLY: first, MIDDLE: first_of_month(first, 1).replace(day=15), LATE: last}[part]


def named_quarter(day: date, quarter: int, part: int, year: int | None) -> date:
    """That part of the first to fourth quarter; without a year the next one that is not past."""
    found = part_of_quarter(date(year or day.year, 3 * quarter, 1), 0, part)
    return found if year or found >= day else part_of_quarter(date(day.year + 1, 3 * quarter, 1), 0, part)


def half_end(day: date) -> date:
    """30 June or 31 December, whichever ends the day's half of the year."""
    return date(day.year, JUNE, 30) if day.month <= JUNE else date(day.year, DECEMBER, 31)


def part_of_year(year: int, part: int) -> date:
    """1 January for the beginning, 30 June for the middle, 31 December for the end."""
    return {EARLY: date(year, 1, 1), MIDDLE: date(year, JUNE, 30), LATE: date(year, DECEMBER, 31)}[part]


def next_part_of_year(day: date, part: int) -> date:
    """The 31 December or next 30 June on or after the day, or the 1 January after it."""
    here = part_of_year(day.year, part)
    return here if here >= day and part != EARLY else part_of_year(day.year + 1, part)


def calendar_week(day: date, week: int, weekday: int, year: int | None = None) -> date | None:
    """A weekday of an ISO week, without a year the next such week whose Friday is not past; ``None`` if neither this
    ISO year nor the next has that week."""
    here = day.isocalendar().year
    for candidate in (year,) if year is not None else (here, here + 1):
        try:
            friday = date.fromisocalendar(candidate, week, FRIDAY + 1)
        except ValueError:
            continue
        if year is not None or friday >= day:
            return in_week(friday, 0, weekday)
    return None


def workdays_later(day: date, count: int) -> date:
    """So many days from Monday to Friday on; public holidays are not known here."""
    found = day
    for _ in range(min(count, 400)):
        found = later(found, 1 if found.weekday() < FRIDAY else 7 - found.weekday())
    return found


def feast(day: date, code: int) -> date:
    """The next such feast that is not past.

    ``code`` is month and day as in 1224; ``EASTER`` plus the days after Easter Sunday; ``ADVENT`` plus the number of
    the Sunday; ``THANKSGIVING`` (the fourth Thursday in November).
    """
    return next(found for year in (day.year, day.year + 1) if (found := _feast(year, code)) >= day)


def _feast(year: int, code: int) -> date:
    if code < EASTER - 100:
        return date(year, code // 100, code % 100)
    if code < ADVENT:
        return later(easter(year), code - EASTER)
    if code < THANKSGIVING:
        fourth = later(after(date(year, DECEMBER, 24), SUNDAY), -7)
        return later(fourth, 7 * (code - ADVENT - 4))
    return later(after(date(year, NOVEMBER, 1) - timedelta(days=1), THURSDAY), 21)


def easter(year: int) -> date:
    """Easter Sunday (Gregorian; the anonymous algorithm published in Nature, 20 April 1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap_centuries, century_rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon + 15) % 30
    weekday = (32 + 2 * century_rest + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, number = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, number + 1)


def _length(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]
