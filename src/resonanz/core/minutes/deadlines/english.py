"""English deadlines: what each wording means (D is the day of the meeting, weeks run from Monday to Sunday).

Days. today, tonight, end of day, by noon, by 5 pm: D. tomorrow: D+1. A weekday ("by", "on", "this", "coming Friday"):
the first one after D. "next Friday": Friday of the next calendar week, two readings. "Friday week", "a week on
Friday": the first Friday after D and seven days. "Friday next week": Friday of the next calendar week.

Weeks. this week, end of the week, by the weekend: Friday of this week (on a weekend the next). over the weekend:
Sunday. after the weekend: Monday. next week: its Friday; early, mid, end of next week: Monday, Wednesday, Friday. week
14: Friday of that ISO week.

Lengths. in three days, three days from now: D+3. in a week: D+7. in a fortnight: D+14. in a month: the same day of the
next month or its last. working days skip weekends. "a couple of weeks" is two, "two or three" three; two readings each.

Months and more. beginning, middle, end of May: 1st, 15th, last; in May: the last; by May: the last, two readings. end
of the month, next month: its last day. end of Q2, quarter-end, year-end: the last day. early next year: 1 January.

Dates. 15 April, April 15th, the 15th: the next such day on or after D. 4/5: day and month, two readings unless one
number is above twelve. A day that the calendar lacks: the words without a date. before with a day: the day before;
before Christmas: 24 December; by Easter: Easter Sunday.

No date, words kept: asap, as soon as possible, soon, by the next meeting, in the summer, after the holidays.
Nothing: what is past, habits (every Monday, on Mondays), lengths of time (for two weeks), beginnings (from Monday,
since Monday, not before Monday), names (Mrs May), verbs (may, march on), "see you tomorrow".
"""

import re
from typing import Final

from resonanz.core.minutes.deadlines import meanings as m
from resonanz.core.minutes.deadlines import shared
from resonanz.core.minutes.deadlines.english_words import VOCABULARY
from resonanz.core.minutes.deadlines.grammar import Context, Grammar, Rule, rules

UNITS: Final = shared.UNITS
NTH: Final = "NTH|NUM"
ON_A_DAY: Final = ("", "DAY ~")
DATES: Final = (f"{NTH} of? MONTH", "MONTH the? NTH|NUM")

