"""Drawing a token: an ephemeral key, its hash blinded, signed by the registrar, unblinded and verified."""

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import ec

from resonanz.core.blindsig import PREFIX_BYTES, Blinded, blind, finalize, prepare, token_message
from resonanz.core.kernel.errors import ErrorCode, ResonanzError
from resonanz.core.wire import (
    CellLeaf,
    DrawRequest,
    ProvedStart,
    StartData,
    decode_draw_reply,
    encode_draw_request,
    public_point,
)
from resonanz.core.wire.errors import WireCode
from resonanz.simulation.errors import ClientCode
from resonanz.simulation.http import PatientHttp

OK = 200
REFUSALS: dict[str, ErrorCode] = {
    "already-drawn": WireCode.ALREADY_DRAWN,
    "ticket-unknown": WireCode.TICKET_UNKNOWN,
    "wave-not-open": WireCode.WAVE_NOT_OPEN,
    "draw-malformed": ClientCode.DRAW_REFUSED,
    "root-mismatch": ClientCode.DRAW_REFUSED,
    "cell-mismatch": ClientCode.DRAW_REFUSED,
}


@dataclass(frozen=True, slots=True)
class Begun:
    """An ephemeral key and its blinded hash: kept until the token is there, so that the same bytes can be resent."""

    key: ec.EllipticCurvePrivateKey = field(repr=False)
    prepared: bytes
    blinded: Blinded


@dataclass(frozen=True, slots=True)
class BallotToken:
    """A verified token: the key it certifies, the message prefix (32 bytes), the registrar's signature (256 bytes)."""

    key: ec.EllipticCurvePrivateKey = field(repr=False)
    prefix: bytes
    signature: bytes

    @property
    def public_key(self) -> bytes:
        """65 bytes, the uncompressed point."""
        return public_point(self.key)


def begin(cell: CellLeaf) -> Begun:
    """A fresh key, blinded for the cell's registrar key."""
    key = ec.generate_private_key(ec.SECP256R1())
    prepared = prepare(token_message(public_point(key)))
    return Begun(key, prepared, blind(cell.public_key, prepared))


def draw(http: PatientHttp, start: StartData, proved: ProvedStart, begun: Begun) -> BallotToken:
    """The token for ``begun``; asking again with the same ``begun`` gives the same token.

    ``ResonanzError``: "app-unreachable", "app-failed", "already-drawn", "ticket-unknown", "wave-not-open",
    "draw-refused"; "signature-wrong" when a well-formed reply does not verify: then stop.
    """
    cell = proved.cell
    request = DrawRequest(start.ticket, proved.header.wave, start.root, ((cell.position, begun.blinded.blinded),))
    signature = _asked(http, start.draw_url, encode_draw_request(request))
    try:
        token = finalize(cell.public_key, begun.prepared, signature, begun.blinded.inverse)
    except ResonanzError:
        raise ResonanzError(ClientCode.SIGNATURE_WRONG) from None
    return BallotToken(begun.key, begun.prepared[:PREFIX_BYTES], token)


def _asked(http: PatientHttp, url: str, request: bytes) -> bytes:
    reply = http.post(url, request, ClientCode.APP_UNREACHABLE)
    if reply.status != OK:
        raise ResonanzError(REFUSALS.get(reply.word, ClientCode.APP_FAILED))
    try:
        (signature,) = decode_draw_reply(reply.body)
    except (ResonanzError, ValueError):
        raise ResonanzError(ClientCode.APP_FAILED) from None
    return signature
