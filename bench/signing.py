"""P3: what base blinding and verify-after-sign cost the registrar, against the bare exponentiation in the same run."""

from __future__ import annotations

import re
import secrets
import shutil
import subprocess
from collections.abc import Callable
from statistics import median
from time import process_time

from resonanz.core.blindsig import PrivateKey, generate_key, sign_blinded

PAIRS = 15
BATCH = 10


def measure(seconds: float = 4.0) -> dict[str, float | None]:
    """Signatures per CPU second, ours and bare, in 15 interleaved pairs over ``seconds``; ratios are medians of pairs.

    The two figures of OpenSSL take one more second; they are None where there is no ``openssl``.
    """
    key = generate_key()
    ours, bare = whole_signature(key), bare_signature(key)
    pairs = [paired_rates(ours, bare, seconds / (2 * PAIRS), swapped=bool(turn % 2)) for turn in range(PAIRS)]
    own = median(pair[0] for pair in pairs)
    openssl = openssl_rate()
    return {
        "signatures_per_cpu_second": own,
        "bare_per_cpu_second": median(pair[1] for pair in pairs),
        "ratio_to_bare": median(pair[0] / pair[1] for pair in pairs),
        "openssl_per_cpu_second": openssl,
        "ratio_to_openssl": own / openssl if openssl else None,
    }


def whole_signature(key: PrivateKey) -> Callable[[], object]:
    """What the registrar does for one draw, the checks of the incoming value included."""
    blinded = (1 + secrets.randbelow(key.modulus - 1)).to_bytes(256, "big")
    return lambda: sign_blinded(key, blinded)


def bare_signature(key: PrivateKey, value: int | None = None) -> Callable[[], object]:
    """The limit: gmpy2's two exponentiations and their recombination, on its own number type, nothing checked.

    ``value`` is the number to sign; without one, a random one.
    """
    import gmpy2  # type: ignore[import-untyped]

    names = ("p", "q", "exponent_p", "exponent_q", "q_inverse")
    p, q, exponent_p, exponent_q, q_inverse = (gmpy2.mpz(getattr(key, name)) for name in names)
    message = gmpy2.mpz(secrets.randbelow(key.modulus) if value is None else value)

    def sign() -> object:
        in_q = gmpy2.powmod_sec(message % q, exponent_q, q)
        return in_q + q * ((gmpy2.powmod_sec(message % p, exponent_p, p) - in_q) * q_inverse % p)

    return sign


def paired_rates(
    first: Callable[[], object], second: Callable[[], object], seconds: float, *, swapped: bool
) -> tuple[float, float]:
    """The rates of both, measured one right after the other; which goes first alternates over the pairs."""
    if swapped:
        late = rate(second, seconds)
        return rate(first, seconds), late
    return rate(first, seconds), rate(second, seconds)


def rate(work: Callable[[], object], seconds: float) -> float:
    """Calls per second of this process's CPU time, which other processes on the machine do not stretch."""
    done, start = 0, process_time()
    while (spent := process_time() - start) < seconds or not done:
        for _ in range(BATCH):
            work()
        done += BATCH
    return done / spent


def openssl_rate() -> float | None:
    """Private RSA-2048 operations per CPU second by ``openssl speed``."""
    if shutil.which("openssl") is None:
        return None
    command = ["openssl", "speed", "-seconds", "1", "rsa2048"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    return parse_openssl(printed)


def parse_openssl(printed: str) -> float | None:
    """From ``rsa 2048 bits 0.000762s ...``: one over the seconds of a signature; later columns differ by version."""
    found = re.search(r"^rsa\s*2048 bits\s+([0-9.]+)s", printed, re.MULTILINE)
    return 1 / float(found.group(1)) if found else None
