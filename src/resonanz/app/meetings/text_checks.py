"""What people type: how long it may be, and in which form it is stored. Lengths in characters."""

from resonanz.app.meetings.errors import MeetingsCode
from resonanz.core.kernel.errors import ResonanzError

TITLE, PURPOSE, NAME, TEXT = 200, 500, 200, 2000


def required_text(text: str, most: int, *, missing: MeetingsCode, too_long: MeetingsCode) -> str:
    """Without space around it; ``missing`` if empty, ``too_long`` over ``most`` characters."""
    text = text.strip()
    if not text:
        raise ResonanzError(missing)
    if len(text) > most:
        raise ResonanzError(too_long, most=most)
    return text


def tidy_name(name: str) -> str:
    """With single spaces, cut off where the column ends."""
    return " ".join(name.split())[:NAME]
