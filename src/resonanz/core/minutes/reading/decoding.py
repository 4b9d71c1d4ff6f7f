"""From bytes to text: which encoding, and whether it is text at all."""

from __future__ import annotations

import codecs
import json
import re
import unicodedata

from resonanz.core.minutes.reading.errors import TranscriptError
from resonanz.core.minutes.reading.notices import Notices

# Longest first: the mark of UTF-32-LE begins with the one of UTF-16-LE.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
KNOWN_BINARY = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"RIFF", "WAV"),
    (b"ID3", "MP3"),
    (b"OggS", "Ogg"),
    (b"\x1f\x8b", "gzip"),
    (b"\xd0\xcf\x11\xe0", "DOC"),  # also a Word file with a password
    (b"{\\rtf", "RTF"),
)
MARKUP = re.compile(r"\s*(?:<!doctype html|<html\b|<\?xml\b)", re.IGNORECASE)
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
MOST_CONTROL = 0.01  # share of control characters above which nobody typed it


def decode(data: bytes, notices: Notices) -> str:
    """The text in NFC, lines ended by ``\\n``, without control, bidirectional and zero-width characters.

    A byte order mark decides; else UTF-8 if it is valid; else UTF-16 if every other byte is zero; else UTF-8 with a few
    damaged bytes (notice ``encoding-damaged``); else Windows-1252 (notice ``encoding-guessed``).
    """
    for start, found in KNOWN_BINARY:
        if data.startswith(start):
            raise TranscriptError("not-a-transcript", found=found)
    text = _text(data, notices)
    controls = len(CONTROL.findall(text))
    if controls > MOST_CONTROL * len(text):
        raise TranscriptError("not-a-transcript", found="binary")
    if controls:
        _say_control(text, notices)
    text = UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n"))
    _refuse_structured(text)
    return unicodedata.normalize("NFC", text)


def _text(data: bytes, notices: Notices) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _wide(data, notices) or _damaged(data, notices) or _western(data, notices)
    return text if "\x00" not in text else (_wide(data, notices) or text)


def _wide(data: bytes, notices: Notices) -> str | None:
    """UTF-16 without its mark: Latin letters leave every other byte zero."""
    sample = data[:4000]
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if len(zeros) > 4 and zeros.count(0) > 0.7 * len(zeros):
            notices.say("encoding-guessed", encoding=encoding)
            return data.decode(encoding, errors="replace")
    return None


def _damaged(data: bytes, notices: Notices) -> str | None:
    """UTF-8 in which a few bytes broke: far more letters came through than were lost."""
    text = data.decode("utf-8", errors="replace")
    lost = text.count("\ufffd")
    kept = len(re.findall(r"[^\x00-\x7f\ufffd]", text))
    if kept <= 4 * lost:
        return None
    line = text.count("\n", 0, text.index("\ufffd")) + 1
    notices.say("encoding-damaged", line, count=lost)
    return text


def _western(data: bytes, notices: Notices) -> str:
    notices.say("encoding-guessed", encoding="windows-1252")
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _say_control(text: str, notices: Notices) -> None:
    first = CONTROL.search(text)
    if first is not None:
        notices.say("control-characters", text.count("\n", 0, first.start()) + 1)


def _refuse_structured(text: str) -> None:
    if MARKUP.match(text):
        raise TranscriptError("not-a-transcript", 1, found="HTML")
    if text.lstrip()[:1] in ("{", "["):
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return
        if isinstance(found, dict | list):
            raise TranscriptError("not-a-transcript", 1, found="JSON")
