"""What a counting path hands over: nothing about any single ballot but its receipt."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire.errors import HeldCode

# Shape (cells, items, VALUES): how many ballots of a cell gave an item a value; value 0 is "cannot say".
Counts = NDArray[np.int64]
# Cannot say, and up to eleven options.
VALUES = 12


@dataclass(frozen=True, slots=True)
class Tally:
    """``accepted`` ballots per cell, ``counts``, and the receipts' hashes sorted."""

    accepted: tuple[int, ...]
    counts: Counts
    receipts: tuple[bytes, ...]


def require_agreement(one: Tally, other: Tally) -> None:
    """``counts-disagree`` unless both paths found the same."""
    same = one.accepted == other.accepted and one.receipts == other.receipts
    if not (same and np.array_equal(one.counts, other.counts)):
        raise ResonanzError(HeldCode.COUNTS_DISAGREE)


def require_drawn(tally: Tally, drawn: Sequence[int]) -> None:
    """``more-than-drawn`` if a cell has more ballots than tokens were drawn for it."""
    if any(accepted > tokens for accepted, tokens in zip(tally.accepted, drawn, strict=True)):
        raise ResonanzError(HeldCode.MORE_THAN_DRAWN)
