"""What is wrong when a database or a disk refuses: told from codes, never from the words of a message."""

import errno
import sqlite3
from enum import StrEnum

PRIMARY_CODE = 0xFF


class Trouble(StrEnum):
    """Busy passes by itself, full with room on the disk, damaged calls for a backup; other is a fault of ours."""

    BUSY = "busy"
    FULL = "full"
    DAMAGED = "damaged"
    OTHER = "other"


ERRNO = {errno.ENOSPC: Trouble.FULL, errno.EDQUOT: Trouble.FULL, errno.EIO: Trouble.DAMAGED}
SQLITE = {
    sqlite3.SQLITE_BUSY: Trouble.BUSY,
    sqlite3.SQLITE_LOCKED: Trouble.BUSY,
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_IOERR: Trouble.FULL,  # a quota that is used up, mostly: a write, sync or mapping that failed
    sqlite3.SQLITE_IOERR_READ: Trouble.DAMAGED,
    sqlite3.SQLITE_IOERR_SHORT_READ: Trouble.DAMAGED,
    sqlite3.SQLITE_IOERR_CORRUPTFS: Trouble.DAMAGED,
    sqlite3.SQLITE_CORRUPT: Trouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: Trouble.DAMAGED,
}
POSTGRESQL = {
    "53100": Trouble.FULL,
    "XX001": Trouble.DAMAGED,
    "XX002": Trouble.DAMAGED,
    "55P03": Trouble.BUSY,  # lock not available
    "40001": Trouble.BUSY,  # serialization failure
    "40P01": Trouble.BUSY,  # deadlock
    "53300": Trouble.BUSY,  # too many connections
}


def trouble(error: BaseException | None) -> Trouble:
    """The trouble behind an error of the disk or of a database, in Django's wrapper or without it."""
    if error is None:
        return Trouble.OTHER
    if isinstance(error, OSError):
        return ERRNO.get(error.errno or 0, Trouble.OTHER)
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        return SQLITE.get(code) or SQLITE.get(code & PRIMARY_CODE, Trouble.OTHER)
    state = getattr(error, "sqlstate", None)
    return trouble(error.__cause__) if state is None else POSTGRESQL.get(state, Trouble.OTHER)
