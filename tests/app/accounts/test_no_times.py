"""Nothing the app keeps says when somebody came: sessions, users, people, limits."""

from __future__ import annotations

import importlib
import json
import re
import sqlite3
import zlib
from base64 import b64encode, urlsafe_b64decode
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.core.cache import cache
from django.db import connections, models
from django.test import Client
from django.utils import timezone

from resonanz.app.accounts import codes, mailing
from resonanz.app.accounts.limits import cache_key, purge
from resonanz.app.accounts.sessions.models import Session
from resonanz.app.accounts.sessions.store import SessionStore, first_of_next_month
from resonanz.core.kernel.home import Home

pytestmark = pytest.mark.django_db(databases=["default", "cache"])

ALLOWED_TIMES = {
    ("sessions", "Session"): "the end, rounded up to a month",
    ("sessions", "CacheEntry"): "limits and codes, which a minute's purge forgets",
    ("django_tasks_database", "DBTaskResult"): "jobs; none is about a person",
    ("upkeep", "ScheduleEntry"): "when the worker is due; no person is behind it",
}
IDENTITY_ROOMS = {"people", "accounts"}


def identity_models() -> list[type[models.Model]]:
    """Every table of people and accounts, and every table that points at a person or user."""
    identity = {model for model in apps.get_models() if model._meta.app_label in IDENTITY_ROOMS}
    pointing = {
        model
        for model in apps.get_models()
        if any(field.related_model in identity for field in model._meta.get_fields() if field.concrete)
    }
    return sorted(identity | pointing, key=lambda model: model._meta.label)


def test_no_identity_table_keeps_a_time_finer_than_the_day() -> None:
    fine = (models.DateTimeField, models.TimeField, models.DurationField)
    found = {
        model._meta.label for model in identity_models() if any(isinstance(f, fine) for f in model._meta.get_fields())
    }
    assert {"people.Person", "accounts.User", "accounts.Role"} <= {m._meta.label for m in identity_models()}
    assert found == set()


def test_every_table_with_a_time_is_known() -> None:
    found = {
        (model._meta.app_label, model.__name__)
        for model in apps.get_models()
        if model._meta.app_label not in ("waves", "conduct", "registrar", "questions", "insight", "demo")
        and any(isinstance(field, models.DateTimeField) for field in model._meta.get_fields())
    }
    assert found <= set(ALLOWED_TIMES)


def test_the_user_has_no_dates() -> None:
    names = {field.name for field in apps.get_model("accounts.User")._meta.concrete_fields}
    assert names == {"id", "email", "person", "password"}


