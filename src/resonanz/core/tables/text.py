"""Which encoding bytes are written in, found out in constant memory."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import BinaryIO

from resonanz.core.tables.errors import TableError

CHUNK = 1 << 20
LONGEST_LINE = 4 * CHUNK
START_BYTES = 4096
# Longest first: the mark of UTF-32-LE begins with the one of UTF-16-LE.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ARCHIVE = b"PK\x03\x04"
BINARY_FORMATS = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"RIFF", "WAV"),
    (b"ID3", "MP3"),
    (b"OggS", "Ogg"),
    (b"\x1f\x8b", "gzip"),
    (b"\xd0\xcf\x11\xe0", "DOC"),  # Office before 2007, and any Office file with a password
    (b"{\\rtf", "RTF"),
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """``name``: a codec of Python. ``is_assumed``: nothing in the file says so.

    ``line``: the first that is not UTF-8; ``lost``: characters that are damaged in a text that else is UTF-8.
    """

    name: str
    is_assumed: bool = False
    line: int = 0
    lost: int = 0


def binary_format(start: bytes) -> str | None:
    """What a file is by its first bytes, if they are those of a known binary format (archives apart)."""
    return next((name for magic, name in BINARY_FORMATS if start.startswith(magic)), None)


def detect(stream: BinaryIO, longest_line: int | None = None) -> Encoding:
    """The encoding of a text, from its start: the stream is read through and left anywhere.

    A byte order mark decides; else UTF-16 if every other byte is zero; else UTF-8 if it is valid, or damaged in a few
    places only; else Windows-1252. ``table-line-too-long`` where a line has more bytes than ``longest_line``.
    """
    start = stream.read(START_BYTES)
    for mark, name in MARKS:
        if start.startswith(mark):
            return Encoding(name)
    if wide := _unmarked_utf16(start):
        return Encoding(wide, is_assumed=True)
    line = undecodable_line(stream, "utf-8", longest_line)
    if line is None:
        return Encoding("utf-8")
    lost, kept = _damage(stream)
    if kept > 4 * lost:  # far more letters came through than were lost
        return Encoding("utf-8", line=line, lost=lost)
    return Encoding("cp1252", is_assumed=True, line=line)


def undecodable_line(stream: BinaryIO, encoding: str, longest_line: int | None = None) -> int | None:
    """The first line that is not text in this encoding; None if all of it is."""
    decoder = codecs.getincrementaldecoder(encoding)()
    lines, since_break, last = 1, 0, False
    stream.seek(0)
    while not last:
        chunk = stream.read(CHUNK)
        last = not chunk
        try:
            text = decoder.decode(chunk, last)
        except UnicodeDecodeError as error:
            return lines + decoder_text(error).count("\n")
        lines += text.count("\n")
        since_break = 0 if "\n" in text or "\r" in text else since_break + len(chunk)
        if longest_line is not None and since_break >= longest_line:
            raise TableError("table-line-too-long", lines, limit=longest_line)
    return None


def decoder_text(error: UnicodeDecodeError) -> str:
    """What could be decoded of a chunk before its first undecodable byte."""
    return error.object[: error.start].decode(error.encoding, errors="ignore")


def _unmarked_utf16(start: bytes) -> str | None:
    """UTF-16 without its mark: Latin letters leave every other byte zero."""
    for encoding, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[0::2])):
        if len(zeros) > 4 and zeros.count(0) > 0.7 * len(zeros):
            return encoding
    return None


def _damage(stream: BinaryIO) -> tuple[int, int]:
    """Of the characters beyond ASCII: how many are damaged in UTF-8, and how many are not."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    lost = kept = 0
    stream.seek(0)
    while chunk := stream.read(CHUNK):
        text = decoder.decode(chunk)
        damaged = text.count("\ufffd")
        lost += damaged
        kept += len(text) - damaged - len(text.encode("ascii", "ignore"))
    return lost, kept