RULES: Final[list[Rule]] = [
    *shared.RULES,
    *rules(m.the_day, "this daypart", "PART of? work", "PART ~ today", bare=True),
    *rules(m.on(1), "PART ~ tomorrow"),
    *rules(m.weekday, "PART ~ work? DAY"),
    *rules(m.on(2), "the? day after tomorrow"),
    *rules(m.weekday_of_week(1), "next DAY", certain=False),
    *rules(m.weekday_of_week(2), "DAY after next", certain=False),
    *rules(m.weekday_of_week(2), "DAY ~ week after next", "the? week after next ~ by? DAY"),
    *rules(m.weekday_and(1), "DAY week", "NUM week on|from|after? this? DAY", "DAY in NUM weeksown time"),
    *rules(m.from_weekday, "DAY in NUM week", "NUM week on|from this? DAY"),
    *rules(m.end_of_week(2), "the? week after next", "after next week", before=m.end_of_week(1)),
    *rules(m.part_of_week(2), "PART ~ week after next"),
    *rules(m.this_week, "the? week's end", "weeksown PART"),
    *rules(m.on(7), "this time next week", "NUM week today", "today week", "in NUM weeksown time", "in ~ next week"),
    *rules(m.on(8), "NUM week tomorrow", "tomorrow week", "NUM week from tomorrow"),
    *rules(
        m.length,
        f"in NUM {UNITS}",
        f"in|within|over ~ next|coming NUM {UNITS}",
        f"within ~ NUM {UNITS}",
        f"in ~ NUM {UNITS} time",
        "in ~ NUM week|month|year time",
    ),
    *rules(m.length, f"NUM {UNITS} from now|today", "in ~ next month|fortnight|year", "within the week|month|year"),
    *rules(
        m.length, f"in|within ~ next|coming? NUM NUM of {UNITS}", f"NUM NUM of {UNITS} from now|today", certain=False
    ),
    *rules(m.on(14), "in ~ next week or NUM", "in NUM week or NUM", certain=False),
    *rules(m.from_weekday, "NUM fortnight on|from DAY"),
    *rules(None, "as of ~ next? DAY|tomorrow|today|week|month|MONTH", "not by ~ next? DAY|tomorrow|week|month|MONTH"),
    *rules(m.months(6), "in half NUM year"),
    *rules(m.the_day, "in half NUM hour", "in NUM half hour"),
    *rules(m.end_of_month(0), "month|monthsown PART", before=m.end_of_month(0)),
    *rules(m.end_of_month(2), "the? month after next"),
    *rules(m.quarter(0), "quarter PART", before=m.quarter(0)),
    *rules(m.part_of_this_year, "year|yearsown PART", before=m.part_of_this_year),
    *rules(m.dated, *(f"{day} {form} YEAR?" for day in ON_A_DAY for form in DATES), bare=True),
    *rules(m.in_figures, "by|on|before|latest ~ SLASHED", "DAY ~ SLASHED", "SLASHED !of|noun"),
    *rules(
        m.day_of_month,
        "DAY ~ the NTH !noun|thing|EVENT",
        "the NTH !noun|thing|EVENT",
        "DAY NTH",
        "by|on NTH !noun|EVENT",
        "the NTH ~ this? month",
    ),
    *rules(m.day_of_next_month, "the? NTH ~ next|coming month"),
    *rules(m.feast_code(1225), "christmas day", "FEAST day"),
    *rules(m.feast_code(1224), "FEAST eve"),
    *rules(m.feast_code(101), "new year day"),
    *rules(
        m.feast_code(1231),
        "by|before|on|until|the? ~ new yearsown|year eve?",
        "new yearsown|year eve",
        before=m.feast_code(1231),
    ),
    *rules(m.feast_code(4998), "good DAY"),
    *rules(None, "NUM few? week|day|month|year ago ~ DAY?", "NUM NUM of week|day|month ago", "DAY before last"),
    *rules(None, "good daypart", "day|week|month after", "title title? DAY|MONTH", "today|tomorrow thing"),
    *rules(None, f"of ~ next|last|coming? NUM {UNITS}", f"of ~ NUM {UNITS}"),
]
CONTEXT: Final = Context(
    past=re.compile(
        r"\b(?:was|were|had|did|didn't|sent|went|got|came|said|told|made|gave|saw|met|wrote|took|found|spoke|left|began|bought|"
        r"heard|thought|ran|wasn't|weren't|couldn't|fell|held|kept|knew|broke|forgot|ago)\b"
        r"|\b(?!need|indeed|feed|speed|exceed|proceed|succeed|bed\b|red\b|hundred|supposed|interested)\w{2,}ed\b",
        re.IGNORECASE,
    ),
    ahead=re.compile(
        r"\b(?:will|won't|can|could|should|would|shall|must|need|needs|have\s+to|has\s+to|going\s+to|gonna|let's|please|want|"
        r"be|is|are|it's|that's|has|have|to)\b|'ll\b|'m\b|'re\b|'d\b",
        re.IGNORECASE,
    ),
    habit=re.compile(r"\b(?:usually|always|normally|typically|generally|regularly|tend\s+to)\b", re.IGNORECASE),
    aside=re.compile(
        r"^\W*(?:and\s+|but\s+)?(?:if|unless)\b|\b(?:on\s+(?:holiday|leave|vacation)|away|out\s+of\s+(?:the\s+)?office|sick|"
        r"off\s+(?:on|next|until)|not\s+(?:in|here)|not|don't|can't|won't|i'm\s+off)\b",
        re.IGNORECASE,
    ),
    farewell=re.compile(
        r"\b(?:bye|goodbye|see\s+(?:you|ya)|cheers|take\s+care|talk\s+to\s+you|speak\s+to\s+you|catch\s+you|have\s+a\s+(?:good|nice|great)|"
        r"enjoy\s+(?:the|your))\b",
        re.IGNORECASE,
    ),
    vague=re.compile(
        r"\b(?:as\s+soon\s+as\s+(?:possible|(?:we|you|i|they)\s+can)|a\.?s\.?a\.?p|(?:very\s+|pretty\s+|as\s+)?soon|shortly|"
        r"(?:by|before)\s+next\s+time|"
        r"right\s+away|straight\s+away|immediately|in\s+due\s+course|when\s+you\s+get\s+a\s+(?:chance|minute)|"
        r"at\s+your\s+earliest\s+convenience|at\s+the\s+earliest\s+opportunity)\b",
        re.IGNORECASE,
    ),
)
GRAMMAR: Final = Grammar(VOCABULARY, tuple(RULES), CONTEXT)
