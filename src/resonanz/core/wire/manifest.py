"""The manifest ("RZM2"): the frozen description of a wave as a list of leaves under one Merkle root."""

from datetime import UTC, datetime

from resonanz.core.cells.structure import Structure
from resonanz.core.cells.tree import is_depth_first
from resonanz.core.cells.types import Cell, Node, Side
from resonanz.core.kernel.ids import WAVE_ID_BYTES, WaveId
from resonanz.core.wire.codec import HASH_BYTES, ByteReader, Writer
from resonanz.core.wire.errors import WireCode
from resonanz.core.wire.merkle import MerkleTree, Proof
from resonanz.core.wire.types import CellLeaf, CommentLeaf, Header, Leaf, Manifest

ERROR = WireCode.MANIFEST_MALFORMED
POINT_BYTES = 65
MODULUS_BYTES = 256
QUESTIONNAIRE_LEAF, HEADER_LEAF, STRUCTURE_LEAF, FIRST_CELL_LEAF = range(4)
ANSWERS, COMMENT = range(2)
BOTH_SIDES = 2
_LATEST = int(datetime.max.replace(tzinfo=UTC).timestamp())
_Structure = tuple[tuple[Node, ...], tuple[tuple[int, ...], ...]]


def manifest_leaves(manifest: Manifest) -> tuple[bytes, ...]:
    """The leaves in tree order: questionnaire hash, header, structure, each answer cell, each comment cell."""
    leaves = tuple(encode_leaf(leaf) for leaf in manifest.leaves)
    structure = _encode_structure(manifest.nodes, manifest.sensitive, len(manifest.cells))
    return questionnaire_leaf(manifest.questionnaire_hash), encode_header(manifest.header), structure, *leaves


def manifest_tree(manifest: Manifest) -> MerkleTree:
    """The tree over ``manifest_leaves``; keep it where many proofs are needed."""
    return MerkleTree(manifest_leaves(manifest))


def manifest_root(manifest: Manifest) -> bytes:
    """The Merkle root, 32 bytes."""
    return manifest_tree(manifest).root


def cell_proof(manifest: Manifest, position: int) -> Proof:
    """The inclusion proof of the cell at ``position``; hashes the whole tree."""
    return manifest_tree(manifest).proof(FIRST_CELL_LEAF + position)


def header_proof(manifest: Manifest) -> Proof:
    """The inclusion proof of the header; hashes the whole tree."""
    return manifest_tree(manifest).proof(HEADER_LEAF)


def questionnaire_proof(manifest: Manifest) -> Proof:
    """The inclusion proof of the questionnaire's hash; hashes the whole tree."""
    return manifest_tree(manifest).proof(QUESTIONNAIRE_LEAF)


def encode_manifest(manifest: Manifest) -> bytes:
    """The manifest's bytes; ``ResonanzError("manifest-malformed")`` if it breaks a rule of the format."""
    leaves = manifest_leaves(manifest)
    writer = Writer(ERROR, b"RZM2")
    writer.require(_leaves_fit(manifest))
    writer.u32(len(leaves))
    for leaf in leaves:
        writer.sized(leaf, 4)
    return writer.done()


def decode_manifest(encoded: bytes) -> Manifest:
    """The manifest behind its bytes; ``ResonanzError("manifest-malformed")``."""
    reader = ByteReader(encoded, ERROR)
    reader.magic(b"RZM2")
    leaves = [reader.read(reader.u32()) for _ in range(reader.u32())]
    reader.end()
    reader.require(len(leaves) > FIRST_CELL_LEAF)
    decoded = [decode_leaf(leaf) for leaf in leaves[FIRST_CELL_LEAF:]]
    cells = tuple(leaf for leaf in decoded if isinstance(leaf, CellLeaf))
    comments = tuple(leaf for leaf in decoded if isinstance(leaf, CommentLeaf))
    nodes, sensitive = _decode_structure(leaves[STRUCTURE_LEAF], len(cells))
    hashed = _decode_questionnaire_leaf(leaves[QUESTIONNAIRE_LEAF])
    manifest = Manifest(decode_header(leaves[HEADER_LEAF]), hashed, nodes, sensitive, cells, comments)
    reader.require([*cells, *comments] == decoded)
    reader.require(_leaves_fit(manifest))
    return manifest


def structure_of(manifest: Manifest) -> Structure:
    """What the block rule and the audit need to know of a manifest."""
    cells = tuple(Cell(cell.node, cell.side, cell.label, cell.eligible) for cell in manifest.cells)
    return Structure(manifest.nodes, cells, manifest.sensitive)


def questionnaire_leaf(hashed: bytes) -> bytes:
    """Leaf 0 ("RZL2"): the hash of the questionnaire's bytes."""
    return Writer(ERROR, b"RZL2").fixed(hashed, HASH_BYTES).done()


def encode_header(header: Header) -> bytes:
    """Leaf 1 ("RZH2"). ``closes_at`` needs a time zone and whole seconds: a fraction would be lost on the way."""
    writer = Writer(ERROR, b"RZH2")
    writer.require(header.closes_at.tzinfo is not None and header.closes_at.microsecond == 0)
    writer.fixed(header.wave, WAVE_ID_BYTES).u32(header.number).fixed(header.previous, HASH_BYTES)
    writer.u64(max(0, int(header.closes_at.timestamp()))).u8(header.k_eligible).u8(header.k_answers)
    writer.text(header.asker)
    writer.require(bool(header.asker) and header.receipt_key[:1] == b"\x04")
    return writer.fixed(header.receipt_key, POINT_BYTES).fixed(header.roster_root, HASH_BYTES).done()


