"""Start data ("RZS2"): what the app hands to the ballot page in the address's fragment, and the checks it must pass."""

import base64
import binascii
from dataclasses import dataclass

from resonanz.core.cells.lookalikes import is_clear
from resonanz.core.cells.types import K_ANSWERS, K_ELIGIBLE_FLOOR
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire.codec import HASH_BYTES, ByteReader, Writer
from resonanz.core.wire.draw import TICKET_BYTES
from resonanz.core.wire.errors import WireCode
from resonanz.core.wire.manifest import (
    FIRST_CELL_LEAF,
    HEADER_LEAF,
    QUESTIONNAIRE_LEAF,
    decode_header,
    decode_leaf,
    questionnaire_leaf,
)
from resonanz.core.wire.merkle import Proof, verify_proof
from resonanz.core.wire.questionnaire import is_tag, questionnaire_hash
from resonanz.core.wire.types import CellLeaf, CommentLeaf, Header

ERROR = WireCode.START_MALFORMED
PROOF_MAX = 32
LEAVES_MAX = 2


@dataclass(frozen=True, slots=True)
class ProvedLeaf:
    """The bytes of one leaf, with the proof that it is in the manifest."""

    leaf: bytes
    proof: Proof


@dataclass(frozen=True, slots=True)
class StartData:
    """Header and leaves as bytes with proofs, the questionnaire's proof, and the way to the registrar.

    ``leaves``: the person's answer cell and, where comments are asked for, her comment cell.
    """

    root: bytes
    tree_size: int
    header: bytes
    header_proof: Proof
    questionnaire_proof: Proof
    leaves: tuple[ProvedLeaf, ...]
    ticket: bytes
    draw_url: str
    app_url: str
    language: str


def encode_start(start: StartData) -> str:
    """The fragment: base64url without padding; ``ResonanzError("start-malformed")``."""
    writer = Writer(ERROR, b"RZS2").fixed(start.root, HASH_BYTES).u32(start.tree_size)
    _write_proof(writer.sized(start.header, 2), start.header_proof)
    _write_proof(writer, start.questionnaire_proof)
    writer.require(1 <= len(start.leaves) <= LEAVES_MAX and is_tag(start.language))
    writer.u8(len(start.leaves))
    for proved in start.leaves:
        _write_proof(writer.sized(proved.leaf, 2), proved.proof)
    writer.fixed(start.ticket, TICKET_BYTES).text(start.draw_url).text(start.app_url).text(start.language)
    return base64.urlsafe_b64encode(writer.done()).rstrip(b"=").decode("ascii")


def decode_start(fragment: str) -> StartData:
    """The start data behind a fragment, its proofs not checked; ``ResonanzError("start-malformed")``."""
    reader = ByteReader(_from_base64url(fragment), ERROR)
    reader.magic(b"RZS2")
    root, size = reader.read(HASH_BYTES), reader.u32()
    header, header_proof = reader.read(reader.u16()), _read_proof(reader)
    questionnaire_proof, count = _read_proof(reader), reader.u8()
    reader.require(1 <= count <= LEAVES_MAX)
    leaves = tuple(ProvedLeaf(reader.read(reader.u16()), _read_proof(reader)) for _ in range(count))
    ticket, draw_url, app_url, language = reader.read(TICKET_BYTES), reader.text(), reader.text(), reader.text()
    reader.require(is_tag(language))
    reader.end()
    return StartData(root, size, header, header_proof, questionnaire_proof, leaves, ticket, draw_url, app_url, language)


@dataclass(frozen=True, slots=True)
class ProvedStart:
    """What start data say, once it is proved. ``comment``: the person's comment cell, None where there are none."""

    header: Header
    cell: CellLeaf
    comment: CommentLeaf | None


def verify_start(start: StartData, questionnaire: bytes, root: bytes) -> ProvedStart:
    """The header and the person's cells, once everything about them is proved.

    ``questionnaire`` are the bytes that the ballot box showed, ``root`` is the root that it states itself. Raises
    ``ResonanzError`` "root-mismatch", "proof-invalid", "limits-too-low", "cell-too-small" or "label-unclear": then
    nothing may be drawn.
    """
    if start.root != root:
        raise ResonanzError(WireCode.ROOT_MISMATCH)
    header, (cell, comment) = decode_header(start.header), _own_leaves(start)
    claims = [
        (questionnaire_leaf(questionnaire_hash(questionnaire)), QUESTIONNAIRE_LEAF, start.questionnaire_proof),
        (start.header, HEADER_LEAF, start.header_proof),
        *((own.leaf, FIRST_CELL_LEAF + decode_leaf(own.leaf).position, own.proof) for own in start.leaves),
    ]
    if not all(verify_proof(leaf, index, start.tree_size, proof, root) for leaf, index, proof in claims):
        raise ResonanzError(WireCode.PROOF_INVALID)
    if header.k_eligible < K_ELIGIBLE_FLOOR or header.k_answers < K_ANSWERS:
        raise ResonanzError(WireCode.LIMITS_TOO_LOW)
    if any(leaf.eligible < header.k_eligible for leaf in (cell, comment) if leaf):
        raise ResonanzError(WireCode.CELL_TOO_SMALL)
    if not all(is_clear(leaf.label) for leaf in (cell, comment) if leaf):
        raise ResonanzError(WireCode.LABEL_UNCLEAR)
    return ProvedStart(header, cell, comment)


def _own_leaves(start: StartData) -> tuple[CellLeaf, CommentLeaf | None]:
    """An answer cell first, then a comment cell that holds it; ``proof-invalid`` for anything else."""
    match [decode_leaf(own.leaf) for own in start.leaves]:
        case [CellLeaf() as cell]:
            return cell, None
        case [CellLeaf() as cell, CommentLeaf() as comment] if cell.position in comment.cells:
            return cell, comment
    raise ResonanzError(WireCode.PROOF_INVALID)


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
