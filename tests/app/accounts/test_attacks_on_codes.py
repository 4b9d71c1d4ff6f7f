"""Attacks on the sign-in by code. Beside each stands a control: the same attack on a weakened build succeeds."""

from __future__ import annotations

import base64
import os
import re
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from resonanz.app.accounts import codes, limits, mailing, views
from resonanz.app.accounts.codes import CodeCheck
from resonanz.app.accounts.models import User
from resonanz.app.accounts.sessions.models import Session
from resonanz.app.accounts.usecases import user_for
from resonanz.core.kernel.home import Home, HomeKind, create_home
from tests.app.conftest import ClientOf
from tests.app.rosters import SMALL

pytestmark = pytest.mark.django_db(databases=["default", "cache"])

SIGN_IN, CODE_PAGE = "/sign-in/", "/sign-in/code/"
KNOWN, UNKNOWN = "emil@example.org", "evil@example.com"
BUILDS = ("as it is", "weakened")
BRUTE_FORCE = """
import sys, time
from contextlib import nullcontext
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
from resonanz.app.accounts import codes
folder, number, tries = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
tokens = folder / "tokens"
if number == 0:
    call_command("migrate", "sessions", database="cache", verbosity=0)
    (folder / "new").write_text(" ".join(codes.begin("emil@example.org")[0] for _ in range(2)))
    (folder / "new").rename(tokens)
while not tokens.exists():
    time.sleep(0.01)
read = codes._read
def slowly(token):
    found = read(token)
    time.sleep(0.1)  # the other reads meanwhile, if nothing keeps it off
    return found
codes._read = slowly
for build, token in zip(("as it is", "weakened"), tokens.read_text().split()):
    if build == "weakened":
        codes.alone_with_the_cache = nullcontext
    (folder / f"{build} {number}").touch()
    while len(list(folder.glob(f"{build}*"))) < 2:
        time.sleep(0.001)
    for _ in range(tries):
        time.sleep(0.1)  # the other's last write is over by now
        print(f"{build}: {codes.check(token, 'WRONG').name}")
"""


