"""Attack 19: the order of rows in every table that knows a person, and every byte that a purge should have erased.

Fifty-seven people sign in, draw and bring minutes in. Whoever has the disk then compares the order of rows, by number,
by key and by the places of their bytes, with the order in which they came, and looks for what they left behind.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import factorial
from pathlib import Path
from typing import Any

import pytest

from tests.attacks.app_at_work import PEOPLE
from tests.homes import migrated, own_environment

# An order is noticed if only one shuffle in a million has so few or so many pairs the wrong way round. The test is
# exact: it counts all shuffles. Some hundred orders are looked at, so one run in ten thousand fails by chance.
THRESHOLD = 1e-6
MOMENTS = ("before", "after a night", "after the purge")


@dataclass(frozen=True, slots=True)
class Knows:
    """How a row leads to a person: a column and what it names; and the column whose bytes are looked for."""

    column: str
    names: str = "person"
    mark: str = ""


KNOW_A_PERSON = {
    "db": {
        "people_person": Knows("id", mark="email"),
        "people_person_leads": Knows("person_id"),
        "accounts_user": Knows("person_id", mark="id"),
        "accounts_role": Knows("user_id", "accounts_user"),
        "registrar_seat": Knows("person_id", mark="salt"),
        "registrar_ticket": Knows("person_id", mark="ticket"),
        "meetings_meeting": Knows("owner_id", mark="id"),
        "meetings_participant": Knows("person_id", mark="id"),
        "meetings_line": Knows("owner_id", "meetings_participant", "id"),
    },
    "transcripts": {
        "transcripts_draftline": Knows("meeting_id", "meetings_meeting", "id"),
        "transcripts_storedutterance": Knows("participant_id", "meetings_participant", "id"),
    },
    "cache": {
        "cache": Knows("cache_key", "limit"),  # for an hour at most, and with a time: its bytes need no attack
        "sessions_session": Knows("session_key", "session", "session_key"),
    },
}
# These know people too, and hold no row at night: a file that nobody has applied yet, mails that wait.
EMPTY = {"db": {"people_rosterdraft", "django_tasks_database_dbtaskresult"}}
KNOW_NOBODY = {
    "db": {
        "auth_group", "auth_group_permissions", "auth_permission", "conduct_epoch", "django_content_type",
        "django_migrations",
        "insight_gapfamily", "people_site", "people_unit", "questions_bankitem", "questions_itemscale",
        "questions_questionnaireplace", "questions_storedquestionnaire", "registrar_cellkey", "sqlite_sequence",
        "upkeep_scheduleentry", "waves_season", "waves_storedrelease", "waves_wave",
    },
    "transcripts": {"django_migrations", "sqlite_sequence"},
    "cache": {"django_migrations", "sqlite_sequence"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Disk:
    """What somebody with the disk has: the app's files at three moments; and, to judge her by, who came when."""

    folder: Path
    planted: list[dict[str, Any]]

    @property
    def came(self) -> dict[int, int]:
        return {one["person"]: rank for rank, one in enumerate(self.planted)}

    def read(self, moment: str, name: str) -> bytes:
        """The bytes of a database and its log."""
        paths = [self.folder / moment / f"{name}.sqlite3{suffix}" for suffix in ("", "-wal")]
        return b"".join(path.read_bytes() for path in paths if path.exists())

    def rows(self, moment: str, name: str, statement: str) -> list[Any]:
        with closing(sqlite3.connect(self.folder / moment / f"{name}.sqlite3")) as database:
            return list(database.execute(statement))

    def tables(self, moment: str, name: str) -> set[str]:
        return {row[0] for row in self.rows(moment, name, "SELECT name FROM sqlite_master WHERE type = 'table'")}

    def persons(self, moment: str, names: str) -> dict[Any, int]:
        """Key of a table, of a session or of a limit -> person."""
        if names == "person":
            return {person: person for person in self.came}
        if names in ("session", "limit"):
            return {one[names]: one["person"] for one in self.planted}
        column = KNOW_A_PERSON["db"][names].column
        return dict(self.rows(moment, "db", f"SELECT id, {column} FROM {names} WHERE {column} IS NOT NULL"))

    def orders(self, moment: str, name: str, table: str) -> Iterator[tuple[str, list[int]]]:
        """The ranks of arrival in each order that the table's rows have."""
        knows = KNOW_A_PERSON[name][table]
        persons, came = self.persons(moment, knows.names), self.came
        select = f"SELECT {knows.column}, {knows.mark or 'NULL'} FROM {table}"
        key = [row[1] for row in self.rows(moment, name, f"PRAGMA table_info({table})") if row[5]]
        for order in ("rowid", ", ".join(key)):
            try:
                rows = self.rows(moment, name, f"{select} ORDER BY {order}")
            except sqlite3.OperationalError:
                assert order == "rowid", order
                continue
            yield order, ranks(came[persons[row[0]]] for row in rows if row[0] in persons)
        if knows.mark:
            content = self.read(moment, name)
            found = [(places(content, row[1]), came[persons[row[0]]]) for row in rows if row[0] in persons]
            for number in range(min((len(at) for at, _ in found), default=0)):
                yield f"bytes {number}", ranks(rank for _, rank in sorted((at[number], rank) for at, rank in found))


