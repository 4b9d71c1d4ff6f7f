"""One cell of the matrix: a fault comes while something is going on; what is seen, what is lost, how it ends."""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from resonanz.cli.serve import Program
from resonanz.core.kernel import clock
from resonanz.core.wire import decode_receipt_list, decode_release
from tests.e2e.musterwerk import PEOPLE_LEAD
from tests.faults.faults import (
    LOCKS,
    PHASES,
    SEEN_SECONDS,
    Case,
    Fault,
    kill_supervisor,
    kill_worker,
    older_app_put_back,
    unmount,
)
from tests.faults.plant import Plant
from tests.faults.seeds import APP_DATABASE, EARLY, LATE, Seeds, State, app_state, box_state, vote
from tests.faults.visitor import Page, Visitor

ROUNDS = 20
BACKUP = "the backup of the app's half is put back"
FRESH = 4
"""Votes of people who have not voted, while the fault is there."""
AGAIN = 2
"""Votes of people who have, after the older copy was made."""
ENDS_APP = {"released", "cancelled", "absent"}
ENDS_BALLOTBOX = {"closed", "cancelled", "absent"}
LONGEST = 170
Seen = dict[str, str]


@dataclass
class Outcome:
    """What the document says of a cell. ``failure`` is empty, or says what a wave must never do."""

    fault: Fault
    state: State
    seen: Seen = field(default_factory=dict)
    lost: str = ""
    ends: str = ""
    failure: str = ""


def run_cell(fault: Fault, state: State, seeds: Seeds, folder: Path, usual: Seen) -> Outcome:
    """Run it. ``usual``: what is seen without the fault; only what differs from it is kept."""
    with _case(fault, state, seeds, folder) as case:
        run = _Run(case)
        outcome = Outcome(fault, state)
        seen = run.strike()
        outcome.seen = {place: said for place, said in seen.items() if usual.get(place) != said}
        run.finish()
        outcome.ends, outcome.lost, outcome.failure = run.judged()
        return outcome


@contextmanager
def _case(fault: Fault, state: State, seeds: Seeds, folder: Path) -> Iterator[Case]:
    folder.mkdir(parents=True)
    seeds.copy(state, folder / "home")
    case = Case(fault, state, seeds, seeds.facts(state), Plant(folder / "home", folder / "logs"))
    try:
        yield case
    finally:
        case.settle()
        case.plant.close()
        unmount(case)