def decode_header(encoded: bytes) -> Header:
    """The header behind its leaf; ``ResonanzError("manifest-malformed")``."""
    reader = ByteReader(encoded, ERROR)
    reader.magic(b"RZH2")
    wave, number, previous = WaveId(reader.read(WAVE_ID_BYTES)), reader.u32(), reader.read(HASH_BYTES)
    closes, k_eligible, k_answers, asker = reader.u64(), reader.u8(), reader.u8(), reader.text()
    reader.require(closes <= _LATEST and bool(asker))
    receipt_key, roster_root = reader.read(POINT_BYTES), reader.read(HASH_BYTES)
    reader.require(receipt_key[:1] == b"\x04")
    reader.end()
    closes_at = datetime.fromtimestamp(closes, UTC)
    return Header(wave, number, previous, closes_at, k_eligible, k_answers, asker, receipt_key, roster_root)


def encode_leaf(leaf: Leaf) -> bytes:
    """Leaf 3 + position ("RZC2"), of an answer cell or a comment cell."""
    is_comment = isinstance(leaf, CommentLeaf)
    writer = Writer(ERROR, b"RZC2").u32(leaf.position).u8(COMMENT if is_comment else ANSWERS).u32(leaf.node)
    writer.u8(BOTH_SIDES if leaf.side is None else int(leaf.side)).text(leaf.label)
    writer.require(bool(leaf.label) and leaf.present <= leaf.eligible)
    writer.u32(leaf.eligible).u32(leaf.present).fixed(leaf.public_key, MODULUS_BYTES)
    return (writer.ascending(leaf.cells, leaf.position) if isinstance(leaf, CommentLeaf) else writer).done()


def decode_leaf(encoded: bytes) -> Leaf:
    """The cell behind its leaf; ``ResonanzError("manifest-malformed")``."""
    reader = ByteReader(encoded, ERROR)
    reader.magic(b"RZC2")
    position, kind, node, side, label = reader.u32(), reader.u8(), reader.u32(), reader.u8(), reader.text()
    reader.require(kind in (ANSWERS, COMMENT) and side <= (BOTH_SIDES if kind == COMMENT else max(Side)))
    eligible, present, modulus = reader.u32(), reader.u32(), reader.read(MODULUS_BYTES)
    reader.require(bool(label) and present <= eligible)
    cells = reader.ascending(position) if kind == COMMENT else ()
    reader.end()
    if kind == ANSWERS:
        return CellLeaf(position, node, Side(side), label, eligible, present, modulus)
    side_of = None if side == BOTH_SIDES else Side(side)
    return CommentLeaf(position, node, side_of, label, eligible, present, modulus, cells)


def _decode_questionnaire_leaf(encoded: bytes) -> bytes:
    reader = ByteReader(encoded, ERROR)
    reader.magic(b"RZL2")
    hashed = reader.read(HASH_BYTES)
    reader.end()
    return hashed


def _encode_structure(nodes: tuple[Node, ...], groups: tuple[tuple[int, ...], ...], cells: int) -> bytes:
    writer = Writer(ERROR, b"RZN2")
    writer.require(is_depth_first(nodes) and _is_partition_or_empty(groups, cells))
    writer.u32(len(nodes))
    for node in nodes:
        writer.text(node.key).u32(node.parent + 1).text(node.label)
    writer.u32(len(groups))
    for group in groups:
        writer.ascending(group, cells)
    return writer.done()


def _decode_structure(encoded: bytes, cells: int) -> _Structure:
    reader = ByteReader(encoded, ERROR)
    reader.magic(b"RZN2")
    nodes = tuple(_read_node(reader) for _ in range(reader.u32()))
    groups = tuple(reader.ascending(cells) for _ in range(reader.u32()))
    reader.end()
    reader.require(is_depth_first(nodes) and _is_partition_or_empty(groups, cells))
    return nodes, groups


def _read_node(reader: ByteReader) -> Node:
    key, parent, label = reader.text(), reader.u32() - 1, reader.text()
    return Node(key, parent, label)


def _is_partition_or_empty(groups: tuple[tuple[int, ...], ...], cells: int) -> bool:
    firsts = [group[:1] for group in groups]
    members = sorted(position for group in groups for position in group)
    return firsts == sorted(firsts) and (not groups or members == list(range(cells)))


def _leaves_fit(manifest: Manifest) -> bool:
    """Whether leaves are numbered in order, stand on existing nodes and have labels of their own within their kind, and
    comment cells, if there are any, hold every answer cell once."""
    cells, comments = manifest.cells, manifest.comments
    leaves = manifest.leaves
    numbered = [leaf.position for leaf in leaves] == list(range(len(leaves)))
    distinct = all(len({leaf.label for leaf in kind}) == len(kind) for kind in (cells, comments))
    whole = _is_partition_or_empty(tuple(comment.cells for comment in comments), len(cells))
    return bool(cells) and numbered and distinct and whole and all(leaf.node < len(manifest.nodes) for leaf in leaves)
