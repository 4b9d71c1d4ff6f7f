"""The browser's wire formats in Node.js: the same vectors, the same refusals, and bytes that cross."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from resonanz.core import wire
from resonanz.core.cells.lookalikes import is_clear
from tests.core.wire import samples
from tests.core.wire.make_vectors import FILE, GOOD
from tests.core.wire.plain import verdict
from tests.core.wire.test_wire_waves import BROKEN

pytestmark = pytest.mark.node
ROOT = Path(__file__).parents[3]
MODULES = ROOT / "src/resonanz/ballotbox/browser/ballot"
SCRIPT = ROOT / "tests/node/wire_vectors.mjs"
# Surrogates do not travel; what a version of Unicode does not know yet, another may.
APART = ("Cs", "Cn")
Ask = Callable[[Sequence[dict[str, Any]]], list[Any]]


@pytest.fixture(scope="module")
def ask(node: str, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Answers of wire.js to a list of tasks. Node takes a .js file for a module only beside such a package.json."""
    folder = tmp_path_factory.mktemp("wire")
    (folder / "package.json").write_text('{"type": "module"}')
    for name in ("wire.js", "codec.js", "labels.js"):
        shutil.copy(MODULES / name, folder)

    def run(tasks: Sequence[dict[str, Any]]) -> list[Any]:
        question = json.dumps({"module": (folder / "wire.js").as_uri(), "tasks": tasks})
        done = subprocess.run([node, str(SCRIPT)], input=question, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        answers: list[Any] = json.loads(done.stdout)
        return answers

    return run


@pytest.fixture(scope="module")
def vectors() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return loaded


def _decode(kind: str, raw: bytes) -> dict[str, Any]:
    return {"task": "decode", "kind": kind, "raw": raw.hex()}


def _plain(value: object) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(value, default=lambda raw: raw.hex()))
    return plain


def test_every_vector_is_read_alike(ask: Ask, vectors: dict[str, Any]) -> None:
    known = vectors["decoded"] + vectors["refused"]
    answers = ask([_decode(each["kind"], bytes.fromhex(each["bytes"])) for each in known])
    expected = [{key: each[key] for key in ("value", "error") if key in each} for each in known]
    assert answers == expected


def test_both_judge_random_damage_alike(ask: Ask) -> None:
    chance = random.Random(20260331)
    damaged = [(kind, _damage(raw, chance)) for kind, raw in GOOD.items() for _ in range(150)]
    answers = ask([_decode(kind, raw) for kind, raw in damaged])
    expected = [verdict(kind, raw) for kind, raw in damaged]
    assert answers == expected
    assert {"value", "error"} == {next(iter(each)) for each in expected}


def _damage(raw: bytes, chance: random.Random) -> bytes:
    """One byte changed, mostly near the front where the structure is."""
    at = min(int(chance.expovariate(1 / 150)), len(raw) - 1)
    return raw[:at] + bytes([chance.randrange(256)]) + raw[at + 1 :]


def test_proofs(ask: Ask, vectors: dict[str, Any]) -> None:
    tasks, expected = [], []
    for tree in vectors["trees"]:
        size = len(tree["leaves"])
        for index, (leaf, proof) in enumerate(zip(tree["leaves"], tree["proofs"], strict=True)):
            right = {"task": "proof", "leaf": leaf, "index": index, "size": size, "proof": proof, "root": tree["root"]}
            wrong: list[dict[str, Any]] = [
                {**right, "index": size},
                {**right, "leaf": leaf + "00"},
                {**right, "proof": [*proof, "00" * 32]},
                {**right, "root": "00" * 32},
            ]
            wrong += [{**right, "proof": proof[:-1]}] if proof else []
            tasks += [right, *wrong]
            expected += [True, *[False] * len(wrong)]
    assert ask(tasks) == expected


def test_hashes(ask: Ask, vectors: dict[str, Any]) -> None:
    key = samples.ENVELOPE.public_key.hex()
    tasks = [
        {"task": "questionnaireHash", "raw": samples.QUESTIONNAIRE_BYTES.hex()},
        {"task": "receiptHash", "wave": samples.WAVE.hex(), "publicKey": key},
    ]
    assert ask(tasks) == [vectors["questionnaire_hash"], vectors["receipt_hash"]]


