"""Every setting comes from the environment and is checked before anything starts."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from resonanz.app.environment import (
    MailServer,
    read_environment,
    read_mail,
    read_origin,
    read_secret_key,
)
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.home import Home, HomeKind, create_home
from resonanz.storage.files import write_once


def test_without_variables_the_defaults_hold() -> None:
    found = read_environment({})
    assert (found.app.url, found.ballotbox.url) == ("http://localhost:8000", "http://127.0.0.1:8001")
    assert found.ballotbox_internal == found.ballotbox
    assert found.mail == MailServer()
    assert (found.mail_from, found.language, found.organisation) == ("resonanz@localhost", "de-formal", "Resonanz")


def test_variables_are_read() -> None:
    found = read_environment(
        {
            "RESONANZ_APP_URL": "https://Resonanz.Example.org/",
            "RESONANZ_BALLOTBOX_URL": "https://urne.example.net:8443",
            "RESONANZ_BALLOTBOX_INTERNAL_URL": "http://10.0.0.5:8001",
            "RESONANZ_MAIL_FROM": "hr@example.org",
            "RESONANZ_LANGUAGE": "en",
            "RESONANZ_ORGANISATION": " Beispielwerke ",
        }
    )
    assert found.app.is_https
    assert (found.app.host, found.app.url) == ("resonanz.example.org", "https://resonanz.example.org")
    assert found.ballotbox.url == "https://urne.example.net:8443"
    assert found.ballotbox_internal.url == "http://10.0.0.5:8001"
    assert (found.mail_from, found.language, found.organisation) == ("hr@example.org", "en", "Beispielwerke")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RESONANZ_APP_URL", "localhost:8000"),
        ("RESONANZ_APP_URL", "ftp://example.org"),
        ("RESONANZ_APP_URL", "http://example.org/resonanz"),
        ("RESONANZ_APP_URL", "http://user@example.org"),
        ("RESONANZ_APP_URL", "http://example.org:port"),
        ("RESONANZ_APP_URL", "http://[::1"),
        ("RESONANZ_BALLOTBOX_URL", "http://localhost:8001"),
        ("RESONANZ_BALLOTBOX_INTERNAL_URL", "nowhere"),
        ("RESONANZ_LANGUAGE", "fr"),
        ("RESONANZ_MAIL_URL", "mail.example.org"),
        ("RESONANZ_MAIL_URL", "http://mail.example.org"),
    ],
)
def test_a_wrong_variable_stops_the_start_and_is_named(name: str, value: str) -> None:
    with pytest.raises(ResonanzError, match="setting-wrong") as caught:
        read_environment({name: value})
    assert caught.value.params["name"] == name
    assert caught.value.params["reason"]


def test_a_wrong_mail_address_does_not_show_its_password() -> None:
    with pytest.raises(ResonanzError) as caught:
        read_mail({"RESONANZ_MAIL_URL": "imap://hr:very-secret@mail.example.org"})
    assert "very-secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("smtp://mail:2525", MailServer("mail", 2525)),
        ("smtp://mail", MailServer("mail", 25)),
        ("smtp+starttls://u%40x:p%2F@mail", MailServer("mail", 587, "u@x", "p/", use_tls=True)),
        ("smtps://mail", MailServer("mail", 465, use_ssl=True)),
    ],
)
def test_mail_servers_are_read(value: str, wanted: MailServer) -> None:
    assert read_mail({"RESONANZ_MAIL_URL": value}) == wanted


def test_an_empty_variable_counts_as_not_set() -> None:
    assert read_origin({"RESONANZ_APP_URL": ""}, "RESONANZ_APP_URL", "http://a:1").url == "http://a:1"


def test_a_production_home_needs_its_secret_key(tmp_path: Path) -> None:
    home = create_home(tmp_path / "home", HomeKind.PRODUCTION)
    with pytest.raises(ResonanzError, match="home-not-migrated"):
        read_secret_key(home)
    write_once(home.app / "secret_key", b"first")
    write_once(home.app / "secret_key", b"second")
    assert read_secret_key(home) == "first"
    assert stat.S_IMODE((home.app / "secret_key").stat().st_mode) == 0o600
    assert os.listdir(home.app) == ["secret_key"]  # noqa: PTH208 - hidden files too


def test_a_missing_home_stops_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, home: Home) -> None:
    monkeypatch.setenv("RESONANZ_HOME", str(tmp_path / "none"))
    with pytest.raises(ResonanzError, match="home-missing"):
        read_environment({})
    monkeypatch.delenv("RESONANZ_HOME")
    with pytest.raises(ResonanzError, match="home-not-named"):
        read_environment({})
