"""The ballot box refuses terms that it can see are wrong, and stores nothing of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from resonanz.ballotbox.port import opening
from resonanz.ballotbox.port.opening import open_wave
from resonanz.ballotbox.storage import keys
from resonanz.ballotbox.storage.keys import inbox_key_file, receipt_public_key
from resonanz.ballotbox.storage.models import WaveRow
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.home import Home
from resonanz.core.kernel.ids import new_wave_id
from resonanz.core.wire import CellLeaf, Manifest
from tests.ballotbox.own_home import HOME, HomeClock
from tests.contracts.ballotbox_port import HOUR
from tests.contracts.sample_wave import SampleWave, sample_wave

Change = Callable[[Manifest], Manifest]


def of_header(**changes: object) -> Change:
    return lambda manifest: replace(manifest, header=replace(manifest.header, **changes))  # type: ignore[arg-type]


def of_cell(position: int, change: Callable[[CellLeaf], CellLeaf]) -> Change:
    def changed(manifest: Manifest) -> Manifest:
        cells = [change(cell) if cell.position == position else cell for cell in manifest.cells]
        return replace(manifest, cells=tuple(cells))

    return changed


REFUSED: tuple[tuple[str, Change], ...] = (
    ("limit-too-low", of_header(k_eligible=6)),
    ("limit-too-low", of_header(k_answers=4)),
    ("cell-too-small", of_header(k_eligible=13)),
    ("audit-failed", of_cell(1, lambda cell: replace(cell, label="North\u200b"))),
    ("audit-failed", of_cell(2, lambda cell: replace(cell, label="N\u043erth"))),
    ("cell-too-small", of_cell(0, lambda cell: replace(cell, present=4))),
    ("cell-too-small", of_cell(0, lambda cell: replace(cell, eligible=9, present=9))),
    ("cell-key-invalid", of_cell(1, lambda cell: replace(cell, public_key=bytes(256)))),
    ("cell-key-invalid", lambda manifest: of_cell(1, _with_key_of(manifest.cells[0]))(manifest)),
    ("audit-failed", lambda manifest: replace(manifest, sensitive=((0,), (1,), (2,)))),
    ("manifest-malformed", of_cell(0, lambda cell: replace(cell, node=0, label="North"))),
)


def _with_key_of(other: CellLeaf) -> Callable[[CellLeaf], CellLeaf]:
    return lambda cell: replace(cell, public_key=other.public_key)


@pytest.mark.parametrize(("code", "change"), REFUSED)
def test_wrong_terms_are_refused(clock: HomeClock, code: str, change: Change) -> None:
    good = sample_wave(receipt_public_key(HOME), clock.now() + HOUR)
    with pytest.raises(ResonanzError) as caught:
        _open(replace(good, manifest=change(good.manifest)))
    assert caught.value.code == code
    assert not WaveRow.objects.exists()
    assert not inbox_key_file(HOME, good.wave.hex()).exists()


def test_control_the_unchanged_terms_are_taken(clock: HomeClock) -> None:
    good = sample_wave(receipt_public_key(HOME), clock.now() + HOUR)
    _open(good)
    assert WaveRow.objects.get().root == good.root
    assert inbox_key_file(HOME, good.wave.hex()).exists()


def test_terms_under_another_name_are_refused(clock: HomeClock) -> None:
    good = sample_wave(receipt_public_key(HOME), clock.now() + HOUR)
    with pytest.raises(ResonanzError, match="wave-mismatch"):
        open_wave(new_wave_id(), good.manifest_bytes, good.questionnaire_bytes)


@pytest.mark.parametrize(("manifest", "code"), [(b"", "manifest-malformed"), (b"RZM1", "manifest-malformed")])
def test_bytes_that_are_no_manifest_are_refused(manifest: bytes, code: str) -> None:
    with pytest.raises(ResonanzError, match=code):
        open_wave(new_wave_id(), manifest, b"")


def test_the_key_is_on_disk_before_the_wave_is_open(clock: HomeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    good = sample_wave(receipt_public_key(HOME), clock.now() + HOUR)
    seen: list[bool] = []
    real = keys.make_inbox_key

    def make(home: Home, name: str) -> None:
        assert not WaveRow.objects.exists()
        real(home, name)
        seen.append(inbox_key_file(home, name).exists())

    monkeypatch.setattr(opening, "make_inbox_key", make)
    _open(good)
    assert seen == [True]


def _open(wave: SampleWave) -> None:
    open_wave(wave.manifest.header.wave, wave.manifest_bytes, wave.questionnaire_bytes)
