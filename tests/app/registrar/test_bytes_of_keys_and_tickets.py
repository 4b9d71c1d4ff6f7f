"""Private keys and tickets leave the database's files: the bytes are searched for, before and after."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from resonanz.app.conduct import usecases
from resonanz.app.registrar.models import CellKey, Ticket
from resonanz.app.upkeep import erasing
from resonanz.core.kernel.home import Home
from resonanz.storage import forget
from tests.app.conduct.fake_ballotbox import FakeBallotBox
from tests.app.conduct.organisation import opened, people

pytestmark = pytest.mark.django_db(transaction=True)


def stored(home: Home, secrets: Iterable[bytes]) -> list[bytes]:
    """Those of the secrets that stand in any file of the app."""
    content = b"".join(path.read_bytes() for path in home.app.rglob("*") if path.is_file())
    return [secret for secret in secrets if secret in content]


def test_after_a_cancellation_no_byte_of_them_is_left(home: Home, port: FakeBallotBox) -> None:
    forget.rewrite("default")
    people([(-1, 15, 4), (-1, 15, 4)])
    wave = opened(usecases.plan_season("2026"), port)
    keys = [bytes(key) for key in CellKey.objects.values_list("private_key", flat=True)]
    tickets = [bytes(ticket) for ticket in Ticket.objects.values_list("ticket", flat=True)]
    assert stored(home, [*keys, *tickets]) == [*keys, *tickets]
    usecases.cancel(wave, port)
    assert forget.is_owed("default")
    assert erasing.rewrite()
    assert stored(home, [*keys, *tickets]) == []
    assert not forget.is_owed("default")
