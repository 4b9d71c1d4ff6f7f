"""The compiled catalogues of the pages, read by the standard library where no Django is."""

from contextlib import suppress
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path

CORE = Path(__file__).resolve().parent.parent / "locale"
DOMAIN = "django"
# Language as the settings name it -> folder; what ``de_Formal`` lacks is read from ``de``.
LOCALES = {"de-formal": "de_Formal", "de": "de"}


@cache
def translations(language: str, *folders: Path) -> NullTranslations:
    """The texts of some ``locale`` folders, by default core's own; the first folder that has a text says it."""
    chain = NullTranslations()
    for folder in folders or (CORE,):
        with suppress(FileNotFoundError):
            chain.add_fallback(translation(DOMAIN, folder, [LOCALES.get(language, "en")]))
    return chain
