"""The draw: blinded bytes in, one signature a ticket out."""

from datetime import datetime
from hashlib import sha256
from hmac import compare_digest

from django.db import transaction

from resonanz.app.registrar.errors import RegistrarCode
from resonanz.app.registrar.models import NOT_DRAWN, CellKey, Ticket
from resonanz.app.waves.models import Wave
from resonanz.app.waves.states import WaveState
from resonanz.core.blindsig import PrivateKey, sign_blinded
from resonanz.core.kernel import clock
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire import DrawRequest
from resonanz.core.wire.errors import WireCode


def draw(request: DrawRequest, now: datetime | None = None) -> tuple[bytes, ...]:
    """The blind signatures, in the order of the entries.

    Raises ``ticket-unknown``, ``root-mismatch``, ``wave-not-open``, ``cell-mismatch`` and ``draw-malformed`` before
    anything is recorded, ``already-drawn`` when other bytes were signed for the ticket. The same bytes again get the
    same answer: the signature is a function of them.
    """
    keys = _record(request, now or clock.now())
    return tuple(sign_blinded(key, blinded) for key, (_, blinded) in zip(keys, request.entries, strict=True))


@transaction.atomic
def _record(request: DrawRequest, now: datetime) -> list[PrivateKey]:
    # Check everything and bind the ticket to these bytes, in one transaction; the keys that may now sign them.
    ticket = Ticket.objects.select_related("wave").filter(ticket=request.ticket).first()
    if ticket is None:
        raise ResonanzError(WireCode.TICKET_UNKNOWN)
    _check_wave(ticket.wave, request, now)
    if tuple(position for position, _ in request.entries) != ticket.positions:
        raise ResonanzError(RegistrarCode.CELL_MISMATCH)
    keys = _keys_of(ticket)
    for key, (_, blinded) in zip(keys, request.entries, strict=True):
        if not 1 < int.from_bytes(blinded, "big") < int.from_bytes(key.public_modulus, "big"):
            raise ResonanzError(WireCode.DRAW_MALFORMED)  # no blinded message: it must not use up a ticket
    _bind(ticket, sha256(b"".join(blinded for _, blinded in request.entries)).digest())
    return keys


def _check_wave(wave: Wave, request: DrawRequest, now: datetime) -> None:
    same_wave = compare_digest(bytes(wave.wave_id), request.wave)
    if not same_wave or not wave.root or not compare_digest(bytes(wave.root), request.root):
        raise ResonanzError(RegistrarCode.ROOT_MISMATCH)
    if wave.state != WaveState.OPEN or now >= wave.closes_at:
        raise ResonanzError(WireCode.WAVE_NOT_OPEN)


def _keys_of(ticket: Ticket) -> list[PrivateKey]:
    # The private keys of the ticket's leaves in their order; ``wave-not-open`` once they are destroyed.
    stored = CellKey.objects.filter(wave_id=ticket.wave_id, position__in=ticket.positions).order_by("position")
    keys = [bytes(raw) for raw in stored.values_list("private_key", flat=True)]
    if len(keys) != len(ticket.positions) or not all(keys):
        raise ResonanzError(WireCode.WAVE_NOT_OPEN)
    return [PrivateKey.from_bytes(raw) for raw in keys]


def _bind(ticket: Ticket, digest: bytes) -> None:
    # Fill the hash in place if it is empty; ``already-drawn`` if it holds another one.
    if Ticket.objects.filter(pk=ticket.pk, blinded_hash=NOT_DRAWN).update(blinded_hash=digest):
        return
    stored = Ticket.objects.values_list("blinded_hash", flat=True).get(pk=ticket.pk)
    if not compare_digest(bytes(stored), digest):
        raise ResonanzError(WireCode.ALREADY_DRAWN)
