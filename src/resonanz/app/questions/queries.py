"""Reading the item bank."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from resonanz.app.questions.enums import Slot
from resonanz.app.questions.models import Item, Questionnaire, Scale
from resonanz.core import wire

NAMES = {"de-formal": _("German (Sie)"), "de": _("German (du)"), "en": _("English")}


@dataclass(frozen=True, slots=True)
class Said:
    """A wording and the languages it serves: both kinds of German often read the same."""

    wording: wire.Wording
    languages: str
    html_lang: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An item as the list shows it: the texts in all languages, the answers, when it is asked."""

    code: str
    version: int
    slot: str
    wordings: tuple[Said, ...]
    reversed: bool
    sensitive: bool
    used: bool


@dataclass(frozen=True, slots=True)
class ShownScale:
    """A scale and the newest version of its items."""

    scale: Scale
    items: tuple[Shown, ...]


def bank() -> list[ShownScale]:
    """Every scale with its items in their order of entry, the project's own first."""
    scales = Scale.objects.order_by("-own", "key").prefetch_related("items")
    return [ShownScale(scale, tuple(_shown(item) for item in _newest(scale))) for scale in scales]


def content(questionnaire: Questionnaire) -> wire.Questionnaire:
    """The questionnaire as the browser reads it."""
    return wire.decode_questionnaire(bytes(questionnaire.content))


def _newest(scale: Scale) -> list[Item]:
    by_code: dict[str, Item] = {}
    for item in sorted(scale.items.all(), key=lambda each: (each.version, each.pk)):
        by_code[item.code] = item
    first = {item.code: item.pk for item in sorted(scale.items.all(), key=lambda each: -each.pk)}
    return sorted(by_code.values(), key=lambda each: first[each.code])


def _shown(item: Item) -> Shown:
    slot = str(Slot(item.slot).label) if item.slot else ""
    return Shown(item.code, item.version, slot, _said(item), item.reversed, item.sensitive, item.used)


def _said(item: Item) -> tuple[Said, ...]:
    merged: dict[str, list[str]] = {}
    for language in wire.LANGUAGES:
        merged.setdefault(json.dumps(item.wordings[language]), []).append(language)
    return tuple(_one(item.wordings[languages[0]], languages) for languages in merged.values())


def _one(said: dict[str, Any], languages: list[str]) -> Said:
    wording = wire.Wording(languages[0], said["text"], said["short"], tuple(said["options"]))
    names = ", ".join(str(NAMES[language]) for language in languages)
    return Said(wording, names, languages[0].split("-", maxsplit=1)[0])
