"""A survey file in memory: a few small arrays, about 30 bytes a row, whatever stood in the cells."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


MOST_TEXTS = 1_000
OTHER_TEXTS = "(others)"


class AnswerOutcome(IntEnum):
    """What a cell says."""

    OTHER = 0
    FAVOURABLE = 1
    NOT_APPLICABLE = 2
    MISSING = 3
    UNMAPPED = 4


@dataclass(frozen=True, slots=True)
class Records:
    """Rows whose status counts. ``width`` answers a row: 1 in a long file, one an item in a wide one.

    ``line`` (rows,), ``person`` (rows,): 64-bit hashes of the id, equal for equal ids; ``content`` (rows,): hashes of
    what the map reads of the row; ``groups`` (rows,): bit 2c is the leaders, bit 2c + 1 the comparison group of
    contrast c; ``item`` (rows, width) or (1, width): position in ``codes``, -1 unmapped; ``outcome`` (rows, width). Two
    of a million ids share a 64-bit hash with a probability below 1 to 10 million.
    """

    codes: tuple[str, ...]
    line: Ints
    person: Ints
    content: Ints
    groups: Ints
    item: Ints
    outcome: NDArray[np.int8]
    read: int
    status_left_out: Counter[str]
    unmapped_texts: Counter[str]
    empty_group_cells: Counter[str]
    has_id: bool


@dataclass(slots=True)
class Collector:
    """Growing arrays for ``Records``."""

    line: array[int] = field(default_factory=lambda: array("q"))
    person: array[int] = field(default_factory=lambda: array("q"))
    content: array[int] = field(default_factory=lambda: array("q"))
    groups: array[int] = field(default_factory=lambda: array("i"))
    item: array[int] = field(default_factory=lambda: array("i"))
    outcome: array[int] = field(default_factory=lambda: array("b"))
    read: int = 0
    status_left_out: Counter[str] = field(default_factory=Counter)
    unmapped_texts: Counter[str] = field(default_factory=Counter)
    empty_group_cells: Counter[str] = field(default_factory=Counter)

    @staticmethod
    def count(texts: Counter[str], text: str) -> None:
        """Count a text that was left out; past a thousand different ones the rest goes under one name."""
        name = text.strip()
        texts[name if name in texts or len(texts) < MOST_TEXTS else OTHER_TEXTS] += 1

    def records(self, codes: tuple[str, ...], *, wide: bool, has_id: bool) -> Records:
        """Everything collected, as NumPy arrays; items in the order of their codes."""
        order = sorted(range(len(codes)), key=lambda i: codes[i]) if not wide else list(range(len(codes)))
        rank = np.empty(len(codes) + 1, dtype=np.int32)
        rank[order] = np.arange(len(codes), dtype=np.int32)
        rank[-1] = -1
        width = len(codes) if wide else 1
        item = rank[:-1][np.newaxis, :] if wide else rank[np.array(self.item, dtype=np.int32)][:, np.newaxis]
        return Records(
            codes=tuple(codes[i] for i in order),
            line=np.array(self.line, dtype=np.int64),
            person=np.array(self.person, dtype=np.int64),
            content=np.array(self.content, dtype=np.int64),
            groups=np.array(self.groups, dtype=np.int32),
            item=item.astype(np.int64),
            outcome=np.array(self.outcome, dtype=np.int8).reshape(-1, width),
            read=self.read,
            status_left_out=self.status_left_out,
            unmapped_texts=self.unmapped_texts,
            empty_group_cells=self.empty_group_cells,
            has_id=has_id,
        )
