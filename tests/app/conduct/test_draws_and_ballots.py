"""accepted <= drawn <= eligible, whatever happens in whatever order."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from hypothesis.strategies import integers, lists, sampled_from, tuples

from resonanz.app.conduct import usecases
from resonanz.app.conduct.season_proposal import propose
from resonanz.app.conduct.usecases.opening import build_manifest
from resonanz.app.people.models import Person, Unit
from resonanz.app.people.queries import current_roster
from resonanz.app.registrar.models import CellKey, Seat, Ticket
from resonanz.app.registrar.queries import drawn
from resonanz.app.registrar.usecases import draw
from resonanz.app.waves import queries as waves
from resonanz.app.waves.models import Season, Wave
from resonanz.app.waves.states import WaveState
from resonanz.core import wire
from resonanz.core.cells import audit_partition, audit_plan
from resonanz.core.kernel import clock
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.home import home_from_environment
from tests.app.conduct.fake_ballotbox import FakeBallotBox
from tests.app.conduct.organisation import LONG_AGO, STATED, Paper, keyed, opened, paper, people, start_of, wait_until

pytestmark = pytest.mark.django_db
QUICK = [phase for phase in Phase if phase is not Phase.shrink]  # each example is a wave of its own


def start_anew() -> None:
    """Remove what the last example left behind, children first."""
    for model in (Ticket, CellKey, Seat):
        model.objects.all().delete()
    Wave.objects.filter(stored_release=None).update(state=WaveState.CANCELLED)
    Person.objects.update(active_to=LONG_AGO)
    Unit.objects.update(active_to=LONG_AGO)
    clock.unshift(home_from_environment())


class ManyBrowsers(RuleBasedStateMachine):
    """People draw, repeat, come back with another browser, send, send again; the wave closes or is cancelled."""

    def __init__(self) -> None:
        super().__init__()
        start_anew()
        self.port = FakeBallotBox()
        number = Season.objects.count()
        self.staff = people([(-1, 11, 0), (-1, 10, 0)], prefix=f"s{number}-")
        season = usecases.plan_season(f"season {number}", confirmation=STATED)
        self.wave = opened(season, self.port)
        self.papers: list[Paper] = []
        self.ballots: list[bytes] = []

    def is_open(self) -> bool:
        return self.wave.state == WaveState.OPEN

    @precondition(is_open)
    @rule(person=integers(0, 20))
    def press_send(self, person: int) -> None:
        self.papers.append(paper(start_of(self.staff[person], self.wave, "de"), self.wave))

    @precondition(lambda self: self.papers)
    @rule(at=integers(0, 50), answers=tuples(integers(0, 4), integers(0, 4)))
    def fetch_a_ballot_paper(self, at: int, answers: tuple[int, int]) -> None:
        mine = self.papers[at % len(self.papers)]
        refusals: list[str] = []
        try:
            (signature,) = draw(mine.request)
        except ResonanzError as error:
            refusals.append(error.code)
        else:
            assert self.is_open()
            self.ballots.append(mine.ballot(signature, answers))
        assert set(refusals) <= {"already-drawn", "wave-not-open", "ticket-unknown"}

    @precondition(lambda self: self.ballots)
    @rule(at=integers(0, 50))
    def hand_in(self, at: int) -> None:
        if self.is_open():
            self.port.receive(self.ballots[at % len(self.ballots)])
            return
        with pytest.raises(ResonanzError, match="wave-not-open"):
            self.port.receive(self.ballots[at % len(self.ballots)])

    @precondition(lambda self: self.ballots)
    @rule(at=integers(0, 50), byte=integers(0, 600))
    def hand_in_something_altered(self, at: int, byte: int) -> None:
        body = bytearray(self.ballots[at % len(self.ballots)])
        body[byte] ^= 1
        with pytest.raises(ResonanzError):
            self.port.receive(bytes(body))

    @rule(person=sampled_from([0, 5, 12]))
    def leave(self, person: int) -> None:
        Person.objects.filter(pk=self.staff[person].pk).update(active_to=clock.today() - timedelta(days=1))

    @precondition(is_open)
    @rule(dice=integers(0, 5))
    def end(self, dice: int) -> None:
        if dice == 0:
            usecases.cancel(self.wave, self.port)
        elif dice == 1:
            wait_until(self.wave.closes_at)
            usecases.finish(self.wave, self.port)

    @invariant()
    def never_more_than(self) -> None:
        box = self.port.boxes[self.wave.identity]
        accepted = [0] * len(box.terms.cells)
        if self.wave.state == WaveState.RELEASED:
            accepted = list(waves.release(self.wave).accepted)
        for envelope in box.ballots.values():
            accepted[envelope.cell] += 1
        if self.wave.state == WaveState.CANCELLED:
            assert accepted == [0] * len(accepted)
            return
        for had, drew, cell in zip(accepted, drawn(self.wave), box.terms.cells, strict=True):
            assert had <= drew <= cell.present <= cell.eligible


def test_accepted_drawn_eligible() -> None:
    run_state_machine_as_test(
        ManyBrowsers, settings=settings(max_examples=12, stateful_step_count=25, deadline=None, phases=QUICK)
    )


organisations = lists(tuples(integers(-1, 5), integers(0, 25), integers(0, 4)), min_size=1, max_size=7).filter(
    lambda shape: sum(employees + leaders for _, employees, leaders in shape) >= 10
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shape=organisations)
def test_any_organisation_gives_a_manifest_that_passes(shape: list[tuple[int, int, int]]) -> None:
    start_anew()
    number = Season.objects.count()
    staff = people(shape, prefix=f"o{number}-")
    members = current_roster().members
    proposal = propose()
    audit_plan(proposal.plan, members, 10)
    season = usecases.plan_season(f"season {number}", confirmation=STATED)
    wave = keyed(season)
    seats = list(Seat.objects.filter(season=season))
    manifest = build_manifest(
        wave, wire.public_point(FakeBallotBox().key), bytes(32), [seat.position for seat in seats]
    )
    assert wire.decode_manifest(wire.encode_manifest(manifest)) == manifest
    audit_partition(waves.structure(wave), season.k_eligible)
    assert sum(cell.eligible for cell in manifest.cells) == sum(cell.present for cell in manifest.cells) == len(staff)
    assert all(cell.eligible >= 10 for cell in manifest.cells)
    assert len({cell.public_key for cell in manifest.cells}) == len(manifest.cells)
