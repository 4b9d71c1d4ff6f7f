"""What the seeds do inside the app, one function a state; asked for through ``tests.e2e.app_process``."""

from __future__ import annotations

from datetime import datetime, timedelta

OPENS_IN = timedelta(days=1)
LASTS = timedelta(days=7)


def season() -> None:
    """The roster and its season; no wave yet."""
    from resonanz.app.conduct import usecases as conduct
    from resonanz.app.people.usecases import import_roster
    from tests.e2e.musterwerk import roster_csv

    assert import_roster(roster_csv()).applied
    conduct.plan_season("2026")


def draft() -> dict[str, object]:
    """A wave that opens tomorrow: its name, number, and the moments from which it is open and closed."""
    from resonanz.app.conduct import usecases as conduct
    from resonanz.app.waves.queries import current_season
    from resonanz.core.kernel import clock

    current = current_season()
    assert current is not None
    opens_on = clock.today() + OPENS_IN
    opens_at = datetime(opens_on.year, opens_on.month, opens_on.day, 9, tzinfo=clock.TIME_ZONE)
    made = conduct.start_wave(current, opens_on=opens_on, closes_at=opens_at + LASTS)
    return {
        "wave": made.hex,
        "number": made.number,
        "opens_at": opens_at.isoformat(),
        "closes_at": made.closes_at.isoformat(),
    }


def freeze() -> None:
    """Questions and limits."""
    from resonanz.app.conduct import usecases as conduct
    from resonanz.app.waves.queries import all_waves

    conduct.freeze(all_waves()[0])


def make_keys() -> None:
    """One for each cell."""
    from resonanz.app.conduct import usecases as conduct
    from resonanz.app.waves.queries import all_waves

    conduct.make_keys(all_waves()[0], lambda _done, _total: None)


def open_wave() -> list[str]:
    """Open it; the start data of everybody but those who are signed in, encoded."""
    from resonanz.app.conduct import usecases as conduct
    from resonanz.app.conduct.ballotbox_http import ballot_box
    from resonanz.app.conduct.start_link import start_data
    from resonanz.app.registrar.models import Ticket
    from resonanz.app.waves.queries import all_waves
    from resonanz.core.wire import encode_start
    from tests.e2e.musterwerk import ADA, PEOPLE_LEAD

    wave = all_waves()[0]
    conduct.open_wave(wave, ballot_box())
    signed_in = [ADA.person_id, PEOPLE_LEAD.person_id]
    tickets = Ticket.objects.filter(wave=wave).exclude(person__person_id__in=signed_in).order_by("ticket")
    return [encode_start(start_data(ticket, wave, "en")) for ticket in tickets]
