"""The time, for both programs alike. Only a demonstration or test home may shift it; see ``home``."""

from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from resonanz.core.kernel.home import Home, home_from_environment

# Where days begin and end: the organisation's calendar, on whatever machine and in whatever zone a program runs.
TIME_ZONE: Final = ZoneInfo("Europe/Berlin")


def now(home: Home | None = None) -> datetime:
    """The current time in UTC, shifted by the seconds in the home's clock file if the home may shift it."""
    home = home or home_from_environment()
    return datetime.now(UTC) + (_shift(home) if home.may_shift_clock else timedelta())


def today(moment: datetime | None = None) -> date:
    """The day in ``TIME_ZONE`` at an aware ``moment``, or by ``now``. Deadlines and rosters count in these days."""
    return (moment or now()).astimezone(TIME_ZONE).date()


def shift_to(home: Home, moment: datetime) -> None:
    """Set the shift so that ``now`` continues from ``moment``; ``PermissionError`` in a production home."""
    if not home.may_shift_clock:
        raise PermissionError("a production home keeps the real time")
    seconds = (moment - datetime.now(UTC)).total_seconds()
    replacement = home.clock_file.with_suffix(".new")
    replacement.write_text(f"{seconds:.3f}\n", encoding="ascii")
    replacement.replace(home.clock_file)


def unshift(home: Home) -> None:
    """Go back to the real time."""
    home.clock_file.unlink(missing_ok=True)


def _shift(home: Home) -> timedelta:
    try:
        return timedelta(seconds=float(home.clock_file.read_text(encoding="ascii")))
    except FileNotFoundError:
        return timedelta()
