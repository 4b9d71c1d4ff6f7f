"""Which language the command line speaks, and its texts: the catalogues of the pages and its own."""

import os
from collections.abc import Mapping
from functools import cache
from gettext import NullTranslations
from pathlib import Path

from resonanz.core.kernel.catalogues import CORE, LOCALES, translations
from resonanz.core.kernel.messages import Message

PACKAGE = Path(__file__).resolve().parent.parent
NO_LANGUAGE = {"", "C", "POSIX"}


def reader_language(environment: Mapping[str, str] = os.environ) -> str:
    """The terminal's: de-formal, de or en. Where it is German, or says nothing, RESONANZ_LANGUAGE says more."""
    terminal = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(name))), "")
    language = terminal.partition(".")[0]
    setting = environment.get("RESONANZ_LANGUAGE", "")
    if language in NO_LANGUAGE or (language.startswith("de") and setting in LOCALES):
        return setting if setting in LOCALES else "en"
    return "de-formal" if language.startswith("de") else "en"


def catalogue() -> NullTranslations:
    """Every text of the program in the reader's language."""
    return translations(reader_language(), *_folders())


def in_words(message: Message) -> str:
    """A message in the reader's language."""
    return message.translated(catalogue())


@cache
def _folders() -> tuple[Path, ...]:
    # Those of the command line and of core first; a room's where only it has the text.
    own = (PACKAGE / "cli" / "locale", CORE)
    return (*own, *sorted(folder for folder in PACKAGE.rglob("locale") if folder not in own))
