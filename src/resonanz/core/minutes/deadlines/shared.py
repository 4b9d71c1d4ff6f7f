"""Rules that hold in both languages; notation in ``grammar.rules``, tags in ``words``.

D is the day of the meeting, weeks run from Monday to Sunday. A deadline is the last day on which the task is in time.
"""

from typing import Final

from resonanz.core.minutes.deadlines import meanings as m
from resonanz.core.minutes.deadlines.grammar import Rule, rules, vague

UNITS: Final = "day|workday|week|fortnight|month|quarter|year|hour|minute"

TODAY: Final = [
    *rules(m.the_day, "today", "eod", "to ~ endofday", "by ~ endofday", bare=True, before=m.the_day),
    *rules(
        m.the_day, "in course ~ day", "PART ~ day", "by|before ~ daypart", "by|before ~ NUM oclock", before=m.the_day
    ),
    *rules(m.on(1), "tomorrow", before=m.the_day),
    *rules(m.on(2), "aftertomorrow"),
]
WEEKDAYS: Final = [
    *rules(m.weekday, "DAY", "coming DAY", bare=True),
    *rules(m.weekday, "this DAY", "this coming DAY", bare=True),
    *rules(m.weekday_of_week(1), "DAY ~ next|coming week", "next|coming week ~ by? ~ DAY"),
    *rules(m.weekday_of_week(2), "DAY ~ afternext week", "afternext week ~ by? ~ DAY"),
    *rules(m.weekday_of_this_week, "DAY ~ this week", "this week ~ still? by? ~ DAY", bare=True),
    *rules(m.weekday_of_week_in, "in NUM week ~ DAY"),
]
WEEKS: Final = [
    *rules(m.this_week, "this week", "in course ~ this? week", bare=True),
    *rules(m.part_of_this_week, "PART ~ this? week", before=m.part_of_this_week),
    *rules(m.this_week, "this week PART", before=m.this_week),
    *rules(m.this_week, "by|before|to|latest ~ this? coming? weekend"),
    *rules(m.weekend(0), "weekend", "this weekend", "coming weekend", bare=True, before=m.this_week),
    *rules(m.weekend(1), "next weekend", certain=False),
    *rules(m.weekend(1), "weekend ~ next week", "afternext weekend"),
    *rules(m.monday_after, "after ~ this? weekend"),
    *rules(m.end_of_week(1), "next|coming week", "in course ~ next|coming week", before=m.this_week),
    *rules(m.part_of_week(1), "PART ~ next|coming week", "next|coming week ~ PART", before=m.part_of_week(1)),
    *rules(m.end_of_week(2), "afternext week", "in course ~ afternext week", before=m.end_of_week(1)),
    *rules(m.part_of_week(2), "PART ~ afternext week", "afternext week ~ PART", before=m.part_of_week(2)),
    *rules(
        m.calendar_week,
        *(f"PART? ~ kw {number} YEAR?" for number in ("NUM", "NUM slash")),
        "PART? ~ kw NUM ~ next year",
        "kw NUM ~ by? DAY",
        "DAY ~ kw NUM YEAR?",
        "kw NUM PART",
    ),
]
MONTHS: Final = [
    *rules(
        m.end_of_month(0),
        "this month",
        "monthend",
        "last day ~ this? month",
        "in course ~ this? month",
        before=m.end_of_month(0),
        bare=True,
    ),
    *rules(m.part_of_this_month, "PART ~ this? month", before=m.part_of_this_month),
    *rules(m.end_of_month(1), "next|coming month", "in course ~ next|coming month", before=m.end_of_month(0)),
    *rules(m.part_of_month(1), "PART ~ next|coming month", "next|coming month PART", before=m.part_of_month(1)),
    *rules(m.end_of_month(2), "afternext month", before=m.end_of_month(1)),
    *rules(m.part_of_month(2), "PART ~ afternext month", before=m.part_of_month(2)),
    *rules(m.nth_weekday, "NTH DAY in|of ~ MONTH YEAR?", "NUM dot DAY in|of ~ MONTH YEAR?"),
    *rules(m.named_month, "last day ~ MONTH YEAR?"),
    *rules(m.named_month, "PART ~ MONTH YEAR?", before=m.named_month),
    *rules(m.named_month, "in ~ course? ~ MONTH YEAR?", "this|coming MONTH", "MONTH YEAR", bare=True),
    *rules(m.month_in_next_year, "PART? ~ MONTH ~ next year"),
    *rules(m.named_month, "by|to|latest ~ MONTH YEAR?", "next MONTH", certain=False),
    *rules(m.before_month, "before MONTH YEAR? !NTH|NUM"),
]
LONGER: Final = [
    *rules(m.quarter(0), "PART ~ this? quarter", "this quarter", "quarterend", before=m.quarter(0)),
    *rules(m.quarter(1), "PART? ~ next|coming quarter", before=m.quarter(0)),
    *rules(m.quarter(2), "PART? ~ afternext quarter"),
    *rules(m.named_quarter, "PART? ~ q NUM YEAR?", "PART? ~ NTH quarter YEAR?", "PART? ~ NUM dot quarter YEAR?"),
    *rules(m.named_half, "PART? ~ NTH halfyear YEAR?", "PART? ~ NUM dot halfyear YEAR?", "halfyear NUM YEAR?"),
    *rules(m.half, "PART ~ this? halfyear"),
    *rules(m.part_of_this_year, "PART ~ this? year", "this year", "in course ~ this? year", before=m.part_of_this_year),
    *rules(m.part_of_next_year, "PART? ~ next|coming year", "PART ~ new year", before=m.part_of_this_year),
    *rules(m.part_of_named_year, "PART ~ YEAR"),
]
LENGTHS: Final = [
    *rules(m.months(6), "in half year", "in NUM half year", "in ~ next half year"),
    *rules(m.length, f"in|within ~ next|coming? NUM NUM {UNITS}", certain=False),
    *rules(m.length, f"in|within ~ next|coming? NUM {UNITS}? or|to|by NUM {UNITS}", certain=False),
    *rules(m.the_day, "in NUM half hour", "in half NUM? hour", "in NUM quarterhour", "in ~ next half? hour|minute"),
]
DATES: Final = [
    *rules(m.in_figures, "DATE YEAR?", "DAY ~ DATE YEAR?", bare=True),
    *rules(m.feast, "by|before|to|on|over|in|at|latest|still ~ FEAST"),
    *rules(m.advent, "NTH advent", "NUM dot advent"),
]
VAGUE: Final = [
    *rules(vague, "by|before|until ~ next? EVENT", "to ~ next EVENT"),
    *rules(vague, "before|after|in|by|over ~ SEASON", "after ~ FEAST", "in ~ next|coming day", "in few day|week|month"),
    *rules(vague, "in NUM few day|week|month", "in ~ next|coming few day|week|month", "this day|SEASON", "in this day"),
]
NOT_AHEAD: Final = [
    *rules(
        None,
        "last DAY|week|month|quarter|year|MONTH|weekend|FEAST|EVENT",
        "last NUM day|week|month|year",
        "DAY ~ last week",
        "PART ~ last week|month|quarter|year",
        "in ~ last NUM? day|week|month|quarter|year",
        "last year ~ MONTH",
        "last week ~ DAY",
        "title title? DAY|MONTH|FEAST",
        "every ~ other? DAY|day|week|month|year|quarter|weekend|daypart|tomorrow",
        "every|all NUM|NTH day|week|month|DAY",
        "from the? this|next|coming|afternext? DAY|today|tomorrow|week|month|MONTH|year|quarter",
        "from the? PART ~ next? week|month|MONTH|year",
        "from the? NTH MONTH?",
        "from the? NUM dot MONTH?",
        "from the? DATE|FEAST",
        "from the? DAY by|to|until ~ DAY",
        "from the? MONTH by|to|until ~ MONTH",
        "from the? kw NUM",
        "of DAY by|to ~ DAY",
        "since ~ last? DAY|today|week|month|MONTH|FEAST|weekend|year",
        "since ~ PART ~ week|month|MONTH|year",
        "since ~ NTH MONTH?",
        "since ~ NUM dot MONTH?",
        "since NUM day|week|month|year",
        "not before ~ next? DAY|tomorrow|MONTH|week|month|FEAST|year",
        "earliest ~ next? DAY|tomorrow|week|month|MONTH",
    ),
]

RULES: Final[list[Rule]] = [*TODAY, *WEEKDAYS, *WEEKS, *MONTHS, *LONGER, *LENGTHS, *DATES, *VAGUE, *NOT_AHEAD]
