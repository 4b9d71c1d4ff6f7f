"""Many voters at once, for the demonstration, the bench and replays."""

from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire import Receipt, StartData
from resonanz.simulation.ballot import BallotClient

# Ballots waiting for each thread: enough to keep it busy, few enough that ``ballots`` may be a long generator.
AHEAD = 4


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one voter brings: one answer a question in printed order."""

    start: StartData
    answers: Sequence[int]


@dataclass(frozen=True, slots=True)
class Voted:
    """What became of the ballot at ``place`` in the order given: a receipt or a refusal."""

    place: int
    receipt: Receipt | None
    refusal: ResonanzError | None


def vote_many(client: BallotClient, ballots: Iterable[Ballot], threads: int) -> Generator[Voted, None, None]:
    """Vote with ``threads`` threads; yields as ballots are finished, in no order. Refusals are results, not raised."""
    waiting: set[Future[Voted]] = set()
    with ThreadPoolExecutor(threads, thread_name_prefix="voter") as executor:
        for place, ballot in enumerate(ballots):
            waiting.add(executor.submit(_vote, client, place, ballot))
            if len(waiting) >= AHEAD * threads:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (each.result() for each in done)
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from (each.result() for each in done)


def _vote(client: BallotClient, place: int, ballot: Ballot) -> Voted:
    try:
        return Voted(place, client.vote(ballot.start, ballot.answers), None)
    except ResonanzError as refusal:
        return Voted(place, None, refusal)
