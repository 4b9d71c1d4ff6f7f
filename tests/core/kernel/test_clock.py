"""The clock that both programs share: days begin where the organisation is, on whatever machine."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from resonanz.core.kernel import clock
from resonanz.core.kernel.home import HomeKind, create_home


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Asia/Tokyo"])
@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 1, 31, 22, 59, 59, tzinfo=UTC), date(2026, 1, 31)),
        (datetime(2026, 1, 31, 23, 0, 0, tzinfo=UTC), date(2026, 2, 1)),
        (datetime(2026, 7, 31, 21, 59, 59, tzinfo=UTC), date(2026, 7, 31)),
        (datetime(2026, 7, 31, 22, 0, 0, tzinfo=UTC), date(2026, 8, 1)),
    ],
)
def test_a_day_begins_at_midnight_of_the_organisation(
    monkeypatch: pytest.MonkeyPatch, zone: str, moment: datetime, day: date
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert clock.today(moment) == day
    finally:
        monkeypatch.undo()
        time.tzset()


def test_today_follows_the_shifted_clock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = create_home(tmp_path / "home", HomeKind.TEST)
    monkeypatch.setenv("RESONANZ_HOME", str(home.path))
    clock.shift_to(home, datetime(2031, 3, 4, 12, tzinfo=UTC))
    assert clock.today() == date(2031, 3, 4)
