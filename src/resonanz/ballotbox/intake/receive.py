"""From 8,192 bytes to a receipt."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from resonanz.ballotbox.intake.check import check_envelope, check_fits, check_size
from resonanz.ballotbox.intake.committer import Outcome, Submission, submit
from resonanz.ballotbox.storage import queries
from resonanz.ballotbox.storage.keys import inbox_key, receipt_key
from resonanz.ballotbox.storage.seal import Sealer
from resonanz.core.kernel import clock
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.ids import WaveId
from resonanz.core.wire import encode_receipt, sign_receipt
from resonanz.core.wire.errors import WireCode


def receive(wave_id: WaveId, body: bytes) -> tuple[bytes, bool]:
    """The encoded receipt, and whether the ballot is new. Errors as in ``check``; ``wave-not-open``, ``storage-*``.

    A token that came before is answered with its receipt whatever this ballot says: the first one counts.
    """
    check_size(body)
    name = wave_id.hex()
    terms = queries.terms(name)
    envelope = check_envelope(body, terms)
    check_open(terms, clock.now(settings.HOME))
    check_fits(envelope, terms)
    sealer = Sealer.of(_key_of_open_wave(name))
    row_key = sealer.row_key(envelope.public_key)
    outcome = submit(Submission(name, row_key, sealer.seal(row_key, body)))
    if outcome is Outcome.NOT_OPEN:
        raise ResonanzError(WireCode.WAVE_NOT_OPEN)
    # Signed only now: before the commit no receipt exists that could be shown.
    receipt = sign_receipt(wave_id, envelope.public_key, receipt_key(settings.HOME))
    return encode_receipt(receipt), outcome is Outcome.NEW


def check_open(terms: queries.Terms, now: datetime) -> None:
    """``wave-not-open`` once the published closing time has come. Whether a close has begun, the commit asks."""
    if now >= terms.manifest.header.closes_at:
        raise ResonanzError(WireCode.WAVE_NOT_OPEN)


def _key_of_open_wave(name: str) -> bytes:
    """A key that is gone means that the close or a cancellation came in between, or that the file was lost."""
    try:
        return inbox_key(settings.HOME, name)
    except ResonanzError:
        raise ResonanzError(WireCode.WAVE_NOT_OPEN) from None
