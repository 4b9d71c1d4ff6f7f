"""Every answer protects its reader: headers, no cookie, own host name only, language from the address alone."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from resonanz.ballotbox.intake.middleware import content_security_policy
from tests.contracts.sample_wave import SampleWave


def client() -> Client:
    return Client(headers={"host": settings.ALLOWED_HOSTS[0]})


@pytest.mark.parametrize("address", ["/", "/w/00/", "/w/00/questionnaire", "/static/ballot/blindsig.js", "/port/x"])
def test_headers_stand_on_every_answer(address: str) -> None:
    response = client().get(address)
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "Set-Cookie" not in response.headers
    assert not response.cookies
    response.close()


def test_policy_allows_the_app_and_nobody_else() -> None:
    policy = dict(part.strip().split(" ", 1) for part in content_security_policy("https://a.example/x").split(";"))
    assert policy["connect-src"] == "'self' https://a.example"
    assert (policy["form-action"], policy["frame-ancestors"], policy["base-uri"]) == ("'none'",) * 3
    assert "unsafe" not in " ".join(policy.values())


@pytest.mark.parametrize("host", ["localhost", "evil.example", "localhost:8000"])
def test_another_host_name_is_refused(host: str) -> None:
    assert Client(headers={"host": host}).get("/w/00/questionnaire").status_code == 400


def test_cookies_that_arrive_change_nothing(open_wave: SampleWave) -> None:
    plain, laden = client(), client()
    laden.cookies["sessionid"] = "abc"
    address = f"/w/{open_wave.wave.hex()}/?lang=en"
    assert plain.get(address).content == laden.get(address).content


def test_language_comes_from_the_address_alone() -> None:
    address = "/w/00/questionnaire"
    assert client().get(f"{address}?lang=en")["Content-Language"] == "en"
    assert client().get(f"{address}?lang=fr")["Content-Language"] == settings.LANGUAGE_CODE
    wished = client().get(address, headers={"accept-language": "en"})
    assert wished["Content-Language"] == settings.LANGUAGE_CODE


def test_the_questionnaire_is_served_as_published(open_wave: SampleWave) -> None:
    response = client().get(f"/w/{open_wave.wave.hex()}/questionnaire")
    assert response.content == open_wave.questionnaire_bytes
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Cache-Control"] == "no-store"


def test_one_app_no_accounts_no_sessions() -> None:
    assert settings.INSTALLED_APPS == ["resonanz.ballotbox"]
    assert not [name for name in settings.MIDDLEWARE if "session" in name or "auth" in name or "message" in name]
    assert settings.DATABASES["default"].get("NAME") in (None, "")
