"""Every German development meeting and some of AMI's: all promises kept, and something found in each."""

from __future__ import annotations

from pathlib import Path

import pytest

from resonanz.core.minutes.model import Transcript, TranscriptUtterance
from tests.core.minutes.minutes_promises import kept
from training.minutes.ami import Corpus
from training.minutes.corpus import FOLDER, read_meeting

AMI = ("ES2003a", "ES2011c", "IS1008b", "TS3004d", "TS3006b")


@pytest.mark.parametrize("path", sorted((FOLDER / "development").glob("*.txt")), ids=lambda path: path.stem)
def test_german_meetings(path: Path) -> None:
    meeting = read_meeting(path)
    said = tuple(
        TranscriptUtterance(str(one.number), one.speaker, one.start, one.end, one.text) for one in meeting.spoken
    )
    minutes = kept(Transcript(said), twice=path.stem.startswith("01"))
    assert minutes.language == "de"
    assert len(minutes.summary) >= 3
    assert minutes.tasks


def test_english_meetings(reference_data: Path) -> None:
    corpus = [one for one in Corpus(reference_data / "ami").meetings("dev") if one.id in AMI]
    assert [one.id for one in corpus] == list(AMI)
    for meeting in corpus:
        minutes = kept(Transcript(meeting.utterances), words=300, twice=False)
        assert minutes.language == "en"
        assert sum(len(line.text.split()) for line in minutes.summary) > 250
