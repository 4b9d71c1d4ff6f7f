"""What was planted can be dug out again, in the direction that the documentation names; and who takes part."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from resonanz.app.demo.answers import CANNOT_SAY_SHARE, EFFECTS, Effect, answers, leanings, who_answers
from resonanz.app.demo.building import SEED
from resonanz.app.demo.organisation import organisation
from resonanz.app.demo.timeline import WAVES

PEOPLE = 1200
DOCUMENTS = Path(__file__).parents[3] / "docs"
EVERY_WAVE = range(1, WAVES + 1)
EMPLOYEES = organisation(PEOPLE, SEED)
LEANING = leanings(PEOPLE, SEED)


def mean_answer(item: str, wave: int, who: np.ndarray) -> float:
    """Mean option (1 to 5) of those who answer the item; ``who`` is a mask of shape (people,)."""
    given = answers(EMPLOYEES, LEANING, (item,), wave, SEED)[who, 0]
    return float(given[given > 0].mean())


def touched(effect: Effect, wave: int) -> np.ndarray:
    """Whom the effect concerns in a wave; shape (people,)."""
    return np.array([effect.matches(employee, wave) for employee in EMPLOYEES])


def untouched(item: str) -> np.ndarray:
    """Whom no effect on this item ever concerns; shape (people,)."""
    mine = [effect for effect in EFFECTS if item in effect.items]
    return np.array([not any(e.matches(person, w) for e in mine for w in EVERY_WAVE) for person in EMPLOYEES])


@pytest.mark.parametrize("effect", EFFECTS, ids=lambda effect: effect.name)
def test_an_effect_shows_in_its_direction_in_every_wave_that_has_it(effect: Effect) -> None:
    for item in effect.items:
        apart = [
            mean_answer(item, wave, touched(effect, wave)) - mean_answer(item, wave, untouched(item))
            for wave in EVERY_WAVE
            if effect.waves[0] <= wave <= effect.waves[1]
        ]
        assert apart
        assert np.mean(apart) * np.sign(effect.logits) > 0.25
        assert np.mean(np.sign(apart) == np.sign(effect.logits)) >= 0.8


@pytest.mark.parametrize("effect", [e for e in EFFECTS if e.waves[0] > 1], ids=lambda effect: effect.name)
def test_an_effect_that_begins_later_is_not_there_before(effect: Effect) -> None:
    concerned = touched(effect, effect.waves[0])
    for item in effect.items:
        before = [mean_answer(item, wave, concerned) for wave in range(1, effect.waves[0])]
        after = [mean_answer(item, wave, concerned) for wave in range(effect.waves[0], WAVES + 1)]
        assert (np.mean(after) - np.mean(before)) * np.sign(effect.logits) > 0.25


def test_where_nothing_was_planted_leaders_and_employees_hardly_differ() -> None:
    leads = np.array([bool(employee.leads) for employee in EMPLOYEES])
    apart = [mean_answer("R8", wave, leads) - mean_answer("R8", wave, ~leads) for wave in EVERY_WAVE]
    assert abs(np.mean(apart)) < 0.25


def test_answers_are_options_and_few_cannot_say() -> None:
    given = answers(EMPLOYEES, LEANING, ("K1", "K5", "R8"), 1, SEED)
    assert set(np.unique(given)) == {0, 1, 2, 3, 4, 5}
    assert abs(float((given == 0).mean()) - CANNOT_SAY_SHARE) < 0.02
    assert np.array_equal(given, answers(EMPLOYEES, LEANING, ("K1", "K5", "R8"), 1, SEED))


@pytest.mark.parametrize("people", [60, 120, PEOPLE])
@pytest.mark.parametrize("wave", EVERY_WAVE)
def test_between_55_and_75_percent_take_part(people: int, wave: int) -> None:
    employees = organisation(people, SEED)
    chosen = who_answers(employees, leanings(people, SEED), wave, SEED)
    assert 0.55 <= len(chosen) / people <= 0.75
    assert len(set(chosen.tolist())) == len(chosen)


def test_some_take_part_more_often_than_others() -> None:
    times = np.zeros(PEOPLE, dtype=int)
    for wave in EVERY_WAVE:
        times[who_answers(EMPLOYEES, LEANING, wave, SEED)] += 1
    assert (times == WAVES).sum() > 50
    assert (times == 0).sum() > 20


@pytest.mark.parametrize(("language", "comma", "later"), [("en", ".", "from {} on"), ("de", ",", "ab {}")])
def test_every_effect_stands_in_the_documentation(language: str, comma: str, later: str) -> None:
    text = (DOCUMENTS / language / "demonstration.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("|")][2:]
    assert len(rows) == len(EFFECTS)
    for effect, row in zip(EFFECTS, rows, strict=True):
        question, _who, size, waves = (cell.strip() for cell in row.strip("|").split("|"))
        written = f"{effect.logits:+.1f}".replace(".", comma).replace("-", "−")
        assert question.startswith(", ".join(effect.items))
        assert size.startswith(written)
        assert waves == (
            later.format(effect.waves[0]) if effect.waves[0] > 1 else {"en": "all", "de": "alle"}[language]
        )
