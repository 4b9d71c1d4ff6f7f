"""Is this a ballot? Asked in a fixed order, cheap questions first; the first no is the answer."""

from resonanz.ballotbox.errors import BallotBoxCode
from resonanz.ballotbox.storage.queries import Terms
from resonanz.core.blindsig import token_message, verify
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire import ENVELOPE_BYTES, Envelope, decode_envelope, signature_ok
from resonanz.core.wire.errors import WireCode


def check_size(body: bytes) -> None:
    """``ballot-size`` unless it is exactly 8,192 bytes."""
    if len(body) != ENVELOPE_BYTES:
        raise ResonanzError(BallotBoxCode.BALLOT_SIZE)


def check_envelope(body: bytes, terms: Terms) -> Envelope:
    """Format, root, token, signature, in this order.

    ``ballot-malformed``, ``root-mismatch``, ``token-invalid`` (not signed under the key of the cell it names),
    ``signature-invalid`` (not signed by the key that the token certifies).
    """
    envelope = decode_envelope(body)
    cells = terms.manifest.cells
    if envelope.cell >= len(cells):
        raise ResonanzError(WireCode.BALLOT_MALFORMED)
    if envelope.wave != terms.wave_id or envelope.root != terms.root:
        raise ResonanzError(WireCode.ROOT_MISMATCH)
    prepared = envelope.prefix + token_message(envelope.public_key)
    if not verify(cells[envelope.cell].public_key, prepared, envelope.token):
        raise ResonanzError(BallotBoxCode.TOKEN_INVALID)
    if not signature_ok(body):
        raise ResonanzError(BallotBoxCode.SIGNATURE_INVALID)
    return envelope
