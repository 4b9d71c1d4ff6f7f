"""Making the questionnaire of a wave from the item bank."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from resonanz.app.questions.bank import ensure_pulse, newest_items
from resonanz.app.questions.models import BankItem, QuestionnairePlace, StoredQuestionnaire
from resonanz.app.questions.rotation import items_for_wave
from resonanz.core import wire


@transaction.atomic
def pulse_questionnaire(number: int) -> StoredQuestionnaire:
    """The default pulse as the ``number``-th wave asks it: a version that says the same is used again."""
    newest = newest_items(ensure_pulse())
    return questionnaire_of("pulse", [newest[code] for code in items_for_wave(number)])


def mark_used(questionnaire: StoredQuestionnaire) -> None:
    """From now on this version and its items never change."""
    StoredQuestionnaire.objects.filter(pk=questionnaire.pk).update(used=True)
    BankItem.objects.filter(places__questionnaire=questionnaire).update(used=True)


def _as_wire(item: BankItem) -> wire.Item:
    marks = ((item.reversed, wire.ItemFlag.REVERSED), (item.sensitive, wire.ItemFlag.SENSITIVE))
    flags = wire.ItemFlag(sum(flag for is_set, flag in marks if is_set))
    texts = [(language, item.wordings[language]) for language in wire.LANGUAGES]
    wordings = tuple(wire.Wording(language, t["text"], t["short"], tuple(t["options"])) for language, t in texts)
    return wire.Item(item.code, item.options, tuple(item.favourable), flags, wordings)


def questionnaire_of(key: str, rows: Sequence[BankItem]) -> StoredQuestionnaire:
    """These items in this order; a version under ``key`` that says the same is used again."""
    content = wire.encode_questionnaire(wire.Questionnaire(key, tuple(_as_wire(row) for row in rows)))
    digest = wire.questionnaire_hash(content)
    same: StoredQuestionnaire | None = StoredQuestionnaire.objects.filter(key=key, digest=digest).first()
    if same is not None:
        return same
    version = (StoredQuestionnaire.objects.filter(key=key).aggregate(top=Max("version"))["top"] or 0) + 1
    made: StoredQuestionnaire = StoredQuestionnaire.objects.create(
        key=key, version=version, content=content, digest=digest
    )
    QuestionnairePlace.objects.bulk_create(
        [QuestionnairePlace(questionnaire=made, item=row, position=at) for at, row in enumerate(rows)]
    )
    return made
