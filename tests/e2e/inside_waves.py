"""What end-to-end tests do inside the app: each function is asked for through ``app_process`` and returns JSON.

``vote``: everybody but Ada and those who stay away answers through the client, as a browser would. ``wave``: what the
app stores about the wave. ``plan`` and ``open_wave``: roster, season and a wave without the pages, for tests of
something else.
"""

from __future__ import annotations

from datetime import timedelta


def vote() -> dict[str, int]:
    """How many handed a ballot in."""
    from django.conf import settings

    from resonanz.app.conduct.start_link import start_data
    from resonanz.app.registrar.models import Ticket
    from resonanz.app.waves import queries
    from resonanz.core.wire import decode_questionnaire
    from resonanz.simulation import Ballot, BallotClient, vote_many
    from tests.e2e.musterwerk import ADA, STAYS_AWAY, people

    current = queries.open_wave()
    assert current is not None
    items = decode_questionnaire(bytes(current.questionnaire.content)).items
    tickets = {each.person.person_id: each for each in Ticket.objects.filter(wave=current).select_related("person")}
    ballots = [
        Ballot(
            start_data(tickets[one.person_id], current, "de-formal"),
            [
                item.favourable[0] if one.agrees(item.code, place) else _other(item.favourable, item.options)
                for place, item in enumerate(items)
            ],
        )
        for one in people()
        if one not in (ADA, *STAYS_AWAY)
    ]
    client = BallotClient(settings.BALLOTBOX_URL)
    voted = list(vote_many(client, ballots, threads=2))
    client.close()
    refusals = [str(each.refusal) for each in voted if each.refusal]
    assert refusals == []
    return {"voted": len(voted)}


def wave() -> dict[str, object]:
    """The newest wave: state, name, closing time, items with their favourable options, cells, draws, ballots."""
    from resonanz.app.registrar.queries import drawn
    from resonanz.app.waves.queries import all_waves, release, structure
    from resonanz.core.wire import decode_questionnaire

    newest = all_waves()[0]
    released = release(newest) if newest.state == "released" else None
    return {
        "state": newest.state,
        "name": newest.hex,
        "closes_at": newest.closes_at.isoformat(),
        "items": {
            item.code: list(item.favourable) for item in decode_questionnaire(bytes(newest.questionnaire.content)).items
        },
        "cells": [[cell.label, cell.eligible] for cell in structure(newest).cells],
        "drawn": sum(drawn(newest)),
        "accepted": sum(released.accepted) if released else None,
    }


def plan() -> dict[str, object]:
    """Roster, season and a wave whose keys are made, not open yet."""
    from django.utils import timezone

    from resonanz.app.conduct import usecases as conduct
    from resonanz.app.people.usecases import import_roster
    from resonanz.core.kernel import clock
    from resonanz.core.kernel.clock import today
    from tests.e2e.musterwerk import roster_csv

    assert import_roster(roster_csv()).applied
    closes = timezone.localtime(clock.now()) + timedelta(days=1)
    made = conduct.start_wave(conduct.plan_season("2026"), opens_on=today(), closes_at=closes, agreement="BV 1")
    conduct.freeze(made)
    conduct.make_keys(made, lambda _done, _total: None)
    return wave()


def open_wave() -> dict[str, object]:
    """Open the wave that was planned."""
    from resonanz.app.conduct import usecases as conduct
    from resonanz.app.conduct.ballotbox_http import ballot_box
    from resonanz.app.waves.queries import all_waves

    conduct.open_wave(all_waves()[0], ballot_box())
    return wave()


def _other(favourable: tuple[int, ...], options: int) -> int:
    """An option that is not favourable."""
    return next(option for option in range(1, options + 1) if option not in favourable)
