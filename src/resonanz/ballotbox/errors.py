"""Why the ballot box refuses a ballot or holds a wave; what the app is told stands in ``core.wire``."""

from resonanz.core.kernel.errors import ErrorCode
from resonanz.core.kernel.messages import gettext_noop as _


class BallotBoxCode(ErrorCode):
    """Refusals that only the ballot box makes."""

    BALLOT_SIZE = (
        "ballot-size",
        413,
        _("A ballot has exactly 8,192 bytes, and this one has not. Nothing was stored. Send it from the ballot page."),
    )
    TOKEN_INVALID = (
        "token-invalid",
        403,
        _("The token is not signed with the key of the cell it names. Nothing was stored. Draw a token first."),
    )
    SIGNATURE_INVALID = (
        "signature-invalid",
        403,
        _(
            "The ballot is not signed by the key that its token certifies. Nothing was stored. Send "
            "it from the browser that drew the token."
        ),
    )
    INBOX_KEY_LOST = (
        "inbox-key-lost",
        500,
        _(
            "The key of the inbox is gone, and with it its ballots. Nothing is released. Inform the "
            "works council and cancel the wave."
        ),
    )
    SEAL_BROKEN = (
        "seal-broken",
        500,
        _(
            "A stored ballot was altered. Nothing is released, and the ballots stay sealed. Look for "
            "the cause, then let the count run again."
        ),
    )
    COUNTS_DISAGREE = (
        "counts-disagree",
        500,
        _(
            "Two counts of the ballots do not agree. Nothing is released, and the ballots stay "
            "sealed. Look for the cause, then let the count run again."
        ),
    )
