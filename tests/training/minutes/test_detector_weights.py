"""The weights of the detectors are those that training gives; they name their source and no word of a trade."""

from __future__ import annotations

import hashlib
import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from resonanz.core.minutes.detecting.cues import cues
from resonanz.core.minutes.detecting.detectors import FILES, detector
from resonanz.core.minutes.model import LineKind, TranscriptUtterance
from training.minutes import detectors
from training.minutes.ami import Corpus
from training.minutes.fitting import ami_example, plans, train
from training.minutes.summary import german_hash

WEIGHTS = resources.files("resonanz.core.minutes").joinpath("weights")


def committed(kind: LineKind) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(WEIGHTS.joinpath(FILES[kind]).read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("kind", FILES)
def test_the_hash_beside_the_weights_is_theirs(kind: LineKind) -> None:
    digest = hashlib.sha256(WEIGHTS.joinpath(FILES[kind]).read_bytes()).hexdigest()
    assert f"{digest}  {FILES[kind]}" in WEIGHTS.joinpath("SHA256SUMS").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("kind", FILES)
def test_weights_name_source_licence_and_only_cues(kind: LineKind) -> None:
    found = committed(kind)
    assert found["licence"] == "CC BY 4.0"
    assert "AMI" in str(found["attribution"])
    for language, entry in found["languages"].items():
        seen = cues([TranscriptUtterance("1", None, None, None, "okay")], language)
        for part in entry["parts"]:
            bare = {name.rsplit("@", 1)[0].rsplit("~", 1)[0] for name in part["names"]}
            assert bare <= {*seen.names, *seen.place_names}
            assert len(part["names"]) == len(part["weights"])


@pytest.mark.parametrize("kind", [LineKind.WIN, LineKind.CHECK_IN])
def test_a_german_detector_trains_again_to_the_same_weights(kind: LineKind) -> None:
    if german_hash() != committed(kind)["data_sha256"]["de/development"]:
        pytest.fail("the German development half has changed since the training: train again")
    again = train(detectors.german("development"), kind, plans()[kind, "de"], detector(kind, "de").threshold)
    assert detectors.entry(again, "german") == committed(kind)["languages"]["de"]


def test_the_english_weights_come_from_the_ami_files_at_hand(reference_data: Path) -> None:
    """All meetings take longer than a test may; that the way is the same every time a few of them show."""
    corpus = Corpus(reference_data / "ami")
    assert detectors.sources(corpus) == committed(LineKind.TASK)["data_sha256"]
    examples = [ami_example(one) for one in corpus.meetings("train")[:4]]
    first, again = (train(examples, LineKind.TASK, plans()[LineKind.TASK, "en"]) for _ in range(2))
    assert detectors.entry(first, "ami") == detectors.entry(again, "ami")


def test_tasks_of_real_meetings_are_among_the_five_lines(reference_data: Path) -> None:
    examples = [ami_example(one) for one in Corpus(reference_data / "ami").meetings("dev")[::4]]
    items = sum(len(one.items[LineKind.TASK]) for one in examples)
    trained = detector(LineKind.TASK, "en")
    near = 0
    for one in examples:
        lines = detectors.found_lines(one, LineKind.TASK, trained.chance(one.cues), trained)
        assert len(lines) <= 5
        near += sum(any(abs(line - at) <= 4 for line in lines for at in item) for item in one.items[LineKind.TASK])
    assert near / items > 0.5
