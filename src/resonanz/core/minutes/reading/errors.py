"""Why a file gives no transcript."""

from resonanz.core.kernel.errors import ErrorCode, ResonanzError
from resonanz.core.kernel.messages import Message, Value, at_line
from resonanz.core.kernel.messages import gettext_noop as _


class TranscriptCode(ErrorCode):
    """What can be wrong with a file that should hold a transcript."""

    EMPTY_FILE = (
        "empty-file",
        400,
        _("The file is empty. Nothing was stored. Save the transcript again and choose it anew."),
    )
    TOO_LARGE = (
        "too-large",
        413,
        _(
            "The file is larger than %(megabytes)s MB. Nothing was stored. A transcript is text; "
            "choose it instead of the recording."
        ),
    )
    TOO_LONG = (
        "too-long",
        413,
        _(
            "The file has more than %(words)s words, more than any meeting. Nothing was stored. "
            "Choose the transcript of one meeting."
        ),
    )
    NOT_A_TRANSCRIPT = (
        "not-a-transcript",
        400,
        _("This is no transcript (found: %(found)s). Nothing was stored. Choose a .vtt, .srt, .docx or .txt file."),
    )
    NO_SPEECH = (
        "no-speech",
        400,
        _("Not a single word was found in the file. Nothing was stored. Check that it is the right one."),
    )
    BROKEN_DOCX = (
        "broken-docx",
        400,
        _("The Word file is damaged. Nothing was stored. Save it again, or save it as text."),
    )
    DOCX_TOO_LARGE = (
        "docx-too-large",
        413,
        _(
            "Unpacked, this Word file would be larger than any transcript. It was not opened and "
            "nothing was stored. Save the transcript as text."
        ),
    )
    DOCX_NOT_WORD = (
        "docx-not-word",
        400,
        _("There is no Word document in this file. Nothing was stored. Save the transcript as .docx or as text."),
    )


class TranscriptError(ResonanzError):
    """Nothing useful can be read from a file. ``line`` (also in ``params``) is the line that says so, if there is one.

    ``too-large`` has the limit in ``megabytes``, ``too-long`` in ``words``; ``not-a-transcript`` says what was
    ``found``.
    """

    def __init__(self, code: TranscriptCode, line: int | None = None, **params: Value) -> None:
        place = {} if line is None else {"line": line}
        super().__init__(code, **place, **params)
        self.line = line

    @property
    def message(self) -> Message:
        return at_line(self.line, super().message)
