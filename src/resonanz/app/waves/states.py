"""The life of a wave as a table: what is not in it does not happen.

::

    draft -> frozen -> keyed -> open -> closed -> released
      \\________\\________\\_______/        \\-> held -> released
                 cancelled                       \\-> cancelled
"""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from resonanz.core.kernel.errors import ResonanzError


class State(TextChoices):
    """Where a wave stands."""

    DRAFT = "draft", _("Draft")
    FROZEN = "frozen", _("Frozen")
    KEYED = "keyed", _("Keys made")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed, being counted")
    RELEASED = "released", _("Released")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


MOVES: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.FROZEN, State.CANCELLED}),
    State.FROZEN: frozenset({State.KEYED, State.CANCELLED}),
    State.KEYED: frozenset({State.OPEN, State.CANCELLED}),
    State.OPEN: frozenset({State.CLOSED, State.CANCELLED}),
    State.CLOSED: frozenset({State.RELEASED, State.HELD}),
    # What was held is counted after all, or destroyed unread when its fourteen days are over.
    State.HELD: frozenset({State.RELEASED, State.CANCELLED}),
    State.RELEASED: frozenset(),
    State.CANCELLED: frozenset(),
}
ASKED = frozenset({State.CLOSED, State.RELEASED, State.HELD})
"""States of a wave that was open to its end: its number counts for the rotation and its season has begun."""


def check(before: State, after: State) -> None:
    """``wave-move-illegal`` unless the table allows the move."""
    if after not in MOVES[before]:
        raise ResonanzError("wave-move-illegal", before=before.value, after=after.value)
