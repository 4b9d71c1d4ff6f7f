"""What the programs answer each other with: the words of refusals that travel, with their sentences."""

from resonanz.core.kernel.errors import ErrorCode
from resonanz.core.kernel.messages import gettext_noop as _


class WireCode(ErrorCode):
    """What is refused wherever bytes are read, ballots handed in and tokens drawn."""

    BALLOT_MALFORMED = (
        "ballot-malformed",
        400,
        _("What came is no ballot of this wave. Nothing was stored. Open the ballot once more from the start page."),
    )
    QUESTIONNAIRE_MALFORMED = (
        "questionnaire-malformed",
        422,
        _("A questionnaire cannot be read. Nothing was opened. Check its questions and try again."),
    )
    MANIFEST_MALFORMED = (
        "manifest-malformed",
        422,
        _("The manifest of a wave cannot be read. Nothing was opened. Cancel the wave and plan it anew."),
    )
    RELEASE_MALFORMED = (
        "release-malformed",
        422,
        _("The figures of a wave cannot be read. They were not stored. Fetch them again from the ballot box."),
    )
    START_MALFORMED = (
        "start-malformed",
        422,
        _("The link to a ballot is incomplete. Open the ballot once more from the start page."),
    )
    RECEIPT_MALFORMED = (
        "receipt-malformed",
        422,
        _("A receipt cannot be read. Compare it with what the ballot page showed, and try again."),
    )
    BOARD_MALFORMED = (
        "board-malformed",
        422,
        _("The board of a wave cannot be read. Fetch it again from the ballot box."),
    )
    WAVE_LIST_MALFORMED = (
        "wave-list-malformed",
        422,
        _("The list of waves cannot be read. Nothing was sent. Open the ballot once more from the start page."),
    )
    CHAIN_BROKEN = (
        "chain-broken",
        409,
        _(
            "The ballot box's list of waves does not lead to this wave: there may be a second one beside it. "
            "Nothing was sent. Inform the works council."
        ),
    )
    DRAW_MALFORMED = (
        "draw-malformed",
        400,
        _(
            "The request for a token cannot be read. Nothing was recorded. Open the ballot once more "
            "from the start page."
        ),
    )
    TREE_EMPTY = (
        "tree-empty",
        422,
        _("There is nothing to compute a checksum of. Nothing was opened. Plan the wave anew."),
    )
    ROOT_MISMATCH = (
        "root-mismatch",
        409,
        _("The checksum does not match the wave's. Nothing was stored. Open the ballot once more from the start page."),
    )
    PROOF_INVALID = (
        "proof-invalid",
        422,
        _(
            "What the link says about the reporting cell was not fixed for this wave. Nothing was "
            "sent. Inform the works council."
        ),
    )
    LIMITS_TOO_LOW = (
        "limits-too-low",
        422,
        _("This wave would show groups that are too small. Nothing was sent. Inform the works council."),
    )
    CELL_TOO_SMALL = (
        "cell-too-small",
        422,
        _("A reporting cell has too few people. Nothing was opened or sent. Cancel the wave and plan the season anew."),
    )
    LABEL_UNCLEAR = (
        "label-unclear",
        422,
        _(
            "The name of a reporting cell holds what cannot be seen, or letters of two scripts that look alike. "
            "Nothing was sent. Inform the works council."
        ),
    )
    TICKET_UNKNOWN = (
        "ticket-unknown",
        404,
        _(
            "The right to draw that the link carries is not known. Nothing was recorded. Open the "
            "ballot once more from the start page."
        ),
    )
    ALREADY_DRAWN = (
        "already-drawn",
        409,
        _(
            "A token was given out for this person already; there is no second one. Continue in the "
            "browser that drew it."
        ),
    )
    WAVE_NOT_OPEN = (
        "wave-not-open",
        409,
        _("This wave is not open. Nothing was recorded. Look at the start page for the wave that is."),
    )
    STORAGE_BUSY = "storage-busy", 503, _("The storage is busy right now. Nothing was lost. Try again in a minute.")
    STORAGE_FULL = (
        "storage-full",
        503,
        _("The disk is full. What was stored before is safe. Free some space, then try again."),
    )
    BALLOTBOX_UNREACHABLE = (
        "ballotbox-unreachable",
        503,
        _("The ballot box cannot be reached. Nothing is lost. Check that it runs and try again."),
    )


