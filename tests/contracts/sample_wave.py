"""A small wave made of core alone: for whoever must open one, fill it and close it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache

from cryptography.hazmat.primitives.asymmetric import ec

from resonanz.core.blindsig import PrivateKey, blind, finalize, generate_key, prepare, sign_blinded, token_message
from resonanz.core.cells import Member, Node, Side, plan
from resonanz.core.kernel.ids import WaveId, new_wave_id
from resonanz.core.wire import (
    CellLeaf,
    Envelope,
    Header,
    Item,
    ItemFlag,
    Manifest,
    Questionnaire,
    Wording,
    encode_manifest,
    encode_questionnaire,
    manifest_root,
    public_point,
    questionnaire_hash,
    seal,
)
from resonanz.core.wire.types import LANGUAGES
from resonanz.core.wire.waves import NO_ROOT

NODES = (Node("firm", -1, "Firm"), Node("north", 0, "North"), Node("south", 0, "South"))
EMPLOYEES, LEADERS = 40, 12
OPTIONS = 5


@dataclass(frozen=True, slots=True)
class SampleWave:
    """Terms as opened, and the cells' private keys, which in life only the registrar has."""

    wave: WaveId
    manifest: Manifest
    questionnaire: Questionnaire
    keys: tuple[PrivateKey, ...]

    @property
    def manifest_bytes(self) -> bytes:
        """The manifest on the wire."""
        return encode_manifest(self.manifest)

    @property
    def questionnaire_bytes(self) -> bytes:
        """The questionnaire on the wire."""
        return encode_questionnaire(self.questionnaire)

    @property
    def drawn(self) -> tuple[int, ...]:
        """How many drew, if everybody did."""
        return tuple(cell.present for cell in self.manifest.cells)

    @property
    def root(self) -> bytes:
        """What every ballot carries."""
        return manifest_root(self.manifest)


def sample_questionnaire() -> Questionnaire:
    """Three items of five options; the last is sensitive."""
    flags = (ItemFlag.NONE, ItemFlag.REVERSED, ItemFlag.SENSITIVE)
    return Questionnaire("sample-1", tuple(_item(f"Q{place + 1}", flag) for place, flag in enumerate(flags)))


def _item(code: str, flag: ItemFlag) -> Item:
    options = tuple(f"Option {number}" for number in range(1, OPTIONS + 1))
    wordings = tuple(Wording(language, f"Item {code}", code, options) for language in LANGUAGES)
    return Item(code, OPTIONS, (4, 5), flag, wordings)


@cache
def cell_key(position: int) -> PrivateKey:
    """A key for each cell, made once a test run: making one takes a tenth of a second."""
    return generate_key()


def sample_wave(
    receipt_key: bytes, closes_at: datetime, wave: WaveId | None = None, after: tuple[int, bytes] = (0, NO_ROOT)
) -> SampleWave:
    """Two units of 40 employees and 12 leaders, planned by ``core.cells``; ``after``: the wave opened before it."""
    members = [Member(f"e{node}-{n}", node, Side.EMPLOYEES) for node in (1, 2) for n in range(EMPLOYEES)]
    members += [Member(f"l{n}", 1 + n % 2, Side.LEADERS) for n in range(LEADERS)]
    planned = plan(NODES, members)
    keys = tuple(cell_key(position) for position in range(len(planned.cells)))
    leaves = tuple(
        CellLeaf(place, cell.node, cell.side, cell.label, cell.eligible, cell.eligible, keys[place].public_modulus)
        for place, cell in enumerate(planned.cells)
    )
    questionnaire = sample_questionnaire()
    hashed = questionnaire_hash(encode_questionnaire(questionnaire))
    header = Header(
        wave=wave or new_wave_id(),
        number=after[0] + 1,
        previous=after[1],
        closes_at=closes_at.replace(microsecond=0),
        k_eligible=10,
        k_answers=5,
        asker="Sample Ltd",
        receipt_key=receipt_key,
        roster_root=bytes(32),
    )
    manifest = Manifest(header, hashed, planned.nodes, planned.sensitive, leaves)
    return SampleWave(header.wave, manifest, questionnaire, keys)


def later(wave: SampleWave, by: timedelta) -> SampleWave:
    """The same wave with another closing time: other terms under the same name."""
    header = replace(wave.manifest.header, closes_at=wave.manifest.header.closes_at + by)
    return replace(wave, manifest=replace(wave.manifest, header=header))


def draw(wave: SampleWave, cell: int, key: ec.EllipticCurvePrivateKey, answers: Sequence[int]) -> Envelope:
    """Draw a token for ``key`` from the cell's registrar key; the envelope is not signed yet."""
    public_key = public_point(key)
    prepared = prepare(token_message(public_key))
    modulus = wave.manifest.cells[cell].public_key
    blinded = blind(modulus, prepared)
    token = finalize(modulus, prepared, sign_blinded(wave.keys[cell], blinded.blinded), blinded.inverse)
    return Envelope(wave.wave, wave.root, cell, public_key, prepared[:32], token, tuple(answers), bytes(64))


def ballot(wave: SampleWave, cell: int, answers: Sequence[int]) -> bytes:
    """A ballot of a fresh key, 8,192 bytes, as a browser sends it."""
    key = ec.generate_private_key(ec.SECP256R1())
    return seal(draw(wave, cell, key, answers), key)
