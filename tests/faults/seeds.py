"""A home for each state of a wave, made once and copied for each fault; beside it an older copy of the same home."""

from __future__ import annotations

import json
import shutil
import sqlite3
import time
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from resonanz.cli.serve import Program, environment_of
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire import decode_questionnaire, decode_start
from resonanz.simulation import BallotClient
from resonanz.simulation.http import Patience
from tests.e2e.app_process import AppProcess
from tests.e2e.musterwerk import ADA, PEOPLE_LEAD
from tests.faults.plant import START_SECONDS, Plant, checkpoint
from tests.faults.visitor import Visitor
from tests.homes import migrated

INSIDE = "tests.faults.inside"
EARLY, LATE = 3, 5
"""Ballots before and after the older copy of an open wave is made."""
MINUTES = 2
"""Rounds of the worker since then: in each, app and ballot box speak with each other."""
BALLOTS = "ballotbox/ballots.sqlite3"
APP_DATABASE = "app/db.sqlite3"


class State(StrEnum):
    """Where the wave stands as the fault comes. ``CLOSING``: the ballot box counts; ``CLOSED``: it has counted."""

    DRAFT = "draft"
    FROZEN = "frozen"
    KEYED = "keyed"
    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"
    HELD = "held"


@dataclass
class Facts:
    """What a test knows about the wave of a seed. ``receipts``: acknowledged, by hash; ``starts``: encoded."""

    wave: str = ""
    number: int = 0
    opens_at: str = ""
    closes_at: str = ""
    starts: list[str] = field(default_factory=list)
    receipts: list[str] = field(default_factory=list)
    ada: dict[str, str] = field(default_factory=dict)
    lead: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Seeds:
    """The folder with the homes of all states; nothing runs on them."""

    folder: Path

    def facts(self, state: State) -> Facts:
        """What is known of the wave in this state."""
        return Facts(**json.loads((self.folder / f"{state}.json").read_text(encoding="utf-8")))

    def copy(self, state: State, target: Path) -> None:
        """A home of one's own."""
        shutil.copytree(self.folder / state, target)

    def older(self, state: State) -> Path:
        """The home as it was some minutes of activity earlier."""
        before = {State.DRAFT: "season", State.FROZEN: State.DRAFT, State.KEYED: State.FROZEN}
        return self.folder / before.get(state, "open-early")


def make_seeds(folder: Path) -> Seeds:
    """All of them, about half a minute of work."""
    folder.mkdir(parents=True)
    maker = _Maker(folder, Plant(migrated(folder / "working"), folder / "logs"))
    try:
        maker.until_open()
        maker.after_the_close()
    finally:
        maker.plant.close()
    return Seeds(folder)


def vote(plant: Plant, start: str) -> tuple[str, str]:
    """Hand one ballot in, as a browser would: the word of a refusal or "receipt", and the receipt's hash or ""."""
    data = replace(decode_start(start), draw_url=f"{plant.app_url}/draw", app_url=f"{plant.app_url}/")
    client = BallotClient(plant.ballotbox_url, Patience(attempts=1, timeout=30.0))
    try:
        _, questionnaire, _ = client.shown(bytes.fromhex(wave_of(start)))
        items = decode_questionnaire(questionnaire).items
        return "receipt", client.vote(data, [1] * len(items)).hash.hex()
    except ResonanzError as error:
        return str(error.params.get("word") or error.code), ""
    finally:
        client.close()


def wave_of(start: str) -> str:
    """The hexadecimal name of the wave that start data lead to."""
    from resonanz.core.wire import decode_header

    return decode_header(decode_start(start).header).wave.hex()


def change(database: Path, statement: str, *values: object) -> None:
    """One change of a database on which nothing runs."""
    with closing(sqlite3.connect(database)) as connection, connection:
        assert connection.execute(statement, values).rowcount == 1


