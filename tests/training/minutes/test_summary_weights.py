"""The weights of the summary are those that training gives, carry their source, and beat the beginning of a meeting."""

from __future__ import annotations

import hashlib
import json
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from resonanz.core.minutes.concepts import single
from resonanz.core.minutes.lexicon import lexicon
from resonanz.core.minutes.tokens import words
from training.minutes import summary
from training.minutes.ami import Corpus
from training.minutes.corpus import meetings
from training.minutes.peers import peers
from training.minutes.rouge import content
from training.minutes.table import ours

WEIGHTS = resources.files("resonanz.core.minutes").joinpath("weights")


def committed() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(WEIGHTS.joinpath("summary.json").read_text(encoding="utf-8"))
    return found


def everything(models: summary.Models) -> list[object]:
    return [models.little, *(one.entry() for one in (models.scorer, models.pairs, *models.words))]


def test_the_hash_beside_the_weights_is_theirs() -> None:
    digest = hashlib.sha256(WEIGHTS.joinpath("summary.json").read_bytes()).hexdigest()
    assert f"{digest}  summary.json" in WEIGHTS.joinpath("SHA256SUMS").read_text(encoding="utf-8").splitlines()


def test_weights_name_source_licence_and_no_word_of_a_trade() -> None:
    found = committed()
    assert found["licence"] == "CC BY 4.0"
    assert "AMI" in str(found["attribution"])
    names = set(found["scorers"]["en"]["names"])
    assert {name.removeprefix("opens_") for name in names} >= set(lexicon("en").categories)
    assert not {"remote", "control", "button", "battery"} & {
        part for name in names for part in words(name.replace("_", " "))
    }


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_words_counted_in_minutes_are_function_words_only(language: str) -> None:
    found = committed()["little"][language]
    assert len(found) > 30
    assert set(found) <= lexicon(language).stop | {word for word in found if len(word) == 1}
    assert all(0 < share < 120 for share in found.values())


def test_the_german_function_words_are_counted_again_to_the_same() -> None:
    examples = [summary.german_example(one) for one in meetings("development")]
    assert summary.shares(examples) == committed()["little"]["de"]


def example(reference: str) -> summary.Example:
    nothing = np.zeros((0, 0))
    return summary.Example("a", "a", "en", (), (), reference, (), nothing, nothing)


def test_shares_are_of_a_thousand_words_and_leave_out_content_and_rare_words() -> None:
    often = [example("The boat and the lake.")] * summary.FEW
    assert summary.shares([*often, example("Under a boat.")]) == {
        "and": pytest.approx(1000 * 5 / 28, abs=1e-6),
        "the": pytest.approx(1000 * 10 / 28, abs=1e-6),
    }


def test_a_concept_is_used_as_often_as_the_minutes_say_it() -> None:
    found = single(["the boats and a lake", "a tree"], "en")
    told = example("The boat is on the lake. A boat sinks.")
    assert dict(zip(found.keys, told.used(found), strict=True)) == {"boat": 1, "lake": 1, "tree": 0}
    assert dict(zip(found.keys, told.used(found, 2), strict=True)) == {"boat": 1, "lake": 0, "tree": 0}


def test_the_german_scorer_trains_again_to_the_same_weights() -> None:
    if summary.german_hash() != committed()["data_sha256"]["de/development"]:
        pytest.fail("the German development half has changed since the training: train again")
    german = summary.fit_scorer([summary.german_example(one) for one in meetings("development")], summary.RIDGE_GERMAN)
    assert german.entry() == committed()["scorers"]["de"]


def test_the_weights_come_from_the_ami_files_at_hand(reference_data: Path) -> None:
    """All meetings take longer than a test may; that the way is the same every time a few of them show."""
    corpus = Corpus(reference_data / "ami")
    assert summary.sources(corpus) == committed()["data_sha256"]
    paths = corpus.files("train")[:60:8]
    found = [one for one in corpus.meetings("train") if one.id in {path.stem for path in paths}]
    examples = [summary.ami_example(one) for one in found]
    first, again = (summary.trained_models(examples) for _ in range(2))
    assert everything(first) == everything(again)


def test_the_summary_is_far_ahead_of_the_beginning_of_the_meeting(reference_data: Path) -> None:
    ahead = []
    for meeting in Corpus(reference_data / "ami").meetings("dev")[::4]:
        texts = [said.text for said in meeting.utterances]
        lead = " ".join(texts[place] for place in peers()["lead"](texts, summary.BUDGET, "en"))
        found = ours(meeting.utterances, summary.BUDGET, "en")
        assert len(found.split()) <= summary.BUDGET
        ahead.append(content(found, meeting.reference, "en") - content(lead, meeting.reference, "en"))
    assert sum(ahead) / len(ahead) > 5.0
