"""The board: every counted ballot's token, sorted, signed, for its reader alone, and just what both counts counted."""

from __future__ import annotations

import random
import stat
import tracemalloc
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client

from resonanz.ballotbox.close import publish, steps
from resonanz.ballotbox.close.board import board_on_disk, write_board
from resonanz.ballotbox.release.tally import VALUES, Tally
from resonanz.core.blindsig import token_message, verify
from resonanz.core.kernel.ids import WaveId
from resonanz.core.wire import decode_receipt_list, encode_board_row, public_point, receipt_hash
from resonanz.core.wire.board import FRONT_BYTES, KEY_AT, ROW_BYTES
from tests.ballotbox.close.ballots_in import fill
from tests.ballotbox.own_home import HomeClock
from tests.contracts.ballotbox_port import HOUR
from tests.contracts.sample_wave import SampleWave

WAVE, ROOT, CELLS = WaveId(bytes(range(16))), bytes(range(32)), 7
KEY = ec.derive_private_key(0xABCDEF, ec.SECP256R1())


def made_up(count: int) -> list[bytes]:
    """Rows of nobody."""
    noise = random.Random(count)
    return [
        encode_board_row(at % CELLS, b"\x04" + noise.randbytes(64), noise.randbytes(32), noise.randbytes(256))
        for at in range(count)
    ]


def tally_of(rows: list[bytes]) -> Tally:
    accepted = [0] * CELLS
    for row in rows:
        accepted[int.from_bytes(row[:4], "big")] += 1
    receipts = tuple(sorted(receipt_hash(WAVE, row[KEY_AT]) for row in rows))
    return Tally(tuple(accepted), np.zeros((CELLS, 1, VALUES), dtype=np.int64), receipts)


def written(folder: Path, rows: list[bytes]) -> Path:
    (folder / "rows").write_bytes(b"".join(rows))
    write_board(folder / "board", folder / "rows", WAVE, ROOT, KEY)
    return folder / "board"


def stands(path: Path, *tallies: Tally) -> bool:
    return board_on_disk(path, WAVE, ROOT, public_point(KEY), *tallies) is not None


def test_the_board_of_a_wave_holds_every_token_and_no_answer(open_wave: SampleWave, clock: HomeClock) -> None:
    fill(open_wave, times=3)
    clock.advance(HOUR)
    steps.close(open_wave.wave, open_wave.drawn)
    name = open_wave.wave.hex()
    path, receipts = publish.board_file(name), decode_receipt_list(publish.receipts_file(name).read_bytes())
    board = path.read_bytes()
    rows = [board[at : at + ROW_BYTES] for at in range(FRONT_BYTES, len(board), ROW_BYTES)]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert receipts.board == sha256(board[: FRONT_BYTES - 64]).digest()
    assert receipts.release == sha256(publish.release_file(name).read_bytes()).digest()
    assert [receipt_hash(open_wave.wave, row[KEY_AT]) for row in rows] == list(receipts.receipts)
    for row in rows:
        modulus = open_wave.manifest.cells[int.from_bytes(row[:4], "big")].public_key
        assert len(row) == 357
        assert verify(modulus, row[69:101] + token_message(row[KEY_AT]), row[101:])


def test_no_address_serves_it(open_wave: SampleWave, clock: HomeClock) -> None:
    fill(open_wave, times=1)
    clock.advance(HOUR)
    steps.close(open_wave.wave, open_wave.drawn)
    name = open_wave.wave.hex()
    secret = publish.board_file(name).read_bytes()[FRONT_BYTES + 69 : FRONT_BYTES + 101]
    client = Client(headers={"host": "127.0.0.1"})
    addresses = [
        f"/w/{name}/board",
        f"/w/{name}/receipts",
        f"/w/{name}/check",
        "/waves/",
        "/waves/list",
        f"/boards/{name}",
    ]
    assert [address for address in addresses if secret in client.get(address).getvalue()] == []


@pytest.mark.parametrize("count", [0, 1, 20_000])
def test_rows_are_sorted_by_receipt_and_memory_stays_flat(tmp_path: Path, count: int) -> None:
    rows = made_up(count)
    (tmp_path / "rows").write_bytes(b"".join(rows))
    tracemalloc.start()
    write_board(tmp_path / "board", tmp_path / "rows", WAVE, ROOT, KEY)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert stands(tmp_path / "board", tally_of(rows))
    assert most < 12_000_000  # of 7,140,000 bytes of rows only some at a time, and 64 bytes of order for each


def test_the_same_rows_in_any_order_give_the_same_board(tmp_path: Path) -> None:
    rows = made_up(300)
    first = written(tmp_path, rows).read_bytes()
    random.Random(1).shuffle(rows)
    second = written(tmp_path, rows).read_bytes()
    assert (first[: FRONT_BYTES - 64], first[FRONT_BYTES:]) == (second[: FRONT_BYTES - 64], second[FRONT_BYTES:])


@pytest.mark.parametrize("at", [0, 30, 60, 90, FRONT_BYTES, FRONT_BYTES + 100, FRONT_BYTES + 400, -1])
def test_a_changed_byte_is_seen(tmp_path: Path, at: int) -> None:
    rows = made_up(20)
    path = written(tmp_path, rows)
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)
    assert not stands(path, tally_of(rows))


def test_what_was_not_counted_is_seen(tmp_path: Path) -> None:
    rows = made_up(20)
    path, counted = written(tmp_path, rows), tally_of(rows)
    assert stands(path, counted, counted)
    assert not stands(path, counted, tally_of(rows[1:]))
    assert not stands(path, replace(counted, accepted=(*counted.accepted[:-1], counted.accepted[-1] + 1)))
    path.write_bytes(path.read_bytes()[:-1])
    assert not stands(path, counted)
    assert not stands(tmp_path / "none", counted)


@pytest.mark.long
def test_two_million_rows(tmp_path: Path) -> None:
    count, block = 2_000_000, made_up(1_000)
    with (tmp_path / "rows").open("wb") as stream:
        for at in range(count // len(block)):
            stream.writelines(row[:5] + at.to_bytes(4, "big") + row[9:] for row in block)
    assert len(write_board(tmp_path / "board", tmp_path / "rows", WAVE, ROOT, KEY)) == 32
    assert (tmp_path / "board").stat().st_size == FRONT_BYTES + count * ROW_BYTES
