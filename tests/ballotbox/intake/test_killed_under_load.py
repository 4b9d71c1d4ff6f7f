"""Twenty times (by hand: two hundred) kill -9 while ballots come in: what was acknowledged is counted in the end."""

from __future__ import annotations

import random
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bench.box import BenchWave, Box, make_ballots, make_box
from bench.load import Answer, ask_all, post
from bench.processes import THREADS, Running, kill
from resonanz.core.kernel import clock
from resonanz.core.wire import decode_receipt, decode_receipt_list, decode_release, receipt_hash, receipt_list_ok
from resonanz.core.wire.ballot import decode_envelope
from resonanz.core.wire.waves import encode_drawn

BALLOTS = 600
AT_ONCE = 100


def killed_while_sending(server: Running, requests: list[bytes], after: int) -> dict[int, Answer]:
    """Send over 32 connections and kill the server once ``after`` answers are in; what was answered, by place."""
    heard: dict[int, Answer] = {}
    enough = threading.Event()

    def hear(place: int, answer: Answer) -> None:
        heard[place] = answer
        if len(heard) >= after:
            enough.set()

    sending = threading.Thread(target=lambda: ask_all(server.port, requests, THREADS, heard=hear))
    sending.start()
    assert enough.wait(60)
    kill(server)
    sending.join(60)
    assert not sending.is_alive()
    return heard


@pytest.mark.parametrize("kills", [20, pytest.param(200, marks=pytest.mark.long)])
def test_every_acknowledged_ballot_is_counted(tmp_path: Path, kills: int) -> None:
    box = make_box(tmp_path)
    server = box.start()
    try:
        wave = box.open_wave()
        ballots = make_ballots(wave, BALLOTS)
        chance = random.Random(20)
        acknowledged: set[bytes] = set()
        for _ in range(kills):
            requests = [post(f"{wave.address}ballots", box.port, body) for body in chance.sample(ballots, AT_ONCE)]
            heard = killed_while_sending(server, requests, after=chance.randint(1, AT_ONCE // 2))
            assert {answer.status for answer in heard.values()} <= {200, 201}
            acknowledged |= {decode_receipt(answer.body).hash for answer in heard.values()}
            server = box.start()
        board, accepted = closed(box, wave)
    finally:
        kill(server)
    sent = {receipt_hash(wave.wave, decode_envelope(body).public_key) for body in ballots}
    assert len(acknowledged) >= min(kills, BALLOTS // 2)
    assert acknowledged <= board <= sent
    assert accepted == len(board)


def closed(box: Box, wave: BenchWave) -> tuple[set[bytes], int]:
    """The board's receipts and the number of ballots counted, after the close."""
    clock.shift_to(box.home, datetime.now(UTC) + timedelta(days=2))
    name = wave.wave.hex()
    answer = box.ask("POST", f"/port/waves/{name}/close", encode_drawn([BALLOTS]))
    assert (answer.status, answer.body) == (200, b"closed")
    board = decode_receipt_list(box.ask("GET", f"/w/{name}/board").body)
    assert receipt_list_ok(board, box.ask("GET", "/port/receipt-key").body)
    release = decode_release(box.ask("GET", f"/port/waves/{name}/release").body)
    return set(board.receipts), release.accepted[0]
