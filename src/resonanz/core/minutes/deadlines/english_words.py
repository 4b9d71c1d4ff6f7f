"""English spellings of days, numbers, months and what goes with them."""

import re
from dataclasses import replace
from itertools import product, zip_longest

from resonanz.core.minutes.deadlines.words import STOP, UNKNOWN, DateVocabulary, DateWord, Numbers, entries

DAYS = {
    0: "monday mon",
    1: "tuesday tue tues",
    2: "wednesday wed weds",
    3: "thursday thu thur thurs",
    4: "friday fri",
    5: "saturday sat",
    6: "sunday sun",
}
BELOW_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
SMALL = BELOW_TWENTY.split()
TENS = {
    20: "twenty",
    30: "thirty",
    40: "forty",
    50: "fifty",
    60: "sixty",
    70: "seventy",
    80: "eighty",
    90: "ninety",
}
IRREGULAR = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fifth": 5,
    "eighth": 8,
    "ninth": 9,
    "twelfth": 12,
    "twentieth": 20,
    "thirtieth": 30,
}
MONTHS = {
    1: "january jan",
    2: "february feb",
    3: "march mar",
    4: "april apr",
    5: "may",
    6: "june jun",
    7: "july jul",
    8: "august aug",
    9: "september sept sep",
    10: "october oct",
    11: "november nov",
    12: "december dec",
}
FEASTS = {
    "1224": "christmas xmas",
    "1231": "nye",
    "4998": "goodfriday",
    "5000": "easter",
    "5049": "pentecost whitsun",
    "1031": "halloween",
    "7000": "thanksgiving",
    "5039": "ascension",
}
WORDS = {
    "-": "uh um er erm hmm like about around roughly say maybe probably sometime just calendar iso",
    "by": "by until till 'til til",
    "latest": "latest",
    "before": "before",
    "after": "after",
    "on": "on",
    "in": "in",
    "within": "within inside",
    "to": "to",
    "the": "the our my your his her their",
    "of": "of for",
    "over": "over",
    "at": "at",
    "today": "today tonight",
    "tomorrow": "tomorrow tomorow tommorow",
    "this": "this current",
    "next": "next",
    "coming": "coming upcoming following",
    "daypart": "morning afternoon evening night noon midday lunchtime lunch midnight",
    "last": "last past previous",
    "week": "week weeks wk",
    "weeksown": "week's weeks'",
    "day": "day days day's days'",
    "month": "month months",
    "monthsown": "month's months'",
    "quarter": "quarter quarters",
    "year": "year years",
    "yearsown": "year's",
    "hour": "hour hours",
    "minute": "minute minutes",
    "fortnight": "fortnight",
    "halfyear": "h",
    "half": "half",
    "oclock": "o'clock oclock pm am",
    "weekend": "weekend",
    "kw": "cw kw",
    "q": "q",
    "PART 0": "early beginning start",
    "PART 1": "mid middle midway",
    "PART 2": "end late close",
    "eod": "eod eob cob cop",
    "monthend": "eom",
    "PART 1 + week": "midweek",
    "PART 2 + week": "eow",
    "PART 2 + year": "eoy",
    "PART 2 + quarter": "eoq",
    "now": "now",
    "time": "time",
    "from": "from starting",
    "since": "since",
    "every": "every each",
    "title": "mr mrs ms miss mister dr professor black",
    "or": "or",
    "few": "few several",
    "NUM 2": "couple",
    "course": "course",
    "not": "not don't won't isn't",
    "earliest": "earliest",
    "later": "later",
    "no": "no",
    "than": "than",
    "good": "good",
    "work": "business working play",
    "other": "other single",
    "thing": "thing",
    "eve": "eve",
    "as": "as",
    "new": "new",
    "ago": "ago",
    "EVENT": (
        "meeting session call stand-up standup sync review retro retrospective one sprint round catch-up "
        "catchup check-in"
    ),
    "SEASON": "summer autumn winter spring fall holidays holiday vacation half-term leave break season",
    "noun": "floor century anniversary page item point slide version phase step percent grade draft",
    "func": (
        "i we you he she they it is are will would can could should and but so if please then with because that "
        "what how we'll i'll you'll we're it's that's okay ok yeah right when"
    ),
}
ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")


def _numbers() -> dict[str, tuple[str, int]]:
    cardinals = {word: number for number, word in enumerate(SMALL) if number}
    ordinals = {**{f"{word}th": number for word, number in cardinals.items()}, **IRREGULAR}
    known = {word: ("NUM", number) for word, number in (cardinals | {word: ten for ten, word in TENS.items()}).items()}
    known.update({word: ("NTH", number) for word, number in ordinals.items()})
    for (ten, tens), (word, number) in product(TENS.items(), list(cardinals.items())[:9]):
        known.update({f"{tens}-{word}": ("NUM", ten + number), f"{tens}{word}": ("NUM", ten + number)})
        known.update({f"{tens}-{th}": ("NTH", ten + n) for th, n in ordinals.items() if n == number})
    return known | {"a": ("NUM", 1), "an": ("NUM", 1)}


