"""RFC 6962 hash trees: a root that commits to a list of leaves, and proofs that a leaf is in it (section 2.1)."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from resonanz.core.cells.errors import CellsCode
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire.codec import Writer
from resonanz.core.wire.errors import WireCode

Proof = tuple[bytes, ...]
"""The hashes beside the way from a leaf to the root, from the leaf upwards."""

SALT_BYTES = 16


def leaf_hash(leaf: bytes) -> bytes:
    """SHA-256(0x00 || leaf)."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 || left || right)."""
    return sha256(b"\x01" + left + right).digest()


class MerkleTree:
    """All hashes of a tree over ``leaves`` in their order: O(n) once, then each proof in O(log n)."""

    def __init__(self, leaves: Iterable[bytes]) -> None:
        self._levels = [[leaf_hash(leaf) for leaf in leaves]]
        if not self._levels[0]:
            raise ResonanzError(WireCode.TREE_EMPTY)
        while len(self._levels[-1]) > 1:
            self._levels.append(_next_level(self._levels[-1]))

    @property
    def size(self) -> int:
        return len(self._levels[0])

    @property
    def root(self) -> bytes:
        """The tree head, 32 bytes."""
        return self._levels[-1][0]

    def proof(self, index: int) -> Proof:
        """The inclusion proof of the leaf at ``index``; ``IndexError`` outside 0..size-1."""
        if not 0 <= index < self.size:
            raise IndexError(index)
        siblings = []
        for level in self._levels[:-1]:
            if index ^ 1 < len(level):
                siblings.append(level[index ^ 1])
            index //= 2
        return tuple(siblings)

    def index(self, leaf: bytes) -> int:
        """The place of ``leaf``; ``ValueError`` if it is not in the tree. O(n)."""
        return self._levels[0].index(leaf_hash(leaf))


def merkle_root(leaves: Iterable[bytes]) -> bytes:
    """The tree head over ``leaves`` in their order; ``ResonanzError("tree-empty")`` without leaves."""
    return MerkleTree(leaves).root


def inclusion_proof(leaves: Sequence[bytes], index: int) -> Proof:
    """The proof of one leaf; for many proofs of one tree keep a ``MerkleTree``."""
    return MerkleTree(leaves).proof(index)


def verify_proof(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether ``leaf`` is number ``index`` of the ``size`` leaves under ``root`` (RFC 9162, section 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    value, last = leaf_hash(leaf), size - 1
    for sibling in proof:
        if last == 0 or len(sibling) != len(root):
            return False
        if index % 2 or index == last:
            value = node_hash(sibling, value)
            while index % 2 == 0 and index:
                index, last = index // 2, last // 2
        else:
            value = node_hash(value, sibling)
        index, last = index // 2, last // 2
    return last == 0 and value == root


def roster_leaf(salt: bytes, person_id: str, cell: int) -> bytes:
    """What the roster commits to for one person: 16 random bytes kept with her seat, her id, her cell's position."""
    return Writer(CellsCode.ROSTER_MALFORMED, b"RZT2").fixed(salt, SALT_BYTES).text(person_id).u32(cell).done()


def roster_tree(leaves: Iterable[bytes]) -> MerkleTree:
    """The tree over roster leaves in byte order: sorted by salt, so a place in it says nothing about a person."""
    return MerkleTree(sorted(leaves))


def _next_level(level: list[bytes]) -> list[bytes]:
    paired = [node_hash(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
    return paired + level[len(paired) * 2 :]
