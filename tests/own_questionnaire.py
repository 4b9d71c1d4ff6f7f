"""A questionnaire of items that are not in the shipped bank, for waves that tests make up."""

from __future__ import annotations

from collections.abc import Sequence

from resonanz.app.questions.bank import ensure_item, newest_items
from resonanz.app.questions.models import ItemScale, StoredQuestionnaire
from resonanz.app.questions.usecases import questionnaire_of
from resonanz.core import wire

OWN: dict[str, str | bool] = {"licence": "CC0-1.0", "source": "tests", "own": True}


def own_questionnaire(key: str, items: Sequence[wire.Item], terms: dict[str, str | bool] = OWN) -> StoredQuestionnaire:
    """The items under the scale ``key``, which is made if it is not there."""
    scale = ItemScale.objects.filter(key=key).first() or ItemScale.objects.create(key=key, **terms)
    newest = newest_items(scale)
    return questionnaire_of(key, [ensure_item(scale, newest.get(item.code), fields_of(item)) for item in items])


def fields_of(item: wire.Item) -> dict[str, object]:
    """The value as fields of a row."""
    return {
        "code": item.code,
        "options": item.options,
        "favourable": list(item.favourable),
        "reversed": bool(item.flags & wire.ItemFlag.REVERSED),
        "sensitive": bool(item.flags & wire.ItemFlag.SENSITIVE),
        "wordings": {
            said.language: {"text": said.text, "short": said.short, "options": list(said.options)}
            for said in item.wordings
        },
    }
