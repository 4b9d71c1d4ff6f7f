"""Receipts ("RZR2") and the board that lists them all ("RZA2"), both signed with the ballot box's receipt key."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

from cryptography.hazmat.primitives.asymmetric import ec

from resonanz.core.kernel.ids import WAVE_ID_BYTES, WaveId
from resonanz.core.wire.codec import HASH_BYTES, ByteReader, Writer
from resonanz.core.wire.errors import WireCode
from resonanz.core.wire.signing import SIGNATURE_BYTES, is_signed, sign
from resonanz.core.wire.types import Board

RECEIPT_ERROR = WireCode.RECEIPT_MALFORMED
BOARD_ERROR = WireCode.BOARD_MALFORMED
_DOMAIN = b"resonanz receipt v2\0"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the ballot box says to an accepted ballot; ``hash`` names its token and nothing else about it."""

    wave: WaveId
    hash: bytes
    signature: bytes


def receipt_hash(wave: WaveId, public_key: bytes) -> bytes:
    """32 bytes that stand on the board for the ballot of this ephemeral key."""
    return sha256(_DOMAIN + wave + public_key).digest()


def receipt_to_sign(wave: WaveId, hashed: bytes) -> bytes:
    """The bytes of a receipt before its signature."""
    return Writer(RECEIPT_ERROR, b"RZR2").fixed(wave, WAVE_ID_BYTES).fixed(hashed, HASH_BYTES).done()


def sign_receipt(wave: WaveId, public_key: bytes, key: ec.EllipticCurvePrivateKey) -> Receipt:
    """The receipt for the ballot of ``public_key``, signed with the receipt key ``key``."""
    hashed = receipt_hash(wave, public_key)
    return Receipt(wave, hashed, sign(key, receipt_to_sign(wave, hashed)))


def receipt_ok(receipt: Receipt, receipt_key: bytes) -> bool:
    """Whether the receipt is signed by ``receipt_key`` (65 bytes)."""
    return is_signed(receipt_key, receipt_to_sign(receipt.wave, receipt.hash), receipt.signature)


def encode_receipt(receipt: Receipt) -> bytes:
    """116 bytes; ``ResonanzError("receipt-malformed")``."""
    body = receipt_to_sign(receipt.wave, receipt.hash)
    return Writer(RECEIPT_ERROR, body).fixed(receipt.signature, SIGNATURE_BYTES).done()


def decode_receipt(encoded: bytes) -> Receipt:
    """The receipt behind 116 bytes, its signature not checked; ``ResonanzError("receipt-malformed")``."""
    reader = ByteReader(encoded, RECEIPT_ERROR)
    reader.magic(b"RZR2")
    receipt = Receipt(WaveId(reader.read(WAVE_ID_BYTES)), reader.read(HASH_BYTES), reader.read(SIGNATURE_BYTES))
    reader.end()
    return receipt


def board_to_sign(wave: WaveId, root: bytes, receipts: tuple[bytes, ...]) -> bytes:
    """The board's bytes before its signature; receipts must be sorted and unique."""
    writer = Writer(BOARD_ERROR, b"RZA2").fixed(wave, WAVE_ID_BYTES).fixed(root, HASH_BYTES)
    writer.require(_is_sorted(receipts))
    return writer.u32(len(receipts)).hashes(receipts).done()


def sign_board(wave: WaveId, root: bytes, receipts: Iterable[bytes], key: ec.EllipticCurvePrivateKey) -> Board:
    """The board of a wave from its receipts' hashes in any order, signed with the receipt key ``key``."""
    ordered = tuple(sorted(receipts))
    return Board(wave, root, ordered, sign(key, board_to_sign(wave, root, ordered)))


def board_ok(board: Board, receipt_key: bytes) -> bool:
    """Whether the board is signed by ``receipt_key`` (65 bytes)."""
    return is_signed(receipt_key, board_to_sign(board.wave, board.root, board.receipts), board.signature)


def encode_board(board: Board) -> bytes:
    """The board file; ``ResonanzError("board-malformed")``."""
    body = board_to_sign(board.wave, board.root, board.receipts)
    return Writer(BOARD_ERROR, body).fixed(board.signature, SIGNATURE_BYTES).done()


def decode_board(encoded: bytes) -> Board:
    """The board behind its bytes, its signature not checked; ``ResonanzError("board-malformed")``."""
    reader = ByteReader(encoded, BOARD_ERROR)
    reader.magic(b"RZA2")
    wave, root = WaveId(reader.read(WAVE_ID_BYTES)), reader.read(HASH_BYTES)
    receipts = reader.hashes(reader.u32())
    reader.require(_is_sorted(receipts))
    signature = reader.read(SIGNATURE_BYTES)
    reader.end()
    return Board(wave, root, receipts, signature)


def _is_sorted(receipts: tuple[bytes, ...]) -> bool:
    return all(low < high for low, high in pairwise(receipts))
