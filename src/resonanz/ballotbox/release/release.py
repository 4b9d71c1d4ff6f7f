"""From counts to the release: per item one histogram a block, the blocks chosen by a fixed rule on counts alone.

Nothing joint is ever looked at: the input has lost already which answers stood on one ballot.
"""

from operator import le

from resonanz.ballotbox.release.tally import Counts, Tally
from resonanz.ballotbox.storage.queries import Terms
from resonanz.core.cells import Structure, audit_blocks, blocks_for_item
from resonanz.core.cells.errors import CellsCode
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire import Item, ItemFlag, ItemRelease, Release, structure_of


def release_of(terms: Terms, tally: Tally) -> Release:
    """The figures of a wave. The same tally gives the same release, byte for byte."""
    structure, k_answers = structure_of(terms.manifest), terms.manifest.header.k_answers
    items = tuple(
        _item_release(structure, item, counts_of(tally, position, item), k_answers)
        for position, item in enumerate(terms.questionnaire.items)
    )
    return Release(terms.wave_id, terms.root, k_answers, tally.accepted, items)


def audit_release(release: Release, terms: Terms, tally: Tally) -> None:
    """Hold a release that was read back against a tally: terms, ballots per cell, blocks by the audit, every figure.

    ``audit-failed`` names the check.
    """
    structure, k_answers = structure_of(terms.manifest), terms.manifest.header.k_answers
    items = terms.questionnaire.items
    _require("terms", (release.wave, release.root, release.k_answers) == (terms.wave_id, terms.root, k_answers))
    _require("accepted", release.accepted == tally.accepted)
    present = [cell.present for cell in terms.manifest.cells]
    _require("more-ballots-than-people", all(map(le, tally.accepted, present)))
    _require("items", [said.code for said in release.items] == [item.code for item in items])
    for position, (said, item) in enumerate(zip(release.items, items, strict=True)):
        counts = counts_of(tally, position, item)
        audit_blocks(structure, said.blocks, substantive(counts), sensitive=is_sensitive(item), k_answers=k_answers)
        _require("figures", said.counts == tuple(histogram(counts, block) for block in said.blocks))


def counts_of(tally: Tally, position: int, item: Item) -> Counts:
    """One item's counts: shape (cells, options + 1)."""
    return tally.counts[:, position, : item.options + 1]


def is_sensitive(item: Item) -> bool:
    """Whether the item is released in sensitive groups only."""
    return bool(item.flags & ItemFlag.SENSITIVE)


def substantive(counts: Counts) -> tuple[int, ...]:
    """Answers of each cell that say something: all but "cannot say"."""
    return tuple(int(each) for each in counts[:, 1:].sum(axis=1))


def histogram(counts: Counts, block: tuple[int, ...]) -> tuple[int, ...]:
    """A block's answers by value."""
    return tuple(int(each) for each in counts[list(block)].sum(axis=0))


def _item_release(structure: Structure, item: Item, counts: Counts, k_answers: int) -> ItemRelease:
    sensitive = is_sensitive(item)
    blocks = blocks_for_item(structure, substantive(counts), sensitive=sensitive, k_answers=k_answers)
    return ItemRelease(item.code, blocks, tuple(histogram(counts, block) for block in blocks))


def _require(check: str, holds: bool) -> None:
    if not holds:
        raise ResonanzError(CellsCode.AUDIT_FAILED, check=check)
