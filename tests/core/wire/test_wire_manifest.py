"""The manifest: what comes back is what went in, every broken rule is refused, and proofs hold for what they say."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from resonanz.core import wire
from resonanz.core.cells import Node, audit_partition
from resonanz.core.kernel.errors import ResonanzError
from tests.core.wire.samples import CELLS, COMMENTS, HEADER, LEAVES, MANIFEST, NODES, QUESTIONNAIRE_BYTES, ROOT, START

BROKEN = {
    "no cells": replace(MANIFEST, cells=(), sensitive=()),
    "cells out of order": replace(MANIFEST, cells=CELLS[::-1]),
    "a label twice": replace(MANIFEST, cells=(*CELLS[:4], replace(CELLS[4], label=CELLS[3].label))),
    "an unknown node": replace(MANIFEST, cells=(*CELLS[:4], replace(CELLS[4], node=4))),
    "more present than eligible": replace(MANIFEST, cells=(*CELLS[:4], replace(CELLS[4], present=11))),
    "a short key": replace(MANIFEST, cells=(*CELLS[:4], replace(CELLS[4], public_key=b"\x01" * 255))),
    "no root": replace(MANIFEST, nodes=(Node("haus", 0, "Haus"), *NODES[1:])),
    "two roots": replace(MANIFEST, nodes=(*NODES[:3], Node("p", -1, "Personal"))),
    "not depth first": replace(MANIFEST, nodes=(NODES[0], NODES[1], NODES[3], Node("vn", 1, "Vertrieb Nord"))),
    "a node's key twice": replace(MANIFEST, nodes=(*NODES[:3], Node("v", 0, "Personal"))),
    "a group short of a cell": replace(MANIFEST, sensitive=((0, 2, 3), (1,))),
    "a cell in two groups": replace(MANIFEST, sensitive=((0, 2, 3, 4), (1, 2))),
    "groups out of order": replace(MANIFEST, sensitive=((1,), (0, 2, 3, 4))),
    "a short hash": replace(MANIFEST, questionnaire_hash=b"\0" * 31),
    "a fraction of a second": replace(
        MANIFEST, header=replace(HEADER, closes_at=HEADER.closes_at + timedelta(0, 0, 1))
    ),
    "no time zone": replace(MANIFEST, header=replace(HEADER, closes_at=datetime(2026, 3, 31))),  # noqa: DTZ001 - refused
    "a compressed receipt key": replace(MANIFEST, header=replace(HEADER, receipt_key=b"\x02" + bytes(64))),
    "nobody asks": replace(MANIFEST, header=replace(HEADER, asker="")),
    "a short root before": replace(MANIFEST, header=replace(HEADER, previous=bytes(31))),
    "a comment cell's label twice": replace(
        MANIFEST, comments=(COMMENTS[0], replace(COMMENTS[1], label=COMMENTS[0].label))
    ),
    "an answer cell in no comment cell": replace(MANIFEST, comments=(COMMENTS[0], replace(COMMENTS[1], cells=(2, 3)))),
    "an answer cell in two comment cells": replace(
        MANIFEST, comments=(COMMENTS[0], replace(COMMENTS[1], cells=(1, 2, 3, 4)))
    ),
    "comment cells out of order": replace(
        MANIFEST, comments=tuple(replace(comment, position=11 - comment.position) for comment in COMMENTS[::-1])
    ),
    "a comment cell among the cells": replace(MANIFEST, comments=(replace(COMMENTS[0], position=4), COMMENTS[1])),
    "a lone surrogate": replace(MANIFEST, cells=(replace(CELLS[0], label="\ud800"), *CELLS[1:])),
}


def test_what_comes_back_is_what_went_in() -> None:
    assert wire.decode_manifest(wire.encode_manifest(MANIFEST)) == MANIFEST
    without = replace(MANIFEST, sensitive=(), comments=())
    assert wire.decode_manifest(wire.encode_manifest(without)) == without


@pytest.mark.parametrize("manifest", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_rule_has_no_encoding(manifest: wire.Manifest) -> None:
    with pytest.raises(ResonanzError, match="manifest-malformed"):
        wire.encode_manifest(manifest)


def test_damaged_bytes_are_refused_or_change_the_root() -> None:
    encoded = wire.encode_manifest(MANIFEST)
    for at in range(0, len(encoded), 7):
        damaged = encoded[:at] + bytes([encoded[at] ^ 0x15]) + encoded[at + 1 :]
        try:
            found = wire.decode_manifest(damaged)
        except ResonanzError as error:
            assert error.code == "manifest-malformed"  # noqa: PT017 - damage may also decode to another manifest
        else:
            assert wire.encode_manifest(found) == damaged
            assert wire.manifest_root(found) != ROOT


def test_leaves_are_proved_at_their_places() -> None:
    size = len(LEAVES)
    assert wire.verify_proof(LEAVES[0], 0, size, wire.questionnaire_proof(MANIFEST), ROOT)
    assert wire.verify_proof(LEAVES[1], 1, size, wire.header_proof(MANIFEST), ROOT)
    for cell in CELLS:
        proof, leaf = wire.cell_proof(MANIFEST, cell.position), wire.encode_leaf(cell)
        assert wire.verify_proof(leaf, 3 + cell.position, size, proof, ROOT)
        assert not wire.verify_proof(leaf, 3 + (cell.position + 1) % 7, size, proof, ROOT)


def test_the_structure_is_what_the_audit_takes() -> None:
    structure = wire.structure_of(MANIFEST)
    assert [cell.label for cell in structure.cells] == [cell.label for cell in CELLS]
    audit_partition(structure, HEADER.k_eligible)


def test_start_data_come_back() -> None:
    fragment = wire.encode_start(START)
    assert wire.decode_start(fragment) == START
    assert "=" not in fragment
    assert len(fragment) < 2_000


@pytest.mark.parametrize("wrong", ["", "ä", "UlpT", "UlpTMQ=="])
def test_a_broken_fragment_is_refused(wrong: str) -> None:
    with pytest.raises(ResonanzError, match="start-malformed"):
        wire.decode_start(wrong)


def test_the_same_bytes_have_one_fragment_only() -> None:
    fragment = wire.encode_start(START)
    if len(fragment) % 4:  # the last letter has bits to spare: another letter with the same bytes is refused
        alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        other = fragment[:-1] + alphabet[alphabet.index(fragment[-1]) | 1]
        assert other != fragment
        with pytest.raises(ResonanzError, match="start-malformed"):
            wire.decode_start(other)


def test_a_proved_start_gives_header_and_cell() -> None:
    assert wire.verify_start(START, QUESTIONNAIRE_BYTES, ROOT) == wire.ProvedStart(HEADER, CELLS[2], COMMENTS[1])


def _rooted(manifest: wire.Manifest) -> wire.StartData:
    leaves = wire.manifest_leaves(manifest)
    tree = wire.manifest_tree(manifest)
    return replace(
        START,
        root=tree.root,
        header=leaves[1],
        header_proof=tree.proof(1),
        questionnaire_proof=tree.proof(0),
        leaves=tuple(wire.ProvedLeaf(leaves[3 + at], tree.proof(3 + at)) for at in (2, 6)),
    )


_PROVED = START.leaves


def _own(position: int) -> wire.ProvedLeaf:
    return wire.ProvedLeaf(LEAVES[3 + position], wire.cell_proof(MANIFEST, position))


def _with_leaves(*leaves: wire.ProvedLeaf) -> wire.StartData:
    return replace(START, leaves=leaves)


def _small() -> wire.StartData:
    return _rooted(replace(MANIFEST, cells=(*CELLS[:2], replace(CELLS[2], eligible=9, present=9), *CELLS[3:])))


def _unclear() -> wire.StartData:
    unseen = replace(CELLS[2], label=f"{CELLS[2].label}\u200b")
    return _rooted(replace(MANIFEST, cells=(*CELLS[:2], unseen, *CELLS[3:])))


def _lowered() -> wire.StartData:
    return _rooted(replace(MANIFEST, header=replace(HEADER, k_eligible=6)))


@pytest.mark.parametrize(
    ("start", "code"),
    [
        (replace(START, root=bytes(32)), "root-mismatch"),
        (_with_leaves(_PROVED[0], replace(_PROVED[1], proof=START.header_proof)), "proof-invalid"),
        (_with_leaves(replace(_PROVED[0], proof=START.header_proof)), "proof-invalid"),
        (_with_leaves(_PROVED[1]), "proof-invalid"),
        (_with_leaves(_PROVED[1], _PROVED[0]), "proof-invalid"),
        (_with_leaves(_PROVED[0], _PROVED[0]), "proof-invalid"),
        (_with_leaves(_PROVED[0], _own(5)), "proof-invalid"),
        (replace(START, header_proof=()), "proof-invalid"),
        (replace(START, questionnaire_proof=_PROVED[0].proof), "proof-invalid"),
        (replace(START, tree_size=6), "proof-invalid"),
        (_with_leaves(replace(_PROVED[0], leaf=wire.encode_leaf(replace(CELLS[2], eligible=99)))), "proof-invalid"),
        (_with_leaves(replace(_PROVED[0], leaf=LEAVES[1])), "manifest-malformed"),
        (_small(), "cell-too-small"),
        (_lowered(), "limits-too-low"),
        (_unclear(), "label-unclear"),
    ],
)
def test_an_unproved_start_is_refused(start: wire.StartData, code: str) -> None:
    shown = ROOT if code in {"root-mismatch", "proof-invalid", "manifest-malformed"} else start.root
    with pytest.raises(ResonanzError, match=code):
        wire.verify_start(start, QUESTIONNAIRE_BYTES, shown)


def test_another_questionnaire_is_refused() -> None:
    with pytest.raises(ResonanzError, match="proof-invalid"):
        wire.verify_start(START, QUESTIONNAIRE_BYTES + b"\0", ROOT)
