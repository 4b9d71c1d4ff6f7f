"""The page says what is done, what is overdue and what keeps it from being done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from resonanz.app.upkeep.models import ScheduleEntry
from resonanz.app.upkeep.running import all_periodic

KINDS = ("busy", "full", "damaged", "other")


def note_all(late: timedelta = timedelta(0), failure: str = "") -> None:
    """Every piece as the worker would have noted it."""
    for each in all_periodic():
        ScheduleEntry.objects.create(
            name=each.name, next_due=timezone.now() - late, succeeded_on=timezone.localdate(), failure=failure
        )


def page(client: Client, language: str = "en") -> str:
    client.cookies["language"] = language
    return client.get("/upkeep/").content.decode()


def test_nothing_is_said_to_be_done_before_the_worker_ran(people_lead: Client) -> None:
    text = page(people_lead)
    assert 'id="schedule-late"' in text
    assert text.count('id="schedule-') == 1 + len(all_periodic())


@pytest.mark.parametrize(("minutes", "late"), [(0, False), (4, False), (6, True)])
def test_what_is_overdue_is_said(people_lead: Client, minutes: int, late: bool) -> None:
    note_all(timedelta(minutes=minutes))
    assert ('id="schedule-late"' in page(people_lead)) == late


@pytest.mark.parametrize("language", ["de-formal", "de", "en"])
def test_each_kind_of_failure_has_a_sentence(people_lead: Client, language: str) -> None:
    seen = set()
    for kind in ("", *KINDS):
        ScheduleEntry.objects.all().delete()
        note_all(failure=kind)
        text = page(people_lead, language)
        _, _, cell = text.partition(f'data-failure="{kind}">')
        seen.add(cell.partition("<")[0].strip())
    assert len(seen) == len(KINDS) + 1
    assert all(seen)
