"""The caretaker goes on after a failure, and its log line says where, not what."""

from __future__ import annotations

import pytest

from resonanz.ballotbox.close import caretaker


class End(BaseException):
    """Ends the endless round."""


def test_a_failing_round_is_logged_and_the_next_one_comes(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    rounds: list[int] = []

    def sweep() -> None:
        rounds.append(len(rounds))
        if len(rounds) == 3:
            raise End
        raise OSError("disk")

    monkeypatch.setattr(caretaker, "sweep", sweep)
    monkeypatch.setattr(caretaker, "INTERVAL_SECONDS", 0.0)
    with pytest.raises(End):
        caretaker._work()
    assert rounds == [0, 1, 2]
    assert [record.getMessage() for record in caplog.records] == ["the caretaker could not finish a round"] * 2
