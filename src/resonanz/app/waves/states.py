"""The life of a wave as a table: what is not in it does not happen.

::

    draft -> frozen -> keyed -> open -> closed -> released
      \\________\\________\\_______/       | \\-> held -> released
                 cancelled <-------------/         \\-> cancelled
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from resonanz.app.waves.errors import WavesCode
from resonanz.core.kernel.errors import ResonanzError


class WaveState(TextChoices):
    """Where a wave stands."""

    DRAFT = "draft", _("Draft")
    FROZEN = "frozen", _("Frozen")
    KEYED = "keyed", _("Keys made")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed, being counted")
    RELEASED = "released", _("Released")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


MOVES: dict[WaveState, frozenset[WaveState]] = {
    WaveState.DRAFT: frozenset({WaveState.FROZEN, WaveState.CANCELLED}),
    WaveState.FROZEN: frozenset({WaveState.KEYED, WaveState.CANCELLED}),
    WaveState.KEYED: frozenset({WaveState.OPEN, WaveState.CANCELLED}),
    WaveState.OPEN: frozenset({WaveState.CLOSED, WaveState.CANCELLED}),
    # Cancelled after all when figures can never come: they do not fit, or the ballot box has lost the wave.
    WaveState.CLOSED: frozenset({WaveState.RELEASED, WaveState.HELD, WaveState.CANCELLED}),
    # What was held is counted after all, or destroyed unread when its fourteen days are over.
    WaveState.HELD: frozenset({WaveState.RELEASED, WaveState.CANCELLED}),
    WaveState.RELEASED: frozenset(),
    WaveState.CANCELLED: frozenset(),
}
# States of a wave that was open to its end: its number counts for the rotation and its season has begun.
ASKED = frozenset({WaveState.CLOSED, WaveState.RELEASED, WaveState.HELD})


def check(before: WaveState, after: WaveState) -> None:
    """``wave-move-illegal`` unless the table allows the move."""
    if after not in MOVES[before]:
        raise ResonanzError(WavesCode.WAVE_MOVE_ILLEGAL, before=before.value, after=after.value)