def _form(folded: str) -> tuple[str, Numbers] | None:
    found = ORDINAL.fullmatch(folded)
    return ("NTH", (int(found[1]),)) if found else None


def _entries() -> dict[str, tuple[tuple[str, Numbers], ...]]:
    known = entries(WORDS)
    known.update({word: ((tag, (number,)),) for word, (tag, number) in _numbers().items()})
    for tag, table in (("DAY", DAYS), ("MONTH", MONTHS), ("FEAST", FEASTS)):
        known.update(entries({f"{tag} {value}": words for value, words in table.items()}))
    return known


DEPENDING = ("MONTH", "DAY", "week", "NTH", "OPEN")
SHORT_DAYS = frozenset(spelling for spellings in DAYS.values() for spelling in spellings.split()[1:])
VERBS_TOO = frozenset(("may", "march", "mar"))
BEFORE_A_MONTH = (
    "in",
    "by",
    "of",
    "before",
    "PART",
    "NTH",
    "NUM",
    "this",
    "next",
    "coming",
    "last",
    "on",
    "over",
    "since",
    "DAY",
)
BEFORE_A_DATE = ("by", "before", "on", "latest", "DAY", "MONTH", "than")
NO_NUMBERED_WEEK = ("the", "next", "coming", "this", "last", "NUM", "every", "NTH", "after")
AFTER_AN_ORDINAL = (UNKNOWN, "noun", "EVENT", "thing", "day", "week", "half", "NUM", "year", "hour")
TENS_SAID = range(20, 100, 10)


def _adjust(words: list[DateWord], text: str) -> list[DateWord]:
    # What only its neighbours tell: the verb "may", "twenty first", "working days", "week 14".
    adjusted: list[DateWord] = []
    edge = DateWord(STOP, (), 0, 0)
    for word, following in zip_longest(words, words[1:], fillvalue=edge):
        before = adjusted[-1] if adjusted else edge
        if _joins(before, word):
            adjusted[-1] = _joined(before, word)
            continue
        tag = word.tag
        if tag in DEPENDING:
            tag = _tag(word, before.tag, following.tag, text[word.start : word.end])
        if tag == "NTH" and before.tag == "the" and _only_counts(adjusted, following, text[word.start : word.end]):
            tag = UNKNOWN
        adjusted.append(word if tag == word.tag else replace(word, tag=tag))
    return adjusted


def _only_counts(adjusted: list[DateWord], following: DateWord, said: str) -> bool:
    # "The second is the price" names no day; "by the second", "the second of May" do.
    dated = len(adjusted) > 1 and adjusted[-2].tag in BEFORE_A_DATE
    return said.isalpha() and not dated and following.tag not in ("of", "MONTH", "next", "coming")


def _joins(before: DateWord, word: DateWord) -> bool:
    tens = before.tag == "NUM" and before.value[0] in TENS_SAID and before.end - before.start > 2
    return (tens and word.tag in ("NUM", "NTH") and word.value[0] < 10) or (before.tag == "work" and word.tag == "day")


def _joined(before: DateWord, word: DateWord) -> DateWord:
    if before.tag == "work":
        return DateWord("workday", (), before.start, word.end)
    return DateWord(word.tag, (before.value[0] + word.value[0],), before.start, word.end)


def _tag(word: DateWord, before: str, following: str, said: str) -> str:
    if word.tag == "MONTH" and said.casefold() in VERBS_TOO:
        named = (before in BEFORE_A_MONTH and (before, said) != ("this", "may")) or (
            following in ("NTH", "NUM", "the", "YEAR") and (said[0].isupper() or said != "may") and before != "func"
        )
        return "MONTH" if named else UNKNOWN
    if word.tag == "DAY" and said.casefold() in SHORT_DAYS:
        return "DAY" if said[0].isupper() and before != STOP else UNKNOWN
    if word.tag == "week" and following == "NUM" and before not in NO_NUMBERED_WEEK and said.casefold() != "weeks":
        return "kw"
    if word.tag == "NTH" and said.isalpha() and following in AFTER_AN_ORDINAL and before != "MONTH":
        return "thing" if following == "thing" else UNKNOWN
    return UNKNOWN if word.tag == "OPEN" else word.tag


VOCABULARY = DateVocabulary(_entries(), _form, nouns_are_capital=False, adjust=_adjust)
