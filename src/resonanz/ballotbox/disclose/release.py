"""From counts to the release: per item one histogram a block, the blocks chosen by a fixed rule on counts alone.

Nothing joint is ever looked at: the input has lost already which answers stood on one ballot.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from resonanz.ballotbox.disclose.structure import structure_of
from resonanz.core.cells import Structure, audit_blocks, blocks_for_item
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire import Item, ItemFlag, ItemRelease, Manifest, Questionnaire, Release

Counts = NDArray[np.int64]
"""Shape (cells, items, 12): how many ballots of a cell gave an item a value; value 0 is "cannot say"."""


def release_of(
    manifest: Manifest, root: bytes, questionnaire: Questionnaire, accepted: tuple[int, ...], counts: Counts
) -> Release:
    """The figures of a wave. The same counts give the same release, byte for byte."""
    structure, k_answers = structure_of(manifest), manifest.header.k_answers
    items = tuple(
        _item_release(structure, item, counts[:, position, : item.options + 1], k_answers)
        for position, item in enumerate(questionnaire.items)
    )
    return Release(manifest.header.wave, root, k_answers, accepted, items)


def _item_release(structure: Structure, item: Item, counts: Counts, k_answers: int) -> ItemRelease:
    """``counts``: shape (cells, options + 1)."""
    sensitive = bool(item.flags & ItemFlag.SENSITIVE)
    blocks = blocks_for_item(structure, substantive(counts), sensitive=sensitive, k_answers=k_answers)
    return ItemRelease(item.code, blocks, tuple(_histogram(counts, block) for block in blocks))


def substantive(counts: Counts) -> tuple[int, ...]:
    """Answers of each cell that say something: all but "cannot say"."""
    return tuple(int(each) for each in counts[:, 1:].sum(axis=1))


def _histogram(counts: Counts, block: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(int(each) for each in counts[list(block)].sum(axis=0))


def audit_release(
    release: Release,
    manifest: Manifest,
    root: bytes,
    questionnaire: Questionnaire,
    accepted: tuple[int, ...],
    counts: Counts,
) -> None:
    """Hold a release that was read back against counts: terms, ballots per cell, blocks by ``core.cells``, every figure.

    ``audit-failed`` names the check.
    """
    header, structure = manifest.header, structure_of(manifest)
    _require("terms", (release.wave, release.root, release.k_answers) == (header.wave, root, header.k_answers))
    _require("accepted", release.accepted == accepted)
    _require("items", [each.code for each in release.items] == [each.code for each in questionnaire.items])
    for position, (said, item) in enumerate(zip(release.items, questionnaire.items, strict=True)):
        of_item = counts[:, position, : item.options + 1]
        sensitive = bool(item.flags & ItemFlag.SENSITIVE)
        audit_blocks(structure, said.blocks, substantive(of_item), sensitive=sensitive, k_answers=release.k_answers)
        _require("figures", said.counts == tuple(_histogram(of_item, block) for block in said.blocks))


def _require(check: str, holds: bool) -> None:
    if not holds:
        raise ResonanzError("audit-failed", check=check)
