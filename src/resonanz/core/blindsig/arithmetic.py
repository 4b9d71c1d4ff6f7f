"""The few operations on big integers that the scheme needs, from GMP. The only module of core that imports gmpy2.

Results are GMP's own integers: they behave as ``int`` does and keep what is computed from them in GMP, which is faster.
"""

from typing import cast

import gmpy2  # type: ignore[import-untyped]


def power(base: int, exponent: int, modulus: int) -> int:
    """``base ** exponent mod modulus`` for public exponents; its time depends on all three."""
    return cast("int", gmpy2.powmod(base, exponent, modulus))


def power_secret(base: int, exponent: int, modulus: int) -> int:
    """The same for a secret exponent: GMP's mpz_powm_sec, whose time and memory accesses depend on sizes only.

    ``exponent`` > 0 and ``modulus`` odd, otherwise ``ValueError``.
    """
    return cast("int", gmpy2.powmod_sec(base, exponent, modulus))


def inverse(value: int, modulus: int) -> int:
    """``value ** -1 mod modulus``; ``ZeroDivisionError`` when there is none."""
    return cast("int", gmpy2.invert(value, modulus))


def is_coprime(value: int, modulus: int) -> bool:
    """RFC 9474, section 3: is the greatest common divisor 1? False for ``value`` 0."""
    return bool(gmpy2.gcd(value, modulus) == 1)
