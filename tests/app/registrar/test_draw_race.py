"""Sixty-four draws at once on one ticket, on a real SQLite file with a connection each: one signature."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from resonanz.app.conduct import usecases
from resonanz.app.registrar.models import Ticket
from resonanz.app.registrar.usecases import draw
from resonanz.core import wire
from resonanz.core.kernel.errors import ResonanzError
from tests.app.conduct.fake_ballotbox import FakeBallotBox
from tests.app.conduct.organisation import Paper, opened, paper, people, start_of

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 64


def at_once(calls: list[Callable[[], tuple[bytes, ...]]]) -> list[tuple[bytes, ...] | str]:
    """Start all together; the signatures or the word of refusal of each."""
    barrier = Barrier(len(calls))

    def one(call: Callable[[], tuple[bytes, ...]]) -> tuple[bytes, ...] | str:
        barrier.wait()
        try:
            return call()
        except ResonanzError as error:
            return error.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(one, calls))


@pytest.fixture
def papers(port: FakeBallotBox) -> list[Paper]:
    """The same person in sixty-four browsers: her ticket, other blinded bytes in each."""
    staff = people([(-1, 12, 0)])
    wave = opened(usecases.plan_season("2026"), port)
    start = start_of(staff[0], wave, "en")
    return [paper(start, wave) for _ in range(AT_ONCE)]


def test_only_one_of_sixty_four_browsers_gets_a_signature(papers: list[Paper]) -> None:
    assert ".sqlite3" in str(connection.settings_dict["NAME"])  # a file, not memory: threads share it
    answers = at_once([lambda mine=mine: draw(mine.request) for mine in papers])  # type: ignore[misc]
    assert Counter(isinstance(answer, str) for answer in answers) == {False: 1, True: AT_ONCE - 1}
    assert {answer for answer in answers if isinstance(answer, str)} == {"already-drawn"}
    assert sum(ticket.drawn for ticket in Ticket.objects.all()) == 1
    ((winner, signature),) = [(at, answer[0]) for at, answer in enumerate(answers) if not isinstance(answer, str)]
    assert wire.signature_ok(papers[winner].ballot(signature, (1, 1)))


def test_sixty_four_repeats_of_one_browser_get_the_same_answer(papers: list[Paper]) -> None:
    answers = at_once([lambda: draw(papers[0].request)] * AT_ONCE)
    assert len(set(answers)) == 1
    assert not isinstance(answers[0], str)
