"""From rows to counts: answers per item and atom, an atom being all rows in exactly the same groups."""

from dataclasses import dataclass

import numpy as np

from resonanz.core.analysis.records import AnswerOutcome, Flags, Ints, Records


@dataclass(frozen=True, slots=True)
class AnswerCounts:
    """``atoms``, ``rows`` (atoms,): group bits as in ``Records``, rows; ``answers``, ``favourable`` (items, atoms)."""

    codes: tuple[str, ...]
    atoms: Ints
    rows: Ints
    answers: Ints
    favourable: Ints
    not_applicable: int
    missing: int

    def members(self, contrasts: int) -> Flags:
        """(2 x contrasts, atoms): which atoms make up each group; row 2c leaders, row 2c + 1 comparison."""
        bits: Ints = (self.atoms[np.newaxis, :] >> np.arange(2 * contrasts)[:, np.newaxis]) & 1
        inside: Flags = bits == 1
        return inside


def tally(records: Records, keep: Flags) -> AnswerCounts:
    """Count the rows that count."""
    atoms, atom = np.unique(records.groups[keep], return_inverse=True)
    outcome = records.outcome[keep]
    item = np.broadcast_to(records.item if records.item.shape[0] == 1 else records.item[keep], outcome.shape)
    shape = (len(records.codes), max(atoms.size, 1))
    cell = (item * atoms.size + atom.reshape(-1, 1)).ravel()
    flat = outcome.ravel()

    def counts(chosen: Flags) -> Ints:
        return np.bincount(cell[chosen], minlength=shape[0] * shape[1]).reshape(shape)

    return AnswerCounts(
        codes=records.codes,
        atoms=atoms if atoms.size else np.zeros(1, dtype=np.int64),
        rows=np.bincount(atom, minlength=shape[1]),
        answers=counts(flat <= AnswerOutcome.FAVOURABLE),
        favourable=counts(flat == AnswerOutcome.FAVOURABLE),
        not_applicable=int(np.sum(flat == AnswerOutcome.NOT_APPLICABLE)),
        missing=int(np.sum(flat == AnswerOutcome.MISSING)),
    )
