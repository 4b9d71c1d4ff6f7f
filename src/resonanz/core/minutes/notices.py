"""What the reader of minutes must know about the file and what could be done with it."""

from resonanz.core.kernel.errors import MessageCode
from resonanz.core.kernel.messages import gettext_noop as _


class NoticeCode(MessageCode):
    """Every notice of reading a file and of making minutes."""

    BROKEN_LINE = "broken-line", _("This line could not be read and is left out.")
    MORE_BROKEN_LINES = "more-broken-lines", _("From here on more lines could not be read and are left out: %(count)s.")
    NO_TIMES = "no-times", _("The file has no times. Evidence is shown without them.")
    CLOCK_TIMES = "clock-times", _("The file has the time of day; it is counted from the first word on.")
    TIME_BEYOND_DAY = "time-beyond-day", _("Times of more than 24 hours that are ignored: %(count)s (lines %(lines)s).")
    TIMES_BACKWARD = (
        "times-backward",
        _("Times that run backward: %(count)s (lines %(lines)s). The sentences are put in order."),
    )
    TIMES_OVERLAP = "times-overlap", _("Times that overlap: %(count)s (lines %(lines)s). Everything said is kept.")
    ENCODING_GUESSED = (
        "encoding-guessed",
        _("The text is not UTF-8; it was read as %(encoding)s. Look whether ä, ö, ü are right."),
    )
    ENCODING_DAMAGED = "encoding-damaged", _("Damaged letters that stay unknown: %(count)s.")
    CONTROL_CHARACTERS = "control-characters", _("Invisible control characters were removed.")
    TWO_LANGUAGES = "two-languages", _("German and English are mixed. Suggestions are found in the main language only.")
    LANGUAGE_GUESSED = "language-guessed", _("The language could not be told with certainty. Choose it yourself.")
    HEAD_SKIPPED = (
        "head-skipped",
        _("Lines before the first spoken word that are left out: %(count)s (lines %(lines)s)."),
    )
    NO_END = "no-end", _("Times without an end, which last until the next one: %(count)s (lines %(lines)s).")
    END_BEFORE_START = "end-before-start", _("Times that end before they begin: %(count)s (lines %(lines)s).")
    NO_SPEAKERS = "no-speakers", _("The file does not say who speaks. A task has an owner only where a name is said.")
    ONE_SPEAKER = (
        "one-speaker",
        _("Everything stands under one name. Who speaks cannot be told, as in a file without names."),
    )
    UNCLEAR_SPEAKERS = (
        "unclear-speakers",
        _("Places that begin like a name and may be none; their speaker stays unknown: %(count)s (lines %(lines)s)."),
    )
    OTHER_FORM = "other-form", _("The content is %(found)s, not what the file name says. The content was read.")
    OTHER_LANGUAGE = (
        "other-language",
        _("The text is not in the language you chose, so that hardly anything is found in it."),
    )
    NO_DATE = "no-date", _("Without the date of the meeting deadlines stay in words.")
    LITTLE_SAID = "little-said", _("Very little was said. Minutes of it are hardly more than the text itself.")
