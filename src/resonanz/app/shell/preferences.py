"""Language and appearance: two cookies, set by a plain form, nothing stored about the person."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from resonanz.app.shell.own_pages import own_page

THEMES: dict[str, str | Promise] = {"auto": _("Device"), "light": _("Light"), "dark": _("Dark")}
LANGUAGES = {"de-formal": "Deutsch (Sie)", "de": "Deutsch (du)", "en": "English"}
YEAR_SECONDS = 365 * 24 * 3600


def theme_cookie() -> str:
    """The cookie's name; under https it is bound to this host."""
    return "__Host-theme" if settings.SESSION_COOKIE_SECURE else "theme"


def theme_of(request: HttpRequest) -> str:
    """``auto``, ``light`` or ``dark``; anything else in the cookie counts as ``auto``."""
    chosen = request.COOKIES.get(theme_cookie(), "auto")
    return chosen if chosen in THEMES else "auto"


def html_lang(code: str) -> str:
    """The language tag for ``<html lang>``: both German variants are German."""
    return "de" if code.startswith("de") else "en"


@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Keep the choice and go back to the page it was made on; an address elsewhere leads to the start page."""
    response = HttpResponseRedirect(own_page(request, request.POST.get("next", "")) or "/")
    theme, language = request.POST.get("theme", ""), request.POST.get("language", "")
    if theme in THEMES:
        _keep(response, theme_cookie(), theme)
    if language in LANGUAGES:
        _keep(response, settings.LANGUAGE_COOKIE_NAME, language)
    return response


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, YEAR_SECONDS, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")