class _Run:
    def __init__(self, case: Case) -> None:
        self.case, self.plant, self.facts = case, case.plant, case.facts
        self.lead = Visitor(self.plant.app_url, self.facts.lead)
        self.ada = Visitor(self.plant.app_url, self.facts.ada)
        self.receipts = set(self.facts.receipts)
        self.way: list[str] = []
        self._tried: Counter[tuple[str, ...]] = Counter()
        self._late_votes = False
        self._steps = (self._press_offered, self._put_a_backup_back, self._let_time_pass, self._cancel)

    # The fault

    def strike(self) -> Seen:
        """Start, let something go on, let the fault come, look."""
        phases = PHASES[self.case.fault]
        phases.rest(self.case)
        seen = self._start()
        for program in Program:
            self.plant.last_line(program.value)
        phases.strike(self.case)
        seen |= self._activity()
        if self.case.fault not in LOCKS:
            self.case.settle()
        seen |= self._observed()
        self.case.settle()
        if self.case.fault in LOCKS:
            seen |= self._after_the_lock()
        phases.mend(self.case)
        seen |= self.case.noted
        return {place: _short(said) for place, said in seen.items() if said}

    def _start(self) -> Seen:
        if self.case.fault is Fault.SUPERVISOR_KILLED:
            assert self.plant.serve()
            return {}
        down = [program.value for program in (Program.APP, Program.BALLOTBOX) if not self.plant.start(program)]
        return {"start": f"{' and '.join(down)} did not start"} if down else {}

    def _activity(self) -> Seen:
        match self.case.state:
            case State.DRAFT:
                return self._press("freeze") | self._work()
            case State.FROZEN:
                return self._press("keys") | self._work()
            case State.KEYED:
                self._go_to(self._moment("opens_at") + timedelta(hours=1))
                return self._work()
            case State.OPEN:
                return self._votes() | self._work()
            case State.CLOSING | State.CLOSED:
                return self._work()
            case State.HELD:
                return self._press("close") | self._work()

    def _press(self, step: str) -> Seen:
        page = self.lead.post(f"/waves/{self.facts.number}/{step}/", confirmed="yes")
        return {f"button “{step}”": "done" if page.status == 302 else page.refusal()}

    def _votes(self) -> Seen:
        first = EARLY + LATE
        words = [self._vote(start) for start in self.facts.starts[first : first + FRESH]]
        again = [self._vote(start) for start in self.facts.starts[EARLY : EARLY + AGAIN]]
        return {"voters": _counted(words), "voters once more": _counted(again)}

    def _vote(self, start: str) -> str:
        said, receipt = vote(self.plant, start)
        if receipt:
            self.receipts.add(receipt)
        return said

    def _work(self) -> Seen:
        if self.case.fault is Fault.WORKER_KILLED:
            kill_worker(self.case)
        elif self.case.fault is Fault.SUPERVISOR_KILLED:
            kill_supervisor(self.case)
            return {"serve": "app and ballot box go on without it"} if self.plant.orphans() else {}
        elif self.case.fault in LOCKS:
            self.plant.start(Program.WORKER)
            threading.Event().wait(SEEN_SECONDS)
        else:
            status = self.plant.worker_once()
            return {"worker": f"ended with {status}"} if status else {}
        return {}

    def _after_the_lock(self) -> Seen:
        going_on = self.plant.runs(Program.WORKER.value)
        self.plant.stop(Program.WORKER.value)
        return {} if going_on else {"worker": "ended"}

    def _observed(self) -> Seen:
        ballot = self.ada.get(f"{self.plant.ballotbox_url}/w/{self.facts.wave}/?lang=en")
        pages = {
            "wave page": self._wave_page().summary(),
            "start page": self.ada.get("/").summary(),
            "ballot page": ballot.heading(),
        }
        return pages | {f"log of the {program.value}": self.plant.last_line(program.value) for program in Program}

    # The way on

    def finish(self) -> None:
        """Restart, let the worker work, press what is offered, let time pass, until both ended or nothing helps."""
        for _ in range(ROUNDS):
            self.plant.start(Program.APP, Program.BALLOTBOX)
            self._let_people_vote()
            self.plant.worker_once()
            if self._ended() or not any(step() for step in self._steps):
                return

    def _ended(self) -> bool:
        app, box = self._states()
        return app in ENDS_APP and box in ENDS_BALLOTBOX

    def _states(self) -> tuple[str, str]:
        return app_state(self.plant.path, self.facts.wave), box_state(self.plant.path, self.facts.wave)

    def _let_people_vote(self) -> None:
        if self._late_votes or self._states() != ("open", "open"):
            return
        fragments = [visitor.get("/").start_fragment() for visitor in (self.ada, self.lead)]
        words = [self._vote(fragment) for fragment in fragments if fragment]
        self._late_votes = bool(words)
        if set(words) != {"receipt"}:
            self.way.append(f"a voter afterwards: {_counted(words) or 'no way to the ballot'}")

    def _press_offered(self) -> bool:
        offered = self._wave_page().steps(self.facts.number)
        return any(self._try(step) for step in offered if step != "cancel")

    def _try(self, step: str) -> bool:
        # Each button once in each pair of states; whether it was accepted shows in the next round.
        key = (*self._states(), step, str(self._clock_stage()))
        if self._tried[key]:
            return False
        self._tried[key] += 1
        said = self._press(step)[f"button “{step}”"]
        self.way.append(f"“{step}”" if said == "done" else f"“{step}” ({_short(said, 80)})")
        return True

    def _clock_stage(self) -> int:
        now = clock.now(self.plant.home)
        return sum(now >= moment for moment in self._moments())

    def _moments(self) -> list[datetime]:
        opens, closes = self._moment("opens_at"), self._moment("closes_at")
        return [
            opens + timedelta(hours=1),
            closes + timedelta(minutes=5),
            closes + timedelta(days=15),
            closes + timedelta(days=31),
        ]

    def _let_time_pass(self) -> bool:
        now = clock.now(self.plant.home)
        ahead = [moment for moment in self._moments() if moment > now]
        if not ahead:
            return False
        self._go_to(ahead[0])
        self.plant.stop(Program.BALLOTBOX.value)  # its hourly round comes at the start, too
        name = ("opening day", "close", "15 days", "31 days")[len(self._moments()) - len(ahead)]
        self.way.append(name)
        return True

    def _put_a_backup_back(self) -> bool:
        if BACKUP in self.way or not older_app_put_back(self.case):
            return False
        self.way.append(BACKUP)
        return True

    def _cancel(self) -> bool:
        return "cancel" in self._wave_page().steps(self.facts.number) and self._try("cancel")

    # The verdict

    def judged(self) -> tuple[str, str, str]:
        """How it ended, what was lost, and the failure if that must not be."""
        app, box = self._states()
        way = " → ".join(self.way)
        page = _short(self._wave_page().summary(), 240)
        ends = f"app {app}, ballot box {box}" + (f" ({way})" if way else "")
        ends += f"; the page says: {page}" if app == "cancelled" else ""
        if not self._ended():
            return ends, "undecided", f"no next step: app {app}, ballot box {box}; the page says: {page}"
        lost, failure = self._lost(app, box)
        return ends, lost, failure

    def _lost(self, app: str, box: str) -> tuple[str, str]:
        count = len(self.receipts)
        if app == "released":
            missing = len(self.receipts - self._listed()) if box == "closed" else count
            if missing:
                return f"{missing} of {count} acknowledged ballots", "released without acknowledged ballots"
            if self._released() != len(self._listed()):
                return "nothing", "the figures hold another number of ballots than the list of receipts"
            return "nothing", ""
        if not count:
            return "nothing", ""
        says_so = app == "cancelled" and "ancelled" in self._wave_page().summary()
        lost = f"the wave with its {count} acknowledged ballots"
        return (f"{lost}; its page says so", "") if says_so else (lost, "the wave is gone and no page says so")

    def _listed(self) -> set[str]:
        path = self.plant.home.ballotbox / "receipts" / self.facts.wave
        return {each.hex() for each in decode_receipt_list(path.read_bytes()).receipts}

    def _released(self) -> int:
        with closing(sqlite3.connect(self.plant.path / APP_DATABASE)) as database:
            (content,) = database.execute("SELECT content FROM waves_storedrelease").fetchone()
        return sum(decode_release(content).accepted)

    # Small things

    def _wave_page(self) -> Page:
        path = f"/waves/{self.facts.number}/"
        page = self.lead.get(path)
        if page.status == 302 and "sign-in" in page.location:
            self.lead.cookies.clear()
            self.lead.sign_in(PEOPLE_LEAD.mail, self.plant.home.app / "outbox")
            page = self.lead.get(path)
        return page

    def _moment(self, name: str) -> datetime:
        return datetime.fromisoformat(str(getattr(self.facts, name)))

    def _go_to(self, moment: datetime) -> None:
        self.plant.go_to(moment - self.case.behind)


def _counted(words: list[str]) -> str:
    return ", ".join(f"{count} × {word}" for word, count in sorted(Counter(words).items()))


def _short(text: str, longest: int = LONGEST) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
