"""The product's tokens: RSABSSA-SHA384-PSS-Randomized with RSA-2048 over SHA-256 of a ballot's public key."""

from hashlib import sha256

from resonanz.core.blindsig import rsabssa
from resonanz.core.blindsig.errors import BlindSignatureCode
from resonanz.core.blindsig.keys import MODULUS_BITS, PrivateKey
from resonanz.core.blindsig.rsabssa import PSS_RANDOMIZED, Blinded
from resonanz.core.blindsig.signer import blind_sign
from resonanz.core.kernel.errors import ResonanzError

MODULUS_BYTES = INVERSE_BYTES = SIGNATURE_BYTES = MODULUS_BITS // 8
PREFIX_BYTES = PSS_RANDOMIZED.prefix_bytes


def token_message(public_key: bytes) -> bytes:
    """What is signed blindly: SHA-256 of the ballot's ephemeral public key (P-256, 65 bytes uncompressed); 32 bytes."""
    return sha256(public_key).digest()


def prepare(message: bytes) -> bytes:
    """32 random bytes || ``message``."""
    return rsabssa.prepare(message, PSS_RANDOMIZED)


def blind(modulus: bytes, prepared: bytes) -> Blinded:
    """Hide ``prepared`` under ``modulus`` (256 bytes, else ``blind-modulus-invalid``)."""
    return rsabssa.blind(checked(modulus), prepared, PSS_RANDOMIZED)


def sign_blinded(key: PrivateKey, blinded: bytes) -> bytes:
    """The registrar's signature, 256 bytes; ``blinded-message-invalid`` or ``blind-signing-failed``."""
    checked(key.public_modulus)
    return blind_sign(key, blinded)


def finalize(modulus: bytes, prepared: bytes, blind_signature: bytes, inverse: bytes) -> bytes:
    """The token's signature, 256 bytes, verified; ``blind-signature-invalid`` if the signer did not sign honestly."""
    return rsabssa.finalize(checked(modulus), prepared, blind_signature, inverse, PSS_RANDOMIZED)


def verify(modulus: bytes, prepared: bytes, signature: bytes) -> bool:
    """True if ``signature`` is a token under ``modulus``; ``blind-modulus-invalid`` if that is no RSA-2048 modulus."""
    return rsabssa.verify(checked(modulus), prepared, signature, PSS_RANDOMIZED)


def checked(modulus: bytes) -> bytes:
    """``modulus`` itself if it is an odd number of exactly 2048 bits, else ``blind-modulus-invalid``."""
    if len(modulus) != MODULUS_BYTES or modulus[0] < 0x80 or modulus[-1] % 2 == 0:
        raise ResonanzError(BlindSignatureCode.BLIND_MODULUS_INVALID)
    return modulus
