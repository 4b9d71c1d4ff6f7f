"""From a draft to keys: nothing of this leaves the app."""

from datetime import date, datetime

from django.db import transaction

from resonanz.app.conduct.errors import ConductCode
from resonanz.app.questions.models import StoredQuestionnaire
from resonanz.app.questions.usecases import mark_used, pulse_questionnaire
from resonanz.app.registrar import keys
from resonanz.app.waves.models import Season, Wave
from resonanz.app.waves.queries import is_first_after_replan, rotation_number, structure
from resonanz.app.waves.states import WaveState, check
from resonanz.app.waves.usecases import K_ANSWERS_AFTER_REPLAN, create_wave, move
from resonanz.core.cells import K_ANSWERS
from resonanz.core.kernel import clock
from resonanz.core.kernel.errors import ResonanzError


@transaction.atomic
def start_wave(
    season: Season,
    *,
    opens_on: date,
    closes_at: datetime,
    questionnaire: StoredQuestionnaire | None = None,
    agreement: str = "",
) -> Wave:
    """A draft of the season's next wave; without a questionnaire the pulse that is due.

    ``closes-too-early`` unless ``closes_at`` (with time zone) lies ahead and after the opening day.
    """
    if closes_at <= clock.now() or closes_at.date() < opens_on:
        raise ResonanzError(ConductCode.CLOSES_TOO_EARLY)
    return create_wave(season, questionnaire or pulse_questionnaire(rotation_number()), opens_on, closes_at, agreement)


@transaction.atomic
def freeze(wave: Wave) -> None:
    """Fix questionnaire and limits; from here on only cancelling changes what the wave is."""
    if wave.state == WaveState.FROZEN:
        return
    move(wave, WaveState.FROZEN)
    wave.k_answers = K_ANSWERS_AFTER_REPLAN if is_first_after_replan(wave) else K_ANSWERS
    wave.save(update_fields=["k_answers"])
    mark_used(wave.questionnaire)


def make_keys(wave: Wave, progress: keys.Progress | None = None, processes: int | None = None) -> None:
    """One key per cell, then state ``keyed``; goes on where an earlier attempt stopped."""
    if wave.state == WaveState.KEYED:
        return
    check(WaveState(wave.state), WaveState.KEYED)
    keys.make_keys(wave, len(structure(wave).cells), progress, processes)
    move(wave, WaveState.KEYED)
