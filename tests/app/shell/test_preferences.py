"""Language and appearance: kept in cookies, never a way out to another site."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory, override_settings

from resonanz.app.shell.language import language_of
from resonanz.app.shell.preferences import preferences, theme_of

HOST = "localhost"


def post(**fields: str) -> tuple[str, dict[str, str]]:
    """The address it leads to and the cookies it sets."""
    response = preferences(RequestFactory(SERVER_NAME=HOST).post("/preferences", fields))
    return response["Location"], {name: morsel.value for name, morsel in response.cookies.items()}


def test_the_choice_is_kept_and_the_page_comes_back() -> None:
    assert post(theme="dark", next="/anonymity/?a=1") == ("/anonymity/?a=1", {"theme": "dark"})
    assert post(language="en", next="/privacy/") == ("/privacy/", {"language": "en"})


@pytest.mark.parametrize(
    "outside",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
        "",
    ],
)
def test_no_way_out(outside: str) -> None:
    assert post(theme="light", next=outside)[0] == "/"


def test_unknown_choices_set_nothing() -> None:
    assert post(theme="pink", language="fr", next="/")[1] == {}


def test_a_cookie_of_somebody_else_counts_as_no_choice() -> None:
    request = RequestFactory().get("/")
    request.COOKIES.update({"theme": '"><script>', "language": "xx"})
    assert theme_of(request) == "auto"
    assert language_of(request) == "de-formal"


def test_a_link_cannot_change_the_choice() -> None:
    assert preferences(RequestFactory().get("/preferences", {"theme": "dark"})).status_code == 405


@pytest.mark.parametrize(
    ("asked", "own", "spoken"),
    [
        ("de-DE,de;q=0.9,en;q=0.8", "de-formal", "de-formal"),
        ("de-AT", "de", "de"),
        ("de", "en", "de-formal"),
        ("en-GB,en;q=0.9,de;q=0.8", "de-formal", "en"),
        ("fr-FR,fr;q=0.9,en;q=0.5", "de-formal", "en"),
        ("fr", "de", "de"),
        ("", "de-formal", "de-formal"),
    ],
)
def test_a_german_browser_is_addressed_as_the_organisation_does(asked: str, own: str, spoken: str) -> None:
    request = RequestFactory().get("/", headers={"Accept-Language": asked})
    with override_settings(LANGUAGE_CODE=own):
        assert language_of(request) == spoken


def test_the_page_carries_language_and_theme() -> None:
    client = Client(SERVER_NAME=HOST)
    client.cookies.load({"language": "de", "theme": "dark"})
    page = client.get("/anonymity/")
    assert page.status_code == 200
    text = " ".join(page.content.decode().split())
    assert '<html lang="de" data-theme="dark">' in text
    assert "So funktioniert deine Anonymität" in text
    client.cookies.load({"language": "en", "theme": "auto"})
    text = " ".join(client.get("/anonymity/").content.decode().split())
    assert '<html lang="en"' in text
    assert "data-theme" not in text
