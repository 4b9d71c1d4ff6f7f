"""Which language a page speaks: the reader's choice, else the browser's, else the setting.

Browsers ask for German without saying whether they mean "Sie" or "du"; then the organisation's own form of German
holds, and "Sie" where its own language is English.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from resonanz.app.shell.preferences import LANGUAGES

FORMAL = "de-formal"


def language_of(request: HttpRequest) -> str:
    """One of the three languages."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in LANGUAGES:
        return chosen
    own: str = settings.LANGUAGE_CODE
    for asked, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        if asked.startswith("de"):
            return own if own.startswith("de") else FORMAL
        if asked.startswith("en"):
            return "en"
    return own


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Speak the reader's language for the length of a request."""

    def speak(request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = get_response(request)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", "de" if language.startswith("de") else language)
        return response

    return speak
