"""The faults: what each does to a resting home, to running programs, and what an administrator does about it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from resonanz.cli.serve import Program
from resonanz.core.kernel import clock
from tests.faults.plant import SUPERVISOR, Plant, checkpoint
from tests.faults.seeds import APP_DATABASE, BALLOTS, Facts, Seeds, State, app_state

LOCK_SECONDS = 60.0
SEEN_SECONDS = 25.0
"""When a page is looked at while a database is locked: a statement waits 20 seconds."""
A_DAY = timedelta(days=1)
DISK = "32m"
NEEDS_ROOT = "A full disk is a small file system of its own, and only root may mount one."


class Fault(StrEnum):
    """What happens; the sentences are those of the document."""

    NOTHING = "Nothing (the control)"
    APP_KILLED = "The app is killed"
    BALLOTBOX_KILLED = "The ballot box is killed"
    WORKER_KILLED = "The worker is killed"
    SUPERVISOR_KILLED = "`resonanz serve` is killed"
    APP_LOCKED = "The app's database is locked for 60 seconds"
    BALLOTBOX_LOCKED = "The ballot box's database is locked for 60 seconds"
    APP_DAMAGED = "A page of the app's database is damaged"
    BALLOTBOX_DAMAGED = "A page of the ballot box's inbox is damaged"
    APP_FULL = "The app's disk is full"
    BALLOTBOX_FULL = "The ballot box's disk is full"
    INBOX_KEY_GONE = "The file of the inbox key is gone"
    RECEIPT_KEY_GONE = "The file of the receipt key is gone"
    CLOCK_BACK = "The clock is set back by a day"
    APP_RESTORED = "The app's half is restored from an older copy"
    BALLOTBOX_RESTORED = "The ballot box's half is restored from an older copy"


@dataclass
class Case:
    """One fault in one state: the installation, how far its clock is behind, what mending it showed."""

    fault: Fault
    state: State
    seeds: Seeds
    facts: Facts
    plant: Plant
    behind: timedelta = timedelta()
    mounted: Path | None = None
    noted: dict[str, str] = field(default_factory=dict)
    under_way: list[threading.Thread] = field(default_factory=list)

    def later(self, seconds: float, action: Callable[[], None]) -> None:
        """Do it while the activity goes on."""
        timer = threading.Timer(seconds, action)
        timer.start()
        self.under_way.append(timer)

    def settle(self) -> None:
        """Wait until all of it has happened."""
        for each in self.under_way:
            each.join()
        self.under_way.clear()


def nothing(_case: Case) -> None:
    """Not in this phase."""


def kill(program: Program) -> Callable[[Case], None]:
    """SIGKILL while something is going on."""
    return lambda case: case.later(0.06, lambda: case.plant.kill(program.value))


def kill_worker(case: Case) -> None:
    """SIGKILL once it has begun to work."""
    before = _work(case)
    case.plant.start(Program.WORKER)
    _wait(lambda: _work(case) != before)
    case.plant.kill(Program.WORKER.value)


def kill_supervisor(case: Case) -> None:
    """SIGKILL to ``serve`` once its worker has begun."""
    before = _work(case)
    _wait(lambda: _work(case) != before)
    case.plant.kill(SUPERVISOR)


def _work(case: Case) -> tuple[object, ...]:
    # What the worker changes first: its schedule, keys, the state of the wave.
    database = case.plant.path / APP_DATABASE
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        (keys,) = connection.execute("SELECT COUNT(*) FROM registrar_cellkey").fetchone()
        (due,) = connection.execute("SELECT MAX(next_due) FROM upkeep_scheduleentry").fetchone()
    return (keys,) if case.state is State.FROZEN else (due, app_state(case.plant.path, case.facts.wave))


def _wait(holds: Callable[[], bool], seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.01)


def lock(database: str) -> Callable[[Case], None]:
    """Hold the lock of whoever writes, as a tool for backups would."""

    def strike(case: Case) -> None:
        held = sqlite3.connect(case.plant.path / database, isolation_level=None, check_same_thread=False)
        held.execute("BEGIN IMMEDIATE")

        def let_go() -> None:
            held.rollback()
            held.close()

        case.later(LOCK_SECONDS, let_go)

    return strike


def damage_app(case: Case) -> None:
    """The first page of a table that is needed next: tickets up to the close, then what is known of cells."""
    counting = case.state in (State.CLOSING, State.CLOSED, State.HELD)
    damage(case.plant.path / APP_DATABASE, "registrar_cellkey" if counting else "registrar_ticket")


def damage_inbox(case: Case) -> None:
    """The first page of the sealed ballots."""
    damage(case.plant.path / BALLOTS, "inbox")


def damage(database: Path, table: str) -> None:
    """Overwrite the first page of a table."""
    with closing(sqlite3.connect(database)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with database.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\x5a" * size)


def mount(half: str) -> Callable[[Case], None]:
    """Put one half onto a small file system of its own."""

    def rest(case: Case) -> None:
        assert os.geteuid() == 0, NEEDS_ROOT
        place, aside = case.plant.path / half, case.plant.path / f"{half}-aside"
        place.rename(aside)
        place.mkdir(mode=0o700)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK},mode=0700", "tmpfs", str(place)], check=True)
        case.mounted = place
        shutil.copytree(aside, place, dirs_exist_ok=True)
        shutil.rmtree(aside)

    return rest


def fill(case: Case) -> None:
    """Use up what is free."""
    assert case.mounted is not None
    with (case.mounted / "filler").open("wb", buffering=0) as filler:
        try:
            while filler.write(bytes(4096)):
                pass
        except OSError:
            return


def make_room(case: Case) -> None:
    """What an administrator does."""
    assert case.mounted is not None
    (case.mounted / "filler").unlink()


def unmount(case: Case) -> None:
    """At the end of a case; nothing runs on it any more."""
    if case.mounted is not None:
        subprocess.run(["umount", "-l", str(case.mounted)], check=True)


def remove(name: str) -> Callable[[Case], None]:
    """Delete a key; there may be none in this state."""
    return lambda case: (case.plant.home.ballotbox / name.format(wave=case.facts.wave)).unlink(missing_ok=True)


def set_back(case: Case) -> None:
    """A day less, from now on."""
    case.behind = A_DAY
    case.plant.go_to(clock.now(case.plant.home) - A_DAY)


def set_right(case: Case) -> None:
    """Somebody sees it, or the day passes."""
    case.behind = timedelta()
    case.plant.go_to(clock.now(case.plant.home) + A_DAY)


def restore(half: str) -> Callable[[Case], None]:
    """Put the older copy of one half into its place."""

    def rest(case: Case) -> None:
        shutil.rmtree(case.plant.path / half)
        shutil.copytree(case.seeds.older(case.state) / half, case.plant.path / half)

    return rest


def restart_supervisor(case: Case) -> None:
    """``resonanz serve`` again; where it says that the port is in use, what was left over is ended first."""
    case.plant.last_line(SUPERVISOR)
    if not case.plant.serve():
        case.noted["serve again"] = case.plant.last_line(SUPERVISOR)
        case.plant.end_orphans()
        assert case.plant.serve()
    case.plant.stop(SUPERVISOR)
    case.plant.end_orphans()


@dataclass(frozen=True)
class Phases:
    """Of one fault. ``rest``: before anything runs; ``strike``: as the activity begins; ``mend``: after it was seen."""

    rest: Callable[[Case], None] = nothing
    strike: Callable[[Case], None] = nothing
    mend: Callable[[Case], None] = nothing


PHASES = {
    Fault.NOTHING: Phases(),
    Fault.APP_KILLED: Phases(strike=kill(Program.APP)),
    Fault.BALLOTBOX_KILLED: Phases(strike=kill(Program.BALLOTBOX)),
    Fault.WORKER_KILLED: Phases(),
    Fault.SUPERVISOR_KILLED: Phases(mend=restart_supervisor),
    Fault.APP_LOCKED: Phases(strike=lock(APP_DATABASE)),
    Fault.BALLOTBOX_LOCKED: Phases(strike=lock(BALLOTS)),
    Fault.APP_DAMAGED: Phases(rest=damage_app),
    Fault.BALLOTBOX_DAMAGED: Phases(rest=damage_inbox),
    Fault.APP_FULL: Phases(rest=mount("app"), strike=fill, mend=make_room),
    Fault.BALLOTBOX_FULL: Phases(rest=mount("ballotbox"), strike=fill, mend=make_room),
    Fault.INBOX_KEY_GONE: Phases(rest=remove("inbox-keys/{wave}")),
    Fault.RECEIPT_KEY_GONE: Phases(rest=remove("receipt_key")),
    Fault.CLOCK_BACK: Phases(rest=set_back, mend=set_right),
    Fault.APP_RESTORED: Phases(rest=restore("app")),
    Fault.BALLOTBOX_RESTORED: Phases(rest=restore("ballotbox")),
}
LOCKS = (Fault.APP_LOCKED, Fault.BALLOTBOX_LOCKED)


def older_app_put_back(case: Case) -> bool:
    """What remains to an administrator whose database is damaged: the backup."""
    if case.fault is not Fault.APP_DAMAGED:
        return False
    case.plant.stop(*Program)
    restore("app")(case)
    checkpoint(case.plant.path)
    return True
