"""Start data ("RZS1"): what the app hands to the ballot page in the address's fragment, and the checks it must pass."""

import base64
import binascii
from dataclasses import dataclass

from resonanz.core.cells.types import K_ANSWERS, K_ELIGIBLE_FLOOR
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire.codec import HASH_BYTES, ByteReader, Writer
from resonanz.core.wire.draw import TICKET_BYTES
from resonanz.core.wire.errors import WireCode
from resonanz.core.wire.manifest import (
    FIRST_CELL_LEAF,
    HEADER_LEAF,
    QUESTIONNAIRE_LEAF,
    decode_cell_leaf,
    decode_header,
    questionnaire_leaf,
)
from resonanz.core.wire.merkle import Proof, verify_proof
from resonanz.core.wire.questionnaire import questionnaire_hash
from resonanz.core.wire.types import LANGUAGES, CellLeaf, Header

ERROR = WireCode.START_MALFORMED
PROOF_MAX = 32


@dataclass(frozen=True, slots=True)
class StartData:
    """Header and cell as their leaves' bytes with proofs, the questionnaire's proof, and the way to the registrar."""

    root: bytes
    tree_size: int
    header: bytes
    header_proof: Proof
    cell: bytes
    cell_proof: Proof
    questionnaire_proof: Proof
    ticket: bytes
    draw_url: str
    app_url: str
    language: str


def encode_start(start: StartData) -> str:
    """The fragment: base64url without padding; ``ResonanzError("start-malformed")``."""
    writer = Writer(ERROR, b"RZS1").fixed(start.root, HASH_BYTES).u32(start.tree_size)
    _write_proof(writer.sized(start.header, 2), start.header_proof)
    _write_proof(writer.sized(start.cell, 2), start.cell_proof)
    _write_proof(writer, start.questionnaire_proof)
    writer.require(start.language in LANGUAGES)
    writer.fixed(start.ticket, TICKET_BYTES).text(start.draw_url).text(start.app_url).text(start.language)
    return base64.urlsafe_b64encode(writer.done()).rstrip(b"=").decode("ascii")


def decode_start(fragment: str) -> StartData:
    """The start data behind a fragment, its proofs not checked; ``ResonanzError("start-malformed")``."""
    reader = ByteReader(_from_base64url(fragment), ERROR)
    reader.magic(b"RZS1")
    root, size = reader.read(HASH_BYTES), reader.u32()
    header, header_proof = reader.read(reader.u16()), _read_proof(reader)
    cell, cell_proof = reader.read(reader.u16()), _read_proof(reader)
    questionnaire_proof, ticket = _read_proof(reader), reader.read(TICKET_BYTES)
    draw_url, app_url, language = reader.text(), reader.text(), reader.text()
    reader.require(language in LANGUAGES)
    reader.end()
    return StartData(
        root, size, header, header_proof, cell, cell_proof, questionnaire_proof, ticket, draw_url, app_url, language
    )


def verify_start(start: StartData, questionnaire: bytes, root: bytes) -> tuple[Header, CellLeaf]:
    """The header and the cell, once everything about them is proved.

    ``questionnaire`` are the bytes that the ballot box showed, ``root`` is the root that it states itself. Raises
    ``ResonanzError`` "root-mismatch", "proof-invalid", "limits-too-low" or "cell-too-small": then nothing may be drawn.
    """
    if start.root != root:
        raise ResonanzError(WireCode.ROOT_MISMATCH)
    header, cell = decode_header(start.header), decode_cell_leaf(start.cell)
    claims = (
        (questionnaire_leaf(questionnaire_hash(questionnaire)), QUESTIONNAIRE_LEAF, start.questionnaire_proof),
        (start.header, HEADER_LEAF, start.header_proof),
        (start.cell, FIRST_CELL_LEAF + cell.position, start.cell_proof),
    )
    if not all(verify_proof(leaf, index, start.tree_size, proof, root) for leaf, index, proof in claims):
        raise ResonanzError(WireCode.PROOF_INVALID)
    if header.k_eligible < K_ELIGIBLE_FLOOR or header.k_answers < K_ANSWERS:
        raise ResonanzError(WireCode.LIMITS_TOO_LOW)
    if cell.eligible < header.k_eligible:
        raise ResonanzError(WireCode.CELL_TOO_SMALL)
    return header, cell


def _write_proof(writer: Writer, proof: Proof) -> None:
    writer.require(len(proof) <= PROOF_MAX)
    writer.u8(len(proof)).hashes(proof)


def _read_proof(reader: ByteReader) -> Proof:
    count = reader.u8()
    reader.require(count <= PROOF_MAX)
    return reader.hashes(count)


def _from_base64url(fragment: str) -> bytes:
    try:
        raw = base64.b64decode(fragment.encode("ascii") + b"=" * (-len(fragment) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error) as error:
        raise ResonanzError(ERROR) from error
    if base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii") != fragment:
        raise ResonanzError(ERROR)
    return raw
