"""Writes vectors/wire.json: ``python -m tests.core.wire.make_vectors``. A test checks that the file is up to date."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from resonanz.core import wire
from tests.core.wire import samples
from tests.core.wire.plain import verdict

FILE = Path(__file__).parent / "vectors" / "wire.json"
GOOD = {
    "questionnaire": samples.QUESTIONNAIRE_BYTES,
    "header": samples.LEAVES[1],
    "cell": samples.LEAVES[5],
    "start": wire.encode_start(samples.START).encode(),
    "draw_reply": wire.encode_draw_reply(samples.DRAW_REPLY),
    "envelope": wire.encode_envelope(samples.ENVELOPE),
    "receipt": wire.encode_receipt(samples.RECEIPT),
    "board": wire.encode_receipt_list(samples.BOARD),
    "wave_list": samples.LIST_BYTES,
}
MORE = {
    "manifest": wire.encode_manifest(samples.MANIFEST),
    "draw_request": wire.encode_draw_request(samples.DRAW_REQUEST),
    "release": wire.encode_release(samples.RELEASE),
    "roster_leaf": wire.roster_leaf(samples.noise("salt", 16), "p-4711", 2),
}


def vectors() -> dict[str, Any]:
    """All vectors; bytes in hexadecimal, the fragment of start data as the letters it is."""
    return {
        "decoded": [{"kind": kind, "bytes": raw.hex(), **verdict(kind, raw)} for kind, raw in GOOD.items()],
        "refused": [{"kind": kind, "bytes": raw.hex(), **verdict(kind, raw)} for kind, raw in _broken()],
        "encoded": {kind: raw.hex() for kind, raw in MORE.items()},
        "leaves": [leaf.hex() for leaf in samples.LEAVES],
        "root": samples.ROOT.hex(),
        "questionnaire_hash": samples.MANIFEST.questionnaire_hash.hex(),
        "receipt_hash": samples.RECEIPT.hash.hex(),
        "receipt_key": samples.HEADER.receipt_key.hex(),
        "chained_header": wire.encode_header(samples.CHAINED).hex(),
        "trees": [_tree(size) for size in (1, 2, 3, 5, 8, 13)],
    }


def _tree(size: int) -> dict[str, Any]:
    leaves = [bytes([at]) * at for at in range(size)]
    tree = wire.MerkleTree(leaves)
    proofs = [[sibling.hex() for sibling in tree.proof(at)] for at in range(size)]
    return {"leaves": [leaf.hex() for leaf in leaves], "root": tree.root.hex(), "proofs": proofs}


def _broken() -> list[tuple[str, bytes]]:
    """Each structure cut short, with a byte too many, with another magic; and one for each rule."""
    general = [
        (kind, wrong)
        for kind, raw in GOOD.items()
        for wrong in (b"", raw[:-1], raw + b"\0", bytes([raw[0] ^ 1]) + raw[1:])
    ]
    return general + _broken_rules()


def _broken_rules() -> list[tuple[str, bytes]]:
    questionnaire, cell, header, board = GOOD["questionnaire"], GOOD["cell"], GOOD["header"], GOOD["board"]
    comment, listed = samples.LEAVES[9], GOOD["wave_list"]
    asker = samples.HEADER.asker.encode()
    first, second = samples.BOARD.receipts[:2]
    return [
        ("questionnaire", questionnaire.replace(b"\x02\x04\x05", b"\x02\x05\x04")),
        ("questionnaire", questionnaire.replace(b"\x02\x04\x05", b"\x02\x04\x06")),
        ("questionnaire", questionnaire.replace(b"\x00\x02K5", b"\x00\x02K1", 1)),
        ("questionnaire", questionnaire.replace(b"\x00\x02de", b"\x00\x02DE")),
        ("questionnaire", questionnaire.replace(b"\x00\x02tr\x01", b"\x00\x02tr\x02")),
        ("questionnaire", questionnaire.replace(b"\x00\x02tr\x01", b"\x00\x02en\x01")),
        ("questionnaire", questionnaire.replace("Ä".encode(), b"\xc3\x28")),
        ("questionnaire", questionnaire.replace("Süß".encode(), "e\u0301ß".encode() + b"!")),
        ("cell", cell[:8] + b"\x02" + cell[9:]),
        ("cell", cell[:8] + b"\x01" + cell[9:]),
        ("cell", cell[:13] + b"\x02" + cell[14:]),
        ("cell", comment[:13] + b"\x03" + comment[14:]),
        ("cell", comment[:8] + b"\x00" + comment[9:]),
        ("cell", comment[:-4] + b"\x00\x00\x00\x06"),
        ("cell", comment[:-16] + bytes(4)),
        ("cell", cell.replace(b"\x00\x00\x00\x0c\x00\x00\x00\x0b", b"\x00\x00\x00\x0c\x00\x00\x00\x0d")),
        ("header", header[:56] + b"\xff" * 8 + header[64:]),
        ("header", header.replace(asker + b"\x04", asker + b"\x02")),
        ("header", header.replace(bytes([0, len(asker)]) + asker, b"\0\0")),
        ("wave_list", listed.replace(b"\0\0\0\x04", b"\0\0\0\x01", 1)),
        ("wave_list", listed.replace(b"\0\0\0\x04", b"\0\0\0\x08", 1)),
        ("wave_list", listed[: 8 + 100] + b"\x05" + listed[8 + 101 :]),
        ("start", GOOD["start"] + b"="),
        ("start", GOOD["start"][:-1] + b"~"),
        ("envelope", GOOD["envelope"][:-65] + b"\x01" + GOOD["envelope"][-64:]),
        ("envelope", GOOD["envelope"][:409] + b"\xff\xff" + GOOD["envelope"][411:]),
        ("draw_reply", b"RZP2\0"),
        ("board", board.replace(first + second, second + first)),
        ("board", board.replace(first + second, first + first)),
    ]


def text() -> str:
    """The file's content."""
    return json.dumps(vectors(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
