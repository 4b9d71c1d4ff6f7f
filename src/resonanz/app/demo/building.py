"""Building the demonstration: every ballot is drawn, blinded, signed and handed in through the running programs."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from resonanz.app.accounts.usecases import grant_people_lead
from resonanz.app.conduct import usecases as conduct
from resonanz.app.conduct.ballotbox_http import ballot_box
from resonanz.app.conduct.port import BallotBoxPort
from resonanz.app.conduct.start_link import start_data
from resonanz.app.demo import answers as invented
from resonanz.app.demo.errors import DemoCode
from resonanz.app.demo.organisation import Employee, organisation, roster_csv
from resonanz.app.demo.progress import Progress, read_progress, write_progress
from resonanz.app.demo.roles import DemonstrationRole, employees, person_for
from resonanz.app.demo.timeline import OPENING, WAVES, WaveSlot, slots
from resonanz.app.people.models import Person
from resonanz.app.people.usecases import import_roster
from resonanz.app.registrar.models import Ticket
from resonanz.app.registrar.tickets import delete_tickets
from resonanz.app.shell.room import DemonstrationStage, rooms
from resonanz.app.waves.models import Season, Wave
from resonanz.app.waves.states import WaveState
from resonanz.core import wire
from resonanz.core.kernel import clock
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.messages import Message, gettext_noop
from resonanz.simulation import Ballot, BallotClient, vote_many

SEED = 20_260
THREADS = 4
COUNTING_SECONDS = 300.0
BEFORE_THE_CLOSE = (WaveState.DRAFT, WaveState.FROZEN, WaveState.KEYED, WaveState.OPEN)
# Share of those willing in the open wave who have not answered yet: somebody must be left to try it.
KEPT_FREE = 0.4
AGREEMENT = "Demonstration"
# Employees whom chapters may use.
CHAPTER_EMPLOYEES = 50
KEYS = gettext_noop("Wave %(number)s of %(waves)s: keys")
BALLOTS = gettext_noop("Wave %(number)s of %(waves)s: ballots")
COUNTING = gettext_noop("Wave %(number)s of %(waves)s: counting")
# What is being done, how much of it is done, how much there is.
ProgressReport = Callable[[Message, int, int], None]


@dataclass(frozen=True, slots=True)
class InventedPeople:
    """The invented people and how they lean."""

    employees: tuple[Employee, ...]
    leaning: invented.Leanings
    seed: int


def invent(size: int, seed: int = SEED) -> InventedPeople:
    """The same people for the same numbers; a home that has people already keeps them."""
    size = Person.objects.count() or size
    return InventedPeople(organisation(size, seed), invented.leanings(size, seed), seed)


def build(people: InventedPeople, report: ProgressReport) -> Iterator[Wave]:
    """Import the roster and conduct wave after wave; yields each as soon as it is done. Then the rooms' chapters.

    A build that broke off goes on where it stopped: until it is complete the clock stays in the time of its wave. A
    complete one is left alone, its clock too.
    """
    if read_progress().complete:
        return
    timeline = slots(timezone.localtime())
    season = _season(people, timeline[0])
    for slot in timeline:
        write_progress(Progress(slot.number, WAVES))
        wave = _wave(season, slot)
        _conduct(wave, slot_of(wave, slot), people, report)
        yield wave
    add_chapters(timezone.localtime())
    write_progress(Progress(WAVES + 1, WAVES))


def add_chapters(now: datetime) -> None:
    """What the installed rooms add to the demonstration, the lowest first."""
    leader = person_for(DemonstrationRole.LEADER)
    if leader is None:
        return
    stage = DemonstrationStage(now, leader.pk, tuple(employees().values_list("pk", flat=True)[:CHAPTER_EMPLOYEES]))
    for room in reversed(rooms()):
        if room.chapter:
            import_string(room.chapter)(stage)


def _season(people: InventedPeople, first: WaveSlot) -> Season:
    known = Season.objects.first()
    if known is not None:
        return known
    clock.shift_to(settings.HOME, first.opens - timedelta(days=1))
    report = import_roster(roster_csv(people.employees, (first.opens - timedelta(days=400)).date()))
    if report.problems:
        raise ResonanzError(DemoCode.DEMONSTRATION_ROSTER_REFUSED, problems=len(report.problems))
    grant_people_lead(people_lead(people).email)
    return conduct.plan_season(f"{first.opens.year}")


def people_lead(people: InventedPeople) -> Employee:
    """The head of the personnel department looks after the waves."""
    return next(employee for employee in people.employees if employee.leads == "RE")


def _wave(season: Season, slot: WaveSlot) -> Wave:
    known = Wave.objects.select_related("season", "questionnaire").filter(number=slot.number).first()
    if known is not None:
        return known
    _shift_clock(slot)
    return conduct.start_wave(season, opens_on=slot.opens.date(), closes_at=slot.closes, agreement=AGREEMENT)


def slot_of(wave: Wave, planned: WaveSlot) -> WaveSlot:
    """The wave's own times: one that was begun on another day keeps them."""
    opens = datetime.combine(wave.opens_on, OPENING, tzinfo=planned.opens.tzinfo)
    return replace(planned, opens=opens, closes=wave.closes_at)


