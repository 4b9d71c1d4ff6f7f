"""``docs/dev/faults.md`` is complete, and what it says may stand there."""

from __future__ import annotations

from tests.faults.document import PATH, cells_in
from tests.faults.running import CONTROLS, WHOLE


def test_every_fault_in_every_state() -> None:
    written = cells_in(PATH.read_text(encoding="utf-8"))
    assert written == {(fault.value, state.value) for fault, state in (*CONTROLS, *WHOLE)}


def test_no_cell_fails() -> None:
    assert "FAILS" not in PATH.read_text(encoding="utf-8")
