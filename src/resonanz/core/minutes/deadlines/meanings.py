"""What the words of a rule mean: from what was said and the day of the meeting to the last day in time."""

from datetime import date

from resonanz.core.minutes.deadlines import days
from resonanz.core.minutes.deadlines.days import EARLY, FRIDAY, LATE, MIDDLE, MONDAY, SUNDAY, WEDNESDAY
from resonanz.core.minutes.deadlines.grammar import MatchedWords, Meaning

HOURS_OF_A_DAY = 24
DAYS_OF_A_GERMAN_WEEK = 8  # "in acht Tagen" counts today


def the_day(_said: MatchedWords, day: date) -> date:
    """Today."""
    return day


def on(distance: int) -> Meaning:
    """So many days on."""
    return lambda _said, day: days.later(day, distance)


def weekday(said: MatchedWords, day: date) -> date:
    """The first such weekday strictly after the meeting."""
    return days.after(day, said["DAY"])


def weekday_and(weeks: int) -> Meaning:
    """The first such weekday after the meeting, and so many weeks on."""
    return lambda said, day: days.later(weekday(said, day), 7 * weeks)


def weekday_of_week(weeks: int) -> Meaning:
    """That weekday of the calendar week so many weeks on."""
    return lambda said, day: days.in_week(day, weeks, said["DAY"])


def weekday_of_this_week(said: MatchedWords, day: date) -> date:
    """That weekday of the meeting's own week; if it is past, the next one."""
    found = days.in_week(day, 0, said["DAY"])
    return found if found >= day else weekday(said, day)


def weekday_of_week_in(said: MatchedWords, day: date) -> date:
    """ "In two weeks on Monday"."""
    return days.in_week(day, said["NUM"], said["DAY"])


def part_of_this_week(said: MatchedWords, day: date) -> date:
    """The next Monday, the next Wednesday, or the Friday that ends the week."""
    part = said["PART"]
    return days.this_week(day) if part == LATE else days.after(day, {EARLY: MONDAY, MIDDLE: WEDNESDAY}[part])


def this_week(_said: MatchedWords, day: date) -> date:
    """The Friday that ends the working week."""
    return days.this_week(day)


def end_of_week(weeks: int) -> Meaning:
    """Friday of the calendar week so many weeks on."""
    return lambda _said, day: days.in_week(day, weeks, FRIDAY)


def part_of_week(weeks: int) -> Meaning:
    """Monday, Wednesday or Friday of the calendar week so many weeks on."""
    return lambda said, day: days.part_of_week(day, weeks, said["PART"])


def weekend(weeks: int) -> Meaning:
    """Sunday of the calendar week so many weeks on."""
    return lambda _said, day: days.in_week(day, weeks, SUNDAY)


def monday_after(_said: MatchedWords, day: date) -> date:
    """The next Monday."""
    return days.after(day, MONDAY)


def calendar_week(said: MatchedWords, day: date) -> date | None:
    """A weekday, a part, or without either the Friday of a numbered week."""
    part = said.get("PART")
    day_of_part = None if part is None else {EARLY: MONDAY, MIDDLE: WEDNESDAY, LATE: FRIDAY}[part]
    chosen = next((found for found in (said.get("DAY"), day_of_part) if found is not None), FRIDAY)
    year = day.year + 1 if said.has("next") else said.get("YEAR")
    return days.calendar_week(day, said.numbers[0], chosen, year)


def length(said: MatchedWords, day: date) -> date:
    """A number of days, weeks, months … from the meeting; of two numbers ("in two or three weeks") the second."""
    return _later(day, said.units[-1], said.numbers[-1] if said.numbers else 1)


def german_length(said: MatchedWords, day: date) -> date:
    """As ``length``, but eight days are a week."""
    eight_days = said.units[-1] == "day" and said.numbers[-1:] == (DAYS_OF_A_GERMAN_WEEK,)
    return days.later(day, 7) if eight_days else length(said, day)


def one_and_a_half(said: MatchedWords, day: date) -> date:
    """ "In anderthalb Wochen": eleven days, a month and fifteen days, eighteen months."""
    unit = said.units[-1]
    if unit == "week":
        return days.later(day, 11)
    return days.months_later(day, 18) if unit == "year" else days.later(days.months_later(day, 1), 15)


def from_weekday(said: MatchedWords, day: date) -> date:
    """ "Friday in two weeks": that long after the first Friday."""
    return german_length(said, weekday(said, day))


def from_tomorrow(said: MatchedWords, day: date) -> date:
    """ "Tomorrow in a week"."""
    return german_length(said, days.later(day, 1))


def months(count: int) -> Meaning:
    """The same day so many months on, or that month's last."""
    return lambda _said, day: days.months_later(day, count)


