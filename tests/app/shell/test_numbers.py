"""Numbers and days as a German and as an English reader writes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial

import pytest
from django.template import engines
from django.utils.translation import override

from resonanz.app.shell import numbers

LANGUAGES = ("de-formal", "de", "en")
CASES: list[tuple[Callable[[], str], str, str]] = [
    (partial(numbers.number, 1234.5, 1), "1.234,5", "1,234.5"),
    (partial(numbers.number, 2000000), "2.000.000", "2,000,000"),
    (partial(numbers.number, -3), "\u22123", "\u22123"),
    (partial(numbers.percent, 82), "82\u00a0%", "82%"),
    (partial(numbers.percent, 81.55, 1), "81,6\u00a0%", "81.6%"),
    (partial(numbers.points, 21.4), "+21", "+21"),
    (partial(numbers.points, -8.5), "\u22129", "\u22129"),
    (partial(numbers.points, 0.2), "0", "0"),
    (partial(numbers.points, -0.2), "0", "0"),
    (partial(numbers.points, 0.4, 1), "+0,4", "+0.4"),
    (partial(numbers.band, 38.4, 43.6), "38 bis 44", "38 to 44"),
    (partial(numbers.points_band, -15, 1), "\u221215 bis +1", "\u221215 to +1"),
    (partial(numbers.answers, 9), "5 bis 9 Antworten", "5 to 9 answers"),
    (partial(numbers.answers, 10), "10 bis 19 Antworten", "10 to 19 answers"),
    (partial(numbers.answers, 19), "10 bis 19 Antworten", "10 to 19 answers"),
    (partial(numbers.answers, 20), "20 Antworten", "20 answers"),
    (partial(numbers.count, 14), "10 bis 19", "10 to 19"),
    (partial(numbers.answers, 1462), "1.462 Antworten", "1,462 answers"),
    (partial(numbers.day, date(2026, 12, 4)), "4.\u00a0Dezember\u00a02026", "4\u00a0December\u00a02026"),
    (
        partial(numbers.day, date(2026, 12, 4), weekday=True, year=False),
        "Freitag, 4.\u00a0Dezember",
        "Friday, 4\u00a0December",
    ),
    (
        partial(numbers.day_and_time, datetime(2026, 12, 4, 17, 0, tzinfo=UTC)),
        "Freitag, 4.\u00a0Dezember, 18:00\u00a0Uhr",
        "Friday, 4\u00a0December, 18:00",
    ),
    (
        partial(numbers.day_and_time, datetime(2026, 7, 3, 22, 0, tzinfo=UTC), year=True),
        "Samstag, 4.\u00a0Juli\u00a02026, 00:00\u00a0Uhr",
        "Saturday, 4\u00a0July\u00a02026, 00:00",
    ),
]


@pytest.mark.parametrize(("write", "german", "english"), CASES)
def test_both_ways_of_writing(write: Callable[[], str], german: str, english: str) -> None:
    wanted = dict(zip(LANGUAGES, (german, german, english), strict=True))
    for language in LANGUAGES:
        with override(language):
            assert write() == wanted[language]


def test_halves_go_away_from_zero() -> None:
    assert [numbers.rounded(value) for value in (0.5, 1.5, 2.5, -2.5)] == [Decimal(v) for v in (1, 2, 3, -3)]


def test_a_moment_is_shown_as_the_day_it_is_here() -> None:
    with override("en"):
        assert numbers.day(datetime(2026, 12, 3, 23, 30, tzinfo=UTC)) == "4\u00a0December\u00a02026"


def test_the_tags_write_the_same() -> None:
    source = "{% load shell_tags %}{% number 1234.5 1 %}|{% percent 82 %}|{% points -8 %}|{% icon 'check' %}"
    with override("de-formal"):
        text = engines["django"].from_string(source).render()
    icon = '<svg class="icon" aria-hidden="true"><use href="#i-check" /></svg>'
    assert text == f"1.234,5|82\u00a0%|\u22128|{icon}"
