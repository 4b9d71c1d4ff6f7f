"""The board of a wave: rows written as ballots are counted, then put into the order of their receipts, then read back.

Memory stays flat: the rows lie in files, only their hashes (32 bytes each) are held.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import numpy as np
from cryptography.hazmat.primitives.asymmetric import ec
from numpy.typing import NDArray

from resonanz.ballotbox.release.tally import Tally
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.ids import WaveId
from resonanz.core.wire import (
    BoardHead,
    board_hash,
    decode_board_front,
    encode_board_head,
    is_signed,
    receipt_hash,
    sign,
)
from resonanz.core.wire.board import FRONT_BYTES, KEY_AT, LEAF_BYTES, ROW_BYTES
from resonanz.storage.files import writing_whole

ROWS_AT_ONCE = 10_000
Rows = NDArray[np.uint8]


def write_board(path: Path, unsorted: Path, wave: WaveId, root: bytes, key: ec.EllipticCurvePrivateKey) -> bytes:
    """Write the board from rows in any order, sorted by receipt, its head signed with ``key``; its hash, 32 bytes."""
    rows = _mapped(unsorted)
    order = _order(rows, wave)
    digest = sha256()
    for part in _parts(rows, order):
        digest.update(part)
    head = BoardHead(wave, root, len(rows), digest.digest())
    with writing_whole(path) as stream:
        encoded = encode_board_head(head)
        stream.write(encoded + sign(key, encoded))
        stream.writelines(_parts(rows, order))
    return board_hash(head)


def board_on_disk(path: Path, wave: WaveId, root: bytes, receipt_key: bytes, *tallies: Tally) -> bytes | None:
    """The hash of the board at ``path`` if it is whole, signed, and just what each tally counted; None otherwise."""
    try:
        with path.open("rb") as stream:
            head, signature = decode_board_front(stream.read(FRONT_BYTES))
            fits = (head.wave, head.root) == (wave, root)
            fits = fits and is_signed(receipt_key, encode_board_head(head), signature)
            fits = fits and all(_rows_fit(stream, head, tally) for tally in tallies)
    except (FileNotFoundError, ResonanzError):
        return None
    return board_hash(head) if fits else None


def _rows_fit(stream: BinaryIO, head: BoardHead, tally: Tally) -> bool:
    # Every row in its place: its receipt is the next of the tally's, and the cells have as many rows as ballots.
    stream.seek(FRONT_BYTES)
    digest, accepted, place = sha256(), [0] * len(tally.accepted), 0
    while part := stream.read(ROW_BYTES * ROWS_AT_ONCE):
        digest.update(part)
        for at in range(0, len(part), ROW_BYTES):
            row = part[at : at + ROW_BYTES]
            leaf = int.from_bytes(row[:LEAF_BYTES], "big")
            known = place < len(tally.receipts) and receipt_hash(head.wave, row[KEY_AT]) == tally.receipts[place]
            if len(row) != ROW_BYTES or leaf >= len(accepted) or not known:
                return False
            accepted[leaf] += 1
            place += 1
    whole = place == head.count == len(tally.receipts) and digest.digest() == head.rows_hash
    return whole and tuple(accepted) == tally.accepted


def _mapped(path: Path) -> Rows:
    if path.stat().st_size == 0:
        return np.empty((0, ROW_BYTES), dtype=np.uint8)
    return np.memmap(path, dtype=np.uint8, mode="r").reshape(-1, ROW_BYTES)


def _order(rows: Rows, wave: WaveId) -> NDArray[np.intp]:
    # Places of the rows by receipt; as four numbers of eight bytes a hash sorts as its bytes do.
    hashes = b"".join(receipt_hash(wave, row[KEY_AT].tobytes()) for row in rows)
    words = np.frombuffer(hashes, dtype=">u8").reshape(-1, 4)
    return np.lexsort(words.T[::-1])


def _parts(rows: Rows, order: NDArray[np.intp]) -> Iterator[bytes]:
    for at in range(0, len(order), ROWS_AT_ONCE):
        yield rows[order[at : at + ROWS_AT_ONCE]].tobytes()
