"""Which language a page speaks: the reader's choice, else the browser's; Sie or du as the organisation has set."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

INFORMAL = "de"
FORMAL = "de-formal"


class ReadersLanguage(LocaleMiddleware):
    """Browsers ask for ``de`` and mean German, not "du": that is for the organisation or the reader to choose."""

    def process_request(self, request: HttpRequest) -> None:
        """Set the language for this request."""
        language = translation.get_language_from_request(request)
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if language == INFORMAL and chosen != INFORMAL:
            language = settings.LANGUAGE_CODE if settings.LANGUAGE_CODE.startswith("de") else FORMAL
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()
