"""Whatever people do and whatever breaks, in any order: both programs come to an end, and no acknowledged ballot is
missing from figures. The app here, the ballot box's own code in a process beside it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult
from hypothesis import Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from hypothesis.strategies import integers, sampled_from

from resonanz.app.conduct import ballotbox_http, usecases
from resonanz.app.conduct.apps import ConductRoom
from resonanz.app.conduct.steps import POSSIBLE_IN, WaveStep, perform, progress_of
from resonanz.app.conduct.tasks import make_keys_of
from resonanz.app.conduct.usecases import closing, opening
from resonanz.app.people.models import Person
from resonanz.app.registrar.models import Ticket
from resonanz.app.registrar.usecases import draw
from resonanz.app.waves.models import Season, Wave
from resonanz.app.waves.queries import release
from resonanz.app.waves.states import WaveState
from resonanz.cli.migrate import make_keys
from resonanz.core.http import NoReplyError
from resonanz.core.kernel import clock
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.home import home_from_environment
from resonanz.core.wire import decode_receipt
from tests.app.conduct.organisation import STATED, paper, people, small_questionnaire, start_of, wait_until
from tests.ballotbox.box_process import BoxProcess

pytestmark = pytest.mark.django_db
QUICK = [phase for phase in Phase if phase is not Phase.shrink]
LASTS = timedelta(days=7)
ROUNDS = 16
ROOMS = ("waves_", "registrar_", "conduct_", "django_tasks_")
ENDED = ("released", "cancelled"), ("closed", "cancelled", "absent")
Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]


@pytest.fixture(scope="module")
def box() -> Iterator[BoxProcess]:
    """The ballot box on the other half of the home of this test process."""
    home = home_from_environment()
    make_keys(home)
    started = BoxProcess(os.environ)
    started.tell("migrate")
    yield started
    started.close()


def tables() -> list[str]:
    """What belongs to waves, children before parents."""
    return sorted(name for name in connection.introspection.table_names() if name.startswith(ROOMS))


def snapshot() -> Rows:
    """The app's rows as a backup would hold them."""
    kept: Rows = {}
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f'SELECT * FROM "{table}"')
            kept[table] = [column[0] for column in cursor.description], cursor.fetchall()
    return kept


def put_back(kept: Rows) -> None:
    """The rows of a snapshot in the place of those there are. Foreign keys are checked at the end of the test."""
    with connection.cursor() as cursor:
        for table, (columns, rows) in kept.items():
            cursor.execute(f'DELETE FROM "{table}"')
            places = ", ".join(["%s"] * len(columns))
            if rows:
                cursor.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)


def work_off_queue() -> None:
    """As the worker does, which would close the connection of the test."""
    for job in DBTaskResult.objects.filter(status="READY"):
        try:
            make_keys_of.func(*job.args_kwargs["args"])
        except ResonanzError:
            DBTaskResult.objects.filter(pk=job.pk).update(status="FAILED")
        else:
            job.delete()


