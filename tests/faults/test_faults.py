"""Every fault in every state of a wave: nothing acknowledged is lost unsaid, and there is always a way on."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from resonanz.core.kernel import clock
from tests.faults.document import PATH, document
from tests.faults.faults import Fault
from tests.faults.matrix import Outcome
from tests.faults.running import CONTROLS, WHOLE, Cell, run_cells
from tests.faults.seeds import Seeds, State, make_seeds

WRITE = "FAULTS_WRITE"
DIAGONAL: tuple[Cell, ...] = (
    (Fault.SUPERVISOR_KILLED, State.DRAFT),
    (Fault.WORKER_KILLED, State.FROZEN),
    (Fault.RECEIPT_KEY_GONE, State.KEYED),
    (Fault.BALLOTBOX_KILLED, State.OPEN),
    (Fault.APP_FULL, State.CLOSING),
    (Fault.BALLOTBOX_RESTORED, State.CLOSED),
    (Fault.CLOCK_BACK, State.HELD),
)


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Seeds:
    """A home for each state."""
    return make_seeds(tmp_path_factory.mktemp("seeds") / "homes")


def failures(outcomes: list[Outcome]) -> list[str]:
    return [f"{each.fault} ({each.state}): {each.failure}" for each in outcomes if each.failure]


def test_one_fault_in_each_state(seeds: Seeds, tmp_path: Path) -> None:
    assert {state for _, state in DIAGONAL} == set(State)
    outcomes = run_cells(DIAGONAL, seeds, tmp_path, {})
    assert failures(outcomes) == []
    assert all(each.seen for each in outcomes)


@pytest.mark.long
def test_every_fault_in_every_state(seeds: Seeds, tmp_path: Path) -> None:
    """The controls first: what is usual is not told of a fault."""
    controls = run_cells(CONTROLS, seeds, tmp_path, {})
    assert failures(controls) == []
    outcomes = run_cells(WHOLE, seeds, tmp_path, {each.state: each.seen for each in controls})
    if os.environ.get(WRITE):
        PATH.write_text(document([*controls, *outcomes], clock.today(datetime.now(UTC))), encoding="utf-8")
    assert failures(outcomes) == []
