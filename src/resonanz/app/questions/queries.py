"""Reading the item bank."""

import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from resonanz.app.questions.models import BankItem, ItemScale, RotationSlot, StoredQuestionnaire
from resonanz.core import wire

LANGUAGE_NAMES = {"de-formal": _("German (Sie)"), "de": _("German (du)"), "en": _("English")}


@dataclass(frozen=True, slots=True)
class SharedWording:
    """A wording and the languages it serves: both kinds of German often read the same."""

    wording: wire.Wording
    languages: str
    html_lang: str


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """An item as the list shows it: the texts in all languages, and when it is asked."""

    item: BankItem
    slot: str
    wordings: tuple[SharedWording, ...]


def bank() -> list[tuple[ItemScale, list[ItemEntry]]]:
    """Every scale with the newest version of its items in their order of entry, the project's own first."""
    scales = ItemScale.objects.order_by("-own", "key").prefetch_related("items")
    return [(scale, [_entry(item) for item in _newest(scale)]) for scale in scales]


def content(questionnaire: StoredQuestionnaire) -> wire.Questionnaire:
    """The questionnaire as the browser reads it."""
    return wire.decode_questionnaire(bytes(questionnaire.content))


def _newest(scale: ItemScale) -> list[BankItem]:
    newest: dict[str, BankItem] = {}
    entered: dict[str, int] = {}
    for item in sorted(scale.items.all(), key=lambda each: (each.version, each.pk)):
        newest[item.code] = item
        entered[item.code] = min(item.pk, entered.get(item.code, item.pk))
    return sorted(newest.values(), key=lambda each: entered[each.code])


def _entry(item: BankItem) -> ItemEntry:
    shared: dict[str, list[str]] = {}
    for language in wire.LANGUAGES:
        shared.setdefault(json.dumps(item.wordings[language]), []).append(language)
    wordings = tuple(_shared(item.wordings[languages[0]], languages) for languages in shared.values())
    return ItemEntry(item, str(RotationSlot(item.slot).label) if item.slot else "", wordings)


def _shared(stored: dict[str, Any], languages: list[str]) -> SharedWording:
    wording = wire.Wording(languages[0], stored["text"], stored["short"], tuple(stored["options"]))
    names = ", ".join(str(LANGUAGE_NAMES[language]) for language in languages)
    return SharedWording(wording, names, languages[0].split("-", maxsplit=1)[0])
