"""The steps of a wave as its page shows them, and doing the one a people lead chose."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from resonanz.app.conduct import key_jobs
from resonanz.app.conduct.ballotbox_http import ballot_box
from resonanz.app.conduct.queries import KeyProgress, key_progress
from resonanz.app.conduct.troubles import has_unfit_figures, trouble_text
from resonanz.app.conduct.usecases import cancel, finish, freeze, open_wave
from resonanz.app.waves.confirmations import Confirmation
from resonanz.app.waves.models import Wave
from resonanz.app.waves.states import MOVES, WaveState
from resonanz.core.kernel import clock


class WaveStep(StrEnum):
    """What a people lead may do to a wave."""

    FREEZE = "freeze"
    KEYS = "keys"
    OPEN = "open"
    CLOSE = "close"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class StepLine:
    """One line of the list of steps. ``status``: "done", "running", "now" or "later"."""

    step: WaveStep | None
    label: str | Promise
    status: str


@dataclass(frozen=True, slots=True)
class WaveProgress:
    """All steps of a wave; ``keys`` while they are being made; ``follow`` while something runs by itself."""

    lines: tuple[StepLine, ...]
    keys: KeyProgress | None
    follow: bool
    overdue: bool
    may_cancel: bool
    trouble: str
    given_up: bool


LINES: tuple[tuple[WaveStep | None, WaveState, str | Promise], ...] = (
    (None, WaveState.DRAFT, gettext_lazy("Planned")),
    (WaveStep.FREEZE, WaveState.FROZEN, gettext_lazy("Questions and limits frozen")),
    (WaveStep.KEYS, WaveState.KEYED, gettext_lazy("Keys made, one for each reporting cell")),
    (WaveStep.OPEN, WaveState.OPEN, gettext_lazy("Open for answers")),
    (WaveStep.CLOSE, WaveState.CLOSED, gettext_lazy("Closed, ballots counted and destroyed")),
    (None, WaveState.RELEASED, gettext_lazy("Figures released")),
)
# States that leave a step to be done, or done again.
POSSIBLE_IN = {
    WaveStep.FREEZE: {WaveState.DRAFT},
    WaveStep.KEYS: {WaveState.FROZEN},
    WaveStep.OPEN: {WaveState.KEYED},
    WaveStep.CLOSE: {WaveState.OPEN, WaveState.CLOSED, WaveState.HELD},
    WaveStep.CANCEL: {state for state in WaveState if WaveState.CANCELLED in MOVES[state]},
}
REACHED = {state: at for at, (_, state, _) in enumerate(LINES)}
# Which line a state has come to.
REACHED |= {WaveState.HELD: REACHED[WaveState.CLOSED], WaveState.CANCELLED: -1}


def progress_of(wave: Wave) -> WaveProgress:
    """Where the wave stands, step by step."""
    state = WaveState(wave.state)
    lines = tuple(StepLine(step, label, _status(at, state)) for at, (step, _, label) in enumerate(LINES))
    keys = key_progress(wave) if state is WaveState.FROZEN else None
    overdue = state is WaveState.OPEN and clock.now() >= wave.closes_at
    follow = state is WaveState.CLOSED or overdue or (keys is not None and keys.is_under_way)
    return WaveProgress(
        lines, keys, follow, overdue, is_possible(wave, WaveStep.CANCEL), trouble_text(wave), has_unfit_figures(wave)
    )


def is_possible(wave: Wave, step: WaveStep) -> bool:
    """Whether the wave's state leaves the step to be done; what is being counted is cancelled only if that fails."""
    counting = step is WaveStep.CANCEL and wave.state == WaveState.CLOSED and not wave.trouble
    return wave.state in POSSIBLE_IN[step] and not counting


def _status(at: int, state: WaveState) -> str:
    # ``running`` for a stage that lasts: an open wave is not done with being open, nor a closed one with counting.
    reached, counting = REACHED[state], state in (WaveState.CLOSED, WaveState.HELD)
    if at == reached and (counting or state is WaveState.OPEN):
        return "running"
    return "done" if at <= reached else "now" if at == reached + 1 and not counting else "later"


def perform(wave: Wave, step: WaveStep, *, confirmation: Confirmation | None) -> str:
    """Do the step; the message about it. Raises what the use case raises."""
    match step:
        case WaveStep.FREEZE:
            freeze(wave)
            return gettext("Questions and limits are frozen.")
        case WaveStep.KEYS:
            if wave.state == WaveState.FROZEN:
                key_jobs.start(wave.number)
            return gettext("The keys are being made. You may leave this page; the work goes on.")
        case WaveStep.OPEN:
            open_wave(wave, ballot_box(), confirmation=confirmation)
            return gettext("The wave is open. Send everybody the same link; it stands below.")
        case WaveStep.CLOSE:
            finish(wave, ballot_box())
            return _after_closing(WaveState(wave.state))
        case WaveStep.CANCEL:
            cancel(wave, ballot_box())
            return gettext("The wave is cancelled. Nothing of it is released.")


def _after_closing(state: WaveState) -> str:
    if state is WaveState.RELEASED:
        return gettext("The wave is closed and its figures are released.")
    if state is WaveState.HELD:
        return gettext("The ballot box holds the wave. Nothing is released.")
    return gettext("The wave is closed. The ballot box is still counting.")
