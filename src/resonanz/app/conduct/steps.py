"""The steps of a wave as its page shows them, and doing the one a people lead chose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from resonanz.app.conduct.ballotbox_http import ballot_box
from resonanz.app.conduct.closing import cancel, finish
from resonanz.app.conduct.opening import open_wave
from resonanz.app.conduct.preparing import freeze
from resonanz.app.conduct.queries import KeyWork, key_work
from resonanz.app.conduct.tasks import make_keys_of
from resonanz.app.waves.models import Wave
from resonanz.app.waves.states import MOVES, WaveState
from resonanz.core.kernel import clock


class Step(StrEnum):
    """What a people lead may do to a wave."""

    FREEZE = "freeze"
    KEYS = "keys"
    OPEN = "open"
    CLOSE = "close"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Stage:
    """One line of the list of steps. ``place``: "done", "running", "now" or "later"."""

    step: Step | None
    label: str | Promise
    place: str


@dataclass(frozen=True, slots=True)
class Life:
    """All steps of a wave; ``keys`` while they are being made; ``follow`` while something runs by itself."""

    stages: tuple[Stage, ...]
    keys: KeyWork | None
    follow: bool
    overdue: bool
    may_cancel: bool


STAGES: tuple[tuple[Step | None, WaveState, str | Promise], ...] = (
    (None, WaveState.DRAFT, gettext_lazy("Planned")),
    (Step.FREEZE, WaveState.FROZEN, gettext_lazy("Questions and limits frozen")),
    (Step.KEYS, WaveState.KEYED, gettext_lazy("Keys made, one for each reporting cell")),
    (Step.OPEN, WaveState.OPEN, gettext_lazy("Open for answers")),
    (Step.CLOSE, WaveState.CLOSED, gettext_lazy("Closed, ballots counted and destroyed")),
    (None, WaveState.RELEASED, gettext_lazy("Figures released")),
)
FITTING = {
    Step.FREEZE: {WaveState.DRAFT},
    Step.KEYS: {WaveState.FROZEN},
    Step.OPEN: {WaveState.KEYED},
    Step.CLOSE: {WaveState.OPEN, WaveState.CLOSED, WaveState.HELD},
    Step.CANCEL: {state for state in WaveState if WaveState.CANCELLED in MOVES[state]} - {WaveState.HELD},
}
ORDER = [state for _, state, _ in STAGES]


def step_of(word: str) -> Step:
    """The step an address names; 404 for another word."""
    try:
        return Step(word)
    except ValueError:
        raise Http404 from None


def life_of(wave: Wave) -> Life:
    """Where the wave stands, step by step."""
    reached = (
        ORDER.index(WaveState.CLOSED if wave.state == WaveState.HELD else WaveState(wave.state))
        if wave.state in [*ORDER, WaveState.HELD]
        else -1
    )
    stages = tuple(
        Stage(step, label, _place(at, reached, WaveState(wave.state))) for at, (step, _, label) in enumerate(STAGES)
    )
    keys = key_work(wave) if wave.state == WaveState.FROZEN else None
    overdue = wave.state == WaveState.OPEN and clock.now() >= wave.closes_at
    follow = wave.state == WaveState.CLOSED or overdue or (keys is not None and keys.job in ("waiting", "running"))
    return Life(stages, keys, follow, overdue, fits(wave, Step.CANCEL))


def _place(at: int, reached: int, state: WaveState) -> str:
    """``running`` for a stage that lasts: an open wave is not done with being open, nor a closed one with counting."""
    counting = state in (WaveState.CLOSED, WaveState.HELD)
    if at == reached and (counting or state == WaveState.OPEN):
        return "running"
    return "done" if at <= reached else "now" if at == reached + 1 and not counting else "later"


def fits(wave: Wave, step: Step) -> bool:
    """Whether the wave's state leaves this step to be taken, or taken again."""
    return wave.state in FITTING[step]


def take(wave: Wave, step: Step, *, confirmed: bool) -> str:
    """Do the step; what to say about it. Raises what the use case raises."""
    deeds: dict[Step, Callable[[], str]] = {
        Step.FREEZE: lambda: _freeze(wave),
        Step.KEYS: lambda: _keys(wave),
        Step.OPEN: lambda: _open(wave, confirmed),
        Step.CLOSE: lambda: _close(wave),
        Step.CANCEL: lambda: _cancel(wave),
    }
    return deeds[step]()


def _freeze(wave: Wave) -> str:
    freeze(wave)
    return gettext("Questions and limits are frozen.")


def _keys(wave: Wave) -> str:
    if wave.state == WaveState.FROZEN and key_work(wave).job not in ("waiting", "running"):
        make_keys_of.enqueue(wave.number)
    return gettext("The keys are being made. You may leave this page; the work goes on.")


def _open(wave: Wave, confirmed: bool) -> str:
    open_wave(wave, ballot_box(), confirmed=confirmed)
    return gettext("The wave is open. Send everybody the same link; it stands below.")


def _close(wave: Wave) -> str:
    finish(wave, ballot_box())
    return {
        WaveState.RELEASED: gettext("The wave is closed and its figures are released."),
        WaveState.HELD: gettext("The ballot box holds the wave. Nothing is released."),
    }.get(WaveState(wave.state), gettext("The wave is closed. The ballot box is still counting."))


def _cancel(wave: Wave) -> str:
    cancel(wave, ballot_box())
    return gettext("The wave is cancelled. Nothing of it is released.")
