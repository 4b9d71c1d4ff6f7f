"""Board, receipts and release: written whole, read back from disk, held against both counts before any destruction."""

from hashlib import sha256
from pathlib import Path

from django.conf import settings

from resonanz.ballotbox.close.board import board_on_disk, write_board
from resonanz.ballotbox.release.release import audit_release, release_of
from resonanz.ballotbox.release.tally import Tally
from resonanz.ballotbox.storage.keys import receipt_key
from resonanz.ballotbox.storage.queries import Terms
from resonanz.core.cells.errors import CellsCode
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire import (
    ReceiptList,
    decode_receipt_list,
    decode_release,
    encode_receipt_list,
    encode_release,
    receipt_list_ok,
    sign_receipt_list,
)
from resonanz.storage.files import destroy, write_whole


def board_file(wave: str) -> Path:
    """Where a wave's board lies, for the works council; no address serves it."""
    return Path(settings.HOME.ballotbox / "boards" / wave)


def rows_file(wave: str) -> Path:
    """The rows of the board in no order, from the count until the board is written."""
    return Path(settings.HOME.ballotbox / "boards" / f"{wave}.rows")


def receipts_file(wave: str) -> Path:
    """Where a wave's public list of receipts lies."""
    return Path(settings.HOME.ballotbox / "receipts" / wave)


def release_file(wave: str) -> Path:
    """Where a wave's release lies."""
    return Path(settings.HOME.ballotbox / "releases" / wave)


def write_release(terms: Terms, tally: Tally) -> None:
    """Write the release; the same tally gives the same bytes."""
    release = release_of(terms, tally)
    write_whole(release_file(terms.wave_id.hex()), encode_release(release))


def write_proofs(terms: Terms, tally: Tally) -> None:
    """Write the signed board and, after the release, the signed list of receipts, which names both.

    What is there and fits is kept: a second signature differs.
    """
    name, key = terms.wave_id.hex(), receipt_key(settings.HOME)
    board = _board_of(terms, tally) or write_board(board_file(name), rows_file(name), terms.wave_id, terms.root, key)
    if not _receipts_fit(terms, tally, board):
        unsigned = ReceiptList(terms.wave_id, terms.root, board, release_hash(name), tally.receipts)
        write_whole(receipts_file(name), encode_receipt_list(sign_receipt_list(unsigned, key)))


def release_hash(wave: str) -> bytes:
    """SHA-256 of the release on disk: what everybody can compare the app's figures with."""
    return sha256(release_file(wave).read_bytes()).digest()


def read_back(terms: Terms, *tallies: Tally) -> None:
    """Compare what lies on disk with each count; ``audit-failed`` names the check."""
    board = _board_of(terms, *tallies)
    if board is None:
        raise ResonanzError(CellsCode.AUDIT_FAILED, check="board")
    release = decode_release(release_file(terms.wave_id.hex()).read_bytes())
    for tally in tallies:
        if not _receipts_fit(terms, tally, board):
            raise ResonanzError(CellsCode.AUDIT_FAILED, check="receipts")
        audit_release(release, terms, tally)


def withdraw(wave: str) -> None:
    """Remove what was written before anybody was shown it."""
    for path in (board_file(wave), receipts_file(wave), release_file(wave)):
        destroy(path)
    forget_rows(wave)


def forget_rows(wave: str) -> None:
    """Remove the rows in no order, and what a count that was cut off has left of them."""
    for path in (rows_file(wave), *board_file(wave).parent.glob(f".{wave}.*")):
        destroy(path)


def _board_of(terms: Terms, *tallies: Tally) -> bytes | None:
    path, signer = board_file(terms.wave_id.hex()), terms.manifest.header.receipt_key
    return board_on_disk(path, terms.wave_id, terms.root, signer, *tallies)


def _receipts_fit(terms: Terms, tally: Tally, board: bytes) -> bool:
    try:
        listed = decode_receipt_list(receipts_file(terms.wave_id.hex()).read_bytes())
    except (FileNotFoundError, ResonanzError):
        return False
    stated = (listed.wave, listed.root, listed.board, listed.release, listed.receipts)
    same = stated == (terms.wave_id, terms.root, board, release_hash(terms.wave_id.hex()), tally.receipts)
    return same and receipt_list_ok(listed, terms.manifest.header.receipt_key)
