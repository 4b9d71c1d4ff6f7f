"""Why questions cannot be changed or used."""

from resonanz.core.kernel.errors import ErrorCode
from resonanz.core.kernel.messages import gettext_noop as _


class QuestionsCode(ErrorCode):
    """What can be wrong with a questionnaire."""

    VERSION_IN_USE = (
        "version-in-use",
        409,
        _(
            "These questions belong to a wave that exists, so that they cannot be changed. Nothing "
            "was changed. Make a new version."
        ),
    )
