"""From 8,192 bytes to a receipt."""

from django.conf import settings

from resonanz.ballotbox.intake.check import check_envelope, check_size
from resonanz.ballotbox.intake.committer import Outcome, Submission, submit
from resonanz.ballotbox.storage import queries
from resonanz.ballotbox.storage.keys import inbox_key, receipt_key
from resonanz.ballotbox.storage.seal import Sealer
from resonanz.core.kernel import clock
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.ids import WaveId
from resonanz.core.wire import check_answers, encode_receipt, sign_receipt
from resonanz.core.wire.errors import WireCode


def receive(wave_id: WaveId, body: bytes) -> tuple[bytes, bool]:
    """The encoded receipt, and whether the ballot is new. Errors as in ``check``; ``wave-not-open``, ``storage-*``.

    A token that came before is answered with its receipt whatever this ballot says: the first one counts.
    """
    check_size(body)
    name = wave_id.hex()
    terms = queries.terms(name)
    envelope = check_envelope(body, terms)
    if clock.now(settings.HOME) >= terms.manifest.header.closes_at:  # whether a close has begun, the commit asks
        raise ResonanzError(WireCode.WAVE_NOT_OPEN)
    check_answers(envelope.answers, terms.questionnaire)
    sealer = Sealer.of(_key_of_open_wave(name))
    row_key = sealer.row_key(envelope.public_key)
    outcome = submit(Submission(name, row_key, sealer.seal(row_key, body)))
    if outcome is Outcome.NOT_OPEN:
        raise ResonanzError(WireCode.WAVE_NOT_OPEN)
    # Signed only now: before the commit no receipt exists that could be shown.
    receipt = sign_receipt(wave_id, envelope.public_key, receipt_key(settings.HOME))
    return encode_receipt(receipt), outcome is Outcome.NEW


def _key_of_open_wave(name: str) -> bytes:
    # A key that is gone means that the close or a cancellation came in between, or that the file was lost.
    try:
        return inbox_key(settings.HOME, name)
    except ResonanzError:
        raise ResonanzError(WireCode.WAVE_NOT_OPEN) from None
