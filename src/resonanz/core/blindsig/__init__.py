"""RSA blind signatures, RFC 9474: the registrar signs a token that it never sees.

To read in this order: ``arithmetic``, ``encoding``, ``keys``, ``signer`` (the registrar's step), ``rsabssa`` (the
client's steps, any variant and key size), ``tokens`` (the one variant in use: RSABSSA-SHA384-PSS-Randomized with
RSA-2048 and e = 65537). The bytes, and what side channels remain, are in docs/anonymity/blindsig.md.
"""

from resonanz.core.blindsig.keys import PrivateKey, generate_key, one_key
from resonanz.core.blindsig.rsabssa import Blinded
from resonanz.core.blindsig.tokens import (
    INVERSE_BYTES,
    MODULUS_BYTES,
    PREFIX_BYTES,
    SIGNATURE_BYTES,
    blind,
    finalize,
    prepare,
    sign_blinded,
    token_message,
    verify,
)

__all__ = [
    "INVERSE_BYTES",
    "MODULUS_BYTES",
    "PREFIX_BYTES",
    "SIGNATURE_BYTES",
    "Blinded",
    "PrivateKey",
    "blind",
    "finalize",
    "generate_key",
    "one_key",
    "prepare",
    "sign_blinded",
    "token_message",
    "verify",
]
