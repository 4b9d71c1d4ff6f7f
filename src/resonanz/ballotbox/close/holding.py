"""A wave that could not be released is held, for all to see, for fourteen days at most. The reason is a code word."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from resonanz.core.kernel import clock
from resonanz.storage.files import destroy, write_whole

LONGEST = timedelta(days=14)


def note_file(wave: str) -> Path:
    """Two lines: until when the wave is held, and why."""
    return Path(settings.HOME.ballotbox / "held" / wave)


def note(wave: str, reason: str) -> None:
    """Write down why and until when; trying again changes the reason, never the end."""
    until = held_until(wave) or clock.now(settings.HOME) + LONGEST
    write_whole(note_file(wave), f"{until.isoformat()}\n{reason}\n".encode("ascii"))


def held_until(wave: str) -> datetime | None:
    """When a held wave's ballots are destroyed at the latest; None if it is not held."""
    try:
        return datetime.fromisoformat(note_file(wave).read_text(encoding="ascii").splitlines()[0])
    except FileNotFoundError:
        return None


def forget(wave: str) -> None:
    """Remove the note."""
    destroy(note_file(wave))