def test_what_the_browser_encodes(ask: Ask, vectors: dict[str, Any]) -> None:
    request = {"task": "drawRequest", **_plain(asdict(samples.DRAW_REQUEST))}
    fields = next(each["value"] for each in vectors["decoded"] if each["kind"] == "envelope")
    answers = ask([request, {**request, "entries": request["entries"][::-1]}, {"task": "envelope", "fields": fields}])
    assert answers[0] == vectors["encoded"]["draw_request"]
    assert answers[1] == {"error": "draw-malformed"}
    assert answers[2] == GOOD["envelope"].hex()


@pytest.mark.parametrize(
    "wrong",
    [{"answers": [256]}, {"answers": [-1]}, {"answers": [1] * 7718}, {"prefix": "00"}, {"cell": 1 << 32}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_an_envelope_that_does_not_fit_is_refused(ask: Ask, vectors: dict[str, Any], wrong: dict[str, Any]) -> None:
    fields = next(each["value"] for each in vectors["decoded"] if each["kind"] == "envelope")
    assert ask([{"task": "envelope", "fields": {**fields, **wrong}}]) == [{"error": "ballot-malformed"}]


def test_a_ballot_sealed_in_javascript_is_accepted_in_python(ask: Ask, vectors: dict[str, Any]) -> None:
    fields = next(each["value"] for each in vectors["decoded"] if each["kind"] == "envelope")
    sealed = bytes.fromhex(ask([{"task": "seal", "fields": fields}])[0])
    assert wire.signature_ok(sealed)
    assert wire.decode_envelope(sealed).answers == samples.ENVELOPE.answers
    assert not wire.signature_ok(sealed[:500] + b"\x01" + sealed[501:])


def test_signatures_of_the_ballot_box(ask: Ask) -> None:
    key, other = samples.HEADER.receipt_key.hex(), samples.ENVELOPE.public_key.hex()
    tasks = [
        {"task": f"{kind}Ok", "raw": GOOD[kind].hex(), "key": given}
        for kind in ("receipt", "board")
        for given in (key, other, "04" + "11" * 64)
    ]
    assert ask(tasks) == [True, False, False] * 2


def test_the_start_is_verified(ask: Ask) -> None:
    start = {
        "task": "start",
        "fragment": wire.encode_start(samples.START),
        "questionnaire": samples.QUESTIONNAIRE_BYTES.hex(),
        "root": samples.ROOT.hex(),
    }
    good, changed, foreign = ask([start, {**start, "questionnaire": "00"}, {**start, "root": "00" * 32}])
    assert good["cell"]["label"] == "Vertrieb Nord · Köln"
    assert good["header"]["kEligible"] == samples.HEADER.k_eligible
    assert changed == {"error": "proof-invalid"}
    assert foreign == {"error": "root-mismatch"}


def test_both_know_the_same_clear_labels(ask: Ask) -> None:
    """Every character there is, alone, behind a Latin and behind a Cyrillic letter."""
    every = map(chr, (*range(0x20000), *range(0xE0000, 0xE1010)))
    there = [char for char in every if unicodedata.category(char) not in APART]
    labels = [f"{before}{char}" for char in there for before in ("", "a", "\u0434")]
    (judged,) = ask([{"task": "clear", "labels": labels}])
    assert len(labels) > 250_000
    assert [label for label, clear in zip(labels, judged, strict=True) if clear is not is_clear(label)] == []


def test_both_see_the_same_chains(ask: Ask) -> None:
    lists = [wire.sign_wave_list(waves, samples.RECEIPT_KEY) for waves in BROKEN.values()]
    lists += [wire.sign_wave_list(samples.LISTED, key) for key in (samples.RECEIPT_KEY, samples.EPHEMERAL)]
    over = replace(samples.LISTED[2], state=wire.ListedState.COUNTING)
    lists.append(wire.sign_wave_list((*samples.LISTED[:2], over), samples.RECEIPT_KEY))
    header, root = wire.encode_header(samples.CHAINED).hex(), samples.ROOT.hex()
    answers = ask(
        [{"task": "chain", "raw": wire.encode_wave_list(each).hex(), "header": header, "root": root} for each in lists]
    )
    broken = {"error": "chain-broken"}
    assert answers == [*[broken] * len(BROKEN), "whole", broken, {"error": "wave-not-open"}]
