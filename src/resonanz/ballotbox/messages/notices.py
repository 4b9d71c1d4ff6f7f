"""Why there is no ballot or no board: one sentence of what happened, one of what to do."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from resonanz.ballotbox.storage.models import BoxWaveState


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
        "Two counts of the ballots did not agree, so nothing is released. The cause is being looked for. "
        "If it is not found within 14 days, the ballots are destroyed uncounted."
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