class PortCode(ErrorCode):
    """Refusals with which the ballot box answers the app."""

    PORT_UNSIGNED = (
        "port-unsigned",
        401,
        _(
            "The request is not signed with the app's key, or its clock is more than five minutes "
            "off. Nothing was done. Check the clocks, then run resonanz migrate."
        ),
    )
    PORT_KEY_MISSING = (
        "port-key-missing",
        401,
        _("The ballot box does not know the app's key yet. Nothing was done. Run resonanz migrate."),
    )
    WAVE_DIFFERS = (
        "wave-differs",
        409,
        _("Another wave is open there under the same name. Nothing was changed. Cancel this wave and plan it anew."),
    )
    DRAWN_MALFORMED = (
        "drawn-malformed",
        400,
        _("The numbers of drawn tokens do not fit the wave's reporting cells. Nothing was changed. Try again."),
    )
    EPOCH_MALFORMED = (
        "epoch-malformed",
        400,
        _("What app and ballot box compare with each other cannot be read. Nothing was changed. Try again."),
    )
    WAVE_STILL_OPEN = (
        "wave-still-open",
        409,
        _("The published closing time has not come. Nothing was changed. Wait until then, or cancel the wave."),
    )
    WAVE_NOT_CLOSED = (
        "wave-not-closed",
        409,
        _("The ballots are not counted yet. Nothing is lost. Try again in a few minutes."),
    )
    WAVE_MISMATCH = (
        "wave-mismatch",
        422,
        _("The manifest belongs to another wave. Nothing was opened. Cancel this wave and plan it anew."),
    )
    RECEIPT_KEY_FOREIGN = (
        "receipt-key-foreign",
        422,
        _(
            "The manifest names the key of another ballot box. Nothing was opened. Check "
            "RESONANZ_BALLOTBOX_INTERNAL_URL, then plan the wave anew."
        ),
    )
    QUESTIONNAIRE_MISMATCH = (
        "questionnaire-mismatch",
        422,
        _("The questions are not those that the manifest fixed. Nothing was opened. Cancel the wave and plan it anew."),
    )
    CLOSING_TIME_PAST = (
        "closing-time-past",
        422,
        _("The closing time lies in the past. Nothing was opened. Check the clocks, or plan a later wave."),
    )
    SECOND_WAVE = (
        "second-wave",
        409,
        _("Another wave is open in the ballot box. Nothing was opened. Open this one after the close of that."),
    )
    WAVE_NUMBER_SEEN = (
        "wave-number-seen",
        409,
        _("The ballot box has had a wave of this number or a higher one. Nothing was opened. Open the wave again."),
    )
    CHAIN_FORKED = (
        "chain-forked",
        409,
        _("The wave does not name the one before it in the ballot box. Nothing was opened. Open the wave again."),
    )
    WAVE_TOO_SHORT = (
        "wave-too-short",
        422,
        _("A wave is open for three days at least. Nothing was opened. Cancel it and plan one that closes later."),
    )
    COMMENTS_UNKNOWN = (
        "comments-unknown",
        422,
        _("This ballot box takes no comments yet. Nothing was opened. Plan the wave without them."),
    )
    LIMIT_TOO_LOW = (
        "limit-too-low",
        422,
        _(
            "The wave would show groups smaller than the ballot box allows. Nothing was opened. Plan "
            "the season anew with a higher limit."
        ),
    )
    CELL_KEY_INVALID = (
        "cell-key-invalid",
        422,
        _(
            "A reporting cell has no key of its own that could sign. Nothing was opened. Cancel the "
            "wave and plan it anew."
        ),
    )


class HeldCode(ErrorCode):
    """Why the ballot box holds a wave, or has cancelled one by itself: its reason, said by both programs."""

    INBOX_KEY_LOST = (
        "inbox-key-lost",
        500,
        _(
            "The key of the inbox is gone, and with it its ballots: it lies in no backup. Nothing is released. Inform "
            "the works council, cancel the wave and plan it anew."
        ),
    )
    RECEIPT_KEY_LOST = (
        "receipt-key-lost",
        500,
        _(
            "The key that signs receipts is not the one this wave was opened with. Nothing is released. Restore the "
            "file receipt_key of the ballot box from a backup, or cancel the wave and plan it anew."
        ),
    )
    SEAL_BROKEN = (
        "seal-broken",
        500,
        _(
            "A stored ballot was altered. Nothing is released, and the ballots stay sealed. Look for the cause, then "
            "let the count run again."
        ),
    )
    COUNTS_DISAGREE = (
        "counts-disagree",
        500,
        _(
            "Two counts of the ballots do not agree. Nothing is released, and the ballots stay sealed. Look for the "
            "cause, then let the count run again."
        ),
    )
    MORE_THAN_DRAWN = (
        "more-than-drawn",
        409,
        _(
            "A reporting cell has more ballots than people drew a token: part of the data comes from an older copy, or "
            "somebody signs without right. Nothing is released. Inform the works council, then cancel the wave."
        ),
    )
    STORAGE_DAMAGED = (
        "storage-damaged",
        500,
        _(
            "The file with the ballots cannot be read in full. Nothing is released. Check the disk and restore the "
            "file, then let the count run again; otherwise cancel the wave."
        ),
    )
    APP_SILENT = (
        "app-silent",
        409,
        _(
            "The wave is over, and the app has not said how many people drew a token. The ballots stay sealed until it "
            "does. Check that app and worker run."
        ),
    )
    HALF_RESTORED = (
        "half-restored",
        409,
        _(
            "App and ballot box no longer fit together: one of them was restored from an older copy, or the home was "
            "moved. What was sent could be missing or counted twice, so the wave was cancelled. Plan it anew."
        ),
    )
