"""Why a roster that waits is not applied."""

from __future__ import annotations

from resonanz.core.kernel.errors import ErrorCode
from resonanz.core.kernel.messages import gettext_noop as _


class PeopleCode(ErrorCode):
    """What can have happened since a dry run."""

    DRAFT_MISSING = (
        "draft-missing",
        404,
        _(
            "This file does not wait any more: it was applied, deleted or is older than a day. "
            "Nothing was written. Choose the file again."
        ),
    )
    ROSTER_CHANGED_MEANWHILE = (
        "roster-changed-meanwhile",
        409,
        _(
            "Since this dry run the roster or the day has changed, so its list is no longer true. "
            "Nothing was written. Choose the file again."
        ),
    )
