"""Drawing a token: what the browser asks the registrar ("RZD2") and what comes back ("RZP2")."""

from dataclasses import dataclass

from resonanz.core.kernel.ids import WAVE_ID_BYTES, WaveId
from resonanz.core.wire.codec import HASH_BYTES, ByteReader, Writer, is_ascending
from resonanz.core.wire.errors import WireCode

ERROR = WireCode.DRAW_MALFORMED
TICKET_BYTES = 32
BLINDED_BYTES = 256
# One for the answers, one for the comment.
ENTRIES_MAX = 2
_LEAF_LIMIT = 1 << 32


@dataclass(frozen=True, slots=True)
class DrawRequest:
    """A ticket (32 bytes) and what to sign for it: (position of a leaf, 256 blinded bytes), ascending by position."""

    ticket: bytes
    wave: WaveId
    root: bytes
    entries: tuple[tuple[int, bytes], ...]


def encode_draw_request(request: DrawRequest) -> bytes:
    """The request's bytes; ``ResonanzError("draw-malformed")``."""
    writer = Writer(ERROR, b"RZD2").fixed(request.ticket, TICKET_BYTES).fixed(request.wave, WAVE_ID_BYTES)
    writer.require(_is_sound(request.entries))
    writer.fixed(request.root, HASH_BYTES).u8(len(request.entries))
    for leaf, blinded in request.entries:
        writer.u32(leaf).fixed(blinded, BLINDED_BYTES)
    return writer.done()


def decode_draw_request(encoded: bytes) -> DrawRequest:
    """The request behind its bytes; ``ResonanzError("draw-malformed")``."""
    reader = ByteReader(encoded, ERROR)
    reader.magic(b"RZD2")
    ticket, wave, root = reader.read(TICKET_BYTES), WaveId(reader.read(WAVE_ID_BYTES)), reader.read(HASH_BYTES)
    entries = tuple((reader.u32(), reader.read(BLINDED_BYTES)) for _ in range(reader.u8()))
    reader.require(_is_sound(entries))
    reader.end()
    return DrawRequest(ticket, wave, root, entries)


def encode_draw_reply(signatures: tuple[bytes, ...]) -> bytes:
    """The blind signatures in the order of the request's entries; ``ResonanzError("draw-malformed")``."""
    writer = Writer(ERROR, b"RZP2").u8(len(signatures))
    writer.require(1 <= len(signatures) <= ENTRIES_MAX)
    for signature in signatures:
        writer.fixed(signature, BLINDED_BYTES)
    return writer.done()


def decode_draw_reply(encoded: bytes) -> tuple[bytes, ...]:
    """The blind signatures (256 bytes each); ``ResonanzError("draw-malformed")``."""
    reader = ByteReader(encoded, ERROR)
    reader.magic(b"RZP2")
    signatures = tuple(reader.read(BLINDED_BYTES) for _ in range(reader.u8()))
    reader.require(1 <= len(signatures) <= ENTRIES_MAX)
    reader.end()
    return signatures


def _is_sound(entries: tuple[tuple[int, bytes], ...]) -> bool:
    return len(entries) <= ENTRIES_MAX and is_ascending([leaf for leaf, _ in entries], _LEAF_LIMIT)
