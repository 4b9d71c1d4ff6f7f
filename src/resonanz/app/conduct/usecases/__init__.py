"""The life of a wave: what pages, worker, demonstration and tests call."""

from resonanz.app.conduct.usecases.advancing import advance
from resonanz.app.conduct.usecases.closing import cancel, close_wave, fetch_release, finish, forget_draws
from resonanz.app.conduct.usecases.opening import open_wave
from resonanz.app.conduct.usecases.planning import plan_season
from resonanz.app.conduct.usecases.preparing import freeze, make_keys, start_wave

__all__ = [
    "advance",
    "cancel",
    "close_wave",
    "fetch_release",
    "finish",
    "forget_draws",
    "freeze",
    "make_keys",
    "open_wave",
    "plan_season",
    "start_wave",
]
