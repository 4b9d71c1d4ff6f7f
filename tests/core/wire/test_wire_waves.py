"""The list of waves: a chain is whole or it is not, and both implementations see the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from resonanz.core import wire
from resonanz.core.kernel.errors import ResonanzError
from tests.core.wire.samples import CHAINED, EPHEMERAL, LIST_BYTES, LISTED, RECEIPT_KEY, ROOT

FIRST, CANCELLED, MINE = LISTED
FOREIGN = replace(MINE, root=bytes(range(32)))
AFTER = replace(MINE, number=8, root=bytes(range(32)), previous=ROOT)

BROKEN: dict[str, tuple[wire.ListedWave, ...]] = {
    "nothing in it": (),
    "my wave is missing": (FIRST, CANCELLED),
    "another wave in its place": (FIRST, CANCELLED, FOREIGN),
    "a second open wave behind it": (*LISTED, AFTER),
    "a second open wave before it": (replace(FIRST, state=wire.ListedState.OPEN), CANCELLED, MINE),
    "the cancelled wave left out": (FIRST, MINE),
    "the first wave left out": (CANCELLED, MINE),
    "a link that leads elsewhere": (FIRST, replace(CANCELLED, previous=bytes(32)), MINE),
    "another number": (FIRST, CANCELLED, replace(MINE, number=9)),
    "another wave's name": (FIRST, CANCELLED, replace(MINE, wave=FIRST.wave)),
    "another closing time": (FIRST, CANCELLED, replace(MINE, closes_at=FIRST.closes_at)),
    "another wave before it": (FIRST, CANCELLED, replace(MINE, previous=FIRST.root)),
}


def signed(*waves: wire.ListedWave) -> wire.WaveList:
    return wire.sign_wave_list(waves, RECEIPT_KEY)


def test_what_comes_back_is_what_went_in() -> None:
    listed = signed(*LISTED)
    assert wire.decode_wave_list(wire.encode_wave_list(listed)) == listed
    assert wire.decode_wave_list(LIST_BYTES).waves == LISTED


def test_the_open_wave_at_the_head_of_a_whole_chain_passes() -> None:
    wire.check_chain(signed(*LISTED), CHAINED, ROOT)


@pytest.mark.parametrize("waves", BROKEN.values(), ids=BROKEN.keys())
def test_a_chain_that_does_not_lead_to_the_wave_is_broken(waves: tuple[wire.ListedWave, ...]) -> None:
    with pytest.raises(ResonanzError, match="chain-broken"):
        wire.check_chain(signed(*waves), CHAINED, ROOT)


def test_a_list_signed_by_somebody_else_is_broken() -> None:
    with pytest.raises(ResonanzError, match="chain-broken"):
        wire.check_chain(wire.sign_wave_list(LISTED, EPHEMERAL), CHAINED, ROOT)


@pytest.mark.parametrize("state", list(wire.ListedState)[1:])
def test_a_wave_that_is_over_is_no_alarm(state: wire.ListedState) -> None:
    with pytest.raises(ResonanzError, match="wave-not-open"):
        wire.check_chain(signed(FIRST, CANCELLED, replace(MINE, state=state), AFTER), CHAINED, ROOT)


def test_numbers_that_do_not_ascend_have_no_encoding() -> None:
    with pytest.raises(ResonanzError, match="wave-list-malformed"):
        signed(FIRST, replace(CANCELLED, number=1), MINE)
