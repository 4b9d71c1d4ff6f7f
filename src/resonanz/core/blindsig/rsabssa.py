"""What the client does: RFC 9474, section 4, Prepare, Blind and Finalize, for any variant and key size, e = 65537."""

import secrets
from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA384

from resonanz.core.blindsig.arithmetic import inverse, is_coprime, power
from resonanz.core.blindsig.encoding import emsa_pss_encode
from resonanz.core.blindsig.errors import BlindSignatureCode
from resonanz.core.blindsig.keys import PUBLIC_EXPONENT
from resonanz.core.blindsig.signer import random_unit
from resonanz.core.kernel.errors import ResonanzError


@dataclass(frozen=True, slots=True)
class Variant:
    """A row of RFC 9474, section 5: bytes of salt in the padding, bytes of random prefix before the message."""

    salt_bytes: int
    prefix_bytes: int


PSS_RANDOMIZED = Variant(salt_bytes=48, prefix_bytes=32)
PSSZERO_RANDOMIZED = Variant(salt_bytes=0, prefix_bytes=32)
PSS_DETERMINISTIC = Variant(salt_bytes=48, prefix_bytes=0)
PSSZERO_DETERMINISTIC = Variant(salt_bytes=0, prefix_bytes=0)


@dataclass(frozen=True, slots=True)
class Blinded:
    """What goes to the signer, and what the client keeps to itself; both as long as the modulus."""

    blinded: bytes
    inverse: bytes = field(repr=False)


def prepare(message: bytes, variant: Variant) -> bytes:
    """Section 4.1: prefix || message; a random prefix protects the message against a signer with a crafted key."""
    return secrets.token_bytes(variant.prefix_bytes) + message


def blind(modulus: bytes, prepared: bytes, variant: Variant) -> Blinded:
    """Section 4.2 with a fresh salt and a fresh blind; ``blind-input-invalid`` as in ``blind_with``."""
    unit, _ = random_unit(int.from_bytes(modulus, "big"))
    return blind_with(modulus, prepared, secrets.token_bytes(variant.salt_bytes), unit)


def blind_with(modulus: bytes, prepared: bytes, salt: bytes, unit: int) -> Blinded:
    """Section 4.2 with a given salt and blind ``unit``, as the published vectors need it."""
    n = int.from_bytes(modulus, "big")
    # Steps 1 to 3: m = bytes_to_int(EMSA-PSS-ENCODE(msg, bit_len(n) - 1)); RFC 8017, section 8.1.1, says modBits - 1.
    message = int.from_bytes(emsa_pss_encode(prepared, n.bit_length() - 1, salt), "big")
    # Steps 4 and 5: is_coprime(m, n).
    if not is_coprime(message, n):
        raise ResonanzError(BlindSignatureCode.BLIND_INPUT_INVALID)
    # Steps 7 to 11: inv = inverse_mod(r, n); z = m * RSAVP1(pk, r) mod n.
    blinded = message * power(unit, PUBLIC_EXPONENT, n) % n
    return Blinded(blinded.to_bytes(len(modulus), "big"), inverse(unit, n).to_bytes(len(modulus), "big"))


def finalize(modulus: bytes, prepared: bytes, blind_signature: bytes, inverse: bytes, variant: Variant) -> bytes:
    """Section 4.4: take the blind off; ``blind-signature-invalid`` unless the result is a signature of ``prepared``."""
    n, z = int.from_bytes(modulus, "big"), int.from_bytes(blind_signature, "big")
    # Step 1: lengths; a value of n or more is no signature (RFC 8017, section 5.2.2, step 1).
    if len(blind_signature) != len(modulus) or len(inverse) != len(modulus) or z >= n:
        raise ResonanzError(BlindSignatureCode.BLIND_SIGNATURE_INVALID)
    # Steps 2 to 4: s = z * inv mod n.
    signature = (z * int.from_bytes(inverse, "big") % n).to_bytes(len(modulus), "big")
    # Steps 5 and 6: RSASSA-PSS-VERIFY.
    if not verify(modulus, prepared, signature, variant):
        raise ResonanzError(BlindSignatureCode.BLIND_SIGNATURE_INVALID)
    return signature


def verify(modulus: bytes, prepared: bytes, signature: bytes, variant: Variant) -> bool:
    """RSASSA-PSS-VERIFY (RFC 8017, section 8.1.2) by OpenSSL, salt length fixed; raises ``blind-modulus-invalid``."""
    scheme = padding.PSS(padding.MGF1(SHA384()), variant.salt_bytes)
    try:
        public_key(modulus).verify(signature, prepared, scheme, SHA384())
    except InvalidSignature:
        return False
    return True


@lru_cache(maxsize=4096)
def public_key(modulus: bytes) -> rsa.RSAPublicKey:
    """OpenSSL's form of the key; kept, since every ballot of a cell is checked under the same one."""
    try:
        return rsa.RSAPublicNumbers(PUBLIC_EXPONENT, int.from_bytes(modulus, "big")).public_key()
    except ValueError:
        raise ResonanzError(BlindSignatureCode.BLIND_MODULUS_INVALID) from None
