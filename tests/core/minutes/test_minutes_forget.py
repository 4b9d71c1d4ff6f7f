"""When the minutes are made, no word or name of the meeting stays in the memory of the process."""

from __future__ import annotations

from resonanz.core.minutes import names, tokens
from resonanz.core.minutes.minutes import make
from resonanz.core.minutes.model import Transcript, TranscriptUtterance


def test_caches_are_empty_afterwards() -> None:
    said = tuple(
        TranscriptUtterance(
            str(at), "Ludmilla Quasten", float(at), at + 1.0, f"Ludmilla, kannst du bis Freitag Teil {at} prüfen?"
        )
        for at in range(20)
    )
    names.mentions("Ludmilla macht das.", ["Ludmilla Quasten"])
    tokens.stem("prüfen", "de")
    assert names._known.cache_info().currsize, "the control: something is there to forget"
    assert tokens.stem.cache_info().currsize
    assert make(Transcript(said), language="de").tasks
    assert not names._known.cache_info().currsize
    assert not tokens.stem.cache_info().currsize
