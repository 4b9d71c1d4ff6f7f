"""What the shell of every page needs: ``shell`` in the template's context."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from resonanz.app.shell import navigation, preferences


def shell(request: HttpRequest) -> dict[str, Any]:
    """Organisation, demonstration mark, navigation and the reader's choices; worked out when a page asks for it."""
    return {"shell": SimpleLazyObject(lambda: _shell(request))}


def _shell(request: HttpRequest) -> dict[str, Any]:
    language = get_language() or settings.LANGUAGE_CODE
    theme = preferences.theme_of(request)
    return {
        "organisation": settings.ORGANISATION,
        "named": settings.ORGANISATION != "Resonanz",
        "demonstration": settings.DEMONSTRATION,
        "here": request.get_full_path() if request.method == "GET" else "/",
        "theme": "" if theme == "auto" else theme,
        "navigation": list(navigation.navigation(request)),
        "themes": [_choice(code, label, theme) for code, label in preferences.THEMES.items()],
        "languages": [_choice(code, label, language) for code, label in preferences.LANGUAGES.items()],
    }


def _choice(code: str, label: object, chosen: str) -> dict[str, Any]:
    return {"code": code, "label": label, "current": code == chosen, "html_lang": preferences.html_lang(code)}
