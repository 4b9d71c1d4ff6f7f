"""What may be shown: no group below the minimum, and none that sums and differences of shown groups would give away.

A shown group gives its number of answers and its favourable ones; together the shown groups of an item are linear
equations in the atoms (people in exactly the same groups). Somebody who knows all of them can work out a set of atoms
exactly if the set's 0-1 vector lies in the row space of the shown groups. Such a set below the minimum must not exist.
"""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from resonanz.core.analysis.records import Flags, Ints
from resonanz.core.kernel.messages import Message, message
from resonanz.core.kernel.messages import gettext_noop as _

BAND_ONLY_BELOW = 10
_TINY = 1e-9


class Showing(StrEnum):
    """How much of a group is shown: everything, a rounded band, or nothing for one of two reasons."""

    FULL = "full"
    BAND = "band"
    FEW = "few"
    DERIVABLE = "derivable"

    def reason(self, minimum_n: int) -> Message:
        return message(REASONS[self], least=minimum_n, most=BAND_ONLY_BELOW - 1)


REASONS = {
    Showing.BAND: _("%(least)s to %(most)s answers, band only"),
    Showing.FEW: _("fewer than %(least)s answers"),
    Showing.DERIVABLE: _("would reveal a smaller group"),
}


def showings(members: Flags, answers: Ints, minimum_n: int) -> list[Showing]:
    """The verdict on each group of one item: members (groups, atoms), answers (atoms,)."""
    sizes = members @ answers
    present = answers > 0
    vectors = members[:, present]
    shown = [position for position, size in enumerate(sizes) if size >= minimum_n]
    while exposed := _exposing(vectors[shown], answers[present], minimum_n):
        smallest = min((shown[i] for i in exposed), key=lambda position: int(sizes[position]))
        shown = [position for position in shown if not np.array_equal(vectors[position], vectors[smallest])]
    return [_showing(int(size), position in shown, minimum_n) for position, size in enumerate(sizes)]


def _showing(size: int, shown: bool, minimum_n: int) -> Showing:
    if size < minimum_n:
        return Showing.FEW
    if not shown:
        return Showing.DERIVABLE
    return Showing.BAND if size < BAND_ONLY_BELOW else Showing.FULL


def _exposing(vectors: Flags, answers: Ints, minimum_n: int) -> list[int]:
    # Positions of groups whose combination gives away a set below the minimum; empty if there is none.
    basis, pivots = reduced_rows(vectors.astype(np.float64))
    if not pivots:
        return []
    # In reduced form a vector of the row space is fixed by its values at the pivots: 0 or 1 each, 2^rank candidates.
    choices = (np.arange(1, 1 << len(pivots))[:, np.newaxis] >> np.arange(len(pivots))) & 1
    candidates = choices @ basis
    binary = np.all((np.abs(candidates) < _TINY) | (np.abs(candidates - 1) < _TINY), axis=1)
    small = binary & (np.round(candidates) @ answers < minimum_n)
    if not np.any(small):
        return []
    target = candidates[np.argmax(small)]
    weights = np.linalg.lstsq(vectors.T.astype(np.float64), target, rcond=None)[0]
    return [int(position) for position in np.flatnonzero(np.abs(weights) > 1e-6)]


def reduced_rows(matrix: NDArray[np.float64]) -> tuple[NDArray[np.float64], list[int]]:
    """Reduced row echelon form without its zero rows, and the pivot columns. Floats hold these small integers."""
    rows = matrix.copy()
    pivots: list[int] = []
    for column in range(rows.shape[1]):
        rank = len(pivots)
        if rank == rows.shape[0]:
            break
        best = rank + int(np.argmax(np.abs(rows[rank:, column])))
        if abs(rows[best, column]) < _TINY:
            continue
        rows[[rank, best]] = rows[[best, rank]]
        rows[rank] /= rows[rank, column]
        others = np.arange(rows.shape[0]) != rank
        rows[others] -= np.outer(rows[others, column], rows[rank])
        pivots.append(column)
    return rows[: len(pivots)], pivots
