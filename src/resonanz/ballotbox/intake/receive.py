"""From 8,192 bytes to a receipt."""

from datetime import timedelta

from django.conf import settings

from resonanz.ballotbox.intake.check import check_envelope, check_size
from resonanz.ballotbox.intake.committer import Outcome, Submission, submit
from resonanz.ballotbox.storage import queries
from resonanz.ballotbox.storage.keys import inbox_key, lost_key, receipt_key
from resonanz.ballotbox.storage.models import BoxWaveState
from resonanz.ballotbox.storage.seal import Sealer
from resonanz.core.kernel import clock
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.ids import WaveId
from resonanz.core.wire import check_answers, encode_receipt, sign_receipt
from resonanz.core.wire.errors import WireCode

# A token drawn in the last second is still on its way to becoming a ballot.
IN_FLIGHT = timedelta(minutes=1)


def receive(wave_id: WaveId, body: bytes) -> tuple[bytes, bool]:
    """The encoded receipt, and whether the ballot is new. Errors as in ``check``; ``wave-not-open``, ``storage-*``.

    A token that came before is answered with its receipt whatever this ballot says: the first one counts.
    """
    check_size(body)
    name = wave_id.hex()
    terms = queries.terms(name)
    envelope = check_envelope(body, terms)
    # Who drew in time may send: draws end at the closing time. Whether a close has begun, the commit asks.
    if clock.now(settings.HOME) >= terms.manifest.header.closes_at + IN_FLIGHT:
        raise ResonanzError(WireCode.WAVE_NOT_OPEN)
    check_answers(envelope.answers, terms.questionnaire)
    sealer = Sealer.of(_key_of_open_wave(name, terms.manifest.header.receipt_key))
    row_key = sealer.row_key(envelope.public_key)
    outcome = submit(Submission(name, row_key, sealer.seal(row_key, body)))
    if outcome is Outcome.NOT_OPEN:
        raise ResonanzError(WireCode.WAVE_NOT_OPEN)
    # Signed only now: before the commit no receipt exists that could be shown.
    receipt = sign_receipt(wave_id, envelope.public_key, receipt_key(settings.HOME))
    return encode_receipt(receipt), outcome is Outcome.NEW


def _key_of_open_wave(name: str, named: bytes) -> bytes:
    # A key that is gone means that the close or a cancellation came in between, or that the file was lost.
    lost = lost_key(settings.HOME, name, named)
    if lost:
        raise ResonanzError(lost if queries.state(name) == BoxWaveState.OPEN else WireCode.WAVE_NOT_OPEN)
    return inbox_key(settings.HOME, name)
