"""The Python client against the real ballot box: what it sends is taken like a browser's ballot."""

from __future__ import annotations

from resonanz.simulation import Ballot, BallotClient, vote_many
from tests.e2e.ballot_form import ANSWERS, board_after_close
from tests.e2e.own_wave import OwnWave


def test_votes_of_the_client_stand_on_the_board(wave: OwnWave) -> None:
    client = BallotClient(wave.ballotbox.url)
    ballots = [Ballot(wave.start(), ANSWERS) for _ in range(12)]
    voted = list(vote_many(client, ballots, threads=4))
    assert [each.refusal for each in voted] == [None] * 12
    receipts = sorted(each.receipt.hash for each in voted if each.receipt)
    assert list(board_after_close(wave).receipts) == receipts
