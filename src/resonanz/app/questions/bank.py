"""The item bank: the shipped pulse, read from ``pulse.toml`` into rows; a changed text makes a new version."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from resonanz.app.questions.models import BankItem, ItemScale
from resonanz.core.wire.types import LANGUAGES

PULSE_FILE = Path(__file__).with_name("pulse.toml")


@cache
def shipped_pulse() -> dict[str, Any]:
    """The file as read."""
    return tomllib.loads(PULSE_FILE.read_text(encoding="utf-8"))


@transaction.atomic
def ensure_pulse() -> ItemScale:
    """The pulse's scale with the newest version of every item in the bank; changes nothing that is there already."""
    shipped = shipped_pulse()
    terms = {name: shipped[name] for name in ("licence", "source", "attribution", "own", "validated")}
    scale, _ = ItemScale.objects.get_or_create(key=shipped["key"], defaults=terms)
    newest = newest_items(scale)
    for raw in shipped["items"]:
        ensure_item(scale, newest.get(raw["code"]), _fields(raw, shipped["scales"][raw["scale"]]))
    return scale


def newest_items(scale: ItemScale) -> dict[str, BankItem]:
    """The highest version of every item of a scale, by code."""
    return {item.code: item for item in scale.items.order_by("version")}


def ensure_item(scale: ItemScale, newest: BankItem | None, fields: dict[str, Any]) -> BankItem:
    """``newest`` if it says the same, else a new version with these fields."""
    if newest is not None and all(getattr(newest, name) == value for name, value in fields.items()):
        return newest
    version = newest.version + 1 if newest is not None else 1
    return BankItem.objects.create(scale=scale, version=version, **fields)


def _fields(raw: dict[str, Any], answers: dict[str, Any]) -> dict[str, Any]:
    # An item of the file as fields of a row; informal German falls back to the formal text.
    texts = {language: raw.get(language) or raw["de-formal"] for language in LANGUAGES}
    return {
        "code": raw["code"],
        "slot": raw["slot"],
        "options": len(answers["en"]),
        "favourable": answers["favourable"],
        "reversed": raw.get("reversed", False),
        "sensitive": raw.get("sensitive", False),
        "wordings": {
            language: {"text": text["text"], "short": text["short"], "options": answers[language]}
            for language, text in texts.items()
        },
    }
