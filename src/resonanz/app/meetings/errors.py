"""Why a meeting's minutes cannot be prepared, changed, reviewed or read."""

from resonanz.core.kernel.errors import ErrorCode
from resonanz.core.kernel.messages import gettext_noop as _


class MeetingsCode(ErrorCode):
    """Refusals of the meetings room; those of a transcript stand in ``core.minutes``."""

    AGREEMENT_MISSING = (
        "agreement-missing",
        400,
        _("Nothing was stored. Confirm that everybody knows and has agreed or objected."),
    )
    TITLE_MISSING = "title-missing", 400, _("Nothing was stored. Give the meeting a name.")
    TITLE_TOO_LONG = "title-too-long", 400, _("Nothing was stored. Choose a name of at most %(most)s characters.")
    PURPOSE_MISSING = "purpose-missing", 400, _("Nothing was stored. Say what the minutes are for.")
    PURPOSE_TOO_LONG = (
        "purpose-too-long",
        400,
        _("Nothing was stored. Describe the purpose in at most %(most)s characters."),
    )
    HELD_ON_IMPLAUSIBLE = (
        "held-on-implausible",
        400,
        _("Nothing was stored. The day is more than a year away. Choose the day of the meeting."),
    )
    RETENTION_OUT_OF_RANGE = (
        "retention-out-of-range",
        400,
        _("Nothing was stored. Choose 1 to %(most)s days for the transcript."),
    )
    KEEPING_OUT_OF_RANGE = (
        "keeping-out-of-range",
        400,
        _("Nothing was stored. Choose 3, 6, 12 or 24 months for the minutes."),
    )
    OWNER_NOT_PRESENT = (
        "owner-not-present",
        403,
        _("Nothing was stored. Only people on today's roster can prepare minutes. Ask one of them."),
    )
    OWNER_MUST_ATTEND = (
        "owner-must-attend",
        400,
        _("Nothing was stored. You can prepare minutes only of meetings you take part in. Add yourself to the list."),
    )
    PARTICIPANT_NAMELESS = (
        "participant-nameless",
        400,
        _("Nothing was stored. A guest has no name. Add it, or take the guest off the list."),
    )
    PARTICIPANT_TWICE = (
        "participant-twice",
        400,
        _("Nothing was stored. Somebody is on the list twice. Remove one of the two."),
    )
    PARTICIPANT_NOT_PRESENT = (
        "participant-not-present",
        400,
        _("Nothing was stored. Somebody on the list has left the roster meanwhile. Add them as a guest."),
    )
    TOO_MANY_PARTICIPANTS = "too-many-participants", 400, _("Nothing was stored. Choose at most %(most)s participants.")
    FILE_MISSING = "file-missing", 400, _("Choose a file first. It may have to be chosen again: it is never kept.")
    SPEAKER_UNASSIGNED = "speaker-unassigned", 400, _("Nothing was stored yet. Say below who “%(label)s” is.")
    PARTICIPANT_UNKNOWN = (
        "participant-unknown",
        400,
        _("Nothing was stored yet. Somebody chosen below is no participant of this meeting. Choose again."),
    )
    TURNS_NOT_SEPARABLE = (
        "turns-not-separable",
        409,
        _(
            "Somebody objected, but the file does not tell the speakers apart. What that person said "
            "cannot be left out, so that this file cannot be used. Nothing was stored. Choose a "
            "transcript with speaker names."
        ),
    )
    OBJECTOR_WITHOUT_TURN = (
        "objector-without-turn",
        409,
        _(
            "%(names)s objected, but nothing in this file is assigned to that person, so that their words may stand "
            "under another name. Nothing was stored. Choose the person below for the name they speak under. If they "
            "said nothing in the meeting, tick that below."
        ),
    )
    OBJECTOR_ASSIGNED_ELSEWHERE = (
        "objector-assigned-elsewhere",
        409,
        _(
            "“%(label)s” is called like %(name)s, who objected, but is assigned to somebody else. Nothing was stored. "
            "Choose %(name)s for it below. If it is another person of that name, rename the label in the file."
        ),
    )
    OBJECTOR_NAMED = (
        "objector-named",
        409,
        _(
            "%(name)s objected, and near line %(line)s the name stands before words that are put down to somebody "
            "else. Nothing was stored. Remove the words of %(name)s from the file, or begin a line with the name and a "
            "colon there. Then choose the file again."
        ),
    )
    NOTHING_LEFT = (
        "nothing-left",
        409,
        _(
            "Only people who objected speak in this file. Nothing was stored. Choose another file, "
            "or write the minutes by hand."
        ),
    )
    LANGUAGE_UNKNOWN = "language-unknown", 400, _("Nothing was stored yet. Choose German or English.")
    PARTICIPANTS_CHANGED = (
        "participants-changed",
        409,
        _("Somebody objected while you were choosing. Nothing was stored yet. Look at the list below once more."),
    )
    NOT_THE_OWNER = (
        "not-the-owner",
        403,
        _("Only whoever prepared these minutes can do that. Nothing was changed. Ask that person."),
    )
    MEETING_GONE = "meeting-gone", 404, _("This meeting was deleted meanwhile. There is nothing left to change.")
    MEETING_MOVE_ILLEGAL = (
        "meeting-move-illegal",
        409,
        _(
            "The minutes have moved on meanwhile, so that this is not possible any more. Nothing was "
            "changed. This is how they stand now."
        ),
    )
    LINE_GONE = "line-gone", 404, _("This line was gone already.")
    TEXT_MISSING = "text-missing", 400, _("Nothing was changed. Write what the line should say, or drop it.")
    TEXT_TOO_LONG = "text-too-long", 400, _("Nothing was changed. Shorten the line to at most %(most)s characters.")
    REVIEW_DAYS_WRONG = (
        "review-days-wrong",
        400,
        _("Nothing was changed. Choose for how many days participants may look."),
    )
    REVIEW_TOO_LONG = (
        "review-too-long",
        400,
        _("Nothing was changed. By then the transcript would be deleted and with it all evidence. Choose fewer days."),
    )
    NOTHING_ACCEPTED = "nothing-accepted", 409, _("Nothing was changed. Accept at least one line first.")
    REVIEW_OVER = (
        "review-over",
        409,
        _(
            "The time to strike lines is over. Nothing was changed. You can still object until the "
            "minutes are released."
        ),
    )
    NO_LINES_LEFT = (
        "no-lines-left",
        409,
        _(
            "Nothing was released, since these minutes have no line any more: all were struck, or they were lost when "
            "a backup was restored. Delete the minutes, or take the draft back and add lines."
        ),
    )
    NOT_A_PARTICIPANT = (
        "not-a-participant",
        403,
        _("Only people who took part can do that. Nothing was changed. Ask whoever prepared the minutes."),
    )
    REVIEW_NOT_OVER = (
        "review-not-over",
        409,
        _("Participants may still strike lines. Nothing was changed. Release the minutes when their time is over."),
    )
    MEETING_NOT_RELEASED = (
        "meeting-not-released",
        409,
        _("There are files only once the minutes are released. Release them first, or wait until their owner does."),
    )
    NO_DATED_TASKS = (
        "no-dated-tasks",
        409,
        _("No task has a day, so that there is nothing for a calendar. Choose another format."),
    )