class _Maker:
    """Goes the way of a wave, and keeps a copy wherever a state is reached."""

    def __init__(self, folder: Path, plant: Plant) -> None:
        self.folder, self.plant, self.facts = folder, plant, Facts()

    def until_open(self) -> None:
        """From the roster to the last ballot."""
        app = AppProcess(environment_of(Program.APP, self.plant.environment))
        try:
            app.ask(INSIDE, "season")
            self._sign_in()
            self._keep("season")
            self._set(**app.ask(INSIDE, "draft"))
            self._keep(State.DRAFT)
            for function, state in (("freeze", State.FROZEN), ("make_keys", State.KEYED)):
                app.ask(INSIDE, function)
                self._keep(state)
            self.plant.go_to(datetime.fromisoformat(self.facts.opens_at) + timedelta(hours=1))
            self._run(Program.APP, Program.BALLOTBOX)
            self._set(starts=app.ask(INSIDE, "open_wave"))
        finally:
            app.close()
        self._vote(0, EARLY)
        assert self.plant.worker_once() == 0
        self._keep("open-early")
        self._run(Program.APP, Program.BALLOTBOX)
        self._vote(EARLY, EARLY + LATE)
        for _ in range(MINUTES):
            assert self.plant.worker_once() == 0
        self._keep(State.OPEN)

    def after_the_close(self) -> None:
        """A count that was cut off, one that was finished, one that found an altered ballot."""
        self.plant.go_to(datetime.fromisoformat(self.facts.closes_at) + timedelta(minutes=2))
        assert self.plant.worker_once() == 0
        change(self.plant.path / BALLOTS, "UPDATE wave SET state = 'closing'")
        self._keep(State.CLOSING)
        self._counted("closed")
        change(self.plant.path / APP_DATABASE, "DELETE FROM waves_storedrelease")
        change(self.plant.path / APP_DATABASE, "UPDATE waves_wave SET state = 'closed'")
        self._keep(State.CLOSED)
        shutil.rmtree(self.plant.path)
        Seeds(self.folder).copy(State.CLOSING, self.plant.path)
        self._alter_a_ballot()
        self._counted("held")
        self._keep(State.HELD)

    def _counted(self, state: str) -> None:
        # The app asks, and takes what comes; then nothing runs.
        self._run(Program.BALLOTBOX)
        assert self.plant.worker_once() == 0
        self._until(state)
        self.plant.stop(*Program)
        checkpoint(self.plant.path)

    def _sign_in(self) -> None:
        self._run(Program.APP, Program.BALLOTBOX)
        self.plant.command("admin", "add", PEOPLE_LEAD.mail)
        for person, name in ((ADA, "ada"), (PEOPLE_LEAD, "lead")):
            visitor = Visitor(self.plant.app_url)
            visitor.sign_in(person.mail, self.plant.home.app / "outbox")
            self._set(**{name: visitor.cookies})

    def _alter_a_ballot(self) -> None:
        with closing(sqlite3.connect(self.plant.path / BALLOTS)) as database, database:
            row_key, sealed = database.execute("SELECT row_key, sealed FROM inbox LIMIT 1").fetchone()
            altered = sealed[:-1] + bytes([sealed[-1] ^ 1])
            database.execute("UPDATE inbox SET sealed = ? WHERE row_key = ?", (altered, row_key))

    def _vote(self, first: int, end: int) -> None:
        for start in self.facts.starts[first:end]:
            said, receipt = vote(self.plant, start)
            assert said == "receipt", said
            self.facts.receipts.append(receipt)

    def _run(self, *programs: Program) -> None:
        assert self.plant.start(*programs)

    def _set(self, **facts: Any) -> None:  # noqa: ANN401 (fields of ``Facts``)
        self.facts = replace(self.facts, **facts)

    def _keep(self, name: str) -> None:
        self.plant.stop(*Program)
        checkpoint(self.plant.path)
        shutil.copytree(self.plant.path, self.folder / name)
        (self.folder / f"{name}.json").write_text(json.dumps(asdict(self.facts)), encoding="utf-8")

    def _until(self, state: str) -> None:
        deadline = time.monotonic() + START_SECONDS
        while box_state(self.plant.path, self.facts.wave) != state:
            assert time.monotonic() < deadline, f"the ballot box is not {state}"
            time.sleep(0.05)


def box_state(home: Path, wave: str) -> str:
    """Where the wave stands in the ballot box; "absent", or "unreadable"."""
    return _read(home / BALLOTS, "SELECT state FROM wave WHERE wave = ?", wave)


def app_state(home: Path, wave: str) -> str:
    """Where the wave stands in the app; "absent", or "unreadable"."""
    return _read(home / APP_DATABASE, "SELECT state FROM waves_wave WHERE wave_id = ?", bytes.fromhex(wave))


def _read(database: Path, statement: str, value: object) -> str:
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
            row = connection.execute(statement, (value,)).fetchone()
    except sqlite3.DatabaseError:
        return "unreadable"
    return str(row[0]) if row else "absent"
