"""German deadlines: what they mean, on any day of a meeting."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resonanz.core.minutes.deadlines import find_deadline
from resonanz.core.minutes.deadlines.german_words import CARDINALS
from training.minutes.corpus import FOLDER
from training.minutes.deadlines import Case, cases, right

MEETING = date(2026, 4, 1)  # a Wednesday
ONE_WEEK = [MEETING + timedelta(days=step) for step in range(7)]
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MONTHS = (
    ("Januar", 31),
    ("Februar", 28),
    ("März", 31),
    ("April", 30),
    ("Mai", 31),
    ("Juni", 30),
    ("Juli", 31),
    ("August", 31),
    ("September", 30),
    ("Oktober", 31),
    ("November", 30),
    ("Dezember", 31),
)
DEVELOPMENT = [one for one in cases(FOLDER / "deadlines_development.tsv") if one.language == "de"]
IN_WORDS = (
    "ersten zweiten dritten vierten fünften sechsten siebten achten neunten zehnten elften zwölften "
    "dreizehnten vierzehnten fünfzehnten sechzehnten siebzehnten achtzehnten neunzehnten zwanzigsten "
    "einundzwanzigsten zweiundzwanzigsten dreiundzwanzigsten vierundzwanzigsten fünfundzwanzigsten "
    "sechsundzwanzigsten siebenundzwanzigsten achtundzwanzigsten neunundzwanzigsten dreißigsten "
    "einunddreißigsten "
)
ORDINALS = IN_WORDS.split()


def due(text: str, meeting: date = MEETING) -> date | None:
    found = find_deadline(text, meeting, "de")
    return found.due if found else None


def test_there_are_enough_phrases() -> None:
    assert len(DEVELOPMENT) > 100


@pytest.mark.parametrize("case", DEVELOPMENT, ids=lambda one: f"{one.meeting} {one.sentence}")
def test_phrases_for_development_are_exact(case: Case) -> None:
    assert all(right(case)), case.found


@pytest.mark.parametrize("meeting", ONE_WEEK)
@pytest.mark.parametrize("weekday", range(7))
def test_every_weekday_on_every_day(meeting: date, weekday: int) -> None:
    name = WEEKDAYS[weekday]
    first = next(meeting + timedelta(days=step) for step in range(1, 8) if (meeting.weekday() + step) % 7 == weekday)
    next_week = meeting + timedelta(days=7 - meeting.weekday() + weekday)
    assert due(f"Ich mach das bis {name}.", meeting) == first
    assert due(f"spätestens {name.lower()}abend", meeting) == first
    assert due(f"{name} in einer Woche", meeting) == first + timedelta(days=7)
    assert due(f"nächste Woche {name}", meeting) == next_week
    assert due(f"{name} übernächster Woche", meeting) == next_week + timedelta(days=7)


@pytest.mark.parametrize("number", range(1, 32))
def test_every_day_of_a_month_in_words_and_figures(number: int) -> None:
    in_words = due(f"bis zum {ORDINALS[number - 1]} brauch ich das")
    assert in_words == due(f"bis zum {number}. brauch ich das")
    assert in_words is not None
    assert in_words.day == number
    assert due(f"am {ORDINALS[number - 1]} fünften") == due(f"am {number}.5.") == due(f"am {number}. Mai")


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month(month: int) -> None:
    name, length = MONTHS[month - 1]
    meeting = date(2026, month, 1)
    assert due(f"Anfang {name}", meeting) == meeting
    assert due(f"Mitte {name}", meeting) == meeting.replace(day=15)
    assert due(f"bis Ende {name.lower()}", meeting) == due(f"im {name}", meeting) == meeting.replace(day=length)


@pytest.mark.parametrize("number", range(1, 100))
def test_every_number_in_words(number: int) -> None:
    words = [word for word, value in CARDINALS.items() if value == number]
    assert words
    for word in words:
        days = 7 if number == 8 else number
        assert due(f"in {word} Tagen") == due(f"in {number} Tagen") == MEETING + timedelta(days=days)


@pytest.mark.parametrize("year", range(2020, 2030))
def test_every_calendar_week(year: int) -> None:
    meeting = date(year, 1, 6)
    for week in range(1, 54):
        found = due(f"in KW {week}", meeting)
        has = [candidate for candidate in (year, year + 1) if date(candidate, 12, 28).isocalendar().week >= week]
        ahead = [date.fromisocalendar(candidate, week, 5) for candidate in has]
        assert found == next((friday for friday in ahead if friday >= meeting), None)


RELATIVE = (
    "heute",
    "morgen",
    "übermorgen",
    "bis Freitag",
    "diese Woche noch",
    "Ende der Woche",
    "Anfang nächster Woche",
    "am Wochenende",
    "nach dem Wochenende",
    "in acht Tagen",
    "in zwei Monaten",
    "Monatsende",
    "Mitte des Monats",
    "nächsten Monat",
    "Quartalsende",
    "nächstes Quartal",
    "Ende Q1",
    "Jahresende",
    "Mitte des Jahres",
    "KW 14",
    "15. April",
    "am 31.",
    "am 29. Februar",
    "vor Weihnachten",
    "bis Ostern",
    "vor Ostern",
    "vor dem 15.",
    "vor Freitag",
    "im Mai",
    "Anfang Mai",
    "diese Woche Dienstag",
    "vor Montag",
)


@pytest.mark.parametrize("phrase", RELATIVE)
@given(meeting=st.dates(date(2020, 1, 1), date(2033, 12, 31)))
@settings(max_examples=60, deadline=None)
def test_no_deadline_is_before_its_meeting(phrase: str, meeting: date) -> None:
    found = due(phrase, meeting)
    if phrase == "diese Woche Dienstag" or "vor" not in phrase:
        assert found is not None
    assert found is None or found >= meeting


PIECES = st.sampled_from(
    [
        *RELATIVE,
        *WEEKDAYS,
        "15",
        "15.",
        "15.4.",
        "ersten",
        "in",
        "bis",
        "zum",
        "der",
        "oder",
        "nee,",
        "Uhr",
        "nächste",
        "Woche",
        "ein",
        "zwei",
        "und",
        ".",
        ",",
        "…",
        "🙂",
        "  ",
        "Frau",
        "999999999999",
        "0",
        "2026",
        "31.2.",
    ]
)


@given(st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=80), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
@settings(max_examples=300, deadline=None)
def test_a_phrase_is_part_of_the_text_whatever_is_said(text: str, meeting: date) -> None:
    for language in ("de", "en"):
        found = find_deadline(text, meeting, language)
        if found is not None:
            assert found.phrase
            assert found.phrase in text


@pytest.mark.parametrize(
    "piece", ["9", "9 ", "15. ", "der ", "bis ", "a ", "ge", "hab ich ", "nächste ", "Montag ", "habe ge"]
)
def test_long_runs_take_no_longer_than_their_length(piece: str) -> None:
    """Ten times the length may take about ten times as long, not a hundred."""

    def seconds(text: str) -> float:
        begin = time.process_time()
        for _ in range(3):
            find_deadline(text, MEETING, "de")
        return time.process_time() - begin

    seconds(piece * 10)
    short, long = seconds((piece * 200)[:200]), seconds((piece * 2000)[:2000])
    assert long < 60 * short + 0.3


def test_without_the_day_of_the_meeting_only_complete_dates_are_days() -> None:
    relative = find_deadline("bis Freitag", None, "de")
    assert relative is not None
    assert (relative.phrase, relative.due) == ("bis Freitag", None)
    for text in ("bis 15.04.2027", "am 15. April 2027", "2027-04-15", "am fünfzehnten vierten 2027"):
        whole = find_deadline(text, None, "de")
        assert whole is not None
        assert whole.due == date(2027, 4, 15), text
    named = find_deadline("am 15. April", None, "de")
    assert named is not None
    assert named.due is None


@pytest.mark.parametrize(
    "text",
    [
        "Freitags hab ich frei.",
        "Am Dienstag war der Monteur da.",
        "Seit zwei Wochen warten wir.",
        "vorletzte Woche",
        "Herr Freitag ruft an",
        "Schönen guten Morgen",
        "von Montag bis Mittwoch bin ich weg, ab Montag also",
        "Die Montag-Runde fällt aus.",
        "Die Freitagsrunde",
        "24/7 erreichbar",
        "bis 3.5 Prozent",
        "Ciao, bis nächste Woche!",
        "zum dritten Mal",
        "am ersten Tisch",
        "alle drei Monate",
    ],
)
def test_these_are_no_deadlines(text: str) -> None:
    assert due(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("heute in acht Tagen", date(2026, 4, 8)),
        ("bis nächschte woch freitag", date(2026, 4, 10)),
        ("am donnerschtag", date(2026, 4, 2)),
        ("in 'ner Woche", date(2026, 4, 8)),
        ("KW14", date(2026, 4, 3)),
        ("die vierzehnte Kalenderwoche, also in der vierzehnten kw", date(2026, 4, 3)),
        ("bis Ende Q2/2027", date(2026, 6, 30)),
        ("Ende Mai oder Anfang Juni", date(2026, 6, 1)),
        ("Ende zweites Quartal", date(2026, 6, 30)),
        ("Ende des Halbjahres", date(2026, 6, 30)),
        ("am morgigen Tag", date(2026, 4, 2)),
        ("in drei Werktagen", date(2026, 4, 6)),
    ],
)
def test_other_wordings(text: str, day: date) -> None:
    assert due(text) == day
