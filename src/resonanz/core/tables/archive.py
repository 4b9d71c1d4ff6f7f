"""Office files are zip archives: looked through before anything unpacks them."""

import io
import struct
import zipfile
from typing import BinaryIO

LIST_BYTES = 256 * 1024  # of the list of members; an Office file's is about 2 KB
MOST_MEMBERS = 1_000
END_RECORD = b"PK\x05\x06"
END_RECORD_64 = b"PK\x06\x07"
END_BYTES = 66_000  # the end record with the longest comment
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class BrokenArchiveError(Exception):
    """No zip archive, or none that an office program writes."""


class LargeArchiveError(Exception):
    """It would unpack to more than allowed; ``members``: how many files it claims to hold."""

    def __init__(self, members: int) -> None:
        super().__init__(members)
        self.members = members


def open_archive(stream: BinaryIO, most_unpacked: int) -> zipfile.ZipFile:
    """The archive, if its members together are declared to unpack to at most so many bytes.

    ``zipfile`` never unpacks more of a member than it declares, so what is declared is a bound.
    """
    _check_list(stream)
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, struct.error, OSError, ValueError, OverflowError) as error:
        raise BrokenArchiveError from error
    members = archive.infolist()
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > most_unpacked:
        raise LargeArchiveError(len(members))
    if any(member.compress_type not in METHODS for member in members):
        raise BrokenArchiveError
    return archive


def _check_list(stream: BinaryIO) -> None:
    # The length of the list of members, before Python reads it: a hundred thousand names would take gigabytes.
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - END_BYTES))
    tail = stream.read()
    end = tail.rfind(END_RECORD)
    if end < 0 or len(tail) < end + 22:
        raise BrokenArchiveError
    members, list_bytes = struct.unpack_from("<HI", tail, end + 10)
    if END_RECORD_64 in tail[max(0, end - 20) : end] or members > MOST_MEMBERS or list_bytes > LIST_BYTES:
        raise LargeArchiveError(members)
