"""Why the ballot box refuses a ballot; what the app is told stands in ``core.wire``."""

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
