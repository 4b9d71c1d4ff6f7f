"""What every answer of the app carries, and that no view stands open by accident."""

from __future__ import annotations

import logging
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client, RequestFactory
from pytest_django import Settings

from resonanz.app.accounts.models import User
from resonanz.app.router import FilesRouter
from resonanz.app.shell.access import allow, allowed, predicate, requires
from resonanz.core.kernel.home import Home
from tests.app.conftest import ClientOf


@pytest.mark.django_db(databases=["default", "cache"])
def test_models_and_migrations_agree() -> None:
    out = StringIO()
    call_command("makemigrations", "people", "accounts", check=True, dry_run=True, stdout=out)
    assert "No changes" in out.getvalue()


def test_nothing_is_kept_from_elsewhere_and_nothing_is_sent_elsewhere(stranger: Client) -> None:
    headers = stranger.get("/sign-in/").headers
    policy = headers["Content-Security-Policy"]
    for part in (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
    ):
        assert part in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Strict-Transport-Security" not in headers


@pytest.mark.django_db(databases=["default", "cache"])
def test_cookies_belong_to_this_host_and_to_no_script(stranger: Client) -> None:
    stranger.get("/sign-in/")
    stranger.post("/sign-in/", {"email": "nobody@example.org"})
    for name in ("session", "csrf"):
        cookie = stranger.cookies[name]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert cookie["domain"] == ""


def test_under_https_cookies_are_bound_by_name_and_travel_encrypted(home: Home) -> None:
    code = (
        "from resonanz.app import settings as s;"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.LANGUAGE_COOKIE_NAME, s.SESSION_COOKIE_SECURE,"
        "s.CSRF_COOKIE_SECURE, s.LANGUAGE_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 3e7, s.ALLOWED_HOSTS, s.DEBUG)"
    )
    environment = {"RESONANZ_HOME": str(home.path), "RESONANZ_APP_URL": "https://r.example.org"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    wanted = "__Host-session __Host-csrf __Host-language True True True True ['r.example.org'] False"
    assert done.stdout.split("\n")[0] == wanted


def test_the_app_answers_to_its_own_host_name_only(stranger: Client) -> None:
    assert settings.ALLOWED_HOSTS[0] == "localhost"
    assert stranger.get("/sign-in/", headers={"host": "localhost:8000"}).status_code == 200
    assert stranger.get("/sign-in/", headers={"host": "127.0.0.1:8000"}).status_code == 400


def test_the_role_switcher_is_not_installed_outside_a_demonstration() -> None:
    assert "resonanz.app.demo" not in settings.INSTALLED_APPS
    assert not settings.DEMONSTRATION


@pytest.mark.django_db
def test_requires_lets_in_leads_on_or_refuses(client_of: ClientOf, rf: RequestFactory) -> None:
    from django.contrib.auth.models import AnonymousUser
    from django.core.exceptions import PermissionDenied
    from django.http import HttpRequest, HttpResponse

    client_of("emil")
    emil = User.objects.get(person__email="emil@example.org")
    seen: list[str] = []

    @requires("test.only")
    def view(request: HttpRequest) -> HttpResponse:
        seen.append("seen")
        return HttpResponse("secret")

    request = rf.get("/somewhere?a=1")
    request.user = AnonymousUser()
    assert view(request).headers["Location"] == "/sign-in/?next=/somewhere%3Fa%3D1"
    request.user = emil
    assert not allowed("test.only", emil)
    with pytest.raises(PermissionDenied):
        view(request)
    assert seen == []
    allow("test.only", predicate(lambda user: user == emil))
    answer = view(request)
    assert "no-store" in answer.headers["Cache-Control"]
    assert seen == ["seen"]


def test_no_table_lies_in_two_files() -> None:
    router = FilesRouter()
    assert router.allow_migrate("cache", "django_cache")
    assert not router.allow_migrate("default", "django_cache")
    assert not router.allow_migrate("cache", "people")
    assert router.allow_migrate("transcripts", "transcripts")
    assert not router.allow_migrate("transcripts", "meetings")
    assert not router.allow_migrate("default", "transcripts")
    assert router.db_for_read(User) == "default"


def test_logs_hold_no_request_lines(stranger: Client, caplog: pytest.LogCaptureFixture) -> None:
    assert logging.getLogger("django.request").getEffectiveLevel() >= logging.ERROR
    assert logging.getLogger("django").handlers == []
    stranger.get("/no/such/page?q=Ohlsen")
    assert "Ohlsen" not in caplog.text


@pytest.mark.parametrize(
    ("browser", "chosen", "organisation", "wanted"),
    [
        ("de-DE,de;q=0.9", "", "de-formal", "Ihre dienstliche"),
        ("de-DE,de;q=0.9", "", "de", "Deine dienstliche"),
        ("de-DE,de;q=0.9", "", "en", "Ihre dienstliche"),
        ("de-DE,de;q=0.9", "de", "de-formal", "Deine dienstliche"),
        ("en-GB", "", "de-formal", "Your work address"),
        ("en-GB", "de-formal", "de-formal", "Ihre dienstliche"),
        ("fr-FR", "", "de-formal", "Ihre dienstliche"),
    ],
)
def test_german_browsers_read_sie_or_du_as_the_organisation_says(
    stranger: Client, settings: Settings, *, browser: str, chosen: str, organisation: str, wanted: str
) -> None:
    settings.LANGUAGE_CODE = organisation
    if chosen:
        stranger.cookies["language"] = chosen
    assert wanted in stranger.get("/sign-in/", headers={"accept-language": browser}).content.decode()
