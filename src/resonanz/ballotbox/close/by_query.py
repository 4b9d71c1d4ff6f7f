"""The first counting path: every ballot checked again as at intake, then counted by SQL in memory, no spill files."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from resonanz.ballotbox.intake.check import check_envelope
from resonanz.ballotbox.release.tally import VALUES, Tally
from resonanz.ballotbox.storage import queries
from resonanz.ballotbox.storage.seal import Sealer
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire import Envelope, check_answers, encode_board_row, receipt_hash
from resonanz.core.wire.errors import HeldCode

if TYPE_CHECKING:
    import duckdb

CHUNK = 20_000
IN_MEMORY = (
    "SET temp_directory = ''; SET autoload_known_extensions = false; "
    "SET autoinstall_known_extensions = false; SET enable_external_access = false"
)
COUNT_CHUNK = "INSERT INTO counts SELECT cell, item, value, COUNT(*) FROM chunk GROUP BY cell, item, value"
TOTAL = "SELECT cell, item, value, CAST(SUM(ballots) AS BIGINT) FROM counts GROUP BY cell, item, value"
ACCEPTED = "SELECT cell, CAST(SUM(ballots) AS BIGINT) FROM counts WHERE item = 0 GROUP BY cell"


def count(terms: queries.Terms, inbox_key: bytes, rows: BinaryIO) -> Tally:
    """Open, check and count, and write the board's ``rows`` in the order of the inbox, which says nothing.

    A ballot that does not pass raises its intake error, a broken seal ``seal-broken``.
    """
    cells, items = len(terms.manifest.cells), len(terms.questionnaire.items)
    receipts: list[bytes] = []
    database = _database()
    try:
        opened = _opened(terms, Sealer.of(inbox_key))
        while chunk := list(islice(opened, CHUNK)):
            receipts += [receipt_hash(terms.wave_id, ballot.public_key) for ballot in chunk]
            rows.writelines(_board_row(ballot) for ballot in chunk)
            _count_chunk(database, chunk, items)
        counts = np.zeros((cells, items, VALUES), dtype=np.int64)
        for cell, item, value, ballots in database.execute(TOTAL).fetchall():
            counts[cell, item, value] = ballots
        accepted = dict(database.execute(ACCEPTED).fetchall())
    finally:
        database.close()
    return Tally(tuple(accepted.get(cell, 0) for cell in range(cells)), counts, tuple(sorted(receipts)))


def _board_row(ballot: Envelope) -> bytes:
    return encode_board_row(ballot.cell, ballot.public_key, ballot.prefix, ballot.token)


def _database() -> duckdb.DuckDBPyConnection:
    import duckdb

    database = duckdb.connect(":memory:")
    database.execute(IN_MEMORY)
    database.execute("CREATE TABLE counts (cell INTEGER, item INTEGER, value INTEGER, ballots BIGINT)")
    return database


def _opened(terms: queries.Terms, sealer: Sealer) -> Iterator[Envelope]:
    for row_key, sealed in queries.sealed_rows(terms.wave_id.hex()):
        envelope = check_envelope(sealer.open(row_key, sealed), terms)
        check_answers(envelope.answers, terms.questionnaire)
        if sealer.row_key(envelope.public_key) != row_key:
            raise ResonanzError(HeldCode.SEAL_BROKEN)
        yield envelope


def _count_chunk(database: duckdb.DuckDBPyConnection, chunk: list[Envelope], items: int) -> None:
    # Ballots to lines (cell, item, value), lines to counts: which lines stood on one ballot is not kept.
    lines = {
        "cell": np.repeat(np.array([ballot.cell for ballot in chunk], dtype=np.int32), items),
        "item": np.tile(np.arange(items, dtype=np.int32), len(chunk)),
        "value": np.array([ballot.answers for ballot in chunk], dtype=np.int32).ravel(),
    }
    database.register("chunk", lines)
    database.execute(COUNT_CHUNK)
    database.unregister("chunk")
