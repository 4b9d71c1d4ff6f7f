"""The life of a meeting's minutes, and which action fits which state: what is not in the table does not happen.

::

    prepared --import--> draft --invite--> review --release--> released
                         ^---withdraw------/
    any state --discard--> gone
"""

from enum import StrEnum

from resonanz.app.meetings.errors import MeetingsCode
from resonanz.core.kernel.errors import ResonanzError


class MeetingState(StrEnum):
    """Where a meeting stands."""

    # Purpose and consent are recorded; there are no words yet.
    PREPARED = "prepared"
    # The transcript is here; its owner decides on the suggestions.
    DRAFT = "draft"
    # Participants see the accepted lines and may strike them until a day.
    REVIEW = "review"
    # The lines that stayed; no transcript, no evidence.
    RELEASED = "released"


class MeetingAction(StrEnum):
    """What changes a meeting."""

    IMPORT = "import"
    CHANGE = "change"
    DROP = "drop"
    INVITE = "invite"
    WITHDRAW = "withdraw"
    STRIKE = "strike"
    OBJECT = "object"
    RELEASE = "release"


# Discarding fits every state and therefore is not here.
ALLOWED: dict[MeetingAction, frozenset[MeetingState]] = {
    MeetingAction.IMPORT: frozenset({MeetingState.PREPARED}),
    MeetingAction.CHANGE: frozenset({MeetingState.DRAFT}),
    MeetingAction.DROP: frozenset({MeetingState.DRAFT, MeetingState.REVIEW}),
    MeetingAction.INVITE: frozenset({MeetingState.DRAFT}),
    MeetingAction.WITHDRAW: frozenset({MeetingState.REVIEW}),
    MeetingAction.STRIKE: frozenset({MeetingState.REVIEW}),
    MeetingAction.OBJECT: frozenset({MeetingState.PREPARED, MeetingState.DRAFT, MeetingState.REVIEW}),
    MeetingAction.RELEASE: frozenset({MeetingState.REVIEW}),
}


def check_allowed(state: str, action: MeetingAction) -> None:
    """``meeting-move-illegal`` unless the table allows the action in this state."""
    if state not in ALLOWED[action]:
        raise ResonanzError(MeetingsCode.MEETING_MOVE_ILLEGAL, action=action.value, state=str(state))
