"""A wave that could not be released is held, for all to see, for fourteen days at most. Why, stands in its row."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from resonanz.ballotbox.storage import queries
from resonanz.ballotbox.storage.keys import lost_key
from resonanz.ballotbox.storage.models import BoxWaveState
from resonanz.core.kernel import clock
from resonanz.storage.files import destroy, write_once

LONGEST = timedelta(days=14)


def reason(wave: str) -> str:
    """The code word of why a wave is held or was cancelled, or of the key that an open one has lost; else empty."""
    if queries.state(wave) != BoxWaveState.OPEN:
        return queries.reason(wave)
    return lost_key(settings.HOME, wave, queries.terms(wave).manifest.header.receipt_key) or ""


def note_file(wave: str) -> Path:
    """Until when the wave is held: trying again changes the reason, never the end."""
    return Path(settings.HOME.ballotbox / "held" / wave)


def note(wave: str) -> None:
    """Write down until when, unless that was done before."""
    write_once(note_file(wave), (clock.now(settings.HOME) + LONGEST).isoformat().encode("ascii"))


def held_until(wave: str) -> datetime | None:
    """When a held wave's ballots are destroyed at the latest; None if it is not held."""
    try:
        return datetime.fromisoformat(note_file(wave).read_text(encoding="ascii"))
    except FileNotFoundError:
        return None


def forget(wave: str) -> None:
    """Remove the note."""
    destroy(note_file(wave))
