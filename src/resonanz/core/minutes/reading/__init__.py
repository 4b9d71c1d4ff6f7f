"""Reads what video conferences and people write down of a meeting.

Forms, told by their content (the file's name only helps to say that it differs):

- **WebVTT** (Teams, Zoom, Meet, Webex) and **SubRip**, see ``captions``;
- **Word** documents of Teams (a paragraph "Name   0:03" with the words below it; older ones with
  "0:0:0.0 --> 0:0:5.3", name and words), documents of Google Meet, and typed ones; see ``word``, ``headings``;
- **text** with or without names and times, see ``headings``.

Cues of one person with at most two seconds between them are a turn; a turn is split into sentences, whose times are
spread over its cues by words. A turn without any sentence mark is left in its cues. Nothing is corrected here.

Notices: ``broken-line`` (every skipped line), ``more-broken-lines``, ``head-skipped`` (lines before the first words),
``times-backward``, ``times-overlap``, ``time-beyond-day``, ``no-end``, ``end-before-start``, ``no-times``,
``clock-times`` (the file tells the time of day), ``no-speakers``, ``one-speaker``, ``unclear-speakers`` (words behind
what may be a label), ``encoding-guessed``,
``encoding-damaged``, ``control-characters``, ``other-form`` (``found``: what it is).
"""

from pathlib import PurePath

from resonanz.core.minutes.model import Transcript, TranscriptUtterance
from resonanz.core.minutes.notices import NoticeCode
from resonanz.core.minutes.reading.captions import is_captions, is_webvtt, read_captions
from resonanz.core.minutes.reading.cues import Cue, Line
from resonanz.core.minutes.reading.decoding import decode
from resonanz.core.minutes.reading.errors import TranscriptCode, TranscriptError
from resonanz.core.minutes.reading.notices import Notices
from resonanz.core.minutes.reading.plain import read_lines
from resonanz.core.minutes.reading.times import in_order
from resonanz.core.minutes.reading.turns import utterances
from resonanz.core.minutes.reading.word import document_lines, is_archive

__all__ = ["MOST_BYTES", "TranscriptError", "read"]

MOST_BYTES = 20 * 1024 * 1024
MOST_LINES = 500_000
MOST_WORDS = 500_000  # about fifty hours of talk
FORMS = frozenset({"vtt", "srt", "docx", "txt"})


def read(data: bytes, filename: str = "") -> Transcript:
    """The transcript in a file.

    Raises ``TranscriptError`` where nothing useful can be read, and nothing else whatever the bytes are. Lines that are
    broken are skipped and named in the notices.
    """
    if len(data) > MOST_BYTES:
        raise TranscriptError(TranscriptCode.TOO_LARGE, megabytes=MOST_BYTES // 1024 // 1024)
    if not data.strip(b"\x00 \t\r\n"):
        raise TranscriptError(TranscriptCode.EMPTY_FILE)
    notices = Notices()
    form, cues = _cues(data, notices)
    _say_form(form, filename, notices)
    spoken = [cue for cue in cues if any(map(str.isalnum, cue.text))]
    if not spoken:
        raise TranscriptError(TranscriptCode.NO_SPEECH, notices.first_broken or 1)
    if sum(cue.words for cue in spoken) > MOST_WORDS:
        raise TranscriptError(TranscriptCode.TOO_LONG, words=MOST_WORDS)
    said = utterances(in_order(spoken, notices))
    _say_who(said, notices)
    return Transcript(said, notices.all())


def _cues(data: bytes, notices: Notices) -> tuple[str, list[Cue]]:
    if is_archive(data):
        lines = document_lines(data)
        if is_captions(lines):
            return "docx", read_captions([line for line in lines if line[1].strip()], notices, names_lead=True)
        return "docx", read_lines(lines, notices)
    text = decode(data, notices)
    if not text.strip():
        raise TranscriptError(TranscriptCode.EMPTY_FILE)
    if text.count("\n") > MOST_LINES:
        raise TranscriptError(TranscriptCode.TOO_LONG, words=MOST_WORDS)
    lines = list(enumerate(text.split("\n"), 1))
    if is_captions(lines):
        return _caption_form(lines), read_captions(lines, notices)
    return "txt", read_lines(lines, notices)


def _caption_form(lines: list[Line]) -> str:
    return "vtt" if is_webvtt(lines) else "srt"


def _say_form(form: str, filename: str, notices: Notices) -> None:
    ending = PurePath(filename).suffix.lstrip(".").casefold()
    if ending in FORMS and ending != form:
        notices.say(NoticeCode.OTHER_FORM, found=form)


def _say_who(said: tuple[TranscriptUtterance, ...], notices: Notices) -> None:
    speakers = {utterance.speaker for utterance in said}
    unclear: str | None = None
    for utterance in said:
        if utterance.unclear_label not in (None, unclear):
            notices.count(NoticeCode.UNCLEAR_SPEAKERS, utterance.line or 1)
        unclear = utterance.unclear_label
    if speakers == {None}:
        notices.say(NoticeCode.NO_SPEAKERS)
    elif len(speakers) == 1:
        notices.say(NoticeCode.ONE_SPEAKER)
