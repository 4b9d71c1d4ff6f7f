"""How a ballot lies in the inbox: found by a keyed hash of its token, sealed under a key that dies at the close."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire.errors import HeldCode

NONCE_BYTES = 12
ROW_KEY_INFO = b"resonanz inbox row key v1"
SEAL_INFO = b"resonanz inbox seal v1"


@dataclass(frozen=True, slots=True)
class Sealer:
    """The two keys of one wave's inbox."""

    row_key_secret: bytes
    aead: AESGCM

    @classmethod
    def of(cls, inbox_key: bytes) -> Sealer:
        """Derive both keys from the wave's 32-byte inbox key by HKDF-SHA-256."""
        return cls(_derived(inbox_key, ROW_KEY_INFO), AESGCM(_derived(inbox_key, SEAL_INFO)))

    def row_key(self, token_key: bytes) -> bytes:
        """32 bytes: HMAC-SHA-256 of the public key that the token was drawn for. One token, one row."""
        return hmac.digest(self.row_key_secret, token_key, sha256)

    def seal(self, row_key: bytes, envelope: bytes) -> bytes:
        """nonce (12) || AES-256-GCM(envelope) with the row key as associated data."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self.aead.encrypt(nonce, envelope, row_key)

    def open(self, row_key: bytes, sealed: bytes) -> bytes:
        """The envelope; ``seal-broken`` when the row was altered or moved to another key."""
        try:
            return self.aead.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], row_key)
        except (InvalidTag, ValueError):
            raise ResonanzError(HeldCode.SEAL_BROKEN) from None


def _derived(inbox_key: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(inbox_key)
