"""The shipped pulse, its rotation, and versions that stay as they were asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis.strategies import integers

from resonanz.app.questions.bank import ensure_item, ensure_pulse, newest_items, shipped_pulse
from resonanz.app.questions.models import BankItem, ItemScale, StoredQuestionnaire
from resonanz.app.questions.queries import bank, content
from resonanz.app.questions.rotation import CORE, SLOTS, items_for_wave
from resonanz.app.questions.usecases import mark_used, pulse_questionnaire
from resonanz.core import wire
from resonanz.core.kernel.errors import ResonanzError
from tests.own_questionnaire import own_questionnaire

SENSITIVE = {"K5", "R2", "R4"}
REVERSED = {"K5", "R4"}


def own_items(*codes: str, options: int = 4, languages: tuple[str, ...] = wire.LANGUAGES) -> list[wire.Item]:
    words = tuple(str(number) for number in range(1, options + 1))
    wordings = tuple(wire.Wording(language, "-", "-", words) for language in languages)
    return [wire.Item(code, options, (options,), wire.ItemFlag.NONE, wordings) for code in codes]


def test_the_first_five_waves() -> None:
    rotating = [items_for_wave(number)[6:] for number in range(1, 6)]
    assert rotating == [
        ("R1", "R3", "R5"),
        ("R2", "R9", "R6"),
        ("R4", "R10", "R7"),
        ("R1", "R3", "R8"),
        ("R2", "R9", "R11"),
    ]


@given(integers(min_value=1, max_value=1_000))
def test_every_fifteen_waves_each_item_had_its_turns(first: int) -> None:
    asked = Counter(code for number in range(first, first + 15) for code in items_for_wave(number))
    assert set(asked) == {*CORE, *SLOTS["A"], *SLOTS["B"], *SLOTS["C"]}
    assert all(asked[code] == 15 for code in CORE)
    assert all(asked[code] == 5 for code in SLOTS["A"] + SLOTS["B"])
    assert all(asked[code] == 3 for code in SLOTS["C"])


def test_there_is_no_wave_before_the_first() -> None:
    with pytest.raises(ValueError, match="counted from 1"):
        items_for_wave(0)


@pytest.mark.django_db
def test_the_pulse_is_in_the_bank_with_flags_terms_and_texts() -> None:
    scale = ensure_pulse()
    items = newest_items(scale)
    assert (scale.licence, scale.own, scale.validated, len(items)) == ("CC0-1.0", True, False, 17)
    assert {code for code, item in items.items() if item.sensitive} == SENSITIVE
    assert {code for code, item in items.items() if item.reversed} == REVERSED
    assert all(item.favourable == [4, 5] and item.options == 5 for item in items.values())
    assert items["K5"].wordings["en"]["options"][-1] == "always"
    assert items["K5"].wordings["de"]["text"].startswith("Wie oft warst du")


@pytest.mark.django_db
def test_no_text_of_the_formal_german_says_du() -> None:
    said = [item.wordings["de-formal"]["text"] for item in newest_items(ensure_pulse()).values()]
    assert not any(word in text.split() for text in said for word in ("du", "dich", "warst"))


@pytest.mark.django_db
def test_the_questionnaire_of_a_wave_is_what_the_browser_reads() -> None:
    questionnaire = pulse_questionnaire(3)
    read = content(questionnaire)
    assert tuple(item.code for item in read.items) == items_for_wave(3)
    flags = {item.code: item.flags for item in read.items}
    assert flags["R4"] == wire.ItemFlag.REVERSED | wire.ItemFlag.SENSITIVE
    assert flags["K1"] == wire.ItemFlag.NONE
    assert bytes(questionnaire.digest) == wire.questionnaire_hash(bytes(questionnaire.content))


@pytest.mark.django_db
def test_the_same_questions_are_the_same_version() -> None:
    assert pulse_questionnaire(1).pk == pulse_questionnaire(16).pk
    assert pulse_questionnaire(1).version != pulse_questionnaire(2).version


@pytest.mark.django_db
def test_what_was_asked_never_changes() -> None:
    questionnaire = pulse_questionnaire(1)
    mark_used(questionnaire)
    asked = StoredQuestionnaire.objects.get(pk=questionnaire.pk)
    item = BankItem.objects.get(scale__key="resonanz-pulse", code="K1")
    asked.key = item.code = "other"
    place = asked.places.first()
    assert place is not None
    attempts: list[Callable[[], object]] = [
        asked.save,
        asked.delete,
        item.save,
        item.delete,
        place.save,
        place.delete,
        BankItem.objects.filter(code="K1").delete,
        lambda: StoredQuestionnaire.objects.update(content=b""),
        lambda: BankItem.objects.filter(code="K1").update(wordings={}),
        lambda: BankItem.objects.filter(code="K1").update(used=False),
    ]
    for attempt in attempts:
        with pytest.raises(ResonanzError, match="version-in-use"):
            attempt()


@pytest.mark.django_db
def test_a_changed_text_becomes_a_new_version() -> None:
    mark_used(pulse_questionnaire(1))
    scale = ensure_pulse()
    before = newest_items(scale)["K1"]
    wordings = {**before.wordings, "en": {**before.wordings["en"], "text": "Another text."}}
    fields = {
        name: getattr(before, name) for name in ("code", "slot", "options", "favourable", "reversed", "sensitive")
    }
    after = ensure_item(scale, before, {**fields, "wordings": wordings})
    assert (after.version, after.pk != before.pk) == (before.version + 1, True)
    assert [entry.item.code for entry in bank()[0][1]].count("K1") == 1


@pytest.mark.django_db
def test_a_scale_of_somebodys_own_has_any_codes_and_options() -> None:
    questionnaire = own_questionnaire("survey", own_items("01", "02"))
    read = content(questionnaire)
    assert [(item.code, item.options, item.favourable) for item in read.items] == [("01", 4, (4,)), ("02", 4, (4,))]
    assert own_questionnaire("survey", own_items("01", "02")).pk == questionnaire.pk
    assert own_questionnaire("survey", own_items("02", "01")).version == 2


@pytest.mark.django_db
@pytest.mark.parametrize("missing", ["licence", "source", "attribution"])
def test_an_imported_scale_needs_its_terms(missing: str) -> None:
    terms = {"licence": "public domain", "source": "FEVS", "attribution": "OPM"}
    with pytest.raises(ValidationError):
        ItemScale.objects.create(key="fevs", **{**terms, missing: " "})
    ItemScale.objects.create(key="fevs", **terms)


def test_every_item_of_the_file_has_a_place_in_the_rotation() -> None:
    slots = {code: slot for slot, codes in {"core": CORE, **SLOTS}.items() for code in codes}
    assert {item["code"]: item["slot"] for item in shipped_pulse()["items"]} == slots
