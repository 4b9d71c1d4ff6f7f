"""The board ("RZV2"): of each counted ballot what proves that the registrar had signed its token, and no answer.

It goes to the works council alone, for its rows counted by cell are participation. The public list of receipts carries
its hash, so it cannot be another one later.
"""

from dataclasses import dataclass
from hashlib import sha256

from resonanz.core.kernel.ids import WAVE_ID_BYTES, WaveId
from resonanz.core.wire.ballot import PREFIX_BYTES, TOKEN_BYTES
from resonanz.core.wire.codec import HASH_BYTES, ByteReader, Writer
from resonanz.core.wire.errors import WireCode
from resonanz.core.wire.manifest import POINT_BYTES
from resonanz.core.wire.signing import SIGNATURE_BYTES

MAGIC = b"RZV2"
ERROR = WireCode.BOARD_MALFORMED
LEAF_BYTES = 4
ROW_BYTES = LEAF_BYTES + POINT_BYTES + PREFIX_BYTES + TOKEN_BYTES
# Where the public key, whose hash is the receipt, stands in a row.
KEY_AT = slice(LEAF_BYTES, LEAF_BYTES + POINT_BYTES)
HEAD_BYTES = len(MAGIC) + WAVE_ID_BYTES + HASH_BYTES + 4 + HASH_BYTES
# The head with its signature; the rows follow.
FRONT_BYTES = HEAD_BYTES + SIGNATURE_BYTES


@dataclass(frozen=True, slots=True)
class BoardHead:
    """What stands above the rows; ``rows_hash`` is SHA-256 over all of them in their order."""

    wave: WaveId
    root: bytes
    count: int
    rows_hash: bytes


def encode_board_head(head: BoardHead) -> bytes:
    """The 88 bytes that are signed."""
    writer = Writer(ERROR, MAGIC).fixed(head.wave, WAVE_ID_BYTES).fixed(head.root, HASH_BYTES)
    return writer.u32(head.count).fixed(head.rows_hash, HASH_BYTES).done()


def decode_board_front(encoded: bytes) -> tuple[BoardHead, bytes]:
    """Head and signature, which is not checked; ``ResonanzError("board-malformed")``."""
    reader = ByteReader(encoded, ERROR)
    reader.magic(MAGIC)
    wave, root = WaveId(reader.read(WAVE_ID_BYTES)), reader.read(HASH_BYTES)
    head = BoardHead(wave, root, reader.u32(), reader.read(HASH_BYTES))
    signature = reader.read(SIGNATURE_BYTES)
    reader.end()
    return head, signature


def board_hash(head: BoardHead) -> bytes:
    """What the public list of receipts carries: SHA-256 of the head, the same however often that is signed."""
    return sha256(encode_board_head(head)).digest()


def encode_board_row(leaf: int, public_key: bytes, prefix: bytes, token: bytes) -> bytes:
    """357 bytes: the leaf's position, the ballot's public key, the message prefix, the token."""
    row = Writer(ERROR, b"").u32(leaf).fixed(public_key, POINT_BYTES)
    return row.fixed(prefix, PREFIX_BYTES).fixed(token, TOKEN_BYTES).done()