def ranks(rows: Iterator[int]) -> list[int]:
    """Each person where she is first."""
    return list(dict.fromkeys(rows))


def places(content: bytes, mark: str | bytes | int) -> list[int]:
    """Where a mark lies: as text, as bytes, as the last six bytes of a number."""
    if isinstance(mark, int):
        mark = (mark % 2**48).to_bytes(6, "big")
    wanted, at, found = mark.encode() if isinstance(mark, str) else mark, -1, []
    while (at := content.find(wanted, at + 1)) >= 0:
        found.append(at)
    return found


@cache
def shuffles(people: int) -> list[int]:
    """How many shuffles have so many pairs the wrong way round (Mahonian numbers)."""
    counts = [1]
    for size in range(2, people + 1):
        grown = [0] * (len(counts) + size - 1)
        for place in range(size):
            for wrong, count in enumerate(counts):
                grown[wrong + place] += count
        counts = grown
    return counts


def chance(order: Sequence[int]) -> float:
    """How likely a shuffle is at least as well ordered, forwards or backwards."""
    wrong = sum(first > second for first, second in combinations(order, 2))
    counts = shuffles(len(order))
    rarer = min(wrong, len(counts) - 1 - wrong)
    return min(1.0, 2 * sum(counts[: rarer + 1]) / factorial(len(order)))


