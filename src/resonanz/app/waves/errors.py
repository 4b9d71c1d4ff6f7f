"""Why a wave or its figures stay as they are."""

from resonanz.core.kernel.errors import ErrorCode
from resonanz.core.kernel.messages import gettext_noop as _


class WavesCode(ErrorCode):
    """What the life of a wave does not allow."""

    WAVE_MOVE_ILLEGAL = (
        "wave-move-illegal",
        409,
        _("This step does not fit the state of the wave. Nothing was changed. Reload the page."),
    )
    RELEASE_IMMUTABLE = (
        "release-immutable",
        409,
        _("Figures that are released stay as they are. Nothing was changed. Plan a new wave."),
    )
