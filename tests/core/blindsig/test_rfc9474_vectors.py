"""The published vectors of RFC 9474: every digit of every field counts."""

from __future__ import annotations

from resonanz.core.blindsig import rsabssa
from resonanz.core.blindsig.encoding import emsa_pss_encode
from resonanz.core.blindsig.keys import PUBLIC_EXPONENT, PrivateKey
from resonanz.core.blindsig.signer import blind_sign
from resonanz.core.kernel.errors import ResonanzError

VARIANTS = {
    "RSABSSA-SHA384-PSS-Randomized": rsabssa.PSS_RANDOMIZED,
    "RSABSSA-SHA384-PSSZERO-Randomized": rsabssa.PSSZERO_RANDOMIZED,
    "RSABSSA-SHA384-PSS-Deterministic": rsabssa.PSS_DETERMINISTIC,
    "RSABSSA-SHA384-PSSZERO-Deterministic": rsabssa.PSSZERO_DETERMINISTIC,
}
KEY_FIELDS = ["p", "q", "n", "e", "d"]
MESSAGE_FIELDS = ["msg", "msg_prefix", "prepared_msg", "salt", "encoded_msg"]
FIELDS = [*KEY_FIELDS, *MESSAGE_FIELDS, "inv", "blinded_msg", "blind_sig", "sig"]


def vector_holds(vector: dict[str, str]) -> bool:
    """Does every field follow from the others? An error of ours on the way is a no."""
    try:
        key = PrivateKey(int(vector["p"], 16), int(vector["q"], 16))
        return key_agrees(key, vector) and client_agrees(key, vector)
    except (ResonanzError, ValueError):
        return False


def key_agrees(key: PrivateKey, vector: dict[str, str]) -> bool:
    """n = pq, e = 65537, ed = 1 mod p - 1 and mod q - 1."""
    e, d = int(vector["e"], 16), int(vector["d"], 16)
    inverse = e * d % (key.p - 1) == 1 and e * d % (key.q - 1) == 1
    return key.public_modulus.hex() == vector["n"] and e == PUBLIC_EXPONENT and inverse


def client_agrees(key: PrivateKey, vector: dict[str, str]) -> bool:
    """The steps of section 4 in their order, each compared with the published value."""
    variant = VARIANTS[vector["name"]]
    modulus, prepared, salt, inverse = (bytes.fromhex(vector[name]) for name in ("n", "prepared_msg", "salt", "inv"))
    encoded = emsa_pss_encode(prepared, key.modulus.bit_length() - 1, salt)
    unit = pow(int.from_bytes(inverse, "big"), -1, key.modulus)
    blinded = rsabssa.blind_with(modulus, prepared, salt, unit)
    blind_signature = blind_sign(key, bytes.fromhex(vector["blinded_msg"]))
    signature = rsabssa.finalize(modulus, prepared, bytes.fromhex(vector["blind_sig"]), inverse, variant)
    computed = [vector["msg_prefix"] + vector["msg"], encoded.hex(), blinded.blinded.hex(), blinded.inverse.hex()]
    published = [vector[name] for name in ("prepared_msg", "encoded_msg", "blinded_msg", "inv", "blind_sig", "sig")]
    lengths = (len(salt), len(vector["msg_prefix"]) // 2) == (variant.salt_bytes, variant.prefix_bytes)
    verified = rsabssa.verify(modulus, prepared, bytes.fromhex(vector["sig"]), variant)
    return lengths and verified and [*computed, blind_signature.hex(), signature.hex()] == published


def test_all_four_variants_are_published(vectors: list[dict[str, str]]) -> None:
    assert [vector["name"] for vector in vectors[:4]] == list(VARIANTS)
    assert all(list(vector) == ["name", *FIELDS] for vector in vectors)


def test_every_vector_holds(vectors: list[dict[str, str]]) -> None:
    assert [vector_holds(vector) for vector in vectors] == [True] * len(vectors)


def test_a_changed_digit_in_any_field_fails(altered: list[tuple[str, dict[str, str]]]) -> None:
    assert {field for field, _ in altered} == set(FIELDS)
    assert [field for field, vector in altered if vector_holds(vector)] == []


def test_the_first_and_the_last_digit_count(vectors: list[dict[str, str]]) -> None:
    vector = vectors[0]
    for field in FIELDS:
        digits = vector[field]
        for changed in (f"{int(digits[0], 16) ^ 1:x}{digits[1:]}", f"{digits[:-1]}{int(digits[-1], 16) ^ 2:x}"):
            assert not vector_holds({**vector, field: changed}), field


def test_the_own_signature_is_deterministic_under_base_blinding(vectors: list[dict[str, str]]) -> None:
    key = PrivateKey(int(vectors[0]["p"], 16), int(vectors[0]["q"], 16))
    blinded = bytes.fromhex(vectors[0]["blinded_msg"])
    assert {blind_sign(key, blinded).hex() for _ in range(3)} == {vectors[0]["blind_sig"]}
