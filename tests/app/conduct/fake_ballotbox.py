"""A ballot box in memory. It keeps the contract of the real one, checks tokens like it, and can be made to fail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from secrets import token_bytes

from cryptography.hazmat.primitives.asymmetric import ec

from resonanz.app.conduct.errors import ConductCode
from resonanz.app.conduct.port import BoxState
from resonanz.core import wire
from resonanz.core.blindsig import token_message, verify
from resonanz.core.cells import Cell, Structure, blocks_for_item
from resonanz.core.kernel import clock
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.ids import WaveId
from resonanz.core.wire.errors import WireCode
from resonanz.core.wire.waves import EPOCH_BYTES, NO_EPOCH, ChainHead, EpochReply


@dataclass
class Box:
    """One wave inside."""

    manifest: bytes
    questionnaire: bytes
    state: BoxState = BoxState.OPEN
    ballots: dict[bytes, wire.Envelope] = field(default_factory=dict)
    released: bytes = b""
    reason: str = ""

    @cached_property
    def terms(self) -> wire.Manifest:
        """The decoded manifest."""
        return wire.decode_manifest(self.manifest)


class FakeBallotBox:
    """``fails`` holds names of calls that do not answer; ``after`` names calls whose answer is lost after the deed."""

    def __init__(self, now: Callable[[], datetime] = clock.now) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.boxes: dict[WaveId, Box] = {}
        self.fails: set[str] = set()
        self.after: set[str] = set()
        self.epochs: tuple[bytes, bytes] | None = None
        self.now = now

    def receipt_key(self) -> bytes:
        self._before("receipt_key")
        return wire.public_point(self.key)

    def head(self) -> ChainHead:
        self._before("head")
        return self._last()

    def _last(self) -> ChainHead:
        last = max(self.boxes.values(), key=lambda box: box.terms.header.number, default=None)
        return ChainHead(last.terms.header.number, wire.manifest_root(last.terms)) if last else ChainHead(0, bytes(32))

    def open(self, manifest: bytes, questionnaire: bytes) -> None:
        self._before("open")
        wave = wire.decode_manifest(manifest).header.wave
        there = self.boxes.get(wave)
        if there is None:
            box = Box(manifest, questionnaire)
            header = box.terms.header
            _require("closing-time-past", header.closes_at > self.now())
            _require("receipt-key-foreign", header.receipt_key == wire.public_point(self.key))
            _require("questionnaire-mismatch", wire.questionnaire_hash(questionnaire) == box.terms.questionnaire_hash)
            _require("second-wave", all(other.state is not BoxState.OPEN for other in self.boxes.values()))
            head = self._last()
            _require("wave-number-seen", header.number > head.number)
            _require("chain-forked", header.previous == head.root)
            self.boxes[wave] = box
        else:
            _require("wave-differs", (there.manifest, there.questionnaire) == (manifest, questionnaire))
            _require("wave-not-open", there.state is BoxState.OPEN)
        self._lost("open")

    def state(self, wave: WaveId) -> BoxState:
        self._before("state")
        return self.boxes[wave].state if wave in self.boxes else BoxState.ABSENT

    def reason(self, wave: WaveId) -> str:
        self._before("reason")
        return self._box(wave).reason

    def epoch(self, held: bytes) -> EpochReply:
        self._before("epoch")
        _require("epoch-malformed", len(held) == EPOCH_BYTES)
        fits = held in (self.epochs or (NO_EPOCH,))
        if not fits:
            for box in self.boxes.values():
                if box.state in (BoxState.OPEN, BoxState.HELD):
                    box.state, box.reason = BoxState.CANCELLED, "half-restored"
        if not self.epochs or held != self.epochs[0]:
            self.epochs = (held, token_bytes(EPOCH_BYTES))
        self._lost("epoch")
        return EpochReply(self.epochs[1], fits=fits)

    def close(self, wave: WaveId, drawn: Sequence[int]) -> BoxState:
        self._before("close")
        box = self._box(wave)
        _require("drawn-malformed", len(drawn) == len(box.terms.cells))
        if box.state is BoxState.OPEN:
            _require("wave-still-open", self.now() >= box.terms.header.closes_at)
        if box.state is BoxState.OPEN or box.reason == "more-than-drawn":
            release = count(box)
            more = any(accepted > tokens for accepted, tokens in zip(release.accepted, drawn, strict=True))
            box.state, box.reason = (BoxState.HELD, "more-than-drawn") if more else (BoxState.CLOSED, "")
            box.released = b"" if more else wire.encode_release(release)
            if not more:
                box.ballots.clear()
        self._lost("close")
        return box.state

    def cancel(self, wave: WaveId) -> None:
        self._before("cancel")
        box = self._box(wave)
        _require("wave-not-open", box.state is not BoxState.CLOSED)
        box.ballots.clear()
        box.state = BoxState.CANCELLED
        self._lost("cancel")

    def release(self, wave: WaveId) -> bytes:
        self._before("release")
        box = self._box(wave)
        _require("wave-not-closed", box.state is BoxState.CLOSED)
        return box.released

    def receive(self, body: bytes) -> None:
        """Take a ballot as intake would: root, token, signature, once."""
        envelope = wire.decode_envelope(body)
        box = self._box(envelope.wave)
        _require("wave-not-open", box.state is BoxState.OPEN)
        _require("root-mismatch", envelope.root == wire.manifest_root(box.terms))
        _require("ballot-malformed", envelope.cell < len(box.terms.cells))
        prepared = envelope.prefix + token_message(envelope.public_key)
        modulus = box.terms.cells[envelope.cell].public_key
        _require("token-invalid", verify(modulus, prepared, envelope.token))
        _require("signature-invalid", wire.signature_ok(body))
        box.ballots.setdefault(envelope.public_key, envelope)

    def _box(self, wave: WaveId) -> Box:
        _require("wave-unknown", wave in self.boxes)
        return self.boxes[wave]

    def _before(self, call: str) -> None:
        if call in self.fails:
            raise ResonanzError(WireCode.BALLOTBOX_UNREACHABLE)

    def _lost(self, call: str) -> None:
        if call in self.after:
            raise ResonanzError(WireCode.BALLOTBOX_UNREACHABLE)


def count(box: Box) -> wire.Release:
    """The figures of the ballots that came."""
    cells = len(box.terms.cells)
    accepted = [0] * cells
    for envelope in box.ballots.values():
        accepted[envelope.cell] += 1
    items = wire.decode_questionnaire(box.questionnaire).items
    header = box.terms.header
    released = tuple(_item(box, item, place, header.k_answers) for place, item in enumerate(items))
    return wire.Release(header.wave, wire.manifest_root(box.terms), header.k_answers, tuple(accepted), released)


def _item(box: Box, item: wire.Item, place: int, k_answers: int) -> wire.ItemRelease:
    terms = box.terms
    cells = tuple(Cell(cell.node, cell.side, cell.label, cell.eligible) for cell in terms.cells)
    histograms = [[0] * (item.options + 1) for _ in cells]
    for envelope in box.ballots.values():
        histograms[envelope.cell][envelope.answers[place]] += 1
    blocks = blocks_for_item(
        Structure(terms.nodes, cells, terms.sensitive),
        [sum(histogram[1:]) for histogram in histograms],
        sensitive=bool(item.flags & wire.ItemFlag.SENSITIVE),
        k_answers=k_answers,
    )
    counts = tuple(
        tuple(sum(histograms[cell][n] for cell in block) for n in range(item.options + 1)) for block in blocks
    )
    return wire.ItemRelease(item.code, blocks, counts)


def _require(code: str, holds: bool) -> None:
    if not holds:
        raise ResonanzError(ConductCode.BALLOTBOX_REFUSED, word=code, reason="")
