"""Every setting comes from the environment and is checked before anything starts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from resonanz.core.environment import AppEnvironment, Environment, MailServer, ServeEnvironment, read
from resonanz.core.kernel.errors import ResonanzError

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_without_variables_the_defaults_hold() -> None:
    found = read(ServeEnvironment, {})
    assert (found.app.url, found.ballotbox.url) == ("http://localhost:8000", "http://127.0.0.1:8001")
    assert found.ballotbox_internal == found.ballotbox
    assert found.mail == MailServer()
    assert (found.mail_from, found.language, found.organisation) == ("resonanz@localhost", "de-formal", "Resonanz")
    assert (str(found.app_listen), str(found.ballotbox_listen)) == ("127.0.0.1:8000", "127.0.0.1:8001")


def test_variables_are_read() -> None:
    found = read(
        ServeEnvironment,
        {
            "RESONANZ_APP_URL": "https://Resonanz.Example.org/",
            "RESONANZ_BALLOTBOX_URL": "https://urne.example.net:8443",
            "RESONANZ_BALLOTBOX_INTERNAL_URL": "http://10.0.0.5:8001",
            "RESONANZ_MAIL_FROM": "hr@example.org",
            "RESONANZ_LANGUAGE": "en",
            "RESONANZ_ORGANISATION": " Beispielwerke ",
            "RESONANZ_BALLOTBOX_LISTEN": "[::1]:9000",
        },
    )
    assert found.app.is_https
    assert (found.app.host, found.app.url) == ("resonanz.example.org", "https://resonanz.example.org")
    assert found.ballotbox.url == "https://urne.example.net:8443"
    assert found.ballotbox_internal.url == "http://10.0.0.5:8001"
    assert (found.mail_from, found.language, found.organisation) == ("hr@example.org", "en", "Beispielwerke")
    assert (str(found.app_listen), str(found.ballotbox_listen)) == ("127.0.0.1:443", "[::1]:9000")


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
        ("RESONANZ_APP_LISTEN", "8000"),
        ("RESONANZ_APP_LISTEN", "localhost:http"),
        ("RESONANZ_BALLOTBOX_LISTEN", "http://localhost:8001"),
    ],
)
def test_a_wrong_variable_stops_the_start_and_is_named(name: str, value: str) -> None:
    with pytest.raises(ResonanzError, match="setting-wrong") as caught:
        read(ServeEnvironment, {name: value})
    assert caught.value.params["name"] == name
    assert caught.value.params["reason"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RESONANZ_MAIL_URL", "imap://hr:very-secret@mail.example.org"),
        ("RESONANZ_MAIL_URL", "smtp://hr:very-secret"),
        ("RESONANZ_MAIL_URL", "very-secret"),
        ("RESONANZ_APP_URL", "https://hr:very-secret@app.example.org"),
    ],
)
def test_a_wrong_address_does_not_show_its_password(name: str, value: str) -> None:
    with pytest.raises(ResonanzError, match="setting-wrong") as caught:
        read(ServeEnvironment, {name: value})
    assert "very-secret" not in str(caught.value)
    assert caught.value.__suppress_context__


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
    assert read(AppEnvironment, {"RESONANZ_MAIL_URL": value}).mail == wanted


def test_an_empty_variable_counts_as_not_set() -> None:
    assert read(Environment, {"RESONANZ_APP_URL": " "}) == read(Environment, {})


def test_the_ballot_boxs_settings_know_no_mail_server() -> None:
    found = read(Environment, {"RESONANZ_MAIL_URL": "smtp://hr:very-secret@mail.example.org"})
    assert "very-secret" not in repr(found)


def test_the_page_of_settings_says_what_the_code_says() -> None:
    page = (DOCS / "en" / "settings.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(RESONANZ_\w+)` \| [^|]+ \| (.+) \|$", page, re.MULTILINE))
    for field in ServeEnvironment.model_fields.values():
        assert rows[str(field.alias)] == field.description
