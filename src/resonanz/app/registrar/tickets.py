"""Tickets: made at opening for everybody who may answer, counted at the close, deleted two weeks later."""

import secrets
from collections import Counter
from random import SystemRandom

from django.db import DEFAULT_DB_ALIAS, transaction

from resonanz.app.registrar.models import NOT_DRAWN, CellKey, Seat, Ticket
from resonanz.app.waves.models import Wave
from resonanz.storage import bulk, forget

TICKET_BYTES = 32


def issue_tickets(wave: Wave, present: list[Seat]) -> None:
    """One row for every present person of the season, in random order; inside the caller's transaction."""
    shuffled = list(present)
    SystemRandom().shuffle(shuffled)
    rows = ((secrets.token_bytes(TICKET_BYTES), seat.person_id, wave.pk, seat.position, NOT_DRAWN) for seat in shuffled)
    bulk.insert(Ticket, ["ticket", "person", "wave", "position", "blinded_hash"], rows)


@transaction.atomic
def settle(wave: Wave) -> None:
    """Write down per cell how many drew. Called once draws have ended; repeating it changes nothing."""
    drawn = drawn_by_cell(wave)
    rows = list(CellKey.objects.filter(wave=wave, drawn=None))
    for row in rows:
        row.drawn = drawn.get(row.position, 0)
    CellKey.objects.bulk_update(rows, ["drawn"], batch_size=500)


def drawn_by_cell(wave: Wave) -> Counter[int]:
    """Cell position -> tickets that were drawn, while the tickets exist."""
    used = Ticket.objects.filter(wave=wave).exclude(blinded_hash=NOT_DRAWN)
    return Counter(used.values_list("position", flat=True))


def has_tickets(wave: Wave) -> bool:
    """Whether it is still known who drew."""
    return Ticket.objects.filter(wave=wave).exists()


def delete_tickets(wave: Wave) -> int:
    """Forget who drew; the counts per cell stay. How many rows went; their bytes go as those of keys do."""
    with transaction.atomic():
        gone, _ = Ticket.objects.filter(wave=wave).delete()
        if gone:
            forget.owe(DEFAULT_DB_ALIAS)
    if gone:
        forget.empty_log(DEFAULT_DB_ALIAS)
    return gone
