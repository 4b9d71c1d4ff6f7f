"""A wave opened at the test's own ballot box, and the start data that the app would hand to one person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from resonanz.core.wire import (
    CellLeaf,
    ProvedLeaf,
    StartData,
    cell_proof,
    encode_header,
    encode_leaf,
    encode_questionnaire,
    encode_start,
    header_proof,
    manifest_tree,
    questionnaire_hash,
    questionnaire_proof,
)
from tests.contracts.sample_wave import SampleWave, sample_wave
from tests.e2e.own_ballotbox import OwnBallotBox
from tests.e2e.own_registrar import OwnRegistrar
from tests.e2e.pulse import pulse

OPEN_FOR = timedelta(hours=1)


@dataclass(frozen=True)
class OwnWave:
    """An open wave with everything around it."""

    sample: SampleWave
    ballotbox: OwnBallotBox
    registrar: OwnRegistrar

    @property
    def name(self) -> str:
        """The wave in addresses."""
        return self.sample.wave.hex()

    @property
    def cell(self) -> CellLeaf:
        """The cell that the tests vote in."""
        return self.sample.manifest.cells[0]

    def start(self, language: str = "de-formal") -> StartData:
        """Start data with a fresh ticket."""
        manifest, position = self.sample.manifest, self.cell.position
        return StartData(
            self.sample.root,
            manifest_tree(manifest).size,
            encode_header(manifest.header),
            header_proof(manifest),
            questionnaire_proof(manifest),
            (ProvedLeaf(encode_leaf(self.cell), cell_proof(manifest, position)),),
            self.registrar.ticket(position),
            self.registrar.draw_url,
            self.registrar.url,
            language,
        )

    def address(self, start: StartData | None = None, language: str = "de-formal") -> str:
        """The link from the app to the ballot page."""
        fragment = encode_start(start or self.start(language))
        return f"{self.ballotbox.url}/w/{self.name}/?lang={language}#{fragment}"


def open_wave(ballotbox: OwnBallotBox, registrar: OwnRegistrar) -> OwnWave:
    """Plan, make keys, open."""
    sample = with_pulse(sample_wave(ballotbox.receipt_key(), ballotbox.now() + OPEN_FOR, after=ballotbox.free_head()))
    ballotbox.open(sample.wave.hex(), sample.manifest_bytes, sample.questionnaire_bytes)
    registrar.keys = sample.keys
    return OwnWave(sample, ballotbox, registrar)


def with_pulse(sample: SampleWave) -> SampleWave:
    """The sample wave with a questionnaire of real length."""
    questionnaire = pulse()
    hashed = questionnaire_hash(encode_questionnaire(questionnaire))
    return replace(sample, manifest=replace(sample.manifest, questionnaire_hash=hashed), questionnaire=questionnaire)
