"""Planning a season: freezing who may answer, and in which cell."""

from django.db import transaction

from resonanz.app.conduct.errors import ConductCode
from resonanz.app.conduct.season_proposal import is_under_way, needs_council, propose
from resonanz.app.registrar.seats import commitment, new_seats, store_seats
from resonanz.app.waves.models import Season
from resonanz.app.waves.plan import plan_as_json
from resonanz.core.cells import K_ELIGIBLE
from resonanz.core.kernel.clock import today
from resonanz.core.kernel.errors import ResonanzError


@transaction.atomic
def plan_season(key: str, *, k_eligible: int = K_ELIGIBLE, confirmed_by_council: bool = False) -> Season:
    """Freeze today's roster and its partition under the name ``key``.

    Raises ``council-must-confirm`` for k_eligible 7 to 9, or a second plan within a year, without the council's word;
    ``season-under-way`` while a wave of an earlier season is not over; ``season-key-taken``; ``roster-too-small``.
    """
    _check_allowed(key, k_eligible, confirmed_by_council=confirmed_by_council)
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


def _check_allowed(key: str, k_eligible: int, *, confirmed_by_council: bool) -> None:
    if Season.objects.filter(key=key).exists():
        raise ResonanzError(ConductCode.SEASON_KEY_TAKEN, key=key)
    if is_under_way():
        raise ResonanzError(ConductCode.SEASON_UNDER_WAY)
    if needs_council(k_eligible) and not confirmed_by_council:
        raise ResonanzError(ConductCode.COUNCIL_MUST_CONFIRM)
