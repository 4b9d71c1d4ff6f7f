"""The registrar's key: two primes. Everything else follows from them. Format: docs/anonymity/blindsig.md."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric import rsa

from resonanz.core.blindsig.arithmetic import inverse
from resonanz.core.blindsig.errors import BlindSignatureCode
from resonanz.core.kernel.errors import ResonanzError

PUBLIC_EXPONENT = 65537
MODULUS_BITS = 2048
PRIME_BYTES = MODULUS_BITS // 16
MAGIC = b"RZK1"


class PrivateKey:
    """An RSA key in the form that signing needs: RFC 8017, section 3.2, the second representation. Never printed."""

    __slots__ = ("exponent_p", "exponent_q", "modulus", "p", "q", "q_inverse")

    def __init__(self, p: int, q: int) -> None:
        """Takes two different odd primes; ``blind-key-invalid`` when e or q has no inverse. No primality test."""
        if p == q or p % 2 == 0 or q % 2 == 0:
            raise ResonanzError(BlindSignatureCode.BLIND_KEY_INVALID)
        self.p, self.q, self.modulus = p, q, p * q
        try:
            self.exponent_p = inverse(PUBLIC_EXPONENT, p - 1)
            self.exponent_q = inverse(PUBLIC_EXPONENT, q - 1)
            self.q_inverse = inverse(q, p)
        except ZeroDivisionError:
            raise ResonanzError(BlindSignatureCode.BLIND_KEY_INVALID) from None

    @property
    def public_modulus(self) -> bytes:
        """n, big-endian, in as few bytes as it needs: 256 for every key of the product."""
        return self.modulus.to_bytes((self.modulus.bit_length() + 7) // 8, "big")

    def to_bytes(self) -> bytes:
        """4 bytes ``RZK1``, then p and q with 128 bytes each, big-endian: 260 bytes. RSA-2048 only."""
        return MAGIC + self.p.to_bytes(PRIME_BYTES, "big") + self.q.to_bytes(PRIME_BYTES, "big")

    @classmethod
    def from_bytes(cls, raw: bytes) -> PrivateKey:
        """The key behind ``to_bytes``; ``blind-key-invalid`` for any other length, mark or modulus size."""
        if len(raw) != len(MAGIC) + 2 * PRIME_BYTES or not raw.startswith(MAGIC):
            raise ResonanzError(BlindSignatureCode.BLIND_KEY_INVALID)
        primes = raw[len(MAGIC) :]
        key = cls(int.from_bytes(primes[:PRIME_BYTES], "big"), int.from_bytes(primes[PRIME_BYTES:], "big"))
        if key.modulus.bit_length() != MODULUS_BITS:
            raise ResonanzError(BlindSignatureCode.BLIND_KEY_INVALID)
        return key


def generate_key() -> PrivateKey:
    """A fresh RSA-2048 key with e = 65537, made by OpenSSL (about 0.1 s)."""
    numbers = rsa.generate_private_key(PUBLIC_EXPONENT, MODULUS_BITS).private_numbers()
    return PrivateKey(numbers.p, numbers.q)


def one_key(_number: int) -> bytes:
    """A new private key as bytes; takes its place in a series, so that a pool of processes can map over it."""
    return generate_key().to_bytes()
