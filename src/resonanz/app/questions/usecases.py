"""Making questionnaires: the pulse of a wave, or one of somebody's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from resonanz.app.questions.bank import ensure_item, ensure_pulse, newest_items
from resonanz.app.questions.models import Item, Place, Questionnaire, Scale
from resonanz.app.questions.rotation import items_for_wave
from resonanz.core import wire
from resonanz.core.kernel.errors import ResonanzError


@dataclass(frozen=True, slots=True)
class Terms:
    """What must be known about items that are not the project's own."""

    licence: str
    source: str
    attribution: str = ""
    own: bool = False
    validated: bool = False


@transaction.atomic
def pulse_questionnaire(number: int) -> Questionnaire:
    """The default pulse as the ``number``-th wave asks it: a version that says the same is used again."""
    newest = newest_items(ensure_pulse())
    return _questionnaire("pulse", [newest[code] for code in items_for_wave(number)])


@transaction.atomic
def create_questionnaire(key: str, items: Sequence[wire.Item], terms: Terms) -> Questionnaire:
    """A questionnaire of somebody's own items, kept under the scale ``key``.

    Raises ValidationError when licence, source or (unless own) attribution is missing, and ``questionnaire-malformed``
    when an item has a code twice, options outside 2 to 11 or a language missing.
    """
    _check(items)
    scale = Scale.objects.filter(key=key).first() or Scale(key=key)
    for name in ("licence", "source", "attribution", "own", "validated"):
        setattr(scale, name, getattr(terms, name))
    scale.save()
    newest = newest_items(scale)
    rows = [ensure_item(scale, newest.get(item.code), _fields(item)) for item in items]
    return _questionnaire(key, rows)


def mark_used(questionnaire: Questionnaire) -> None:
    """From now on this version and its items never change."""
    Questionnaire.objects.filter(pk=questionnaire.pk).update(used=True)
    Item.objects.filter(places__questionnaire=questionnaire).update(used=True)


def as_wire(item: Item) -> wire.Item:
    """A row as the value that goes into the questionnaire's bytes."""
    flags = wire.ItemFlag.NONE
    flags |= wire.ItemFlag.REVERSED if item.reversed else wire.ItemFlag.NONE
    flags |= wire.ItemFlag.SENSITIVE if item.sensitive else wire.ItemFlag.NONE
    said = [(language, item.wordings[language]) for language in wire.LANGUAGES]
    wordings = tuple(wire.Wording(language, s["text"], s["short"], tuple(s["options"])) for language, s in said)
    return wire.Item(item.code, item.options, tuple(item.favourable), flags, wordings)


def _questionnaire(key: str, rows: Sequence[Item]) -> Questionnaire:
    content = wire.encode_questionnaire(wire.Questionnaire(key, tuple(as_wire(row) for row in rows)))
    digest = wire.questionnaire_hash(content)
    same: Questionnaire | None = Questionnaire.objects.filter(key=key, digest=digest).first()
    if same is not None:
        return same
    version = (Questionnaire.objects.filter(key=key).aggregate(top=Max("version"))["top"] or 0) + 1
    made: Questionnaire = Questionnaire.objects.create(key=key, version=version, content=content, digest=digest)
    Place.objects.bulk_create([Place(questionnaire=made, item=row, position=at) for at, row in enumerate(rows)])
    return made


def _fields(item: wire.Item) -> dict[str, object]:
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


def _check(items: Sequence[wire.Item]) -> None:
    codes = [item.code for item in items]
    if not codes or len(set(codes)) != len(codes):
        raise ResonanzError("questionnaire-malformed", reason="codes")
    for item in items:
        languages = tuple(said.language for said in item.wordings)
        sizes = {len(said.options) for said in item.wordings}
        if languages != wire.LANGUAGES or sizes != {item.options} or not 2 <= item.options <= 11:
            raise ResonanzError("questionnaire-malformed", reason=item.code)
