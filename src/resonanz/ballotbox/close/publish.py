"""Board and release: written whole, read back from disk, held against both counts before anything is destroyed."""

from pathlib import Path

from django.conf import settings

from resonanz.ballotbox.release.release import audit_release, release_of
from resonanz.ballotbox.release.tally import Tally
from resonanz.ballotbox.storage.keys import receipt_key
from resonanz.ballotbox.storage.queries import Terms
from resonanz.core.cells.errors import CellsCode
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire import (
    board_ok,
    decode_board,
    decode_release,
    encode_board,
    encode_release,
    sign_board,
)
from resonanz.storage.files import destroy, write_whole


def board_file(wave: str) -> Path:
    """Where a wave's board lies."""
    return Path(settings.HOME.ballotbox / "boards" / wave)


def release_file(wave: str) -> Path:
    """Where a wave's release lies."""
    return Path(settings.HOME.ballotbox / "releases" / wave)


def write_board(terms: Terms, tally: Tally) -> None:
    """Write the signed board. One that is there and fits is kept: a signature made twice differs in every byte."""
    path = board_file(terms.wave_id.hex())
    if path.exists() and _board_fits(path, terms, tally):
        return
    board = sign_board(terms.wave_id, terms.root, tally.receipts, receipt_key(settings.HOME))
    write_whole(path, encode_board(board))


def write_release(terms: Terms, tally: Tally) -> None:
    """Write the release; the same tally gives the same bytes."""
    release = release_of(terms, tally)
    write_whole(release_file(terms.wave_id.hex()), encode_release(release))


def read_back(terms: Terms, *tallies: Tally) -> None:
    """Compare what lies on disk with each count; ``audit-failed`` names the check."""
    name = terms.wave_id.hex()
    release = decode_release(release_file(name).read_bytes())
    for tally in tallies:
        if not _board_fits(board_file(name), terms, tally):
            raise ResonanzError(CellsCode.AUDIT_FAILED, check="board")
        audit_release(release, terms, tally)


def withdraw(wave: str) -> None:
    """Remove what was written before anybody was shown it."""
    destroy(board_file(wave))
    destroy(release_file(wave))


def _board_fits(path: Path, terms: Terms, tally: Tally) -> bool:
    try:
        board = decode_board(path.read_bytes())
    except ResonanzError:
        return False
    same = (board.wave, board.root, board.receipts) == (terms.wave_id, terms.root, tally.receipts)
    return same and board_ok(board, terms.manifest.header.receipt_key)