@pytest.fixture(autouse=True)
def fresh_limits(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins without used-up limits, and without the pause that makes all answers even."""
    cache.clear()
    monkeypatch.setattr(views, "EVEN_SECONDS", 0)


def ask(client: Client, address: str = KNOWN) -> str:
    """Ask for a code; the code in the mail, or empty when none came."""
    before = len(mail.outbox)
    client.post(SIGN_IN, {"email": address})
    mailing.wait_until_sent()
    found = re.search(r"^ {4}(\S+)$", str(mail.outbox[-1].body), re.MULTILINE) if len(mail.outbox) > before else None
    return found.group(1) if found else ""


def enter(client: Client, code: str) -> None:
    client.post(CODE_PAGE, {"code": code})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


# Replay, other browsers, fixation -----------------------------------------------------------------------------------


@pytest.mark.parametrize("weakened", [False, True])
def test_a_code_opens_nothing_twice(
    roster: None, stranger: Client, monkeypatch: pytest.MonkeyPatch, weakened: bool
) -> None:
    code = ask(stranger)
    token = stranger.session[views.TOKEN]
    if weakened:
        monkeypatch.setattr(codes, "end", lambda token: None)
        monkeypatch.setattr(codes, "_write", lambda token, under_way: None)
    assert codes.check(token, code) is CodeCheck.RIGHT
    assert (codes.check(token, code) is CodeCheck.RIGHT) is weakened


@pytest.mark.parametrize("weakened", [False, True])
def test_a_code_opens_nothing_in_another_browser(
    roster: None, stranger: Client, monkeypatch: pytest.MonkeyPatch, weakened: bool
) -> None:
    """The thief has read the mail, and asked for a code for the same address herself."""
    if weakened:
        monkeypatch.setattr(codes, "get_random_string", lambda length, letters: letters[:length])
        monkeypatch.setattr(codes, "_code_hmac", lambda token, address, code: code)
    code = ask(stranger)
    thief = Client()
    assert ask(thief) != code or weakened
    enter(thief, code)
    assert is_signed_in(thief) is weakened


def test_an_older_code_of_the_same_browser_is_void(roster: None, stranger: Client) -> None:
    old, new = ask(stranger), ask(stranger)
    enter(stranger, old)
    assert not is_signed_in(stranger)
    enter(stranger, new)
    assert is_signed_in(stranger)


@pytest.mark.parametrize("weakened", [False, True])
def test_a_planted_session_is_neither_signed_in_nor_shares_the_sign_in(
    roster: None, stranger: Client, monkeypatch: pytest.MonkeyPatch, weakened: bool
) -> None:
    if weakened:
        monkeypatch.setattr("resonanz.app.accounts.sessions.store.SessionStore.cycle_key", lambda self: None)
    attacker = Client()
    ask(attacker, UNKNOWN)
    stranger.cookies["session"] = attacker.cookies["session"].value
    code = ask(stranger)
    assert (attacker.session.get(views.TOKEN) == stranger.session[views.TOKEN]) is weakened
    under_way = stranger.cookies["session"].value
    enter(stranger, code)
    assert is_signed_in(stranger)
    assert (stranger.cookies["session"].value == under_way) is weakened
    assert is_signed_in(attacker) is weakened


def test_a_right_guess_for_an_address_that_nobody_has_opens_nothing(
    roster: None, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codes, "get_random_string", lambda length, letters: letters[:length])
    for client, address in ((stranger, UNKNOWN), (Client(), KNOWN)):
        ask(client, address)
        enter(client, "BCDF-BCDF")
        assert is_signed_in(client) is (address == KNOWN)


def test_who_leaves_between_mail_and_code_is_not_signed_in(
    roster: None, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = ask(stranger)
    monkeypatch.setattr("resonanz.app.people.queries.present_person", lambda email: None)
    enter(stranger, code)
    assert not is_signed_in(stranger)


# Brute force --------------------------------------------------------------------------------------------------------


def test_two_processes_together_have_three_tries(tmp_path: Path) -> None:
    """Both guess at once, first against the app as it is, then without the lock between reading and writing."""
    home, folder = create_home(tmp_path / "home", HomeKind.TEST), tmp_path / "meeting"
    folder.mkdir()
    environment = {**os.environ, "RESONANZ_HOME": str(home.path), "DJANGO_SETTINGS_MODULE": "resonanz.app.settings"}
    guessing = [
        subprocess.Popen(
            [sys.executable, "-c", BRUTE_FORCE, str(folder), str(number), str(codes.TRIES)],
            env=environment, stdout=subprocess.PIPE, text=True,
        )
        for number in range(2)
    ]  # fmt: skip
    said = [line for process in guessing for line in process.communicate(timeout=120)[0].splitlines()]
    wrong = {build: sum(line.startswith(build) and "WRONG" in line for line in said) for build in BUILDS}
    assert wrong["as it is"] == codes.TRIES
    assert wrong["weakened"] > codes.TRIES


@pytest.mark.parametrize("weakened", [False, True])
def test_new_codes_and_new_browsers_bring_no_more_than_thirty_tries_an_hour(
    roster: None, monkeypatch: pytest.MonkeyPatch, weakened: bool
) -> None:
    at = 1_800_000_000.0
    if weakened:
        monkeypatch.setattr(views, "counted", lambda *limits: True)
    sent = 0
    for minute in range(20):
        now = at + 61 * minute
        monkeypatch.setattr("time.time", lambda now=now: now)
        sent += bool(ask(Client()))
    assert sent == (20 if weakened else 10)


@pytest.mark.parametrize(
    ("asker", "others", "shared"),
    [
        ("203.0.113.7", "203.0.113.8", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
    ],
)
def test_one_network_cannot_ask_without_end(
    roster: None, monkeypatch: pytest.MonkeyPatch, asker: str, others: str, shared: bool
) -> None:
    few = limits.Limit("", 5, 60)
    whole = views._limits
    monkeypatch.setattr(views, "_limits", lambda request, address: (few._replace(key=whole(request, address)[0].key),))
    answers = [Client().post(SIGN_IN, {"email": f"a{n}@example.com"}, REMOTE_ADDR=asker).status_code for n in range(6)]
    assert answers == [302] * 5 + [200]
    assert Client().post(SIGN_IN, {"email": KNOWN}, REMOTE_ADDR=others).status_code == (200 if shared else 302)


# Who is known -------------------------------------------------------------------------------------------------------


def queries_of(act: Callable[[], object]) -> list[str]:
    """The statements an act sends to both files, without their values."""
    with CaptureQueriesContext(connections["default"]) as main, CaptureQueriesContext(connections["cache"]) as fleeting:
        act()
    texts = [query["sql"] for query in (*main.captured_queries, *fleeting.captured_queries)]
    return [re.sub(r"'[^']*'|\"s\d+_x\d+\"|\b\d+\b", "?", text) for text in texts]


@pytest.mark.parametrize("weakened", [False, True])
def test_the_database_is_asked_the_same_for_every_address(
    client_of: ClientOf, monkeypatch: pytest.MonkeyPatch, weakened: bool
) -> None:
    if weakened:
        monkeypatch.setattr(views, "code_opens_something", lambda address: user_for(address) is not None)
    client_of("vera")
    ask(Client(), "first@example.com")  # from now on the network has a row among the limits
    addresses = ("vera@example.org", KNOWN, "gone@example.org", UNKNOWN)
    clients = [Client() for _ in addresses]
    asked = [queries_of(partial(ask, client, address)) for client, address in zip(clients, addresses, strict=True)]
    assert all(texts == asked[0] for texts in asked) is not weakened
    tried = [queries_of(partial(enter, client, "WRONG")) for client in clients]
    assert all(texts == tried[0] for texts in tried)
    assert [message.to for message in mail.outbox] == [["vera@example.org"], [KNOWN]]


def test_a_sign_in_makes_and_changes_no_row_of_a_user(roster: None, stranger: Client) -> None:
    before = list(User.objects.order_by("pk").values())
    assert len(before) == len(SMALL.splitlines()) - 1, "everybody on the roster has one"
    code = ask(stranger)
    enter(stranger, "WRONG")
    enter(stranger, code)
    assert is_signed_in(stranger)
    assert list(User.objects.order_by("pk").values()) == before


# What lies on the disk ----------------------------------------------------------------------------------------------


def forms_of(code: str) -> list[bytes]:
    """A code as text, and as it looks inside base64 at each of the three offsets."""
    plain = {code, code.replace("-", ""), code.lower()}
    hidden = [base64.b64encode(b"\0" * offset + each.encode()) for each in plain for offset in range(3)]
    return [*(each.encode() for each in plain), *(each[4:-4] for each in hidden)]


@pytest.mark.django_db(databases=["default", "cache"], transaction=True)
@pytest.mark.parametrize("weakened", [False, True])
def test_the_code_lies_in_no_byte_of_the_home(
    home: Home, roster: None, stranger: Client, monkeypatch: pytest.MonkeyPatch, weakened: bool
) -> None:
    if weakened:
        monkeypatch.setattr(codes, "_code_hmac", lambda token, address, code: code)
    code = ask(stranger)
    enter(stranger, "WRONG")
    kept = b"".join(path.read_bytes() for path in home.path.rglob("*") if path.is_file())
    assert Session.objects.count() == 1
    assert str(stranger.session.session_key).encode() in kept, "the files that are read are those in use"
    assert any(form in kept for form in forms_of(code)) is weakened


@pytest.mark.parametrize("weakened", [False, True])
def test_who_reads_the_cache_cannot_try_codes_without_the_secret_key(
    roster: None, stranger: Client, settings: Settings, weakened: bool
) -> None:
    """The reader knows token, address and code; she only lacks the key."""
    code = ask(stranger)
    token = stranger.session[views.TOKEN]
    kept = cache.get(codes._key(token))
    if not weakened:
        settings.SECRET_KEY = "another"
    assert (codes._code_hmac(token, KNOWN, code) in kept) is weakened
