"""Moving every wave on when its time has come."""

import logging
from datetime import datetime, timedelta

from resonanz.app.conduct.ballotbox_http import ballot_box
from resonanz.app.conduct.errors import ConductCode
from resonanz.app.conduct.port import BallotBoxPort
from resonanz.app.conduct.troubles import trouble_of
from resonanz.app.conduct.usecases.closing import SHUT, finish, follow, forget_draws
from resonanz.app.conduct.usecases.opening import open_wave
from resonanz.app.waves.errors import WavesCode
from resonanz.app.waves.models import Wave
from resonanz.app.waves.queries import all_waves
from resonanz.app.waves.states import WaveState
from resonanz.app.waves.usecases import note_trouble
from resonanz.core.kernel import clock
from resonanz.core.kernel.clock import today
from resonanz.core.kernel.errors import ResonanzError, code_named
from resonanz.core.wire.errors import HeldCode

# For ballots whose token was drawn in the last second; the ballot box takes them for as long.
IN_FLIGHT = timedelta(minutes=1)
# Somebody at a page was quicker; the next round sees where the wave is then.
MOVED_BY_OTHERS = frozenset({WavesCode.WAVE_MOVE_ILLEGAL, ConductCode.STEP_UNDER_WAY})
log = logging.getLogger(__name__)


def advance(now: datetime | None = None, port: BallotBoxPort | None = None) -> list[ResonanzError]:
    """What is due for every wave: open on the day, close, fetch, forget. What failed is logged and tried again."""
    failed, moment = [], now or clock.now()
    for wave in reversed(all_waves()):
        try:
            _advance(wave, moment, port)
        except ResonanzError as error:
            if error.code not in MOVED_BY_OTHERS:
                _note(wave, error)
                failed.append(error)
        forget_draws(wave, moment)  # even if the ballot box has been silent for two weeks
    return failed


def _note(wave: Wave, error: ResonanzError) -> None:
    trouble = trouble_of(error)
    if wave.trouble != trouble:
        log.warning("wave %s does not move on: %s", wave.number, code_named(str(trouble["code"])))
        note_trouble(wave, trouble)


def _advance(wave: Wave, now: datetime, port: BallotBoxPort | None) -> None:
    if wave.state == WaveState.KEYED and wave.opens_on <= today():
        open_wave(wave, port or ballot_box())
    elif (wave.state == WaveState.OPEN and now < wave.closes_at + IN_FLIGHT) or _is_held(wave):
        follow(wave, port or ballot_box())
    elif wave.state in SHUT | {WaveState.OPEN}:
        finish(wave, port or ballot_box())


def _is_held(wave: Wave) -> bool:
    # Another count by itself helps only a ballot box that waits for the number of draws.
    return wave.state == WaveState.HELD and wave.trouble.get("code") != HeldCode.APP_SILENT
