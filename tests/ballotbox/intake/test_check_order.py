"""Questions are asked in a fixed order: a ballot with two faults is refused for the one asked first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from resonanz.ballotbox.intake.receive import IN_FLIGHT
from resonanz.ballotbox.storage.keys import receipt_public_key
from resonanz.ballotbox.storage.models import InboxRow
from resonanz.core.kernel.ids import new_wave_id
from resonanz.core.wire import Envelope, decode_receipt, receipt_hash, receipt_ok, seal
from tests.ballotbox.own_home import HOME, HomeClock
from tests.contracts.ballotbox_port import HOUR
from tests.contracts.sample_wave import SampleWave, ballot, draw

ANSWERS = (4, 0, 5)


def post(wave: SampleWave, body: bytes) -> HttpResponse:
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    address = f"/w/{wave.wave.hex()}/ballots"
    response = client.post(address, body, content_type="application/octet-stream")
    assert isinstance(response, HttpResponse)
    return response


def said(wave: SampleWave, body: bytes) -> tuple[int, bytes]:
    response = post(wave, body)
    return response.status_code, response.content


def drawn(wave: SampleWave, /, **changes: object) -> bytes:
    """A ballot whose fields are changed after the draw and before the signature."""
    key = ec.generate_private_key(ec.SECP256R1())
    envelope: Envelope = replace(draw(wave, 0, key, ANSWERS), **changes)  # type: ignore[arg-type]
    return seal(envelope, key)


def broken_signature(body: bytes) -> bytes:
    return body[:-1] + bytes([body[-1] ^ 1])


def test_a_ballot_is_accepted_with_a_receipt(open_wave: SampleWave) -> None:
    response = post(open_wave, ballot(open_wave, 0, ANSWERS))
    receipt = decode_receipt(response.content)
    assert (response.status_code, receipt.wave) == (201, open_wave.wave)
    assert receipt_ok(receipt, receipt_public_key(HOME))
    assert InboxRow.objects.count() == 1


@pytest.mark.parametrize("size", [0, 8191, 8193, 100_000])
def test_size_comes_first(open_wave: SampleWave, size: int) -> None:
    assert said(open_wave, b"x" * size) == (413, b"ballot-size")


def test_then_the_format(open_wave: SampleWave) -> None:
    body = drawn(open_wave, root=bytes(32))
    assert said(open_wave, b"RZB1" + body[4:]) == (400, b"ballot-malformed")


def test_a_cell_that_does_not_exist_is_malformed(open_wave: SampleWave) -> None:
    assert said(open_wave, drawn(open_wave, cell=99, root=bytes(32))) == (400, b"ballot-malformed")


def test_then_the_root(open_wave: SampleWave) -> None:
    assert said(open_wave, drawn(open_wave, root=bytes(32), token=bytes(256))) == (409, b"root-mismatch")
    assert said(open_wave, drawn(open_wave, wave=new_wave_id())) == (409, b"root-mismatch")


def test_then_the_token(open_wave: SampleWave) -> None:
    body = drawn(open_wave, token=bytes(256))
    assert said(open_wave, broken_signature(body)) == (403, b"token-invalid")


def test_a_token_holds_for_its_own_cell_alone(open_wave: SampleWave) -> None:
    assert said(open_wave, drawn(open_wave, cell=1)) == (403, b"token-invalid")


def test_a_token_holds_for_its_own_key_alone(open_wave: SampleWave) -> None:
    thief, owner = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    stolen = replace(
        draw(open_wave, 0, thief, ANSWERS),
        token=(of_owner := draw(open_wave, 0, owner, ANSWERS)).token,
        prefix=of_owner.prefix,
    )
    assert said(open_wave, seal(stolen, thief)) == (403, b"token-invalid")


def test_then_the_signature(open_wave: SampleWave, clock: HomeClock) -> None:
    body = broken_signature(drawn(open_wave, answers=(9, 9, 9)))
    clock.advance(HOUR)
    assert said(open_wave, body) == (403, b"signature-invalid")


def test_then_the_closing_time(open_wave: SampleWave, clock: HomeClock) -> None:
    body = drawn(open_wave, answers=(9, 9, 9))
    clock.advance(HOUR)
    assert said(open_wave, body) == (400, b"ballot-malformed")  # drawn in time, it may be on its way
    clock.advance(IN_FLIGHT)
    assert said(open_wave, body) == (409, b"wave-not-open")


@pytest.mark.parametrize("answers", [(), (1, 2), (1, 2, 3, 4), (1, 2, 6), (255, 0, 0)])
def test_last_the_answers(open_wave: SampleWave, answers: tuple[int, ...]) -> None:
    assert said(open_wave, drawn(open_wave, answers=answers)) == (400, b"ballot-malformed")


def test_nothing_refused_is_stored(open_wave: SampleWave) -> None:
    for body in (b"", drawn(open_wave, root=bytes(32)), drawn(open_wave, cell=1), drawn(open_wave, answers=())):
        assert post(open_wave, body).status_code >= 400
    assert InboxRow.objects.count() == 0


def test_an_unknown_wave_is_said_so(open_wave: SampleWave) -> None:
    stranger = replace(open_wave, wave=new_wave_id())
    assert said(stranger, ballot(open_wave, 0, ANSWERS)) == (404, b"wave-unknown")


def test_a_token_counts_once_and_the_first_ballot_stands(open_wave: SampleWave) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    envelope = draw(open_wave, 0, key, ANSWERS)
    first, second = (post(open_wave, seal(replace(envelope, answers=given), key)) for given in (ANSWERS, (1, 1, 1)))
    assert [first.status_code, second.status_code, InboxRow.objects.count()] == [201, 200, 1]
    hashes = {decode_receipt(each.content).hash for each in (first, second)}
    assert hashes == {receipt_hash(open_wave.wave, envelope.public_key)}


def test_two_tokens_for_one_key_count_once(open_wave: SampleWave) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    answers = [post(open_wave, seal(draw(open_wave, cell, key, ANSWERS), key)).status_code for cell in (0, 0, 1)]
    assert (answers, InboxRow.objects.count()) == ([201, 200, 200], 1)