class PeopleAndFaults(RuleBasedStateMachine):
    """One wave, from its draft on."""

    box: BoxProcess
    season: Season
    staff: list[Person]
    clean: Rows

    def __init__(self) -> None:
        super().__init__()
        put_back(self.clean)
        self.box.tell("restore")
        self.box.silent = False
        clock.unshift(home_from_environment())
        opens_on = clock.today()
        closes_at = clock.now() + LASTS
        made = usecases.start_wave(
            self.season, opens_on=opens_on, closes_at=closes_at, questionnaire=small_questionnaire()
        )
        self.identity, self.hex = made.identity, made.hex
        self.receipts: set[str] = set()
        self.restored = ""
        self.older = snapshot()
        self.box.tell("keep", "older")

    @property
    def wave(self) -> Wave:
        """As it is stored; its number may change."""
        return Wave.objects.select_related("season", "questionnaire").get(wave_id=self.identity)

    @initialize(far=integers(0, 4))
    def begin(self, far: int) -> None:
        """Anywhere on its way."""
        for step in (WaveStep.FREEZE, WaveStep.KEYS, WaveStep.OPEN)[:far]:
            self.press(step)
            work_off_queue()
        if far == 4:
            self.vote(3)

    # People

    @rule(step=sampled_from(list(WaveStep)))
    def press(self, step: WaveStep) -> None:
        """A button, if the page offers it."""
        if step not in self.offered():
            return
        try:
            perform(self.wave, step, confirmation=STATED)
        except ResonanzError:
            return

    @rule(person=integers(0, 20))
    def vote(self, person: int) -> None:
        """The whole way, as far as it goes."""
        wave = self.wave
        ticket = Ticket.objects.filter(wave=wave, person=self.staff[person]).first()
        if ticket is None or wave.state != WaveState.OPEN:
            return
        written = paper(start_of(self.staff[person], wave, "en"), wave)
        try:
            (signature,) = draw(written.request)
            reply = self.box.ask("POST", f"http://box/w/{wave.hex}/ballots", written.ballot(signature, (1, 2)))
        except (ResonanzError, NoReplyError):
            return
        if reply.status in (200, 201):
            self.receipts.add(decode_receipt(reply.body).hash.hex())

    # What goes by itself

    @rule()
    def the_worker_works(self) -> None:
        """A minute passes."""
        work_off_queue()
        for periodic in ConductRoom.periodic:
            import_string(periodic.run)()

    @rule()
    def the_caretaker_sweeps(self) -> None:
        """An hour passes."""
        self.box.tell("sweep")

    @rule(days=sampled_from([1, 7, 15]))
    def time_passes(self, days: int) -> None:
        """For both."""
        wait_until(clock.now() + timedelta(days=days))

    # Faults

    @rule()
    def the_ballot_box_is_away(self) -> None:
        """Or comes back."""
        self.box.silent = not self.box.silent

    @rule()
    def the_inbox_key_is_lost(self) -> None:
        """The file."""
        self.box.tell("lose_inbox_key", self.hex)

    @rule()
    def a_ballot_is_altered(self) -> None:
        """One byte."""
        self.box.tell("alter_a_ballot")

    @rule()
    def making_keys_fails(self) -> None:
        """The task that waits."""
        DBTaskResult.objects.filter(status="READY").update(status="FAILED")

    @rule()
    def a_copy_is_made(self) -> None:
        """Of both halves."""
        self.older = snapshot()
        self.box.tell("keep", "older")

    @rule(half=sampled_from(["app", "ballot box"]))
    def a_half_is_restored(self, half: str) -> None:
        """From the copy. Never both: that is a whole home from a copy, which nothing within it can tell."""
        if self.ended() or self.restored not in ("", half):
            return
        self.restored = half
        if half == "app":
            put_back(self.older)
        else:
            self.box.tell("restore", "older")

    # The promise

    def teardown(self) -> None:
        """Wherever it has come to: an end in both, and nothing acknowledged is missing from figures."""
        self.box.silent = False
        for _ in range(ROUNDS):
            if self.ended():
                break
            self.go_on()
        wave = self.wave
        assert self.ended(), f"app {wave.state}, ballot box {self.box.tell('state', self.hex)}"
        if wave.state == WaveState.RELEASED:
            listed = self.box.tell("listed", self.hex)
            assert self.receipts <= set(listed), "an acknowledged ballot is missing"
            assert sum(release(wave).accepted) == len(listed)

    def ended(self) -> bool:
        """Both."""
        app, ballotbox = ENDED
        return self.wave.state in app and self.box.tell("state", self.hex) in ballotbox

    def go_on(self) -> None:
        """What is offered, in the order of the page, then time."""
        before = self.wave.state, self.box.tell("state", self.hex)
        self.the_worker_works()
        self.the_caretaker_sweeps()
        for step in self.offered():
            if step is not WaveStep.CANCEL:
                self.press(step)
        self.the_worker_works()
        if (self.wave.state, self.box.tell("state", self.hex)) != before:
            return
        if clock.now() < self.wave.closes_at + timedelta(days=64):
            self.time_passes(8)
        else:
            self.press(WaveStep.CANCEL)

    def offered(self) -> list[WaveStep]:
        """The buttons of the wave's page."""
        progress = progress_of(self.wave)
        offered = [step for step in WaveStep if self.wave.state in POSSIBLE_IN[step]]
        if not progress.may_cancel:
            offered.remove(WaveStep.CANCEL) if WaveStep.CANCEL in offered else None
        return offered


@pytest.fixture
def walks(box: BoxProcess, monkeypatch: pytest.MonkeyPatch) -> type[PeopleAndFaults]:
    """Twenty-one people and a season, before the first wave."""
    monkeypatch.setattr(ballotbox_http, "HttpClient", lambda _seconds: box)
    PeopleAndFaults.box = box
    PeopleAndFaults.staff = people([(-1, 11, 0), (-1, 10, 0)])
    PeopleAndFaults.season = usecases.plan_season("2026", confirmation=STATED)
    PeopleAndFaults.clean = snapshot()
    return PeopleAndFaults


@pytest.mark.parametrize("examples", [12, pytest.param(200, marks=pytest.mark.long)])
def test_every_state_leads_to_an_end(walks: type[PeopleAndFaults], examples: int) -> None:
    wanted = settings(max_examples=examples, stateful_step_count=15, deadline=None, phases=QUICK)
    run_state_machine_as_test(walks, settings=wanted)


@pytest.mark.parametrize("half", ["app", "ballot box"])
def test_a_restored_half_ends_the_wave(walks: type[PeopleAndFaults], half: str) -> None:
    assert restored(walks, half).wave.state == WaveState.CANCELLED


def test_ballots_would_be_missing_without_the_comparison(
    walks: type[PeopleAndFaults], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: a walk does see what is missing from figures."""
    for module in (closing, opening):
        monkeypatch.setattr(module, "keep_in_step", lambda _port: None)
    with pytest.raises(AssertionError, match="acknowledged"):
        restored(walks, "ballot box")


def restored(walks: type[PeopleAndFaults], half: str) -> PeopleAndFaults:
    """A wave that is open, a copy, some minutes with a ballot in them, a half that comes from the copy; its end."""
    walk = walks()
    walk.begin(far=4)
    walk.the_worker_works()
    walk.a_copy_is_made()
    walk.vote(person=7)
    for _ in range(2):
        walk.the_worker_works()
    assert len(walk.receipts) == 2
    walk.a_half_is_restored(half=half)
    walk.teardown()
    return walk
