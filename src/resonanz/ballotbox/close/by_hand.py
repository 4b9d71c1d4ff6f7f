"""The second counting path: reads the rows, derives the keys, finds the fields and counts with code of its own.

It shares nothing with the first but the AES of the library and the list of cells and items: not the wire package, not
``storage.seal``, not SQL aggregation. A slip in one of the two shows as a disagreement. Byte places are those of
docs/anonymity/wire.md and docs/anonymity/ballotbox.md.
"""

import hashlib
import hmac
import struct
from collections.abc import Iterator

import numpy as np
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connections

from resonanz.ballotbox.release.tally import VALUES, Tally
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire.errors import HeldCode, WireCode

# magic, wave, root, cell, public key, message prefix, token, number of answers
FRONT = struct.Struct(">4s16s32sI65s32s256sH")
ROWS = "SELECT row_key, sealed FROM inbox WHERE wave = %s"
RECEIPT_DOMAIN = b"resonanz receipt v2\0"


def derive(key: bytes, info: bytes) -> bytes:
    """HKDF-SHA-256 (RFC 5869) with an empty salt, 32 bytes: one round of extract, one of expand."""
    extracted = hmac.digest(bytes(32), key, "sha256")
    return hmac.digest(extracted, info + b"\x01", "sha256")


def count(wave: bytes, root: bytes, options: list[int], cells: int, inbox_key: bytes) -> Tally:
    """Open and count; ``options`` per item. ``seal-broken`` or ``ballot-malformed`` for a row that is amiss."""
    counts = np.zeros((cells, len(options), VALUES), dtype=np.int64)
    accepted = [0] * cells
    receipts = []
    places = np.arange(len(options))
    for opened in _ballots(wave, inbox_key):
        magic, of_wave, of_root, cell, public_key, _prefix, _token, length = FRONT.unpack_from(opened)
        answers = opened[FRONT.size : FRONT.size + length]
        fits = length == len(options) and all(given <= most for given, most in zip(answers, options, strict=True))
        if (magic, of_wave, of_root) != (b"RZB2", wave, root) or cell >= cells or not fits:
            raise ResonanzError(WireCode.BALLOT_MALFORMED)
        counts[cell, places, np.frombuffer(answers, dtype=np.uint8)] += 1
        accepted[cell] += 1
        receipts.append(hashlib.sha256(RECEIPT_DOMAIN + wave + public_key).digest())
    return Tally(tuple(accepted), counts, tuple(sorted(receipts)))


def _ballots(wave: bytes, inbox_key: bytes) -> Iterator[bytes]:
    row_secret = derive(inbox_key, b"resonanz inbox row key v1")
    cipher = AESGCM(derive(inbox_key, b"resonanz inbox seal v1"))
    with connections["ballots"].cursor() as cursor:
        cursor.execute(ROWS, [wave.hex()])
        for row_key, sealed in cursor:
            key, row = bytes(row_key), bytes(sealed)
            try:
                opened = cipher.decrypt(row[:12], row[12:], key)
            except (InvalidTag, ValueError):
                raise ResonanzError(HeldCode.SEAL_BROKEN) from None
            public_key = opened[56 : 56 + 65]
            if hmac.digest(row_secret, public_key, "sha256") != key:
                raise ResonanzError(HeldCode.SEAL_BROKEN)
            yield opened
