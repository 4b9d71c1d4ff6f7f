"""Which encoding bytes are written in, found out in constant memory."""

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

CHUNK = 1 << 20
Watch = Callable[[int, str], None]
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


def label(encoding: str) -> str:
    """An encoding as a person calls it."""
    return "Windows-1252" if encoding == "cp1252" else "-".join(encoding.upper().split("-")[:2])


def binary_format(start: bytes) -> str | None:
    """What a file is by its first bytes, if they are those of a known binary format (archives apart)."""
    return next((name for magic, name in BINARY_FORMATS if start.startswith(magic)), None)


def detect(stream: BinaryIO, watch: Watch | None = None) -> Encoding:
    """The encoding of a text; the stream stands at its start, and is left anywhere.

    A byte order mark decides; else UTF-16 if every other byte is zero; else UTF-8 if it is valid, or damaged in a few
    places only; else Windows-1252.
    """
    start = stream.read(START_BYTES)
    for mark, name in MARKS:
        if start.startswith(mark):
            return Encoding(name)
    if wide := _unmarked_utf16(start):
        return Encoding(wide, is_assumed=True)
    line = undecodable_line(stream, "utf-8", watch)
    if line is None:
        return Encoding("utf-8")
    lost, kept = _damage(stream)
    if kept > 4 * lost:  # far more letters came through than were lost
        return Encoding("utf-8", line=line, lost=lost)
    return Encoding("cp1252", is_assumed=True, line=line)


def undecodable_line(stream: BinaryIO, encoding: str, watch: Watch | None = None) -> int | None:
    """The first line that is not text in this encoding; None if all of it is.

    ``watch`` is shown the text in pieces, each with the line in which it begins.
    """
    line = 1
    try:
        for text in _decoded(stream, encoding, "strict"):
            if watch:
                watch(line, text)
            line += text.count("\n")
    except UnicodeDecodeError as error:
        return line + error.object[: error.start].decode(error.encoding, errors="ignore").count("\n")
    except UnicodeError:
        return 1  # the mark that this encoding begins with is missing
    return None


def _decoded(stream: BinaryIO, encoding: str, errors: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    stream.seek(0)
    while chunk := stream.read(CHUNK):
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _unmarked_utf16(start: bytes) -> str | None:
    # UTF-16 without its mark: Latin letters leave every other byte zero.
    for encoding, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[0::2])):
        if len(zeros) > 4 and zeros.count(0) > 0.7 * len(zeros):
            return encoding
    return None


def _damage(stream: BinaryIO) -> tuple[int, int]:
    # Of the characters beyond ASCII: how many are damaged in UTF-8, and how many are not.
    lost = kept = 0
    for text in _decoded(stream, "utf-8", "replace"):
        damaged = text.count("\ufffd")
        lost += damaged
        kept += len(text) - damaged - len(text.encode("ascii", "ignore"))
    return lost, kept
