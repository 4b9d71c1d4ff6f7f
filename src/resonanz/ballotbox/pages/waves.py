"""The public list of all waves: its signed bytes for browsers, and what the page about it shows."""

from datetime import UTC, datetime
from functools import lru_cache

from django.conf import settings

from resonanz.ballotbox.storage import queries
from resonanz.ballotbox.storage.keys import receipt_key
from resonanz.ballotbox.storage.models import BoxWaveState
from resonanz.core.wire.waves import ListedState, ListedWave, encode_wave_list, sign_wave_list

LISTED = {
    BoxWaveState.OPEN: ListedState.OPEN,
    BoxWaveState.CLOSING: ListedState.COUNTING,
    BoxWaveState.DESTROYING: ListedState.COUNTING,
    BoxWaveState.CLOSED: ListedState.CLOSED,
    BoxWaveState.HELD: ListedState.HELD,
    BoxWaveState.CANCELLING: ListedState.CANCELLED,
    BoxWaveState.CANCELLED: ListedState.CANCELLED,
}
Row = tuple[str, BoxWaveState, int, int]


def listed_waves() -> tuple[ListedWave, ...]:
    """Every wave in the order of the chain."""
    return tuple(map(_listed, queries.chain_rows()))


def encoded_list() -> bytes:
    """The signed list; made anew only when something in it has changed, for every ballot page asks for it."""
    return _encoded(queries.chain_rows())


@lru_cache(maxsize=2)
def _encoded(rows: tuple[Row, ...]) -> bytes:
    return encode_wave_list(sign_wave_list(tuple(map(_listed, rows)), receipt_key(settings.HOME)))


def _listed(row: Row) -> ListedWave:
    name, state, opened_at, accepted = row
    terms = queries.terms(name)
    header, cells = terms.manifest.header, terms.manifest.cells
    return ListedWave(
        wave=terms.wave_id,
        number=header.number,
        root=terms.root,
        previous=header.previous,
        opened_at=datetime.fromtimestamp(opened_at, UTC),
        closes_at=header.closes_at,
        state=LISTED[state],
        cells=len(cells),
        eligible=sum(cell.eligible for cell in cells),
        accepted=accepted if state is BoxWaveState.CLOSED else 0,
    )
