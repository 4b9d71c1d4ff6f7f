"""Why a wave does not move on."""

from resonanz.core.kernel.errors import ErrorCode
from resonanz.core.kernel.messages import gettext_noop as _


class ConductCode(ErrorCode):
    """What stands in the way of planning, opening and closing a wave."""

    LIMIT_OUT_OF_RANGE = (
        "limit-out-of-range",
        400,
        _(
            "A reporting cell needs at least %(least)s people. Nothing was changed. Choose a number "
            "from %(least)s to %(most)s."
        ),
    )
    ROSTER_TOO_SMALL = (
        "roster-too-small",
        409,
        _(
            "The roster has %(people)s people; at least %(least)s are needed. Nothing was changed. "
            "Import the roster first."
        ),
    )
    COUNCIL_MUST_CONFIRM = (
        "council-must-confirm",
        409,
        _(
            "This plan needs the works council's confirmation. Nothing was changed. Tick the "
            "confirmation once you have it."
        ),
    )
    SEASON_KEY_TAKEN = "season-key-taken", 409, _("There is a season of this name already. Choose another name.")
    SEASON_UNDER_WAY = (
        "season-under-way",
        409,
        _("A wave of the current season is not over. Nothing was changed. Close or cancel it, then plan again."),
    )
    CLOSES_TOO_EARLY = (
        "closes-too-early",
        400,
        _("The end lies in the past or before the beginning. Choose a later day."),
    )
    CLOSING_TIME_PASSED = (
        "closing-time-passed",
        409,
        _("The closing time of this wave has passed. It cannot be opened. Cancel it and plan a new one."),
    )
    ANOTHER_WAVE_OPEN = (
        "another-wave-open",
        409,
        _("Wave %(number)s is still open. Nothing was changed. Open this one after its close."),
    )
    STEP_UNDER_WAY = (
        "step-under-way",
        409,
        _("A wave is being moved on at this moment. Nothing was changed. Try again in a minute."),
    )
    OPENING_NEEDS_CONFIRMATION = (
        "opening-needs-confirmation",
        409,
        _(
            "Reporting cells that have become too small: %(cells)s. Nothing was changed. The wave "
            "opens only when works council and administrator both confirm it."
        ),
    )
    WAVE_CLOSES_LATER = (
        "wave-closes-later",
        409,
        _("The closing time has not come yet: %(closes)s. A wave cannot be closed early; it can only be cancelled."),
    )
    RELEASE_NOT_READY = (
        "release-not-ready",
        409,
        _("The ballot box has not finished counting. Nothing is lost. Try again in a minute."),
    )
    BALLOTBOX_REFUSED = "ballotbox-refused", 502, _("The ballot box refused. %(reason)s")
    RELEASE_WRONG = (
        "release-wrong",
        502,
        _("The figures that came do not fit this wave (%(check)s). They were not stored. Inform the administrator."),
    )
    PORT_KEY_INVALID = (
        "port-key-invalid",
        500,
        _("The file %(path)s is no key for the ballot box. Restore it from a backup, then try again."),
    )
