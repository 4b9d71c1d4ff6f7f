"""Planning a season: freezing who may answer, and in which cell."""

from django.db import transaction

from resonanz.app.conduct.errors import ConductCode
from resonanz.app.conduct.season_proposal import is_under_way, needs_council, propose
from resonanz.app.registrar.seats import commitment, new_seats, store_seats
from resonanz.app.waves.confirmations import Confirmation
from resonanz.app.waves.models import Season
from resonanz.app.waves.plan import plan_as_json
from resonanz.core.cells import K_ELIGIBLE
from resonanz.core.kernel.clock import today
from resonanz.core.kernel.errors import ResonanzError


@transaction.atomic
def plan_season(key: str, *, k_eligible: int = K_ELIGIBLE, confirmation: Confirmation | None = None) -> Season:
    """Freeze today's roster and its partition under the name ``key``.

    Raises ``council-must-confirm`` for k_eligible 7 to 9, or a second plan within a year, unless somebody states that
    the council has confirmed it; ``season-under-way`` while a wave of an earlier season is not over;
    ``season-key-taken``; ``roster-too-small``.
    """
    council_needed = _check_allowed(key, k_eligible, confirmation)
    proposal = propose(k_eligible)
    seats = new_seats(proposal.plan.assignment)
    season = Season(
        key=key,
        frozen_on=today(),
        k_eligible=k_eligible,
        attribute_names=list(proposal.attribute_names),
        plan={**plan_as_json(proposal.plan), "seated": proposal.seated},
        roster_root=commitment(seats),
    )
    season.confirmation = confirmation if council_needed else None
    season.save()
    store_seats(season, seats)
    return season


def _check_allowed(key: str, k_eligible: int, confirmation: Confirmation | None) -> bool:
    # Whether the works council has to confirm it.
    if Season.objects.filter(key=key).exists():
        raise ResonanzError(ConductCode.SEASON_KEY_TAKEN, key=key)
    if is_under_way():
        raise ResonanzError(ConductCode.SEASON_UNDER_WAY)
    needed = needs_council(k_eligible)
    if needed and confirmation is None:
        raise ResonanzError(ConductCode.COUNCIL_MUST_CONFIRM)
    return needed
