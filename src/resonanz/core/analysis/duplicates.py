"""Rows that speak twice: the same id (and item, in a long file)."""

from dataclasses import dataclass

import numpy as np

from resonanz.core.analysis.problems import AnalysisCode, AnalysisError, FilePlace
from resonanz.core.analysis.records import Flags, Records
from resonanz.core.analysis.survey_map import Conflict
from resonanz.core.kernel.messages import Message, message
from resonanz.core.kernel.messages import gettext_noop as _

_LINES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Duplicates:
    """``keep`` (rows,) marks the rows that count. Exact: later rows that say the same as the first one of their id.

    Conflicting: ids whose rows say different things; ``conflict_lines`` are the first lines of such rows.
    """

    keep: Flags
    exact: int = 0
    conflicting_ids: int = 0
    conflicting_rows: int = 0
    conflict_lines: tuple[int, ...] = ()


def find_duplicates(records: Records, policy: Conflict, place: FilePlace) -> Duplicates:
    """Mark what counts; with ``Conflict.STOP`` a conflict is an ``AnalysisError`` of kind analysis-check."""
    rows = records.line.size
    if not records.has_id or rows == 0:
        return Duplicates(np.ones(rows, dtype=np.bool_))
    order = np.argsort(records.person, kind="stable")
    person, content = records.person[order], records.content[order]
    begins = np.r_[True, person[1:] != person[:-1]]
    run = np.cumsum(begins) - 1
    differs = content != content[np.flatnonzero(begins)][run]
    conflict = np.bincount(run, weights=differs)[run] > 0
    lines = np.sort(records.line[order][conflict])[:_LINES_SHOWN]
    duplicates = Duplicates(
        keep=_kept(order, begins, conflict, policy),
        exact=int(np.sum(~begins & ~conflict)),
        conflicting_ids=int(np.sum(begins & conflict)),
        conflicting_rows=int(np.sum(conflict)),
        conflict_lines=tuple(int(line) for line in lines),
    )
    if policy is Conflict.STOP and duplicates.conflicting_ids:
        first = ", ".join(map(str, duplicates.conflict_lines))
        text = _("%(ids)s ids have rows that contradict each other, first at lines %(lines)s")
        problem = message(text, ids=duplicates.conflicting_ids, lines=first)
        remedy = Message(_("mend the file, or choose another `conflicting` in [rows]"))
        raise AnalysisError(place, problem, remedy, code=AnalysisCode.CHECK)
    return duplicates


def _kept(order: np.ndarray, begins: Flags, conflict: Flags, policy: Conflict) -> Flags:
    ends = np.r_[begins[1:], True]
    chosen = begins if policy is not Conflict.LAST else np.where(conflict, ends, begins)
    if policy is Conflict.LEAVE_OUT:
        chosen = chosen & ~conflict
    keep = np.empty(order.size, dtype=np.bool_)
    keep[order] = chosen
    return keep
