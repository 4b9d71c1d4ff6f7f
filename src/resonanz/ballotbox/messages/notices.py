"""Why there is no ballot or no board: one sentence of what happened, one of what to do."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from resonanz.ballotbox.storage.models import BoxWaveState
from resonanz.core.wire.errors import HeldCode


@dataclass(frozen=True, slots=True)
class Notice:
    """A page without a form. ``board``: whether the way to the receipts is offered."""

    status: int
    heading: str | Promise
    text: str | Promise
    board: bool = False


UNKNOWN = Notice(
    404,
    _("There is no such wave here."),
    _(
        "Either the wave is not open yet, or the address is incomplete. Nothing was lost. "
        "Your start page shows which wave is open for you."
    ),
)
NOWHERE = Notice(
    404,
    _("There is no page at this address."),
    _("The address may be mistyped. Nothing was lost. Your start page shows which wave is open for you."),
)
FAILED = Notice(
    500,
    _("Something failed in the ballot box."),
    _(
        "Every ballot with a receipt is safe. Wait a minute and load the page again. "
        "If it stays like this, please tell the people who run Resonanz."
    ),
)
COUNTING = Notice(
    410,
    _("This wave is over. The ballots are being counted."),
    _(
        "No more ballots are accepted. Every ballot with a receipt is counted. "
        "The board appears here once that is done."
    ),
)
CLOSED = Notice(
    410,
    _("This wave is closed."),
    _(
        "The ballots were counted and destroyed. Your start page shows what came out. "
        "With a receipt you can check the board."
    ),
    board=True,
)
HELD = Notice(
    410,
    _("This wave is being held."),
    _(
        "Its ballots cannot be counted beyond doubt, so nothing is released. The cause is being looked for. "
        "If that does not help within 14 days, the ballots are destroyed uncounted."
    ),
)
KEY_LOST = Notice(
    503,
    _("This wave cannot take ballots."),
    _(
        "A key that it needs is missing, so no ballot could be kept or counted. Please answer nothing now, and tell "
        "the people who run Resonanz. Your start page shows when there is a new wave."
    ),
)
CANCELLED = Notice(
    410,
    _("This wave was cancelled."),
    _("All ballots and their key were destroyed without being read. Nothing of this wave is shown, now or later."),
)
NO_BOARD_YET = Notice(
    404,
    _("The board appears after the wave."),
    _("As long as ballots are accepted there is no list. Keep your receipt and come back when the wave is closed."),
)

AFTER = {
    BoxWaveState.OPEN: COUNTING,
    BoxWaveState.CLOSING: COUNTING,
    BoxWaveState.DESTROYING: COUNTING,
    BoxWaveState.CLOSED: CLOSED,
    BoxWaveState.HELD: HELD,
    BoxWaveState.CANCELLING: CANCELLED,
    BoxWaveState.CANCELLED: CANCELLED,
}
BOARD = AFTER | {BoxWaveState.OPEN: NO_BOARD_YET}

# What is said beside a notice about why the ballot box held or cancelled the wave, as far as it concerns everybody.
WHY: dict[str, str | Promise] = {
    HeldCode.INBOX_KEY_LOST: _("The key that opens the ballots is missing."),
    HeldCode.RECEIPT_KEY_LOST: _("The key that signs receipts is no longer the one that the wave began with."),
    HeldCode.SEAL_BROKEN: _("A stored ballot was altered."),
    HeldCode.COUNTS_DISAGREE: _("Two independent counts of the ballots did not agree."),
    HeldCode.MORE_THAN_DRAWN: _("There were more ballots than people who took part."),
    HeldCode.STORAGE_DAMAGED: _("The file with the ballots is damaged."),
    HeldCode.APP_SILENT: _("The application has not said how many people took part."),
    HeldCode.HALF_RESTORED: _("One part of Resonanz was set back to an older state, so ballots could be missing."),
}
