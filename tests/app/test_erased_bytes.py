"""The promise about erased bytes, on real files: the log is emptied, the file written anew, what is owed is kept."""

from __future__ import annotations

import concurrent.futures
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from resonanz.app.people.models import Site
from resonanz.core.kernel.home import Home
from resonanz.storage import forget
from resonanz.storage.engine import LOCK_SECONDS
from tests.app.meetings.data_bytes import words_in

pytestmark = pytest.mark.django_db(transaction=True)
MARK = "xylophonequagmire"


@contextmanager
def reader() -> Iterator[sqlite3.Connection]:
    """Somebody who reads, and holds the log meanwhile; we wait for nobody."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=0")
    other = sqlite3.connect(str(connection.settings_dict["NAME"]), timeout=0, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM people_site").fetchone()
    try:
        yield other
    finally:
        other.close()
        connection.close()


def delete() -> None:
    """Delete every site, and owe the bytes."""
    with transaction.atomic():
        Site.objects.all().delete()
        forget.owe("default")


@pytest.fixture
def site() -> Site:
    """A row to delete, in a file that owes nothing yet."""
    assert forget.rewrite("default")
    return Site.objects.create(name=MARK)


def test_what_is_owed_is_settled_once(site: Site, home: Home) -> None:
    assert forget.rewrite("default")
    assert not forget.is_owed("default")
    assert words_in(home.path, [MARK]) == {MARK}
    delete()
    assert words_in(home.path, [MARK]) == {MARK}  # in the log
    connection.close()
    assert forget.is_owed("default")
    assert forget.rewrite("default")
    assert words_in(home.path, [MARK]) == set()
    assert not forget.is_owed("default")


def test_a_deletion_that_is_taken_back_owes_nothing(site: Site) -> None:
    with transaction.atomic():
        delete()
        transaction.set_rollback(True)
    assert not forget.is_owed("default")


def test_a_reader_leaves_it_owed(site: Site, home: Home) -> None:
    with reader():
        delete()
        assert not forget.empty_log("default")
        assert not forget.rewrite("default")
        assert forget.is_owed("default")
    assert forget.rewrite("default")
    assert words_in(home.path, [MARK]) == set()


def test_a_writer_leaves_it_owed(site: Site) -> None:
    delete()
    with reader() as other:
        other.execute("COMMIT")
        other.execute("BEGIN IMMEDIATE")
        assert not forget.rewrite("default")
        other.execute("ROLLBACK")
        assert forget.rewrite("default")
    assert not forget.is_owed("default")


def test_what_is_deleted_while_the_file_is_written_stays_owed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    delete()
    emptied = forget.empty_log
    times: list[int] = []

    def empty_and_delete(using: str) -> bool:
        times.append(1)
        if len(times) == 2:
            delete()
        return emptied(using)

    monkeypatch.setattr(forget, "empty_log", empty_and_delete)
    assert forget.rewrite("default")
    assert forget.is_owed("default")


def test_nothing_is_tried_inside_a_transaction(site: Site) -> None:
    with transaction.atomic():
        assert not forget.empty_log("default")
        assert not forget.rewrite("default")


def test_a_long_reader_keeps_no_writer_waiting(site: Site) -> None:
    """SQLite holds the write lock while it waits for readers of the log; we let it wait for a second at most."""
    with reader() as other:
        delete()
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            emptying = pool.submit(empty_in_a_thread)
            emptying.result(LOCK_SECONDS / 2)
            assert not emptying.result()
        other.execute("ROLLBACK")
    assert forget.empty_log("default")


def empty_in_a_thread() -> bool:
    """With a connection that waits for others as long as all do."""
    try:
        return forget.empty_log("default")
    finally:
        connection.close()