def sign_in_emil() -> Client:
    """A whole sign-in."""
    client = Client()
    client.post("/sign-in/", {"email": "emil@example.org"})
    mailing.wait_until_sent()
    code = re.search(r"^ {4}(\S+)$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code
    client.post("/sign-in/code/", {"code": code.group(1)})
    return client


def stored(session: Session) -> Any:  # noqa: ANN401 (JSON)
    """What lies in the database, read without any key."""
    text = session.session_data.split(":")[0]
    raw = urlsafe_b64decode(text.lstrip(".") + "=" * (-len(text.lstrip(".")) % 4))
    return json.loads(zlib.decompress(raw) if text.startswith(".") else raw)


def numbers_in(value: Any) -> list[float]:  # noqa: ANN401 (JSON)
    """Every number anywhere inside."""
    if isinstance(value, dict):
        return [n for item in value.values() for n in numbers_in(item)]
    if isinstance(value, list):
        return [n for item in value for n in numbers_in(item)]
    return [value] if isinstance(value, float | int) and not isinstance(value, bool) else []


def test_a_session_says_who_but_not_when(roster: None) -> None:
    cache.clear()
    sign_in_emil()
    session = Session.objects.get()
    content = stored(session)
    assert "_auth_user_id" in content
    assert "sign_in" not in content, "no token of the sign-in is left"
    assert [n for n in numbers_in(content) if n > 1_000_000] == []
    assert session.session_data.count(":") == 1, "a second colon is a time stamp of the signature"
    assert (session.expire_date.day, session.expire_date.hour, session.expire_date.second) == (1, 0, 0)
    assert session.expire_date > timezone.now() + timedelta(days=13)


def test_a_sign_in_under_way_lies_in_the_cache_only(roster: None) -> None:
    cache.clear()
    client = Client()
    client.post("/sign-in/", {"email": "emil@example.org"})
    mailing.wait_until_sent()
    content = stored(Session.objects.get())
    assert set(content) == {"sign_in"}, "a random token and nothing else"
    assert "emil" not in json.dumps(content)
    code = re.search(r"^ {4}(\S+)$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code
    assert code.group(1) not in json.dumps(content)


def test_an_altered_session_is_empty(roster: None) -> None:
    store = SessionStore()
    text = store.encode({"a": 1})
    assert store.decode(text) == {"a": 1}
    assert store.decode("X" + text[1:]) == {}
    assert store.decode("") == {}


def test_months_are_rounded_up() -> None:
    assert first_of_next_month(datetime(2026, 12, 31, 23, 59, 59, 5, UTC)) == datetime(2027, 1, 1, tzinfo=UTC)
    assert first_of_next_month(datetime(2027, 2, 1, tzinfo=UTC)) == datetime(2027, 3, 1, tzinfo=UTC)


def test_the_cache_knows_no_address_and_forgets(roster: None, stranger: Client) -> None:
    cache.clear()
    stranger.post("/sign-in/", {"email": "emil@example.org"}, REMOTE_ADDR="203.0.113.77")
    mailing.wait_until_sent()
    with connections["cache"].cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        keys = [key for (key,) in cursor.fetchall()]
        assert keys
        assert all(re.fullmatch(r"[0-9a-f]{64}", key) for key in keys)
        cursor.execute("UPDATE cache SET expires = '2020-01-01 00:00:00'")
    cache.set("kept", 1, 600)
    purge()
    with connections["cache"].cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        assert cursor.fetchall() == [(cache_key("kept", "", 1),)]


def cache_knows_emil(home: Home) -> bool:
    """Whether his address is in any byte of the cache and its log, where it lies as base64 at one of three offsets."""
    kept = b"".join(path.read_bytes() for path in home.app.glob("*cache.sqlite3*"))
    return any(b64encode(b"\0" * offset + b"emil@example.org")[4:-4] in kept for offset in range(3))


@pytest.mark.django_db(databases=["default", "cache"], transaction=True)
@pytest.mark.parametrize("ending", ["third wrong code", "right code", "run out"])
def test_within_a_minute_no_byte_of_the_cache_knows_who_asked(home: Home, roster: None, ending: str) -> None:
    """The control: until the worker has purged, the log knows her; and while her code is good, the file does."""
    cache.clear()
    purge()
    assert not cache_knows_emil(home)
    if ending == "right code":
        sign_in_emil()
    else:
        token, _ = codes.begin("emil@example.org")
        purge()
        assert cache_knows_emil(home)
        if ending == "third wrong code":
            assert [codes.check(token, "WRONG").name for _ in range(codes.TRIES)][-1] == "THIRD_WRONG"
        else:
            with connections["cache"].cursor() as cursor:
                cursor.execute("UPDATE cache SET expires = '2020-01-01 00:00:00'")
    assert cache_knows_emil(home)
    purge()
    assert not cache_knows_emil(home)


def test_purging_ends_sessions_that_have_run_out(employee: Client) -> None:
    assert Session.objects.count() == 1
    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))
    purge()
    assert Session.objects.count() == 0


def test_deleted_rows_are_overwritten_and_writes_are_synced() -> None:
    for alias, synchronous in (("default", 2), ("cache", 1)):
        with connections[alias].cursor() as cursor:
            for pragma, wanted in (("journal_mode", "wal"), ("synchronous", synchronous), ("secure_delete", 1)):
                cursor.execute(f"PRAGMA {pragma}")
                assert cursor.fetchone() == (wanted,), (alias, pragma)
    assert sqlite3.sqlite_version_info >= (3, 35)


def test_mail_addresses_of_an_earlier_sign_in_are_dropped() -> None:
    """The tables as old homes have them; the second is gone already where the step was stopped half-way."""
    drop = importlib.import_module("resonanz.app.accounts.migrations.0002_no_mail_addresses_elsewhere").Migration
    with connections["default"].cursor() as cursor:
        cursor.execute("CREATE TABLE account_emailaddress (email varchar(254), user_id char(32))")
    assert "account_emailaddress" in connections["default"].introspection.table_names()
    (operation,) = drop.operations
    with connections["default"].cursor() as cursor:
        for statement in operation.sql:
            cursor.execute(statement)
    assert "account_emailaddress" not in connections["default"].introspection.table_names()
