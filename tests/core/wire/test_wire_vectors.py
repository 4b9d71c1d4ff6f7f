"""The vectors: up to date, and read and written by Python as they stand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from resonanz.core import wire
from tests.core.wire import samples
from tests.core.wire.make_vectors import FILE, text
from tests.core.wire.plain import verdict

VECTORS: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))


def test_the_file_is_what_the_script_writes() -> None:
    assert FILE.read_text(encoding="utf-8") == text()


@pytest.mark.parametrize("vector", VECTORS["decoded"], ids=lambda vector: vector["kind"])
def test_a_good_vector_is_read(vector: dict[str, Any]) -> None:
    assert verdict(vector["kind"], bytes.fromhex(vector["bytes"])) == {"value": vector["value"]}


def test_every_broken_vector_is_refused_with_its_code() -> None:
    assert len(VECTORS["refused"]) >= 49
    for vector in VECTORS["refused"]:
        assert verdict(vector["kind"], bytes.fromhex(vector["bytes"])) == {"error": vector["error"]}


def test_values_that_only_python_reads() -> None:
    encoded = {kind: bytes.fromhex(raw) for kind, raw in VECTORS["encoded"].items()}
    assert wire.decode_manifest(encoded["manifest"]) == samples.MANIFEST
    assert wire.decode_draw_request(encoded["draw_request"]) == samples.DRAW_REQUEST
    assert wire.decode_release(encoded["release"]) == samples.RELEASE


def test_root_and_hashes() -> None:
    assert wire.merkle_root(bytes.fromhex(leaf) for leaf in VECTORS["leaves"]).hex() == VECTORS["root"]
    assert wire.receipt_hash(samples.WAVE, samples.ENVELOPE.public_key).hex() == VECTORS["receipt_hash"]
    assert wire.receipt_ok(samples.RECEIPT, bytes.fromhex(VECTORS["receipt_key"]))
