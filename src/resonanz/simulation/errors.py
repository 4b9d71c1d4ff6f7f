"""What stops a voter's program."""

from resonanz.core.kernel.errors import ErrorCode
from resonanz.core.kernel.messages import gettext_noop as _


class ClientCode(ErrorCode):
    """Why no token, no ballot or no receipt came to be."""

    APP_UNREACHABLE = (
        "app-unreachable",
        503,
        _("The app cannot be reached. Nothing was recorded. Check that it runs and try again."),
    )
    APP_FAILED = (
        "app-failed",
        502,
        _("The app did not give out a token. Nothing was recorded. Look at its log, then try again."),
    )
    DRAW_REFUSED = (
        "draw-refused",
        400,
        _("The app refused the request for a token. Nothing was recorded. Take fresh start data and try again."),
    )
    SIGNATURE_WRONG = (
        "signature-wrong",
        502,
        _(
            "The token that came is not signed with the key of the reporting cell. No ballot was "
            "sent. Inform the administrator."
        ),
    )
    BALLOT_REFUSED = (
        "ballot-refused",
        400,
        _("The ballot box did not accept a ballot (%(word)s). Nothing was stored. Look at its log, then try again."),
    )
    RECEIPT_INVALID = (
        "receipt-invalid",
        502,
        _("The ballot box answered without a valid receipt. Send the same ballot again: it cannot count twice."),
    )
    ADDRESS_FOREIGN = (
        "address-foreign",
        400,
        _("The start data lead to an address that is not the app's. Nothing was sent. Inform the administrator."),
    )
