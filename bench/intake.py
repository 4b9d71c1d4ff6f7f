"""P1 and P2: what an accepted ballot costs, and how many a second are on disk before they are acknowledged.

Ratios to a limit measured in the same run: P1 to a hello of the same server, P2 to single commits of SQLite. Limit and
ballot box take turns, at least five pairs, and the median of the paired ratios is the result.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from statistics import median

from bench.box import Box, make_ballots, make_box
from bench.errors import BenchCode
from bench.load import Answer, ask_all, get, post
from bench.processes import Running, cpu_seconds, kill, start, wait_until_listening
from resonanz.core.kernel.errors import ResonanzError

PAIRS = 5
WARM_UP = 64
COST_BALLOTS, COST_HELLOS, COST_CLIENTS = 200, 6_000, 4
RATE_PAIRS, RATE_BALLOTS, RATE_COMMITS, RATE_CLIENTS = 11, 160, 160, 32
ROW_BYTES = 8_220
GOAL_COST, GOAL_RATE = 70.0, 0.75

Result = dict[str, float | str | list[float]]


def measure_cost() -> Result:
    """P1: CPU of page and ballot as a multiple of a hello of the same server; reach at most ``goal``."""
    load = os.getloadavg()[0]
    with running_box() as (box, server), running_hello() as hello:
        wave = box.open_wave()
        ballots = make_ballots(wave, WARM_UP + PAIRS * COST_BALLOTS)
        page = get(f"{wave.address}?lang=en", box.port)
        visits = [[page, post(f"{wave.address}ballots", box.port, ballot)] for ballot in ballots]
        greeting = get("/", hello.port)
        _cpu_of(server, [request for visit in visits[:WARM_UP] for request in visit], (200, 201))
        _cpu_of(hello, [greeting] * COST_HELLOS, (200,))
        pairs = []
        for turn in range(PAIRS):
            first = WARM_UP + turn * COST_BALLOTS
            requests = [request for visit in visits[first : first + COST_BALLOTS] for request in visit]
            of_ballot = _cpu_of(server, requests, (200, 201)) / COST_BALLOTS
            pairs.append((of_ballot, _cpu_of(hello, [greeting] * COST_HELLOS, (200,)) / COST_HELLOS))
    result = _result("P1", [ballot / greeted for ballot, greeted in pairs], GOAL_COST, load)
    result["ballot_cpu_ms"] = 1000 * median(ballot for ballot, _ in pairs)
    result["hello_cpu_ms"] = 1000 * median(greeted for _, greeted in pairs)
    return result


def measure_rate() -> Result:
    """P2: acknowledged ballots a second from 32 clients, as a multiple of single commits; reach at least ``goal``."""
    load = os.getloadavg()[0]
    with running_box() as (box, _server):
        wave = box.open_wave()
        ballots = make_ballots(wave, WARM_UP + RATE_PAIRS * RATE_BALLOTS)
        requests = [post(f"{wave.address}ballots", box.port, ballot) for ballot in ballots]
        _acknowledged_a_second(box, requests[:WARM_UP])
        pairs = []
        for turn in range(RATE_PAIRS):
            first = WARM_UP + turn * RATE_BALLOTS
            rate = _acknowledged_a_second(box, requests[first : first + RATE_BALLOTS])
            pairs.append((rate, _single_commits_a_second(box.home.path)))
    result = _result("P2", [ballots / commits for ballots, commits in pairs], GOAL_RATE, load)
    result["ballots_per_second"] = median(rate for rate, _ in pairs)
    result["single_commits_per_second"] = median(commits for _, commits in pairs)
    return result


@contextmanager
def running_box() -> Iterator[tuple[Box, Running]]:
    """A fresh ballot box in a folder of its own, served; ended and removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="resonanz-bench-"))
    try:
        box = make_box(folder)
        server = box.start()
        try:
            yield box, server
        finally:
            kill(server)
    finally:
        shutil.rmtree(folder)


@contextmanager
def running_hello() -> Iterator[Running]:
    """The hello application behind the same server with the same options."""
    running = start("bench.hello:application", {})
    try:
        wait_until_listening(running)
        yield running
    finally:
        kill(running)


def _cpu_of(server: Running, requests: list[bytes], allowed: tuple[int, ...]) -> float:
    before = cpu_seconds(server)
    _ask(server.port, requests, COST_CLIENTS, allowed)
    return cpu_seconds(server) - before


def _acknowledged_a_second(box: Box, requests: list[bytes]) -> float:
    return len(requests) / _ask(box.port, requests, RATE_CLIENTS, (201,))


def _ask(port: int, requests: list[bytes], clients: int, allowed: tuple[int, ...]) -> float:
    """Seconds for all; ``bench-answer-wrong`` if one request was not answered as it must be."""
    answered: list[int] = []

    def heard(_place: int, answer: Answer) -> None:
        answered.append(answer.status)

    seconds = ask_all(port, requests, clients, heard=heard)
    if len(answered) != len(requests) or not set(answered) <= set(allowed):
        raise ResonanzError(BenchCode.ANSWER_WRONG, statuses=str(sorted(set(answered))), answered=len(answered))
    return seconds


def _single_commits_a_second(folder: Path) -> float:
    """The limit: one row of a sealed ballot's size a transaction, WAL, ``synchronous=FULL``, on the same disk."""
    path = folder / "limit.sqlite3"
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (k BLOB, v BLOB)")
        rows = [(os.urandom(32), os.urandom(ROW_BYTES)) for _ in range(RATE_COMMITS)]
        begin = time.monotonic()
        for row in rows:
            database.execute("INSERT INTO t VALUES (?, ?)", row)
        return RATE_COMMITS / (time.monotonic() - begin)
    finally:
        database.close()
        for left in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
            with suppress(FileNotFoundError):
                left.unlink()


def _result(name: str, ratios: list[float], goal: float, load: float) -> Result:
    return {
        "name": name,
        "ratio": median(ratios),
        "goal": goal,
        "ratios": ratios,
        "load_average_before": load,
        "load_average_after": os.getloadavg()[0],
        "versions": ", ".join(f"{each} {version(each)}" for each in ("granian", "django")),
        "sqlite": sqlite3.sqlite_version,
    }
