"""The bench of the registrar's signature measures what it says, and does without OpenSSL's command."""

from __future__ import annotations

import pytest

from bench import signing
from resonanz.core.blindsig import generate_key
from resonanz.core.blindsig.keys import PUBLIC_EXPONENT

OPENSSL_3_0 = """                  sign    verify    sign/s verify/s
rsa 2048 bits 0.000762s 0.000020s   1312.0  49875.0
"""
OPENSSL_3_2 = """                   sign    verify    encrypt   decrypt   sign/s verify/s  encr./s  decr./s
rsa  2048 bits 0.000500s 0.000016s 0.000017s 0.000530s   2000.0  62500.0  58000.0   1887.0
"""


def test_the_ratio_stands_between_nothing_and_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    figures = signing.measure(0.6)
    own, bare, ratio = (figures[name] for name in ("signatures_per_cpu_second", "bare_per_cpu_second", "ratio_to_bare"))
    assert own is not None
    assert bare is not None
    assert ratio is not None
    assert own > 0
    assert bare > 0
    assert 0.3 < ratio < 1.3
    assert figures["openssl_per_cpu_second"] is figures["ratio_to_openssl"] is None


def test_the_limit_is_a_real_signature() -> None:
    key = generate_key()
    exponent = pow(PUBLIC_EXPONENT, -1, (key.p - 1) * (key.q - 1))
    assert signing.bare_signature(key, 12345)() == pow(12345, exponent, key.modulus)


@pytest.mark.parametrize(("printed", "rate"), [(OPENSSL_3_0, 1 / 0.000762), (OPENSSL_3_2, 2000.0), ("", None)])
def test_the_table_of_openssl_is_read(printed: str, rate: float | None) -> None:
    assert signing.parse_openssl(printed) == (None if rate is None else pytest.approx(rate))