def _shift_clock(slot: WaveSlot) -> None:
    # The wave's opening hour; the open wave has the real time.
    if slot.stays_open:
        clock.unshift(settings.HOME)
    else:
        clock.shift_to(settings.HOME, slot.opens)


def _conduct(wave: Wave, slot: WaveSlot, people: InventedPeople, report: ProgressReport) -> None:
    port = ballot_box()
    if wave.state in BEFORE_THE_CLOSE:
        _shift_clock(slot)
    advance_from(wave, WaveState.DRAFT, lambda: conduct.freeze(wave))
    keys = _progress_text(KEYS, slot)
    advance_from(wave, WaveState.FROZEN, lambda: conduct.make_keys(wave, lambda done, total: report(keys, done, total)))
    advance_from(wave, WaveState.KEYED, lambda: conduct.open_wave(wave, port))
    if wave.state == WaveState.OPEN:
        _vote(wave, slot, people, report)
    if not slot.stays_open:
        clock.shift_to(settings.HOME, slot.closes + timedelta(minutes=1))
        report(_progress_text(COUNTING, slot), 0, 1)
        _count(wave, port)
        delete_tickets(wave)  # two weeks are over by the real clock; the worker would sign out whoever looks on
        report(_progress_text(COUNTING, slot), 1, 1)


def _progress_text(text: str, slot: WaveSlot) -> Message:
    return Message(text, {"number": slot.number, "waves": WAVES})


def _count(wave: Wave, port: BallotBoxPort) -> None:
    deadline = time.monotonic() + COUNTING_SECONDS
    while wave.state != WaveState.RELEASED:
        if wave.state == WaveState.HELD or time.monotonic() > deadline:
            raise ResonanzError(DemoCode.DEMONSTRATION_NOT_COUNTED, wave=wave.number, state=wave.state)
        for state in (WaveState.OPEN, WaveState.CLOSED):
            advance_from(wave, state, lambda: conduct.finish(wave, port))


def advance_from(wave: Wave, before: WaveState, action: Callable[[], None]) -> None:
    """Do what leads out of ``before``, if the wave is there. A running worker may do the same at the same moment."""
    if wave.state != before:
        return
    try:
        action()
    except ResonanzError:
        wave.refresh_from_db()
        if wave.state == before:
            raise


def _vote(wave: Wave, slot: WaveSlot, people: InventedPeople, report: ProgressReport) -> None:
    ballots = list(_ballots(wave, slot, people))
    # Whoever has drawn also hands in, even if the build is stopped: leaving ``votes`` waits for those under way.
    with closing(BallotClient(settings.BALLOTBOX_URL)) as client, closing(vote_many(client, ballots, THREADS)) as votes:
        for done, voted in enumerate(votes, start=1):
            if voted.refusal is not None:
                raise voted.refusal
            if done % 25 == 0 or done == len(ballots):
                report(_progress_text(BALLOTS, slot), done, len(ballots))


def _ballots(wave: Wave, slot: WaveSlot, people: InventedPeople) -> Iterator[Ballot]:
    questionnaire = wire.decode_questionnaire(bytes(wave.questionnaire.content))
    codes = tuple(item.code for item in questionnaire.items)
    given = invented.answers(people.employees, people.leaning, codes, slot.number, people.seed)
    willing = invented.who_answers(people.employees, people.leaning, slot.number, people.seed)
    rng = np.random.default_rng([people.seed, 4, slot.number])
    if slot.stays_open:
        willing = rng.choice(willing, round(len(willing) * (1 - KEPT_FREE)), replace=False)
    waiting = Ticket.objects.filter(wave=wave).select_related("person")
    tickets = {ticket.person.person_id: ticket for ticket in waiting}
    for place in rng.permutation(willing):
        ticket = tickets.get(people.employees[place].person_id)
        if ticket is not None and not ticket.drawn:
            yield Ballot(start_data(ticket, wave, "de-formal"), tuple(int(value) for value in given[place]))
