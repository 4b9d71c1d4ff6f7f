"""Why people cannot be put into reporting cells, or a partition is refused."""

from resonanz.core.kernel.errors import ErrorCode
from resonanz.core.kernel.messages import gettext_noop as _


class CellsCode(ErrorCode):
    """What can be wrong with a partition."""

    TREE_MALFORMED = (
        "tree-malformed",
        422,
        _(
            "The units do not form one tree. Nothing was changed. Correct the roster so that every "
            "unit but one has a unit above it."
        ),
    )
    ROSTER_MALFORMED = (
        "roster-malformed",
        422,
        _(
            "The roster names a person twice, or a unit that is not there. Nothing was changed. "
            "Import a corrected roster."
        ),
    )
    TOO_FEW_PEOPLE = (
        "too-few-people",
        409,
        _(
            "There are %(people)s people; a reporting cell needs %(least)s. Nothing was changed. "
            "Import the whole roster first."
        ),
    )
    AUDIT_FAILED = (
        "audit-failed",
        422,
        _("The check of the figures failed (%(check)s). They were not stored. Inform the administrator."),
    )
