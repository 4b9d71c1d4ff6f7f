"""From bytes to text: which encoding, and whether it is text at all."""

import io
import json
import re
import unicodedata

from resonanz.core.kernel.messages import Message, gettext_noop
from resonanz.core.minutes.notices import NoticeCode
from resonanz.core.minutes.reading.errors import TranscriptCode, TranscriptError
from resonanz.core.minutes.reading.notices import Notices
from resonanz.core.tables.text import binary_format, detect

MARKUP = re.compile(r"\s*(?:<!doctype html|<html\b|<\?xml\b)", re.IGNORECASE)
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
MOST_CONTROL = 0.01  # share of control characters above which nobody typed it


def decode(data: bytes, notices: Notices) -> str:
    """The text in NFC, lines ended by ``\\n``, without control, bidirectional and zero-width characters.

    The encoding is found as for tables, but damaged places are kept: a meeting with a few wrong letters can be read
    (notice ``encoding-damaged``). Notice ``encoding-guessed`` where nothing in the file says its encoding.
    """
    if found := binary_format(data):
        raise TranscriptError(TranscriptCode.NOT_A_TRANSCRIPT, found=found)
    text = _text(data, notices)
    controls = len(CONTROL.findall(text))
    if controls > MOST_CONTROL * len(text):
        raise TranscriptError(TranscriptCode.NOT_A_TRANSCRIPT, found=Message(gettext_noop("binary data")))
    if controls:
        _say_control(text, notices)
    text = UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n"))
    _refuse_structured(text)
    return unicodedata.normalize("NFC", text)


def _text(data: bytes, notices: Notices) -> str:
    encoding = detect(io.BytesIO(data))
    if encoding.lost:
        notices.say(NoticeCode.ENCODING_DAMAGED, encoding.line, count=encoding.lost)
    if encoding.is_assumed:
        notices.say(NoticeCode.ENCODING_GUESSED, encoding=encoding.name.replace("cp1252", "windows-1252"))
    if encoding.name != "cp1252":
        return data.decode(encoding.name, errors="replace")
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _say_control(text: str, notices: Notices) -> None:
    first = CONTROL.search(text)
    if first is not None:
        notices.say(NoticeCode.CONTROL_CHARACTERS, text.count("\n", 0, first.start()) + 1)


def _refuse_structured(text: str) -> None:
    if MARKUP.match(text):
        raise TranscriptError(TranscriptCode.NOT_A_TRANSCRIPT, 1, found="HTML")
    if text.lstrip()[:1] in ("{", "["):
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return
        if isinstance(found, dict | list):
            raise TranscriptError(TranscriptCode.NOT_A_TRANSCRIPT, 1, found="JSON")
