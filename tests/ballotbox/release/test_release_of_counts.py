"""From any counts: blocks that are large enough, figures that add up, and an audit that finds each wrong figure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resonanz.ballotbox.release.release import audit_release, release_of
from resonanz.ballotbox.release.tally import VALUES, Tally, require_agreement
from resonanz.ballotbox.storage.keys import receipt_public_key
from resonanz.ballotbox.storage.queries import Terms
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire import Release, decode_release, encode_release
from tests.ballotbox.own_home import HOME, HomeClock
from tests.contracts.ballotbox_port import HOUR
from tests.contracts.sample_wave import SampleWave, sample_wave

CELLS, ITEMS, OPTIONS = 3, 3, 5
PRESENT = (12, 40, 40)


def terms_of(wave: SampleWave) -> Terms:
    manifest, questionnaire = wave.manifest_bytes, wave.questionnaire_bytes
    return Terms(wave.wave, wave.root, wave.manifest, manifest, wave.questionnaire, questionnaire)


def tally_of(ballots: list[list[list[int]]]) -> Tally:
    """``ballots``: per cell the ballots, per ballot the answers."""
    counts = np.zeros((CELLS, ITEMS, VALUES), dtype=np.int64)
    for cell, of_cell in enumerate(ballots):
        for answers in of_cell:
            counts[cell, range(ITEMS), answers] += 1
    return Tally(tuple(len(of_cell) for of_cell in ballots), counts, ())


BALLOT = st.lists(st.integers(0, OPTIONS), min_size=ITEMS, max_size=ITEMS)
BALLOTS = st.tuples(*(st.lists(BALLOT, max_size=present) for present in PRESENT)).map(list)


@pytest.fixture
def terms(clock: HomeClock) -> Terms:
    return terms_of(sample_wave(receipt_public_key(HOME), clock.now() + HOUR))


@given(ballots=BALLOTS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_counts_give_sound_blocks(terms: Terms, ballots: list[list[list[int]]]) -> None:
    tally = tally_of(ballots)
    release = release_of(terms, tally)
    audit_release(decode_release(encode_release(release)), terms, tally)
    for position, item in enumerate(release.items):
        least = 20 if position == 2 else 5
        assert all(sum(histogram[1:]) >= least for histogram in item.counts)
        cells = [cell for block in item.blocks for cell in block]
        assert len(cells) == len(set(cells))
        for block, histogram in zip(item.blocks, item.counts, strict=True):
            assert list(histogram) == list(tally.counts[list(block), position, : OPTIONS + 1].sum(axis=0))


def full_tally() -> Tally:
    return tally_of([[[4, 0, 5]] * 10, [[1, 2, 3]] * 30, [[5, 5, 1]] * 30])


def spoilt(release: Release, kind: str) -> Release:
    first = release.items[0]
    histogram = (first.counts[0][0] + 1, *first.counts[0][1:])
    merged = replace(first, blocks=((0, 1), *first.blocks[2:]), counts=first.counts[1:])
    changes: dict[str, dict[str, object]] = {
        "figure": {"items": (replace(first, counts=(histogram, *first.counts[1:])), *release.items[1:])},
        "block": {"items": (merged, *release.items[1:])},
        "accepted": {"accepted": (9, *release.accepted[1:])},
        "item": {"items": release.items[1:]},
        "root": {"root": bytes(32)},
        "limit": {"k_answers": 6},
    }
    return replace(release, **changes[kind])  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["figure", "block", "accepted", "item", "root", "limit"])
def test_each_wrong_figure_is_found(terms: Terms, kind: str) -> None:
    tally = full_tally()
    release = release_of(terms, tally)
    audit_release(release, terms, tally)
    with pytest.raises(ResonanzError, match="audit-failed"):
        audit_release(spoilt(release, kind), terms, tally)


def test_counts_that_differ_anywhere_disagree() -> None:
    tally = full_tally()
    require_agreement(tally, full_tally())
    counts = tally.counts.copy()
    counts[2, 2, 11] += 1
    for other in (replace(tally, counts=counts), replace(tally, accepted=(1, 2, 3)), replace(tally, receipts=(b"r",))):
        with pytest.raises(ResonanzError, match="counts-disagree"):
            require_agreement(tally, other)
