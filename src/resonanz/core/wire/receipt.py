"""Receipts ("RZR2") and the public list of them all ("RZA2"), both signed with the ballot box's receipt key."""

from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import pairwise

from cryptography.hazmat.primitives.asymmetric import ec

from resonanz.core.kernel.ids import WAVE_ID_BYTES, WaveId
from resonanz.core.wire.codec import HASH_BYTES, ByteReader, Writer
from resonanz.core.wire.errors import WireCode
from resonanz.core.wire.signing import SIGNATURE_BYTES, is_signed, sign
from resonanz.core.wire.types import ReceiptList

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


def receipt_list_to_sign(listed: ReceiptList) -> bytes:
    """The list's bytes before its signature; receipts must be sorted and unique."""
    writer = Writer(BOARD_ERROR, b"RZA2").fixed(listed.wave, WAVE_ID_BYTES).fixed(listed.root, HASH_BYTES)
    writer.fixed(listed.board, HASH_BYTES).fixed(listed.release, HASH_BYTES)
    writer.require(_is_sorted(listed.receipts))
    return writer.u32(len(listed.receipts)).hashes(listed.receipts).done()


def sign_receipt_list(unsigned: ReceiptList, key: ec.EllipticCurvePrivateKey) -> ReceiptList:
    """The list, its receipts' hashes in any order, sorted and signed with the receipt key ``key``."""
    ordered = replace(unsigned, receipts=tuple(sorted(unsigned.receipts)))
    return replace(ordered, signature=sign(key, receipt_list_to_sign(ordered)))


def receipt_list_ok(listed: ReceiptList, receipt_key: bytes) -> bool:
    """Whether the list is signed by ``receipt_key`` (65 bytes)."""
    return is_signed(receipt_key, receipt_list_to_sign(listed), listed.signature)


def encode_receipt_list(listed: ReceiptList) -> bytes:
    """The list's bytes; ``ResonanzError("board-malformed")``."""
    return Writer(BOARD_ERROR, receipt_list_to_sign(listed)).fixed(listed.signature, SIGNATURE_BYTES).done()


def decode_receipt_list(encoded: bytes) -> ReceiptList:
    """The list behind its bytes, its signature not checked; ``ResonanzError("board-malformed")``."""
    reader = ByteReader(encoded, BOARD_ERROR)
    reader.magic(b"RZA2")
    wave, root = WaveId(reader.read(WAVE_ID_BYTES)), reader.read(HASH_BYTES)
    board, release = reader.read(HASH_BYTES), reader.read(HASH_BYTES)
    receipts = reader.hashes(reader.u32())
    reader.require(_is_sorted(receipts))
    signature = reader.read(SIGNATURE_BYTES)
    reader.end()
    return ReceiptList(wave, root, board, release, receipts, signature)


def _is_sorted(receipts: tuple[bytes, ...]) -> bool:
    return all(low < high for low, high in pairwise(receipts))
