"""Word documents: the archive is checked before anything in it is unpacked, and only its text is.

A .docx is a zip archive. It is refused if its list of members is too long, if the members' sizes add up to more than a
transcript can have, or if the text itself unpacks to more than it declares or than is allowed. Pictures, archives
inside the archive, linked files and addresses are never opened; a document type definition is refused, so that no
entity can be expanded or fetched.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from resonanz.core.minutes.reading.cues import Line
from resonanz.core.minutes.reading.decoding import UNSEEN
from resonanz.core.minutes.reading.errors import TranscriptCode, TranscriptError
from resonanz.core.tables.archive import BrokenArchiveError, LargeArchiveError, open_archive
from resonanz.core.tables.text import ARCHIVE

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, RuntimeError, OverflowError)
DOCUMENT = "word/document.xml"
MOST_DECLARED = 200 * 1024 * 1024
MOST_TEXT = 40 * 1024 * 1024  # bytes of XML; four hours of talk are about 4 MB
NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BREAKS = {f"{NAMESPACE}br": "\n", f"{NAMESPACE}cr": "\n", f"{NAMESPACE}tab": "\t", f"{NAMESPACE}noBreakHyphen": "-"}


def is_archive(data: bytes) -> bool:
    """Does it begin like a zip archive?"""
    return data.startswith(ARCHIVE)


def document_lines(data: bytes) -> list[Line]:
    """The lines of the document with the number of their paragraph (from 1); a blank line ends each paragraph."""
    lines: list[Line] = []
    for number, text in enumerate(_paragraphs(_document(data)), 1):
        lines.extend((number, UNSEEN.sub("", line)) for line in text.split("\n"))
        lines.append((number, ""))
    return lines


def _document(data: bytes) -> str:
    try:
        with open_archive(io.BytesIO(data), MOST_DECLARED) as archive:
            if DOCUMENT not in archive.namelist():
                raise TranscriptError(TranscriptCode.DOCX_NOT_WORD)
            return _unpacked(archive).decode("utf-8-sig")
    except LargeArchiveError as error:
        raise TranscriptError(TranscriptCode.DOCX_TOO_LARGE, members=error.members) from error
    except (BrokenArchiveError, *BROKEN) as error:
        raise TranscriptError(TranscriptCode.BROKEN_DOCX) from error


def _unpacked(archive: zipfile.ZipFile) -> bytes:
    # The text, never more than allowed whatever the archive declares.
    with archive.open(DOCUMENT) as stream:
        text = stream.read(MOST_TEXT + 1)
    if len(text) > MOST_TEXT:
        raise TranscriptError(TranscriptCode.DOCX_TOO_LARGE, members=len(archive.infolist()))
    return text


def _paragraphs(xml: str) -> Iterator[str]:
    from docx.oxml import parse_xml

    if "<!DOCTYPE" in xml or "<!ENTITY" in xml:
        raise TranscriptError(TranscriptCode.BROKEN_DOCX)
    try:
        # Without its declaration the text has one reading only: no second encoding can hide a definition.
        root = parse_xml(_without_declaration(xml))
    except (SyntaxError, ValueError) as error:
        raise TranscriptError(TranscriptCode.BROKEN_DOCX) from error
    for paragraph in root.iter(f"{NAMESPACE}p"):
        yield _text(paragraph)


def _without_declaration(xml: str) -> str:
    start = xml.lstrip()
    return start[start.find("?>") + 2 :].lstrip() if start.startswith("<?xml") else start


def _text(paragraph: BaseOxmlElement) -> str:
    # All words of a paragraph, also inserted ones; deleted ones stand under another tag. What lies in a paragraph of
    # its own (a text box) is left to that one.
    nodes = paragraph.iter(f"{NAMESPACE}t", *BREAKS)
    own = (node for node in nodes if next(node.iterancestors(f"{NAMESPACE}p"), None) is paragraph)
    return "".join(BREAKS.get(str(node.tag)) or node.text or "" for node in own)
