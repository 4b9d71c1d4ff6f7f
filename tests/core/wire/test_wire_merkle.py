"""Hash trees against the test vectors of Certificate Transparency and against themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire import MerkleTree, inclusion_proof, merkle_root, roster_leaf, roster_tree, verify_proof

# The inputs and roots of the reference implementation of RFC 6962 (google/certificate-transparency, merkle tree tests).
CT_LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
CT_ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


@pytest.mark.parametrize("size", CT_ROOTS)
def test_roots_of_the_reference_implementation(size: int) -> None:
    assert merkle_root(CT_LEAVES[:size]).hex() == CT_ROOTS[size]


@given(st.lists(st.binary(max_size=8), min_size=1, max_size=70, unique=True), st.data())
def test_every_leaf_is_proved_and_no_other(leaves: list[bytes], data: st.DataObject) -> None:
    tree, index = MerkleTree(leaves), data.draw(st.integers(0, len(leaves) - 1))
    proof = tree.proof(index)
    assert proof == inclusion_proof(leaves, index)
    assert verify_proof(leaves[index], index, tree.size, proof, tree.root)
    assert not verify_proof(leaves[index] + b"!", index, tree.size, proof, tree.root)
    assert not verify_proof(leaves[index], tree.size, tree.size, proof, tree.root)
    assert not verify_proof(leaves[index], -1, tree.size, proof, tree.root)
    assert not verify_proof(leaves[index], index, tree.size, (*proof, bytes(32)), tree.root)
    other = data.draw(st.integers(0, len(leaves) - 1))
    assert verify_proof(leaves[index], other, tree.size, proof, tree.root) == (other == index)


def test_a_node_is_no_leaf() -> None:
    tree = MerkleTree([b"a", b"b", b"c", b"d"])
    left, right = tree.proof(2)[1], tree.proof(0)[1]
    assert not verify_proof(left + right, 0, 1, (), tree.root)


def test_an_empty_tree_has_no_root() -> None:
    with pytest.raises(ResonanzError, match="tree-empty"):
        merkle_root([])


def test_no_proof_outside_the_tree() -> None:
    with pytest.raises(IndexError):
        MerkleTree([b"a"]).proof(1)


def test_the_roster_is_the_same_in_any_order_and_changes_with_any_part() -> None:
    leaves = [roster_leaf(bytes([9 - at]) * 16, f"p{at}", at % 3) for at in range(9)]
    tree = roster_tree(leaves)
    assert roster_tree(reversed(leaves)).root == tree.root
    index = tree.index(leaves[0])
    assert index == 8  # sorted by salt, not by person
    assert verify_proof(leaves[0], index, tree.size, tree.proof(index), tree.root)
    for changed in (
        roster_leaf(bytes(16), "p0", 0),
        roster_leaf(b"\x09" * 16, "p9", 0),
        roster_leaf(b"\x09" * 16, "p0", 1),
    ):
        assert roster_tree([changed, *leaves[1:]]).root != tree.root


def test_a_salt_has_sixteen_bytes() -> None:
    with pytest.raises(ResonanzError, match="roster-malformed"):
        roster_leaf(bytes(15), "p", 0)
