"""The envelope ("RZB2"): a ballot on its way, always 8,192 bytes, signed by the key that its token certifies."""

from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric import ec

from resonanz.core.kernel.ids import WAVE_ID_BYTES, WaveId
from resonanz.core.wire.codec import HASH_BYTES, ByteReader, Writer
from resonanz.core.wire.errors import WireCode
from resonanz.core.wire.manifest import POINT_BYTES
from resonanz.core.wire.signing import SIGNATURE_BYTES, is_signed, sign
from resonanz.core.wire.types import ENVELOPE_BYTES, Envelope

MAGIC = b"RZB2"
ERROR = WireCode.BALLOT_MALFORMED
BODY_BYTES = ENVELOPE_BYTES - SIGNATURE_BYTES
PREFIX_BYTES = 32
TOKEN_BYTES = 256
_KEY_AT = len(MAGIC) + WAVE_ID_BYTES + HASH_BYTES + 4


def envelope_body(envelope: Envelope) -> bytes:
    """The 8,128 bytes that are signed: everything but the signature, filled up with zeros."""
    writer = Writer(ERROR, MAGIC).fixed(envelope.wave, WAVE_ID_BYTES).fixed(envelope.root, HASH_BYTES)
    writer.u32(envelope.cell).fixed(envelope.public_key, POINT_BYTES)
    writer.fixed(envelope.prefix, PREFIX_BYTES).fixed(envelope.token, TOKEN_BYTES)
    writer.require(envelope.public_key[:1] == b"\x04" and all(0 <= answer <= 255 for answer in envelope.answers))
    body = writer.sized(bytes(envelope.answers), 2).done()
    writer.require(len(body) <= BODY_BYTES)
    return body.ljust(BODY_BYTES, b"\0")


def encode_envelope(envelope: Envelope) -> bytes:
    """The 8,192 bytes of a signed envelope; ``ResonanzError("ballot-malformed")`` if a field does not fit."""
    return Writer(ERROR, envelope_body(envelope)).fixed(envelope.signature, SIGNATURE_BYTES).done()


def decode_envelope(encoded: bytes) -> Envelope:
    """The envelope behind 8,192 bytes, its signature not checked; ``ResonanzError("ballot-malformed")``."""
    reader = ByteReader(encoded, ERROR)
    reader.require(len(encoded) == ENVELOPE_BYTES)
    reader.magic(MAGIC)
    wave, root, cell = WaveId(reader.read(WAVE_ID_BYTES)), reader.read(HASH_BYTES), reader.u32()
    public_key, prefix, token = reader.read(POINT_BYTES), reader.read(PREFIX_BYTES), reader.read(TOKEN_BYTES)
    reader.require(public_key[:1] == b"\x04")
    answers = tuple(reader.read(reader.u16()))
    used = _KEY_AT + POINT_BYTES + PREFIX_BYTES + TOKEN_BYTES + 2 + len(answers)
    reader.require(used <= BODY_BYTES)
    reader.require(reader.read(BODY_BYTES - used) == bytes(BODY_BYTES - used))
    signature = reader.read(SIGNATURE_BYTES)
    reader.end()
    return Envelope(wave, root, cell, public_key, prefix, token, answers, signature)


def seal(envelope: Envelope, key: ec.EllipticCurvePrivateKey) -> bytes:
    """The envelope's 8,192 bytes, signed with the ephemeral ``key`` whose public half it names."""
    return encode_envelope(replace(envelope, signature=sign(key, envelope_body(envelope))))


def signature_ok(encoded: bytes) -> bool:
    """Whether an encoded envelope is signed by the public key inside it."""
    public_key = encoded[_KEY_AT : _KEY_AT + POINT_BYTES]
    return len(encoded) == ENVELOPE_BYTES and is_signed(public_key, encoded[:BODY_BYTES], encoded[BODY_BYTES:])
