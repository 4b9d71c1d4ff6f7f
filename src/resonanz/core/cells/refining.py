"""Splitting big cells by the organisation's attributes, never below k."""

from collections.abc import Sequence

from resonanz.core.cells.labels import trait
from resonanz.core.cells.types import CellDraft, Member

# Above this number of cells less is refined: every cell costs a key a wave.
CELLS_MOST = 20_000


def refine(
    drafts: list[CellDraft], k_eligible: int, attribute_names: Sequence[str], most: int = CELLS_MOST
) -> list[CellDraft]:
    """Split drafts of at least twice ``k_eligible`` people by each attribute in turn.

    Beyond ``most`` cells the size from which a draft is split is doubled until the result fits or nothing is split.
    """
    from_size = 2 * k_eligible
    largest = max((len(draft.members) for draft in drafts), default=0)
    longest = max((len(one.attributes) for draft in drafts for one in draft.members), default=0)
    names = [*attribute_names, *[""] * longest][:longest]
    while from_size <= largest:
        split = _refine_all(drafts, k_eligible, names, from_size)
        if len(split) <= most:
            return split
        from_size *= 2
    return drafts


def _refine_all(drafts: list[CellDraft], k_eligible: int, names: Sequence[str], from_size: int) -> list[CellDraft]:
    for attribute, name in enumerate(names):
        drafts = [part for draft in drafts for part in _split(draft, attribute, name, k_eligible, from_size)]
    return drafts


def _split(draft: CellDraft, attribute: int, name: str, k_eligible: int, from_size: int) -> list[CellDraft]:
    # The parts of ``draft`` by one attribute's value, or ``draft`` itself if there would be only one part.
    if len(draft.members) < from_size:
        return [draft]
    by_value: dict[str, list[Member]] = {}
    for one in draft.members:
        by_value.setdefault(one.attributes[attribute] if attribute < len(one.attributes) else "", []).append(one)
    parts = _pooled({value: len(having) for value, having in by_value.items()}, k_eligible)
    if len(parts) < 2:
        return [draft]
    return [
        CellDraft(
            draft.side,
            draft.base,
            (*draft.traits, trait(name, values)),
            tuple(one for value in values for one in by_value[value]),
        )
        for values in parts
    ]


def _pooled(sizes: dict[str, int], k_eligible: int) -> list[list[str]]:
    # Values into parts of at least ``k_eligible``: small ones together, with the smallest big one if they need it.
    rising = sorted(sizes, key=lambda value: (sizes[value], value))
    pool: list[str] = []
    pooled = 0
    while rising and (sizes[rising[0]] < k_eligible or 0 < pooled < k_eligible):
        pooled += sizes[rising[0]]
        pool.append(rising.pop(0))
    return [[value] for value in rising] + ([sorted(pool)] if pool else [])
