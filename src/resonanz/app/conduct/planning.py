"""Planning a season: freezing who may answer, and in which cell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from resonanz.app.conduct.errors import ConductCode
from resonanz.app.people.queries import current_roster
from resonanz.app.registrar.seats import commitment, new_seats, store_seats
from resonanz.app.waves.models import Season, Wave
from resonanz.app.waves.plan import plan_as_json, seated
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
    """What ``plan_season`` would freeze now; writes nothing."""
    if not K_ELIGIBLE_FLOOR <= k_eligible <= K_ELIGIBLE_MOST:
        raise ResonanzError(ConductCode.LIMIT_OUT_OF_RANGE, least=K_ELIGIBLE_FLOOR, most=K_ELIGIBLE_MOST)
    roster = current_roster()
    if len(roster.members) < k_eligible:
        raise ResonanzError(ConductCode.ROSTER_TOO_SMALL, people=len(roster.members), least=k_eligible)
    names = tuple(roster.attribute_names)
    planned = plan(roster.nodes, roster.members, k_eligible=k_eligible, attribute_names=names)
    return Proposal(planned, names, seated(planned, roster.nodes, roster.members))


@transaction.atomic
def plan_season(key: str, *, k_eligible: int = K_ELIGIBLE, confirmed_by_council: bool = False) -> Season:
    """Freeze today's roster and its partition under the name ``key``.

    Raises ``council-must-confirm`` for k_eligible 7 to 9, or a second plan within a year, without the council's word;
    ``season-under-way`` while a wave of an earlier season is not over; ``season-key-taken``; ``roster-too-small``.
    """
    check_allowed(key, today(), k_eligible, confirmed_by_council)
    proposal = propose(k_eligible)
    seats = new_seats(proposal.plan.assignment)
    season: Season = Season.objects.create(
        key=key,
        frozen_on=today(),
        k_eligible=k_eligible,
        confirmed_by_council=confirmed_by_council,
        attribute_names=list(proposal.attribute_names),
        plan={**plan_as_json(proposal.plan), "seated": proposal.seated},
        roster_root=commitment(seats),
    )
    store_seats(season, seats)
    return season


def check_allowed(key: str, day: date, k_eligible: int, confirmed_by_council: bool) -> None:
    """Raise what forbids a new season."""
    if Season.objects.filter(key=key).exists():
        raise ResonanzError(ConductCode.SEASON_KEY_TAKEN, key=key)
    if is_under_way():
        raise ResonanzError(ConductCode.SEASON_UNDER_WAY)
    if needs_council(day, k_eligible) and not confirmed_by_council:
        raise ResonanzError(ConductCode.COUNCIL_MUST_CONFIRM)


def is_under_way() -> bool:
    """Whether a wave waits, is open or is being counted: until it is over its season stays."""
    return Wave.objects.filter(state__in=UNDER_WAY).exists()


def needs_council(day: date, k_eligible: int) -> bool:
    """True for small cells, and for replacing a partition before its year is over."""
    before = current_season()
    early = before is not None and day < before.frozen_on + timedelta(days=SEASON_DAYS)
    return k_eligible < K_ELIGIBLE or early