def forms(value: str) -> list[bytes]:
    """A value as text, and inside base64 at each of the three offsets, as far as it alone makes the letters."""
    plain = {value, value.replace("-", "")}
    hidden = [
        b64encode(b"\0" * offset + each.encode() + b"\0\0")[-(-8 * offset // 6) : 8 * (offset + len(each)) // 6]
        for each in plain
        for offset in range(3)
    ]
    return [*(each.encode() for each in plain), *hidden]


def left_behind(disk: Disk, moment: str) -> int:
    """How many of the planted values lie in any byte. The roster knows addresses: they count if there are more."""
    content = {name: disk.read(moment, name) for name in KNOW_A_PERSON}
    elsewhere, roster = content["transcripts"] + content["cache"], disk.read("before", "db")

    def lies_there(kind: str, form: bytes) -> bool:
        known = roster.count(form) if kind == "address" else 0
        return form in elsewhere or content["db"].count(form) > known

    values = [(kind, one[kind]) for one in disk.planted for kind in ("address", "code", "session")]
    return sum(any(lies_there(kind, form) for form in forms(value)) for kind, value in values)


def at_work(folder: Path, build: str) -> Disk:
    """Let a process do it all."""
    migrated(folder / "home")
    environment = own_environment(
        RESONANZ_HOME=str(folder / "home"), DJANGO_SETTINGS_MODULE="resonanz.app.settings", PATH=os.environ["PATH"]
    )
    command = [sys.executable, "-m", "tests.attacks.app_at_work", str(folder), build]
    subprocess.run(command, env=environment, check=True, timeout=300)
    return Disk(folder, json.loads((folder / "planted.json").read_text()))


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Disk:
    """Of the app as it is."""
    return at_work(tmp_path_factory.mktemp("as-it-is"), "as it is")


@pytest.fixture(scope="module")
def weakened(tmp_path_factory: pytest.TempPathFactory) -> Disk:
    """Of an app that numbers sessions and users, makes users when they come, and erases nothing."""
    return at_work(tmp_path_factory.mktemp("weakened"), "weakened")


def test_attack(disk: Disk) -> None:
    """Every order is at chance, and none was overlooked for want of rows."""
    moment, found = "after a night", dict[tuple[str, str], list[int]]()
    for name, tables in KNOW_A_PERSON.items():
        for table in tables.keys() & disk.tables(moment, name):
            found |= {(table, order): ranked for order, ranked in disk.orders(moment, name, table)}
    assert {order: p for order, ranked in found.items() if (p := chance(ranked)) < THRESHOLD} == {}
    assert min(map(len, found.values())) >= 12
    marked = {(table, "bytes 0") for tables in KNOW_A_PERSON.values() for table, knows in tables.items() if knows.mark}
    assert marked <= set(found)


def test_control(weakened: Disk) -> None:
    """Numbers and places of rows give the order back, of all who came."""
    for name, table, orders in (
        ("cache", "sessions_session", ("rowid", "bytes 0")),
        ("db", "accounts_user", ("rowid", "bytes 0")),
    ):
        found = dict(weakened.orders("after a night", name, table))
        for order in orders:
            assert found[order] in (list(range(PEOPLE)), list(range(PEOPLE))[::-1]), (table, order)
            assert chance(found[order]) < THRESHOLD


def test_no_byte_is_left_after_the_purge(disk: Disk) -> None:
    assert left_behind(disk, "after the purge") == 0
    for table in KNOW_A_PERSON["cache"]:
        assert disk.rows("after the purge", "cache", f"SELECT count(*) FROM {table}") == [(0,)]


def test_control_without_erasing_every_value_is_there(weakened: Disk) -> None:
    assert left_behind(weakened, "after the purge") == 3 * PEOPLE


def test_sessions_are_there_until_the_purge(disk: Disk) -> None:
    """The control of what is read: it finds what may still be there, and nothing else."""
    assert left_behind(disk, "after a night") == PEOPLE
    assert disk.rows("after a night", "cache", "SELECT count(*) FROM sessions_session") == [(PEOPLE,)]


def unnamed(disk: Disk, moment: str) -> dict[str, set[str]]:
    """Tables of which nobody has said here whether they know a person."""
    return {
        name: disk.tables(moment, name) - set(tables) - EMPTY.get(name, set()) - KNOW_NOBODY[name]
        for name, tables in KNOW_A_PERSON.items()
    }


def test_every_table_is_named_here(disk: Disk, tmp_path: Path) -> None:
    """With the control: a table that is planted is noticed, whatever it holds."""
    nothing: dict[str, set[str]] = {name: set() for name in KNOW_A_PERSON}
    assert {moment: unnamed(disk, moment) for moment in MOMENTS} == dict.fromkeys(MOMENTS, nothing)
    for name, tables in EMPTY.items():
        assert all(disk.rows("after a night", name, f"SELECT count(*) FROM {table}") == [(0,)] for table in tables)
    (tmp_path / "later").mkdir()
    with closing(sqlite3.connect(tmp_path / "later" / "db.sqlite3")) as database:
        database.execute("CREATE TABLE visits (person_id integer)")
    for name in ("transcripts", "cache"):
        sqlite3.connect(tmp_path / "later" / f"{name}.sqlite3").close()
    assert unnamed(Disk(tmp_path, []), "later")["db"] == {"visits"}


def test_tables_that_know_nobody_name_nobody(disk: Disk) -> None:
    """No value of any of their rows is a person's number, address, session or user."""
    users = disk.persons("after a night", "accounts_user")
    telling = {str(each) for one in disk.planted for each in one.values() if isinstance(each, str)} | set(users)
    for name, tables in KNOW_NOBODY.items():
        for table in tables:
            text = " ".join(map(repr, disk.rows("after a night", name, f"SELECT * FROM {table}")))
            assert not [value for value in telling if value in text], table
