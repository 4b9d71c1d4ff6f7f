"""The life of a meeting's minutes, and which deed fits which state: what is not in the table does not happen.

::

    prepared --take--> draft --invite--> review --release--> released
                         ^---withdraw------/
    any state --discard--> gone
"""

from __future__ import annotations

from enum import StrEnum

from resonanz.app.meetings.errors import MeetingsCode
from resonanz.core.kernel.errors import ResonanzError


class State(StrEnum):
    """Where a meeting stands."""

    PREPARED = "prepared"
    """Purpose and consent are recorded; there are no words yet."""
    DRAFT = "draft"
    """The transcript is here; its owner decides on the suggestions."""
    REVIEW = "review"
    """Participants see the accepted lines and may strike them until a day."""
    RELEASED = "released"
    """The lines that stayed; no transcript, no evidence."""


class Deed(StrEnum):
    """What somebody does to a meeting."""

    TAKE = "take"
    CHANGE = "change"
    DROP = "drop"
    INVITE = "invite"
    WITHDRAW = "withdraw"
    STRIKE = "strike"
    OBJECT = "object"
    RELEASE = "release"


FITTING: dict[Deed, frozenset[State]] = {
    Deed.TAKE: frozenset({State.PREPARED}),
    Deed.CHANGE: frozenset({State.DRAFT}),
    Deed.DROP: frozenset({State.DRAFT, State.REVIEW}),
    Deed.INVITE: frozenset({State.DRAFT}),
    Deed.WITHDRAW: frozenset({State.REVIEW}),
    Deed.STRIKE: frozenset({State.REVIEW}),
    Deed.OBJECT: frozenset({State.PREPARED, State.DRAFT, State.REVIEW}),
    Deed.RELEASE: frozenset({State.REVIEW}),
}
"""Discarding fits every state and therefore is not here."""


def check(state: str, deed: Deed) -> None:
    """``meeting-move-illegal`` unless the table allows the deed in this state."""
    if state not in FITTING[deed]:
        raise ResonanzError(MeetingsCode.MEETING_MOVE_ILLEGAL, deed=deed.value, state=str(state))
