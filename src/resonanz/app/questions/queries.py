"""Reading the item bank."""

from __future__ import annotations

from dataclasses import dataclass

from resonanz.app.questions.enums import Slot
from resonanz.app.questions.models import Item, Questionnaire, Scale
from resonanz.core import wire


@dataclass(frozen=True, slots=True)
class Shown:
    """An item as the list shows it: the texts in all languages, the answers, when it is asked."""

    code: str
    version: int
    slot: str
    wordings: tuple[wire.Wording, ...]
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
    said = [(language, item.wordings[language]) for language in wire.LANGUAGES]
    wordings = tuple(wire.Wording(language, s["text"], s["short"], tuple(s["options"])) for language, s in said)
    slot = str(Slot(item.slot).label) if item.slot else ""
    return Shown(item.code, item.version, slot, wordings, item.reversed, item.sensitive, item.used)
