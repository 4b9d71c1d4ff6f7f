"""Every template of the app can be loaded, the public pages stand, errors say what happened without a request."""

from __future__ import annotations

import errno
import re
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from django.apps import apps
from django.template import engines
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import override

from resonanz.app.shell import views
from resonanz.app.shell.errors import csrf_failure
from tests.contracts.sqlite_errors import sqlite_error

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

HOST = "localhost"
ROOM = "resonanz.app."


def names() -> list[str]:
    """Every template in a room of the app, as loaders call it."""
    folders = [Path(each.path) / "templates" for each in apps.get_app_configs() if each.name.startswith(ROOM)]
    return sorted(str(path.relative_to(folder)) for folder in folders for path in folder.rglob("*.html"))


def test_every_template_loads() -> None:
    assert {"shell/page.html", "shell/solo.html", "404.html"} <= set(names())
    for name in names():
        assert get_template(name)


@pytest.mark.parametrize("name", ["400.html", "500.html"])
@pytest.mark.parametrize("language", ["de-formal", "de", "en"])
def test_errors_drawn_without_a_request(name: str, language: str) -> None:
    with override(language):
        text = get_template(name).render()
    assert f'<html lang="{language[:2]}">' in text
    assert re.search(r"<h1>\s*</h1>", text) is None


@pytest.mark.parametrize("name", ["403.html", "404.html", "shell/form_expired.html"])
def test_errors_in_the_shell_lead_home(name: str) -> None:
    text = get_template(name).render({}, RequestFactory(SERVER_NAME=HOST).get("/"))
    assert 'href="/"' in text


@pytest.mark.parametrize("app_url", ["", "https://app.example"])
def test_the_foot_of_both_programs_leads_to_pages_that_exist(app_url: str) -> None:
    text = get_template("look/screen.html").render({"app_url": app_url})
    for name in ("anonymity", "accessibility", "privacy"):
        assert f'href="{app_url}{reverse(name)}"' in text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('{% note "warn" tone="warn" role="alert" %}<p>x</p>{% endnote %}', '<div class="note warn" role="alert"><svg'),
        ("{% note %}{{ hostile }}{% endnote %}", "<div>&lt;b&gt;</div></div>"),
        (
            "{% data_table label=hostile %}{% enddata_table %}",
            'tabindex="0" aria-label="&lt;b&gt;"><table class="data">',
        ),
        ('{% data_table labelledby="h" %}{% enddata_table %}', 'tabindex="0" aria-labelledby="h"><table'),
    ],
)
def test_notes_and_tables(written: str, shown: str) -> None:
    text = engines["django"].from_string("{% load shell_tags %}" + written).render({"hostile": "<b>"})
    assert shown in text


STORAGE_SAYS = {
    "de-formal": ("Der Server ist gerade mit etwas Längerem beschäftigt.", "Auf dem Server ist kein Platz mehr."),
    "de": ("Der Server ist gerade mit etwas Längerem beschäftigt.", "Auf dem Server ist kein Platz mehr."),
    "en": ("The server is busy with something longer.", "There is no space left on the server."),
}
LOCKED, FULL = sqlite_error(sqlite3.SQLITE_BUSY), sqlite_error(sqlite3.SQLITE_FULL)
NO_SPACE = OSError(errno.ENOSPC, "No space left on device")
OTHER = sqlite_error(sqlite3.SQLITE_ERROR, "no such table: locked_full_busy")


@pytest.mark.parametrize("language", ["de-formal", "de", "en"])
@pytest.mark.parametrize(("error", "kind"), [(LOCKED, 0), (FULL, 1), (NO_SPACE, 1)])
def test_a_busy_or_full_database_is_said(
    monkeypatch: pytest.MonkeyPatch, language: str, error: Exception, kind: int
) -> None:
    response = answer_after(monkeypatch, language, error)
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    text = response.content.decode()
    assert f"<h1>{STORAGE_SAYS[language][kind]}</h1>" in " ".join(text.split()).replace("> ", ">").replace(" <", "<")


def test_another_failure_is_said_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    response = answer_after(monkeypatch, "en", OTHER)
    assert response.status_code == 500
    assert "Something failed on the server." in response.content.decode()
    assert "no such table" not in response.content.decode()


def answer_after(monkeypatch: pytest.MonkeyPatch, language: str, error: Exception) -> Answer:
    """What a browser gets when a view meets this error."""

    def fail(*_args: object, **_kwargs: object) -> NoReturn:
        raise error

    monkeypatch.setattr(views.Privacy, "get_context_data", fail)
    client = Client(SERVER_NAME=HOST, raise_request_exception=False)
    client.cookies["language"] = language
    return client.get("/privacy/")


def test_an_unknown_address_is_answered_in_the_readers_language() -> None:
    response = Client(SERVER_NAME=HOST).get("/no-such-page/", headers={"Accept-Language": "en"})
    assert response.status_code == 404
    assert "There is no page at this address." in response.content.decode()


def test_a_forged_form_is_refused_in_words() -> None:
    response = csrf_failure(RequestFactory(SERVER_NAME=HOST).post("/"), "CSRF cookie not set.")
    assert response.status_code == 403
    assert "CSRF" not in response.content.decode()
    client = Client(SERVER_NAME=HOST, enforce_csrf_checks=True)
    assert client.post("/preferences", {"theme": "dark"}).status_code == 403


@pytest.mark.parametrize("address", ["/anonymity/", "/accessibility/", "/privacy/"])
@pytest.mark.parametrize("language", ["de-formal", "de", "en"])
def test_public_pages_need_no_sign_in(address: str, language: str) -> None:
    client = Client(SERVER_NAME=HOST)
    client.cookies["language"] = language
    response = client.get(address)
    assert response.status_code == 200
    assert "sessionid" not in response.cookies
    assert "session" not in response.cookies


def test_the_anonymity_page_names_every_limit_and_every_hole() -> None:
    client = Client(SERVER_NAME=HOST)
    client.cookies["language"] = "en"
    text = " ".join(client.get("/anonymity/").content.decode().split())
    for part in (
        "altered program code",
        "watches both programs",
        "copies the machine while a wave is open",
        "device that your employer administers",
        "all in a group answer alike",
        "14 days after the close",
        "vote in their place",
        "known to be away in one wave",
        "What you write about yourself",
        "machine of the works council",
        "It does not prove that it was counted exactly as you sent it",
        "no program with which the works council can recalculate",
    ):
        assert part in text
    assert text.index("What is protected") < text.index("What is not protected")
    assert "100 %" not in text
    assert "!" not in text.replace("<!DOCTYPE", "")
