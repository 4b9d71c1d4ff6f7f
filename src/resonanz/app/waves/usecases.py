"""Writing waves: making one, moving it on, storing its release."""

import logging
from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction

from resonanz.app.questions.models import StoredQuestionnaire
from resonanz.app.waves.acceptances import RELEASE_STORED
from resonanz.app.waves.errors import WavesCode
from resonanz.app.waves.models import Season, StoredRelease, Wave
from resonanz.app.waves.queries import highest_number
from resonanz.app.waves.states import WaveState, check
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.ids import new_wave_id

log = logging.getLogger(__name__)
# The first wave on a new partition shows nothing smaller, or it could be compared with the old one's cells.
K_ANSWERS_AFTER_REPLAN = 30


@transaction.atomic
def create_wave(
    season: Season, questionnaire: StoredQuestionnaire, opens_on: date, closes_at: datetime, agreement: str = ""
) -> Wave:
    """A draft with the next number; ``closes_at`` with time zone, cut to whole minutes."""
    made: Wave = Wave.objects.create(
        number=highest_number() + 1,
        wave_id=new_wave_id(),
        season=season,
        questionnaire=questionnaire,
        opens_on=opens_on,
        closes_at=closes_at.replace(second=0, microsecond=0),
        agreement=agreement,
    )
    return made


@transaction.atomic
def move(wave: Wave, after: WaveState, trouble: Mapping[str, object] | None = None) -> None:
    """Take the step, in the row and in ``wave``; ``wave-move-illegal`` if the stored state does not allow it.

    Whatever kept it from moving is over; ``trouble`` says why it ended up where it should not.
    """
    stored = Wave.objects.select_for_update().get(pk=wave.pk)
    check(WaveState(stored.state), after)
    Wave.objects.filter(pk=wave.pk).update(state=after, trouble=dict(trouble or {}))
    wave.state, wave.trouble = after, dict(trouble or {})


def note_trouble(wave: Wave, trouble: Mapping[str, object]) -> None:
    """Write down why the wave does not move on; an empty one that all is well."""
    if wave.trouble != trouble:
        Wave.objects.filter(pk=wave.pk).update(trouble=dict(trouble))
        wave.trouble = dict(trouble)


@transaction.atomic
def store_release(wave: Wave, content: bytes) -> StoredRelease:
    """Keep the bytes; the same bytes again change nothing, other bytes are refused (``release-immutable``)."""
    digest = sha256(content).digest()
    stored, _ = StoredRelease.objects.get_or_create(wave=wave, defaults={"content": content, "digest": digest})
    if bytes(stored.digest) != digest:
        raise ResonanzError(WavesCode.RELEASE_IMMUTABLE)
    transaction.on_commit(lambda: notify_listeners(wave))
    return stored


def notify_listeners(wave: Wave) -> None:
    """Tell the rooms above; one that fails is logged and does not undo the release."""
    for listener in RELEASE_STORED.offered():
        try:
            listener(wave)
        except Exception:
            log.exception("%s failed on the release of wave %s", listener, wave.number)
