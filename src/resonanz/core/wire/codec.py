"""Reading and writing bytes, strictly: one way to write every value, and every other way is refused."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from resonanz.core.kernel.errors import ErrorCode, ResonanzError

HASH_BYTES = 32
_U32_MAX = 0xFFFF_FFFF


class ByteReader:
    """Takes values off the front of ``data``; every deviation raises ``ResonanzError(code)``."""

    def __init__(self, data: bytes, code: ErrorCode) -> None:
        self._data = data
        self._at = 0
        self._code = code

    def require(self, holds: bool) -> None:
        """Refuse the whole structure unless ``holds``."""
        if not holds:
            raise ResonanzError(self._code)

    def read(self, size: int) -> bytes:
        """The next ``size`` bytes."""
        start, self._at = self._at, self._at + size
        self.require(self._at <= len(self._data))
        return self._data[start : self._at]

    def number(self, size: int) -> int:
        return int.from_bytes(self.read(size), "big")

    def u8(self) -> int:
        return self.number(1)

    def u16(self) -> int:
        return self.number(2)

    def u32(self) -> int:
        return self.number(4)

    def u64(self) -> int:
        return self.number(8)

    def u32s(self, count: int) -> tuple[int, ...]:
        """``count`` numbers of four bytes each."""
        return struct.unpack(f">{count}I", self.read(4 * count))

    def magic(self, word: bytes) -> None:
        self.require(self.read(len(word)) == word)

    def text(self) -> str:
        """A string: u16 length in bytes, UTF-8, normal form C."""
        raw = self.read(self.u16())
        try:
            value = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise ResonanzError(self._code) from error
        self.require(unicodedata.is_normalized("NFC", value))
        return value

    def ascending(self, below: int) -> tuple[int, ...]:
        """A set of positions: u32 count of at least one, then u32 each, strictly ascending, all below ``below``."""
        values = self.u32s(self.u32())
        self.require(is_ascending(values, below))
        return values

    def hashes(self, count: int) -> tuple[bytes, ...]:
        """``count`` hashes of 32 bytes each."""
        raw = self.read(HASH_BYTES * count)
        return tuple(raw[at : at + HASH_BYTES] for at in range(0, len(raw), HASH_BYTES))

    def end(self) -> None:
        """Nothing may follow."""
        self.require(self._at == len(self._data))


class Writer:
    """Puts values behind each other; a value that has no encoding raises ``ResonanzError(code)``."""

    def __init__(self, code: ErrorCode, magic: bytes) -> None:
        self._parts = bytearray(magic)
        self._code = code

    def require(self, holds: bool) -> None:
        """Refuse the whole structure unless ``holds``."""
        if not holds:
            raise ResonanzError(self._code)

    def number(self, value: int, size: int) -> Writer:
        """An unsigned big-endian number of ``size`` bytes."""
        self.require(0 <= value < 1 << (8 * size))
        self._parts += value.to_bytes(size, "big")
        return self

    def u8(self, value: int) -> Writer:
        return self.number(value, 1)

    def u16(self, value: int) -> Writer:
        return self.number(value, 2)

    def u32(self, value: int) -> Writer:
        return self.number(value, 4)

    def u64(self, value: int) -> Writer:
        return self.number(value, 8)

    def u32s(self, values: Sequence[int]) -> Writer:
        """Numbers of four bytes each, without a count."""
        self.require(not values or (min(values) >= 0 and max(values) <= _U32_MAX))
        self._parts += struct.pack(f">{len(values)}I", *values)
        return self

    def fixed(self, value: bytes, size: int) -> Writer:
        """Bytes of a known size."""
        self.require(len(value) == size)
        self._parts += value
        return self

    def sized(self, value: bytes, length_bytes: int) -> Writer:
        """Bytes behind their own length."""
        self.number(len(value), length_bytes)
        self._parts += value
        return self

    def text(self, value: str) -> Writer:
        """A string, brought to normal form C: u16 length in bytes, UTF-8."""
        try:
            raw = unicodedata.normalize("NFC", value).encode("utf-8")
        except UnicodeEncodeError as error:
            raise ResonanzError(self._code) from error
        return self.sized(raw, 2)

    def ascending(self, values: Sequence[int], below: int) -> Writer:
        """A set of positions; see ``ByteReader.ascending``."""
        self.require(is_ascending(values, below))
        return self.u32(len(values)).u32s(values)

    def hashes(self, values: Iterable[bytes]) -> Writer:
        """Hashes of 32 bytes each, without a count."""
        for value in values:
            self.fixed(value, HASH_BYTES)
        return self

    def done(self) -> bytes:
        return bytes(self._parts)


def is_ascending(values: Sequence[int], below: int) -> bool:
    """Whether there is a first value, each is larger than the one before, and all are in 0..below-1."""
    rising = all(low < high for low, high in pairwise(values))
    return bool(values) and rising and values[0] >= 0 and values[-1] < below
