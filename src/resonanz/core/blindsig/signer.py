"""What the registrar does: RFC 9474, section 4.3, BlindSign. It sees blinded bytes only."""

import secrets
from contextlib import suppress

from resonanz.core.blindsig.arithmetic import inverse, is_coprime, power, power_secret
from resonanz.core.blindsig.errors import BlindSignatureCode
from resonanz.core.blindsig.keys import PUBLIC_EXPONENT, PrivateKey
from resonanz.core.kernel.errors import ResonanzError


def blind_sign(key: PrivateKey, blinded: bytes) -> bytes:
    """Sign ``blinded`` (as long as the modulus) without knowing the message; the result is as long.

    ``blinded-message-invalid`` when the value is not an invertible number below n, ``blind-signing-failed`` when the
    result does not verify: then nothing of it leaves this function.
    """
    # Step 1: m = bytes_to_int(blinded_msg).
    message = representative(key, blinded)
    # Step 2: s = RSASP1(sk, m), with the base blinded.
    signature = sign_base_blinded(key, message)
    # Steps 3 and 4: m' = RSAVP1(pk, s); a faulty s would reveal a prime (Boneh, DeMillo, Lipton 1997).
    if power(signature, PUBLIC_EXPONENT, key.modulus) != message:
        raise ResonanzError(BlindSignatureCode.BLIND_SIGNING_FAILED)
    # Step 5: blind_sig = int_to_bytes(s, modulus_len).
    return signature.to_bytes(len(blinded), "big")


def representative(key: PrivateKey, blinded: bytes) -> int:
    """The number behind the bytes, in range (RFC 8017, section 5.2.1, step 1) and coprime to n (ours: excludes 0)."""
    value = int.from_bytes(blinded, "big")
    if len(blinded) != len(key.public_modulus) or value >= key.modulus or not is_coprime(value, key.modulus):
        raise ResonanzError(BlindSignatureCode.BLINDED_MESSAGE_INVALID)
    return value


def sign_base_blinded(key: PrivateKey, message: int) -> int:
    """m^d as (m * r^e)^d / r: the exponentiation works on random numbers, its timing tells nobody d (Kocher 1996)."""
    mask, unmask = random_unit(key.modulus)
    masked = message * power(mask, PUBLIC_EXPONENT, key.modulus) % key.modulus
    return rsasp1(key, masked) * unmask % key.modulus


def rsasp1(key: PrivateKey, message: int) -> int:
    """m^d mod n by the Chinese remainder theorem: RFC 8017, section 5.2.1, step 2.b."""
    # 2.b.i: s_1 = m^dP mod p, s_2 = m^dQ mod q.
    signature_p = power_secret(message % key.p, key.exponent_p, key.p)
    signature_q = power_secret(message % key.q, key.exponent_q, key.q)
    # 2.b.iii and 2.b.iv: s = s_2 + q * ((s_1 - s_2) * qInv mod p).
    return signature_q + key.q * ((signature_p - signature_q) * key.q_inverse % key.p)


def random_unit(modulus: int) -> tuple[int, int]:
    """A uniform number in [1, n) that has an inverse, and the inverse; for two big primes the first draw has one."""
    while True:
        value = 1 + secrets.randbelow(modulus - 1)
        with suppress(ZeroDivisionError):
            return value, inverse(value, modulus)
