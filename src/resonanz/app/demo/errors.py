"""Why the demonstration is not built."""

from resonanz.core.kernel.errors import ErrorCode
from resonanz.core.kernel.messages import gettext_noop as _


class DemoCode(ErrorCode):
    """What can go wrong while the demonstration is built."""

    DEMONSTRATION_ROSTER_REFUSED = (
        "demonstration-roster-refused",
        500,
        _(
            "The invented roster has %(problems)s mistakes. Nothing was imported. Report this to the "
            "people who make Resonanz."
        ),
    )
    DEMONSTRATION_NOT_COUNTED = (
        "demonstration-not-counted",
        500,
        _(
            "Wave %(wave)s of the demonstration was not counted. What is built so far is kept. Start "
            "the command again: it goes on from here."
        ),
    )
