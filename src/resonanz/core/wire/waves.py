"""The list of waves ("RZI2"): every wave a ballot box ever opened, each naming the root of the one before, signed.

Everybody gets the same list, and every browser checks that its own wave is the open one at its head: a second wave
beside the real one, in which somebody would vote alone, would have to stand in it.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric import ec

from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.ids import WAVE_ID_BYTES, WaveId
from resonanz.core.wire.codec import HASH_BYTES, ByteReader, Writer
from resonanz.core.wire.errors import PortCode, WireCode
from resonanz.core.wire.signing import SIGNATURE_BYTES, is_signed, sign
from resonanz.core.wire.types import Header

MAGIC = b"RZI2"
ERROR = WireCode.WAVE_LIST_MALFORMED
# The root before the first wave's.
NO_ROOT = bytes(HASH_BYTES)
EPOCH_BYTES = 32
# What an app holds that has never spoken with this ballot box.
NO_EPOCH = bytes(EPOCH_BYTES)
# Nobody can be the only one who had the time to answer.
SHORTEST_WAVE = timedelta(days=3)
_LATEST = int(datetime.max.replace(tzinfo=UTC).timestamp())


class ListedState(IntEnum):
    """Where a listed wave stands."""

    OPEN = 0
    COUNTING = 1
    CLOSED = 2
    HELD = 3
    CANCELLED = 4


@dataclass(frozen=True, slots=True)
class ListedWave:
    """A wave in the list. ``eligible`` over all cells; ``accepted`` ballots once it is closed, 0 before."""

    wave: WaveId
    number: int
    root: bytes
    previous: bytes
    opened_at: datetime
    closes_at: datetime
    state: ListedState
    cells: int
    eligible: int
    accepted: int


@dataclass(frozen=True, slots=True)
class WaveList:
    """All waves in the order of their numbers, signed with the receipt key (P-256, raw 64 bytes)."""

    waves: tuple[ListedWave, ...]
    signature: bytes


class ChainHead(NamedTuple):
    """The wave that a ballot box opened last: its number and root; 0 and zeros before the first."""

    number: int
    root: bytes


def encode_chain_head(head: ChainHead) -> bytes:
    """36 bytes: what the ballot box answers when it is asked for it."""
    return Writer(ERROR, b"").u32(head.number).fixed(head.root, HASH_BYTES).done()


class EpochReply(NamedTuple):
    """What the app is to hold from now on; ``fits`` is false if one half was restored, and running waves ended."""

    fresh: bytes
    fits: bool


def encode_epoch_reply(reply: EpochReply) -> bytes:
    """33 bytes: u8 0 or 1 (fits), the fresh number."""
    return bytes([reply.fits]) + reply.fresh


def decode_epoch_reply(encoded: bytes) -> EpochReply:
    """The reply behind 33 bytes; ``ResonanzError("epoch-malformed")``."""
    if len(encoded) != 1 + EPOCH_BYTES or encoded[0] > 1:
        raise ResonanzError(PortCode.EPOCH_MALFORMED)
    return EpochReply(encoded[1:], fits=bool(encoded[0]))


def encode_drawn(drawn: Sequence[int]) -> bytes:
    """How many people of each cell drew a token, a u32 a cell: what the app says when it asks for a close."""
    return struct.pack(f">{len(drawn)}I", *drawn)


def decode_drawn(encoded: bytes) -> tuple[int, ...]:
    """The numbers behind whole u32s; ``ResonanzError("drawn-malformed")``."""
    count, rest = divmod(len(encoded), 4)
    if rest:
        raise ResonanzError(PortCode.DRAWN_MALFORMED)
    return struct.unpack(f">{count}I", encoded)


def decode_chain_head(encoded: bytes) -> ChainHead:
    """The head behind 36 bytes; ``ResonanzError("wave-list-malformed")``."""
    reader = ByteReader(encoded, ERROR)
    head = ChainHead(reader.u32(), reader.read(HASH_BYTES))
    reader.end()
    return head


def sign_wave_list(waves: Sequence[ListedWave], key: ec.EllipticCurvePrivateKey) -> WaveList:
    """The list of ``waves``, signed with the receipt key ``key``."""
    return WaveList(tuple(waves), sign(key, _to_sign(waves)))


def encode_wave_list(listed: WaveList) -> bytes:
    """The list's bytes; ``ResonanzError("wave-list-malformed")`` unless the numbers ascend."""
    return Writer(ERROR, _to_sign(listed.waves)).fixed(listed.signature, SIGNATURE_BYTES).done()


def decode_wave_list(encoded: bytes) -> WaveList:
    """The list behind its bytes, its signature not checked; ``ResonanzError("wave-list-malformed")``."""
    reader = ByteReader(encoded, ERROR)
    reader.magic(MAGIC)
    waves = tuple(_read_wave(reader) for _ in range(reader.u32()))
    signature = reader.read(SIGNATURE_BYTES)
    reader.require(_ascend(waves))
    reader.end()
    return WaveList(waves, signature)


def check_chain(listed: WaveList, header: Header, root: bytes) -> None:
    """``chain-broken`` unless the wave of ``header`` and ``root`` is the open one at the head of a whole, signed chain.

    ``wave-not-open`` if it stands in the chain and is over.
    """
    mine = next((each for each in listed.waves if each.root == root), None)
    whole = is_signed(header.receipt_key, _to_sign(listed.waves), listed.signature) and is_chain(listed.waves)
    if not whole or mine is None or not _is_wave_of(mine, header):
        raise ResonanzError(WireCode.CHAIN_BROKEN)
    if mine.state is not ListedState.OPEN:
        raise ResonanzError(WireCode.WAVE_NOT_OPEN)


def is_chain(waves: Sequence[ListedWave]) -> bool:
    """Whether each wave names the root of the one before, and only the last may be open."""
    before = (NO_ROOT, *(each.root for each in waves))
    linked = all(each.previous == root for each, root in zip(waves, before, strict=False))
    return linked and all(each.state is not ListedState.OPEN for each in waves[:-1])


def _is_wave_of(listed: ListedWave, header: Header) -> bool:
    stated = (listed.wave, listed.number, listed.previous, listed.closes_at)
    return stated == (header.wave, header.number, header.previous, header.closes_at)


def _to_sign(waves: Sequence[ListedWave]) -> bytes:
    writer = Writer(ERROR, MAGIC).u32(len(waves))
    writer.require(_ascend(waves))
    for each in waves:
        writer.fixed(each.wave, WAVE_ID_BYTES).u32(each.number)
        writer.fixed(each.root, HASH_BYTES).fixed(each.previous, HASH_BYTES)
        writer.u64(int(each.opened_at.timestamp())).u64(int(each.closes_at.timestamp())).u8(int(each.state))
        writer.u32(each.cells).u32(each.eligible).u32(each.accepted)
    return writer.done()


def _read_wave(reader: ByteReader) -> ListedWave:
    wave, number = WaveId(reader.read(WAVE_ID_BYTES)), reader.u32()
    root, previous = reader.read(HASH_BYTES), reader.read(HASH_BYTES)
    opened, closes, state = reader.u64(), reader.u64(), reader.u8()
    reader.require(max(opened, closes) <= _LATEST and state <= max(ListedState))
    moments = datetime.fromtimestamp(opened, UTC), datetime.fromtimestamp(closes, UTC)
    return ListedWave(wave, number, root, previous, *moments, ListedState(state), *reader.u32s(3))


def _ascend(waves: Sequence[ListedWave]) -> bool:
    return all(low.number < high.number for low, high in pairwise(waves))
