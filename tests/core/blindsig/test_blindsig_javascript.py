"""The browser's module in Node.js: the same vectors, and tokens that cross between three implementations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from resonanz.core import blindsig
from resonanz.core.blindsig import PrivateKey

pytestmark = pytest.mark.node
RunNode = Callable[[str, Sequence[object]], list[Any]]
PUBLIC_KEY = b"\x04" + bytes(range(64))
JAVASCRIPT = ("ours", "cloudflare")


def test_every_vector_holds_in_node(run_node: RunNode, vectors: list[dict[str, str]]) -> None:
    assert run_node("blindsig_vectors.mjs", vectors) == [None] * len(vectors)


def test_a_changed_digit_fails_in_node(run_node: RunNode, altered: list[tuple[str, dict[str, str]]]) -> None:
    verdicts = run_node("blindsig_vectors.mjs", [vector for _, vector in altered])
    assert [field for (field, _), verdict in zip(altered, verdicts, strict=True) if verdict is None] == []


def test_the_token_message_is_the_same(run_node: RunNode) -> None:
    results = run_node("blindsig_interop.mjs", [{"by": "ours", "step": "tokenMessage", "publicKey": PUBLIC_KEY.hex()}])
    assert results == [{"message": blindsig.token_message(PUBLIC_KEY).hex()}]


def test_a_token_made_in_python_verifies_in_both(run_node: RunNode, key: PrivateKey) -> None:
    modulus = key.public_modulus
    prepared = blindsig.prepare(blindsig.token_message(PUBLIC_KEY))
    hidden = blindsig.blind(modulus, prepared)
    signature = blindsig.finalize(modulus, prepared, blindsig.sign_blinded(key, hidden.blinded), hidden.inverse)
    good = {"modulus": modulus.hex(), "prepared": prepared.hex(), "signature": signature.hex()}
    bad = {**good, "signature": bytes([signature[0] ^ 1, *signature[1:]]).hex()}
    checks = [{"by": by, "step": "verify", **token} for by in JAVASCRIPT for token in (good, bad)]
    assert run_node("blindsig_interop.mjs", checks) == [{"valid": True}, {"valid": False}] * 2


@pytest.mark.parametrize("by", JAVASCRIPT)
def test_a_token_made_in_javascript_verifies_everywhere(run_node: RunNode, key: PrivateKey, by: str) -> None:
    modulus = key.public_modulus
    message = blindsig.token_message(PUBLIC_KEY)
    [hidden] = run_node(
        "blindsig_interop.mjs", [{"by": by, "step": "blind", "modulus": modulus.hex(), "message": message.hex()}]
    )
    blind_signature = blindsig.sign_blinded(key, bytes.fromhex(hidden["blinded"]))
    finalize = {"step": "finalize", "modulus": modulus.hex(), "blindSignature": blind_signature.hex()}
    finalize |= {"prepared": hidden["prepared"], "inverse": hidden["inverse"]}
    # The inverse that one implementation kept serves the others: all three take the same blind off.
    ours, theirs = run_node("blindsig_interop.mjs", [{"by": other, **finalize} for other in JAVASCRIPT])
    prepared, inverse = bytes.fromhex(hidden["prepared"]), bytes.fromhex(hidden["inverse"])
    signature = blindsig.finalize(modulus, prepared, blind_signature, inverse)
    assert ours == theirs == {"signature": signature.hex()}
    assert prepared[blindsig.PREFIX_BYTES :] == message
    check = {"step": "verify", "modulus": modulus.hex(), "prepared": hidden["prepared"], **ours}
    assert run_node("blindsig_interop.mjs", [{"by": other, **check} for other in JAVASCRIPT]) == [{"valid": True}] * 2
    assert blindsig.verify(modulus, prepared, signature)


def test_javascript_refuses_with_the_same_words(run_node: RunNode, key: PrivateKey) -> None:
    modulus = key.public_modulus
    prepared = blindsig.prepare(bytes(32))
    hidden = blindsig.blind(modulus, prepared)
    base = {"by": "ours", "modulus": modulus.hex(), "prepared": prepared.hex(), "inverse": hidden.inverse.hex()}
    honest = blindsig.sign_blinded(key, hidden.blinded)
    wrong = [f"00{honest.hex()}", "00" * 256, "ff" * 256, hidden.blinded.hex(), "01" * 255, ""]
    answers = [{**base, "step": "finalize", "blindSignature": answer} for answer in wrong]
    assert run_node("blindsig_interop.mjs", answers) == [{"error": "blind-signature-invalid"}] * len(wrong)
    even = modulus[:-1] + bytes([modulus[-1] & 0xFE])
    moduli = [modulus[1:], b"\x00" + modulus, even, b"\x7f" + modulus[1:]]
    blinds = [{"by": "ours", "step": "blind", "modulus": n.hex(), "message": "00" * 32} for n in moduli]
    verifies = [{**base, "step": "verify", "modulus": n.hex(), "signature": "01" * 256} for n in moduli]
    refused = [{"error": "blind-modulus-invalid"}] * 2 * len(moduli)
    assert run_node("blindsig_interop.mjs", [*blinds, *verifies]) == refused
