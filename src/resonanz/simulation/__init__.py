"""The browser's part in Python: what a ballot page does, for the demonstration, the bench, replays and attacks.

The same steps with the same checks in the same order as the JavaScript under ``ballotbox/browser/ballot``.
"""

from resonanz.core.wire import Receipt, StartData
from resonanz.simulation.ballot import BallotClient, check_start
from resonanz.simulation.pool import Ballot, Voted, vote_many
from resonanz.simulation.token import BallotToken

__all__ = ["Ballot", "BallotClient", "BallotToken", "Receipt", "StartData", "Voted", "check_start", "vote_many"]
