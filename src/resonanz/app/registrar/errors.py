"""Why a token is not given out; refusals that the client knows too stand in ``core.wire``."""

from resonanz.core.kernel.errors import ErrorCode
from resonanz.core.kernel.messages import gettext_noop as _


class RegistrarCode(ErrorCode):
    """Refusals that only the draw address makes."""

    CELL_MISMATCH = (
        "cell-mismatch",
        400,
        _(
            "The request names another reporting cell than the right to draw does. Nothing was "
            "recorded. Open the ballot once more from the start page."
        ),
    )
    ROOT_MISMATCH = (
        "root-mismatch",
        400,
        _(
            "The request names another manifest than this wave's. Nothing was recorded. Open the "
            "ballot once more from the start page."
        ),
    )
    DRAW_FAILED = (
        "draw-failed",
        500,
        _("The token could not be signed. Nothing was recorded. Try again in a few minutes."),
    )
    METHOD_NOT_ALLOWED = (
        "method-not-allowed",
        405,
        _("Tokens are drawn by POST alone. Nothing was recorded. Open the ballot from the start page."),
    )