def _later(day: date, unit: str, number: int) -> date:
    number = min(number, 1000)
    if unit in ("month", "quarter", "year"):
        return days.months_later(day, number * {"month": 1, "quarter": 3, "year": 12}[unit])
    if unit == "workday":
        return days.workdays_later(day, number)
    if unit in ("hour", "minute"):
        return days.later(day, number // HOURS_OF_A_DAY if unit == "hour" else 0)
    return days.later(day, number * {"day": 1, "week": 7, "fortnight": 14}[unit])


def end_of_month(ahead: int) -> Meaning:
    """The last day of the month so many months on."""
    return lambda _said, day: days.month_end(day, ahead)


def part_of_this_month(said: MatchedWords, day: date) -> date:
    """The next 1st, the next 15th, or the last of this month."""
    return days.next_part_of_month(day, said["PART"])


def part_of_month(ahead: int) -> Meaning:
    """1st, 15th or last of the month so many months on."""
    return lambda said, day: days.part_of_month(days.first_of_month(day, ahead), said["PART"])


def named_month(said: MatchedWords, day: date) -> date:
    """1st, 15th or last of a named month, the next one without a year; without a part the last."""
    part = said.get("PART")
    return days.named_month(day, said["MONTH"], LATE if part is None else part, said.get("YEAR"))


def nth_weekday(said: MatchedWords, day: date) -> date | None:
    """ "The first Monday in May"."""
    return days.nth_weekday(day, said.numbers[0], said["DAY"], said["MONTH"], said.get("YEAR"))


def month_in_next_year(said: MatchedWords, day: date) -> date:
    """As ``named_month``, next year."""
    part = said.get("PART")
    return days.named_month(day, said["MONTH"], LATE if part is None else part, day.year + 1)


def before_month(said: MatchedWords, day: date) -> date:
    """ "Before May": the last day of April."""
    return days.later(days.named_month(day, said["MONTH"], EARLY, said.get("YEAR")), -1)


def quarter(ahead: int) -> Meaning:
    """First day, middle or last day of the quarter so many quarters on; without a part the last."""

    def meaning(said: MatchedWords, day: date) -> date:
        part = said.get("PART")
        return days.part_of_quarter(day, ahead, LATE if part is None else part)

    return meaning


def named_quarter(said: MatchedWords, day: date) -> date | None:
    """First day, middle or last day of Q1 to Q4; without a part the last."""
    part, number = said.get("PART"), said.numbers[0]
    return (
        days.named_quarter(day, number, LATE if part is None else part, said.get("YEAR")) if 1 <= number <= 4 else None
    )


def named_half(said: MatchedWords, day: date) -> date:
    """30 June for the first half of a year, 31 December for the second."""
    return days.named_quarter(day, 2 * min(said.numbers[0], 2), LATE, said.get("YEAR"))


def half(_said: MatchedWords, day: date) -> date:
    """The end of the meeting's own half of the year."""
    return days.half_end(day)


def part_of_this_year(said: MatchedWords, day: date) -> date:
    """1 January, the next 30 June or 31 December."""
    part = said.get("PART")
    return days.next_part_of_year(day, LATE if part is None else part)


def part_of_next_year(said: MatchedWords, day: date) -> date:
    """1 January, 30 June or 31 December of the next year; without a part the last."""
    part = said.get("PART")
    return days.part_of_year(day.year + 1, LATE if part is None else part)


def part_of_named_year(said: MatchedWords, _day: date) -> date:
    """1 January, 30 June or 31 December of a year."""
    return days.part_of_year(said["YEAR"], said["PART"])


def dated(said: MatchedWords, day: date) -> date | None:
    """A day and a month by name, or by two ordinals ("am fünfzehnten vierten")."""
    month = said.get("MONTH")
    number = said.numbers[0]
    return days.dated(day, number, said.numbers[1] if month is None else month, said.get("YEAR"))


def dated_next_year(said: MatchedWords, day: date) -> date | None:
    """A day and a month by name, next year."""
    return days.dated(day, said.numbers[0], said["MONTH"], day.year + 1)


def in_figures(said: MatchedWords, day: date) -> date | None:
    """15.04. or 15/4; where only the other order is a date (4/15), that one."""
    number, month, year = said.date
    if month > days.DECEMBER >= number and said.has("SLASHED"):
        number, month = month, number
    return days.dated(day, number, month, year or said.get("YEAR"))


def day_of_month(said: MatchedWords, day: date) -> date | None:
    """The next such day of a month on or after the meeting."""
    return days.day_of_month(day, said.numbers[0])


def next_day_of_month(said: MatchedWords, day: date) -> date | None:
    """ "Zum nächsten Ersten": the next such day after the meeting."""
    return days.day_of_month(days.later(day, 1), said.numbers[0])


def day_of_next_month(said: MatchedWords, day: date) -> date | None:
    """That day of the next month."""
    return days.day_of_month(days.first_of_month(day, 1), said.numbers[0])


def feast(said: MatchedWords, day: date) -> date:
    """A feast, or with "before" the day before it; "before Christmas" is Christmas Eve."""
    found = days.feast(day, said["FEAST"])
    return days.later(found, -1) if said.has("before") and said["FEAST"] != CHRISTMAS and found > day else found


def advent(said: MatchedWords, day: date) -> date:
    """The first to fourth Sunday of Advent."""
    return days.feast(day, days.ADVENT + min(said.numbers[0], 4))


CHRISTMAS = 1224


def feast_code(code: int) -> Meaning:
    """A feast by its code, see ``days.feast``."""
    return lambda _said, day: days.feast(day, code)
