"""``./do bench SUITE``: ratios to limits from the same run, as JSON on stdout."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import typer

CHECK_FAILED = 1
Figures = Mapping[str, object]


class Suite(StrEnum):
    """What can be measured."""

    SMOKE = "smoke"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class Goal:
    """A ratio that must hold: ``at_most`` or at least ``limit``."""

    name: str
    figure: str
    limit: float
    at_most: bool

    def holds(self, value: float) -> bool:
        """Whether the measured ratio reaches the goal."""
        return value <= self.limit if self.at_most else value >= self.limit


GOALS = {
    "P1": Goal("CPU per accepted ballot, in hellos of the same server", "ratio", 70.0, at_most=True),
    "P2": Goal("ballots per second, in single durable commits", "ratio", 0.75, at_most=False),
    "P3": Goal("signatures per core, in bare exponentiations", "ratio_to_bare", 0.80, at_most=False),
    "M1": Goal("CPU for an hour of meeting, in seconds, imports included", "ratio", 1.0, at_most=True),
    "M2": Goal("peak memory of the process that makes minutes, in 200 MB", "ratio", 1.0, at_most=True),
}


def bench(suite: Suite) -> None:
    """Measure; exit status 1 when a goal is missed. Servers and load stay on loopback."""
    from rich.console import Console
    from rich.progress import track

    measured = track(_measures(suite).items(), "measuring", console=Console(stderr=True), transient=True)
    results = {name: _measured(GOALS[name], measure()) for name, measure in measured}
    print(json.dumps({"suite": suite.value, "machine": _machine(), "results": results}, indent=2))
    if not all(result["reached"] for result in results.values()):
        raise typer.Exit(CHECK_FAILED)


def _measures(suite: Suite) -> dict[str, Callable[[], Figures]]:
    from bench import intake, minutes, signing

    if suite is Suite.MINUTES:
        return {"M1": minutes.measure_seconds, "M2": minutes.measure_memory}
    return {"P1": intake.measure_cost, "P2": intake.measure_rate, "P3": signing.measure}


def _measured(goal: Goal, figures: Figures) -> dict[str, object]:
    value = figures[goal.figure]
    reached = isinstance(value, float) and goal.holds(value)
    bound = "at most" if goal.at_most else "at least"
    return {**figures, "what": goal.name, "goal": f"{bound} {goal.limit:g}", "reached": reached}


def _machine() -> dict[str, object]:
    return {
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": [round(load, 2) for load in os.getloadavg()],
    }
