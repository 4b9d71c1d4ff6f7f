"""When the demonstration's waves were: five weeks apart, open for two, the last one open today."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

CLOSED_WAVES = 6
WAVES = CLOSED_WAVES + 1
BETWEEN = timedelta(weeks=5)
OPEN_FOR = timedelta(days=14)
OPENING, CLOSING = time(8, 0), time(18, 0)


@dataclass(frozen=True, slots=True)
class WaveSlot:
    """One wave's times. ``stays_open`` for the last."""

    number: int
    opens: datetime
    closes: datetime
    stays_open: bool


def slots(today: datetime) -> list[WaveSlot]:
    """The waves' times, oldest first; the last one opened three days before ``today`` (with time zone)."""
    last = (today - timedelta(days=3)).replace(hour=OPENING.hour, minute=0, second=0, microsecond=0)
    openings = [last - (WAVES - number) * BETWEEN for number in range(1, WAVES + 1)]
    return [
        WaveSlot(number, opens, (opens + OPEN_FOR).replace(hour=CLOSING.hour), number == WAVES)
        for number, opens in enumerate(openings, start=1)
    ]
