"""What storage complains of is told from codes: SQLite's, the operating system's, PostgreSQL's."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import DatabaseError

from resonanz.storage.trouble import Trouble, trouble
from tests.contracts.sqlite_errors import sqlite_error


class DriverError(Exception):
    """An error of PostgreSQL's driver, which carries the state the standard names."""

    def __init__(self, sqlstate: str) -> None:
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("code", "met"),
    [
        (sqlite3.SQLITE_BUSY, Trouble.BUSY),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, Trouble.BUSY),
        (sqlite3.SQLITE_LOCKED_SHAREDCACHE, Trouble.BUSY),
        (sqlite3.SQLITE_FULL, Trouble.FULL),
        (sqlite3.SQLITE_IOERR_FSYNC, Trouble.FULL),
        (sqlite3.SQLITE_IOERR_READ, Trouble.DAMAGED),
        (sqlite3.SQLITE_CORRUPT, Trouble.DAMAGED),
        (sqlite3.SQLITE_NOTADB, Trouble.DAMAGED),
        (sqlite3.SQLITE_ERROR, Trouble.OTHER),
        (sqlite3.SQLITE_READONLY, Trouble.OTHER),
    ],
)
def test_codes_of_sqlite_behind_djangos_wrapper(code: int, met: Trouble) -> None:
    assert trouble(sqlite_error(code, "database is locked or full")) is met
    assert trouble(sqlite_error(code, kind=DatabaseError).__cause__) is met


def test_words_alone_say_nothing() -> None:
    assert trouble(DatabaseError("database is locked")) is Trouble.OTHER
    assert trouble(None) is Trouble.OTHER


@pytest.mark.parametrize(
    ("code", "met"),
    [
        (errno.ENOSPC, Trouble.FULL),
        (errno.EDQUOT, Trouble.FULL),
        (errno.EIO, Trouble.DAMAGED),
        (errno.EACCES, Trouble.OTHER),
    ],
)
def test_codes_of_the_operating_system(code: int, met: Trouble) -> None:
    assert trouble(OSError(code, "busy")) is met


@pytest.mark.parametrize(
    ("state", "met"),
    [
        ("53100", Trouble.FULL),
        ("40P01", Trouble.BUSY),
        ("55P03", Trouble.BUSY),
        ("XX001", Trouble.DAMAGED),
        ("42P01", Trouble.OTHER),
    ],
)
def test_states_of_postgresql(state: str, met: Trouble) -> None:
    error = DatabaseError("no")
    error.__cause__ = DriverError(state)
    assert trouble(error) is met


def test_real_errors_of_sqlite(tmp_path: Path) -> None:
    (tmp_path / "no").write_bytes(b"no database at all" * 300)
    with pytest.raises(sqlite3.DatabaseError) as damaged, closing(sqlite3.connect(tmp_path / "no")) as broken:
        broken.execute("SELECT * FROM t")
    first, second = (sqlite3.connect(tmp_path / "db", timeout=0, isolation_level=None) for _ in range(2))
    first.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError) as busy:
        second.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError) as other:
        second.execute("SELECT * FROM locked_full_busy")
    for connection in (first, second):
        connection.close()
    assert [trouble(each.value) for each in (damaged, busy, other)] == [Trouble.DAMAGED, Trouble.BUSY, Trouble.OTHER]
