"""The registrar's side: what it refuses to sign, and that a fault never leaves it."""

from __future__ import annotations

import secrets

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resonanz.core.blindsig import PrivateKey, arithmetic, sign_blinded, signer
from resonanz.core.blindsig.keys import PUBLIC_EXPONENT
from resonanz.core.kernel.errors import ResonanzError


def refusal(key: PrivateKey, blinded: bytes) -> str:
    with pytest.raises(ResonanzError) as caught:
        sign_blinded(key, blinded)
    return caught.value.code


def number(value: int) -> bytes:
    return value.to_bytes(256, "big")


def test_values_out_of_range_are_refused(key: PrivateKey) -> None:
    n = key.modulus
    for value in (0, n, n + 1, 2**2048 - 1):
        assert refusal(key, number(value)) == "blinded-message-invalid", value


def test_values_that_share_a_factor_with_the_modulus_are_refused(key: PrivateKey) -> None:
    for value in (key.p, key.q, 2 * key.p, key.modulus - key.q):
        assert refusal(key, number(value)) == "blinded-message-invalid"


@pytest.mark.parametrize("length", [0, 1, 255, 257, 512])
def test_other_lengths_are_refused(key: PrivateKey, length: int) -> None:
    assert refusal(key, b"\x01" * length) == "blinded-message-invalid"
    assert refusal(key, bytes(max(0, length - 1)) + b"\x02") == "blinded-message-invalid"


@settings(max_examples=15, deadline=None)
@given(seed=st.binary(min_size=255, max_size=255))
def test_a_signature_is_the_root_of_what_was_signed(key: PrivateKey, seed: bytes) -> None:
    blinded = b"\x01" + seed
    signature = int.from_bytes(sign_blinded(key, blinded), "big")
    assert pow(signature, PUBLIC_EXPONENT, key.modulus) == int.from_bytes(blinded, "big")


def test_each_signature_works_on_another_base(key: PrivateKey, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    honest = signer.rsasp1

    def watched(key: PrivateKey, message: int) -> int:
        seen.append(message)
        return honest(key, message)

    monkeypatch.setattr(signer, "rsasp1", watched)
    blinded = number(secrets.randbelow(2**2000))
    assert len({sign_blinded(key, blinded) for _ in range(4)}) == 1
    assert len(set(seen)) == 4
    assert int.from_bytes(blinded, "big") not in seen


def test_a_fault_in_one_prime_is_caught_before_it_leaves(key: PrivateKey, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = arithmetic.power_secret
    for prime in (key.p, key.q):

        def faulty(base: int, exponent: int, modulus: int, broken: int = prime) -> int:
            return honest(base, exponent, modulus) ^ (modulus == broken)

        monkeypatch.setattr(signer, "power_secret", faulty)
        assert refusal(key, number(12345)) == "blind-signing-failed"


def test_a_damaged_key_signs_nothing(vectors: list[dict[str, str]]) -> None:
    p, q = (int(vectors[0][name], 16) for name in "pq")
    blinded = bytes.fromhex(vectors[0]["blinded_msg"])
    with pytest.raises(ResonanzError, match="blind-signing-failed"):
        signer.blind_sign(PrivateKey(p ^ 2**300, q), blinded)
    assert signer.blind_sign(PrivateKey(p, q), blinded).hex() == vectors[0]["blind_sig"]


def test_a_key_survives_its_bytes(key: PrivateKey) -> None:
    raw = key.to_bytes()
    restored = PrivateKey.from_bytes(raw)
    assert (len(raw), raw[:4], len(key.public_modulus)) == (260, b"RZK1", 256)
    assert restored.public_modulus == key.public_modulus
    assert restored.to_bytes() == raw
    assert sign_blinded(restored, number(7)) == sign_blinded(key, number(7))


def test_bytes_that_are_no_key_are_refused(key: PrivateKey) -> None:
    raw = key.to_bytes()
    p, q = raw[4:132], raw[132:]
    small = b"\x00" * 127 + b"\x07"
    for wrong in (
        b"",
        raw[:-1],
        raw + b"\x00",
        b"RZK2" + raw[4:],
        raw[:4] + p + p,
        raw[:4] + p + small,
        raw[:4] + small + q,
    ):
        with pytest.raises(ResonanzError) as caught:
            PrivateKey.from_bytes(wrong)
        assert caught.value.code == "blind-key-invalid"


def test_primes_that_the_exponent_divides_are_refused(key: PrivateKey) -> None:
    with pytest.raises(ResonanzError, match="blind-key-invalid"):
        PrivateKey(2 * PUBLIC_EXPONENT + 1, key.q)
