"""The browser's part in Python: what a ballot page does, for the demonstration, the bench, replays and attacks.

The same steps with the same checks in the same order as the JavaScript under ``ballotbox/pages/static/ballot``.
"""

from resonanz.client.ballot import BallotClient
from resonanz.client.pool import Ballot, Voted, vote_many
from resonanz.client.start import check_start
from resonanz.client.token import BallotToken
from resonanz.core.wire import Receipt, StartData

__all__ = ["Ballot", "BallotClient", "BallotToken", "Receipt", "StartData", "Voted", "check_start", "vote_many"]
