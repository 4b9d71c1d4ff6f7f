"""Many cells at once; each has a home, ports and processes of its own."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.faults.faults import Fault
from tests.faults.matrix import Outcome, Seen, run_cell
from tests.faults.seeds import Seeds, State

SPARE = 2
"""Cases beyond one a core: they wait for locks and for processes to come up."""
Cell = tuple[Fault, State]
WHOLE: tuple[Cell, ...] = tuple((fault, state) for fault in Fault for state in State if fault is not Fault.NOTHING)
CONTROLS: tuple[Cell, ...] = tuple((Fault.NOTHING, state) for state in State)


def run_cells(cells: Sequence[Cell], seeds: Seeds, folder: Path, usual: dict[State, Seen]) -> list[Outcome]:
    """In the order given. A case that breaks off is a failure like any other, and stops nothing else."""

    def run(cell: Cell) -> Outcome:
        fault, state = cell
        try:
            return run_cell(fault, state, seeds, folder / f"{fault.name}-{state}", usual.get(state, {}))
        except (AssertionError, OSError, ValueError) as error:
            return Outcome(fault, state, failure=f"the case broke off: {error or type(error).__name__}")

    with ThreadPoolExecutor((os.cpu_count() or 1) + SPARE) as pool:
        return list(pool.map(run, cells))
