"""What surrounds every answer: headers that protect, and a language that comes from the address alone."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

Handler = Callable[[HttpRequest], HttpResponseBase]


def origin_of(url: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def content_security_policy(app_url: str) -> str:
    """Nothing but our own files, and no connection but to ourselves and the app's draw address."""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        f"connect-src 'self' {origin_of(app_url)}; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
    )


class ProtectiveHeaders:
    """Adds the headers to every answer, errors and files too. A cookie on its way out is a defect and stops it."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.headers = {
            "Content-Security-Policy": content_security_policy(settings.APP_URL),
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=(), browsing-topics=()",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
        }

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.cookies:
            raise AssertionError("the ballot box sets no cookies")
        for name, value in self.headers.items():
            response[name] = value
        response.setdefault("Cache-Control", "no-store")
        return response


class LanguageFromAddress:
    """``?lang=`` chooses among the languages offered; nothing else about the browser is looked at."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.offered = {code for code, _name in settings.LANGUAGES}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = request.GET.get("lang", "")
        with translation.override(asked if asked in self.offered else settings.LANGUAGE_CODE):
            response = self.get_response(request)
            response.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response
