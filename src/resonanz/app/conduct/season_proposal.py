"""What planning a season would freeze today, and what it needs."""

from dataclasses import dataclass
from datetime import timedelta

from resonanz.app.conduct.errors import ConductCode
from resonanz.app.people.queries import current_roster
from resonanz.app.waves.models import Wave
from resonanz.app.waves.plan import seated
from resonanz.app.waves.queries import current_season
from resonanz.app.waves.states import WaveState
from resonanz.core.cells import K_ELIGIBLE, Plan, plan
from resonanz.core.cells.types import K_ELIGIBLE_FLOOR
from resonanz.core.kernel.clock import today
from resonanz.core.kernel.errors import ResonanzError

K_ELIGIBLE_MOST = 255
SEASON_DAYS = 330
UNDER_WAY = (WaveState.DRAFT, WaveState.FROZEN, WaveState.KEYED, WaveState.OPEN, WaveState.CLOSED)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan of the roster as it is today."""

    plan: Plan
    attribute_names: tuple[str, ...]
    seated: list[list[int]]


def propose(k_eligible: int = K_ELIGIBLE) -> Proposal:
    """What ``plan_season`` would freeze now; ``limit-out-of-range``, ``roster-too-small``."""
    if not K_ELIGIBLE_FLOOR <= k_eligible <= K_ELIGIBLE_MOST:
        raise ResonanzError(ConductCode.LIMIT_OUT_OF_RANGE, least=K_ELIGIBLE_FLOOR, most=K_ELIGIBLE_MOST)
    roster = current_roster()
    if len(roster.members) < k_eligible:
        raise ResonanzError(ConductCode.ROSTER_TOO_SMALL, people=len(roster.members), least=k_eligible)
    planned = plan(roster.nodes, roster.members, k_eligible=k_eligible, attribute_names=roster.attribute_names)
    return Proposal(planned, roster.attribute_names, seated(planned, roster.nodes, roster.members))


def is_under_way() -> bool:
    """Whether a wave waits, is open or is being counted: until it is over its season stays."""
    return Wave.objects.filter(state__in=UNDER_WAY).exists()


def needs_council(k_eligible: int) -> bool:
    """True for small cells, and for replacing a partition before its year is over."""
    before = current_season()
    early = before is not None and today() < before.frozen_on + timedelta(days=SEASON_DAYS)
    return k_eligible < K_ELIGIBLE or early
