"""The product's API: what passes, what is refused and with which word."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resonanz.core import blindsig
from resonanz.core.blindsig import PrivateKey, rsabssa
from resonanz.core.kernel.errors import ResonanzError

Token = tuple[bytes, bytes, bytes]
few = settings(max_examples=20, deadline=None)


def drawn(key: PrivateKey, public_key: bytes) -> Token:
    """Modulus, prepared message and signature of a token over ``public_key``."""
    modulus = key.public_modulus
    prepared = blindsig.prepare(blindsig.token_message(public_key))
    hidden = blindsig.blind(modulus, prepared)
    signature = blindsig.finalize(modulus, prepared, blindsig.sign_blinded(key, hidden.blinded), hidden.inverse)
    return modulus, prepared, signature


@pytest.fixture(scope="session")
def token(key: PrivateKey) -> Token:
    return drawn(key, b"\x04" + bytes(64))


def refused(code: str, call: Callable[..., object], *arguments: object) -> None:
    with pytest.raises(ResonanzError) as caught:
        call(*arguments)
    assert caught.value.code == code
    assert caught.value.params == {}


@few
@given(public_key=st.binary(min_size=65, max_size=65))
def test_a_token_over_any_key_verifies(key: PrivateKey, public_key: bytes) -> None:
    modulus, prepared, signature = drawn(key, public_key)
    assert len(prepared) == blindsig.PREFIX_BYTES + 32
    assert prepared.endswith(sha256(public_key).digest())
    assert len(signature) == blindsig.SIGNATURE_BYTES == 256
    assert blindsig.verify(modulus, prepared, signature)


@few
@given(place=st.integers(0, 255), bit=st.integers(0, 7))
def test_a_changed_bit_of_the_signature_fails(token: Token, place: int, bit: int) -> None:
    modulus, prepared, signature = token
    assert not blindsig.verify(modulus, prepared, flipped(signature, place, bit))


@few
@given(place=st.integers(0, 63), bit=st.integers(0, 7))
def test_a_changed_bit_of_the_message_fails(token: Token, place: int, bit: int) -> None:
    modulus, prepared, signature = token
    assert not blindsig.verify(modulus, flipped(prepared, place, bit), signature)


def flipped(data: bytes, place: int, bit: int) -> bytes:
    return data[:place] + bytes([data[place] ^ (1 << bit)]) + data[place + 1 :]


def test_a_token_of_one_cell_is_none_of_another(token: Token, other_key: PrivateKey) -> None:
    _, prepared, signature = token
    assert not blindsig.verify(other_key.public_modulus, prepared, signature)


@pytest.mark.parametrize("length", [0, 255, 257])
def test_a_signature_of_another_length_is_no_signature(token: Token, length: int) -> None:
    modulus, prepared, signature = token
    assert not blindsig.verify(modulus, prepared, (signature + b"\x00")[:length])


def test_a_signature_plus_the_modulus_is_no_second_signature(token: Token) -> None:
    modulus, prepared, signature = token
    shifted = int.from_bytes(signature, "big") + int.from_bytes(modulus, "big")
    assert not blindsig.verify(modulus, prepared, shifted.to_bytes(257, "big"))
    assert not blindsig.verify(modulus, prepared, (shifted % 2**2048).to_bytes(256, "big"))


def test_every_blinding_differs_and_none_shows_the_message(key: PrivateKey) -> None:
    prepared = blindsig.prepare(bytes(32))
    hidden = [blindsig.blind(key.public_modulus, prepared) for _ in range(5)]
    assert len({one.blinded for one in hidden}) == len({one.inverse for one in hidden}) == 5
    assert {len(one.blinded) for one in hidden} == {256}


def test_the_blind_is_kept_out_of_any_log(key: PrivateKey) -> None:
    hidden = blindsig.blind(key.public_modulus, blindsig.prepare(bytes(32)))
    assert str(hidden.inverse) not in repr(hidden)
    assert str(key.p) not in repr(key)


def test_a_well_formed_but_wrong_signature_is_named(key: PrivateKey, other_key: PrivateKey) -> None:
    modulus, prepared = key.public_modulus, blindsig.prepare(bytes(32))
    hidden = blindsig.blind(modulus, prepared)
    for wrong in (bytes(256), b"\x01" * 256, hidden.blinded, modulus, b"\xff" * 256, b"\x01" * 255, b"\x01" * 257):
        refused("blind-signature-invalid", blindsig.finalize, modulus, prepared, wrong, hidden.inverse)
    honest = blindsig.sign_blinded(key, hidden.blinded)
    refused("blind-signature-invalid", blindsig.finalize, modulus, prepared, b"\x00" + honest, hidden.inverse)
    refused("blind-signature-invalid", blindsig.finalize, modulus, prepared + b"x", honest, hidden.inverse)
    refused("blind-signature-invalid", blindsig.finalize, modulus, prepared, honest, bytes(256))
    refused("blind-signature-invalid", blindsig.finalize, modulus, prepared, honest, hidden.inverse[:-1])
    refused("blind-signature-invalid", blindsig.finalize, modulus, prepared, honest, b"\x00" + hidden.inverse)
    refused("blind-signature-invalid", blindsig.finalize, other_key.public_modulus, prepared, honest, hidden.inverse)
    assert blindsig.verify(modulus, prepared, blindsig.finalize(modulus, prepared, honest, hidden.inverse))


def test_an_answer_beyond_the_modulus_is_refused_though_it_would_unblind(vectors: list[dict[str, str]]) -> None:
    names = ("n", "prepared_msg", "blind_sig", "inv", "sig")
    modulus, prepared, answer, inverse, signature = (bytes.fromhex(vectors[0][name]) for name in names)
    beyond = (int.from_bytes(answer, "big") + int.from_bytes(modulus, "big")).to_bytes(len(modulus), "big")
    assert rsabssa.finalize(modulus, prepared, answer, inverse, rsabssa.PSS_RANDOMIZED) == signature
    refused("blind-signature-invalid", rsabssa.finalize, modulus, prepared, beyond, inverse, rsabssa.PSS_RANDOMIZED)


def test_a_message_that_shares_a_factor_or_does_not_fit_is_refused() -> None:
    """A third of all messages under a power of three; every message under 98 bytes."""
    powers = (3**1291).to_bytes(256, "big")
    outcomes = {code_of(powers, bytes([number])) for number in range(40)}
    assert outcomes == {"", "blind-input-invalid"}
    assert code_of(b"\xff" * 97, b"any") == "blind-input-invalid"
    assert code_of(b"\xff" * 98, b"any") == ""


def code_of(modulus: bytes, message: bytes) -> str:
    try:
        rsabssa.blind_with(modulus, message, bytes(48), 2)
    except ResonanzError as error:
        return error.code
    return ""


def test_a_modulus_of_another_size_is_refused_everywhere(vectors: list[dict[str, str]], token: Token) -> None:
    modulus, prepared, signature = token
    even = modulus[:-1] + bytes([modulus[-1] & 0xFE])
    small = b"\x7f" + modulus[1:]
    published = bytes.fromhex(vectors[0]["n"])
    for wrong in (b"", modulus[1:], b"\x00" + modulus, even, small, published):
        refused("blind-modulus-invalid", blindsig.blind, wrong, prepared)
        refused("blind-modulus-invalid", blindsig.finalize, wrong, prepared, signature, signature)
        refused("blind-modulus-invalid", blindsig.verify, wrong, prepared, signature)
    big = PrivateKey(int(vectors[0]["p"], 16), int(vectors[0]["q"], 16))
    refused("blind-modulus-invalid", blindsig.sign_blinded, big, bytes.fromhex(vectors[0]["blinded_msg"]))
