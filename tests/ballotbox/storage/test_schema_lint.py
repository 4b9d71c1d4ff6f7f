"""The schema of the ballot box has no serial, no time, no foreign key, no column for a person, no row numbers."""

from __future__ import annotations

import re
import sqlite3

import pytest

from tests.ballotbox.own_home import DATABASE

FORBIDDEN = {
    "a serial": re.compile(r"autoincrement|\bserial\b|\bidentity\b|integer\s+(not null\s+)?primary key", re.IGNORECASE),
    "a time": re.compile(r"timestamp|datetime|\bdate\b|\btime\b|_at\b|_on\b|created|modified|updated", re.IGNORECASE),
    "a foreign key": re.compile(r"\breferences\b|foreign key", re.IGNORECASE),
    "a person": re.compile(r"person|user|mail|name|ticket|session|address|\bip\b", re.IGNORECASE),
}
# When a wave was opened is published, and no person stands behind it: in this table, and under this name, alone.
OF_A_WAVE = {"wave": re.compile(r'"opened_at" bigint')}
DJANGO_KEEPS = {"django_migrations", "sqlite_sequence"}


def schema(database: sqlite3.Connection) -> dict[str, str]:
    """Every table, index, view and trigger with the statement that made it."""
    found = database.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {name: sql for name, sql in found if name not in DJANGO_KEEPS}


def lint(database: sqlite3.Connection) -> list[str]:
    """What stands in the schema that must not: "table: a time"."""
    found = {
        table: OF_A_WAVE[table].sub("", sql) if table in OF_A_WAVE else sql for table, sql in schema(database).items()
    }
    faults = [
        f"{table}: {what}" for table, sql in found.items() for what, word in FORBIDDEN.items() if word.search(sql)
    ]
    return faults + [f"{table}: numbered rows" for table in found if table == "inbox" and has_row_numbers(database)]


def has_row_numbers(database: sqlite3.Connection) -> bool:
    """A table WITHOUT ROWID does not know the column ``rowid``."""
    try:
        database.execute("SELECT rowid FROM inbox LIMIT 1")
    except sqlite3.OperationalError:
        return False
    return True


@pytest.fixture
def copy() -> sqlite3.Connection:
    """The migrated schema in memory, to change at will."""
    real, copied = sqlite3.connect(DATABASE), sqlite3.connect(":memory:")
    real.backup(copied)
    real.close()
    return copied


def test_schema_is_clean(copy: sqlite3.Connection) -> None:
    assert set(schema(copy)) == {"wave", "inbox", "epoch"}
    assert lint(copy) == []
    copy.close()


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("ALTER TABLE inbox ADD COLUMN received_at TEXT", "inbox: a time"),
        ("ALTER TABLE inbox ADD COLUMN moment datetime", "inbox: a time"),
        ("ALTER TABLE inbox ADD COLUMN opened_at bigint", "inbox: a time"),
        ("ALTER TABLE wave ADD COLUMN closed_at bigint", "wave: a time"),
        ("ALTER TABLE inbox ADD COLUMN person TEXT", "inbox: a person"),
        ("ALTER TABLE inbox ADD COLUMN w TEXT REFERENCES wave(wave)", "inbox: a foreign key"),
        ("CREATE TABLE more (n INTEGER PRIMARY KEY AUTOINCREMENT)", "more: a serial"),
        ("DROP TABLE inbox; CREATE TABLE inbox (wave TEXT, row_key BLOB, sealed BLOB)", "inbox: numbered rows"),
    ],
)
def test_control_each_fault_is_found(copy: sqlite3.Connection, statement: str, fault: str) -> None:
    copy.executescript(statement)
    assert fault in lint(copy)
    copy.close()
