"""Identifiers that cross the border between the two programs."""

import secrets
from typing import NewType

from resonanz.core.kernel.errors import IdentifierCode, ResonanzError

# 16 random bytes; in addresses and file names as 32 lower-case hexadecimal digits.
WaveId = NewType("WaveId", bytes)

WAVE_ID_BYTES = 16


def new_wave_id() -> WaveId:
    """A fresh random wave id: it says nothing about order or time."""
    return WaveId(secrets.token_bytes(WAVE_ID_BYTES))


def parse_wave_id(text: str) -> WaveId:
    """The wave id behind 32 hexadecimal digits; ``ResonanzError("wave-unknown")`` for anything else."""
    try:
        raw = bytes.fromhex(text)
    except ValueError:
        raw = b""
    if len(raw) != WAVE_ID_BYTES or raw.hex() != text:
        raise ResonanzError(IdentifierCode.WAVE_UNKNOWN)
    return WaveId(raw)
