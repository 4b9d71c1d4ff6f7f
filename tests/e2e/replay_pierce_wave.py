"""The wave of the replay, inside a process with the app's settings: from roster to figures."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import TypedDict

from django.conf import settings
from django.test import Client
from django.utils import timezone

from resonanz.app.accounts.usecases import grant_people_lead
from resonanz.app.charts.values import Hidden, Share
from resonanz.app.conduct import usecases as conduct
from resonanz.app.conduct.ballotbox_http import ballot_box
from resonanz.app.conduct.start_link import start_data
from resonanz.app.insight import queries as insight
from resonanz.app.insight.access import ROOT
from resonanz.app.insight.comparisons import ComparisonPart
from resonanz.app.insight.figures import Figure
from resonanz.app.insight.reading import AreaReader
from resonanz.app.people.usecases import import_roster
from resonanz.app.questions.models import StoredQuestionnaire
from resonanz.app.registrar.models import Ticket
from resonanz.app.registrar.queries import drawn
from resonanz.app.waves import queries as waves
from resonanz.app.waves.models import Wave
from resonanz.core import wire
from resonanz.core.kernel import clock
from resonanz.core.kernel.clock import today
from resonanz.simulation import Ballot, BallotClient, vote_many
from tests.e2e.replay_pierce_people import ITEMS, Respondent, roster_csv
from tests.own_questionnaire import own_questionnaire

THREADS = 4
OPTIONS = ("1", "2", "3", "4")
FAVOURABLE = (3, 4)
TERMS: dict[str, str | bool] = {
    "licence": "not confirmed: item numbers only, the wording is not used",
    "source": "A county's survey of its employees, as published for data practice",
    "attribution": "Pierce County, Washington",
}
Histogram = list[int]


class Replayed(TypedDict):
    """What came of it. Shares in percent; blocks are lists of cell positions."""

    wave: str
    state: str
    people: int
    cells: int
    leaders_apart: bool
    drawn: int
    accepted: int
    receipts: list[str]
    given: list[list[Histogram]]
    blocks: list[list[list[int]]]
    counts: list[list[Histogram]]
    figures: dict[str, dict[str, float]]
    session: str


def replay(people: list[Respondent]) -> Replayed:
    """Import everybody, conduct one wave in which each hands in a ballot, read what was released."""
    lead = _import(people)
    wave = _open()
    receipts = _vote(wave, people)
    given = _given(wave, people)
    clock.shift_to(settings.HOME, wave.closes_at + timedelta(minutes=1))
    conduct.finish(wave, ballot_box())
    released = waves.release(wave)
    _say(f"released in {min(len(item.blocks) for item in released.items)} blocks or more")
    return Replayed(
        wave=wave.hex,
        state=wave.state,
        people=len(people),
        cells=len(released.accepted),
        leaders_apart=waves.structure(wave).leaders_apart,
        drawn=sum(drawn(wave)),
        accepted=sum(released.accepted),
        receipts=receipts,
        given=given,
        blocks=[[list(block) for block in item.blocks] for item in released.items],
        counts=[[list(counts) for counts in item.counts] for item in released.items],
        figures=_figures(wave),
        session=lead.cookies[settings.SESSION_COOKIE_NAME].value,
    )


def _import(people: list[Respondent]) -> Client:
    """The roster goes in; the first person becomes people lead and is signed in."""
    report = import_roster(roster_csv(people))
    if not report.applied:
        raise ValueError(f"roster refused: {report.problems[:3]}")
    browser = Client()
    browser.force_login(grant_people_lead(people[0].email))
    return browser


def _open() -> Wave:
    season = conduct.plan_season("replay")
    closes = timezone.localtime(clock.now()) + timedelta(days=1)
    wave = conduct.start_wave(season, opens_on=today(), closes_at=closes, questionnaire=_questionnaire())
    conduct.freeze(wave)
    conduct.make_keys(wave, lambda done, total: _say(f"key {done} of {total}", done, total))
    conduct.open_wave(wave, ballot_box())
    return wave


def _questionnaire() -> StoredQuestionnaire:
    """Ten items that say nothing but their number."""
    items = [
        wire.Item(
            code=code,
            options=len(OPTIONS),
            favourable=FAVOURABLE,
            flags=wire.ItemFlag.NONE,
            wordings=tuple(wire.Wording(language, code, code, OPTIONS) for language in wire.LANGUAGES),
        )
        for code in ITEMS
    ]
    return own_questionnaire("replay", items, TERMS)


def _vote(wave: Wave, people: list[Respondent]) -> list[str]:
    """Everybody in random order, each through draw, blinding, unblinding, signature and submission."""
    tickets = _tickets(wave)
    shuffled = random.Random(1471).sample(people, len(people))
    ballots: Iterator[Ballot] = (
        Ballot(start_data(tickets[one.person_id], wave, "en"), one.answers) for one in shuffled
    )
    receipts = []
    for voted in vote_many(BallotClient(settings.BALLOTBOX_URL), ballots, THREADS):
        if voted.receipt is None:
            raise voted.refusal or ValueError("neither receipt nor refusal")
        receipts.append(voted.receipt.hash.hex())
        _say(f"ballot {len(receipts)} of {len(people)}", len(receipts), len(people))
    return sorted(receipts)


def _given(wave: Wave, people: list[Respondent]) -> list[list[Histogram]]:
    """What was put into the ballots: for each item and cell how often each option, "cannot say" first."""
    tickets = _tickets(wave)
    cells = len(waves.structure(wave).cells)
    given = [[[0] * (len(OPTIONS) + 1) for _ in range(cells)] for _ in ITEMS]
    for one in people:
        for item, answer in enumerate(one.answers):
            given[item][tickets[one.person_id].position][answer] += 1
    return given


def _tickets(wave: Wave) -> dict[str, Ticket]:
    return {each.person.person_id: each for each in Ticket.objects.filter(wave=wave).select_related("person")}


def _figures(wave: Wave) -> dict[str, dict[str, float]]:
    """For each item what the organisation's page rests on, named as in the reference table."""
    figures, gaps = insight.figures(wave), insight.gaps(wave)
    rows: dict[str, dict[str, float]] = {}
    for reading in AreaReader(figures, gaps).items(ROOT):
        gap = gaps[ROOT, reading.item, ComparisonPart.WHOLE]
        rows[reading.code] = {
            **_side("lead", reading.leaders, reading.leaders_share),
            **_side("emp", reading.employees, reading.employees_share),
            "gap_pp": gap.gap_pp,
            "gap_lo": gap.gap_lo,
            "gap_hi": gap.gap_hi,
            "p": gap.p,
        }
    return rows


def _side(name: str, figure: Figure | None, share: Share | Hidden) -> dict[str, float]:
    if figure is None or isinstance(share, Hidden) or share.point is None:
        raise ValueError(f"no figure for the whole organisation: {name}")
    return {
        f"eligible_{name}": figure.people,
        f"n_{name}": figure.answers,
        f"k_{name}": figure.agreeing,
        f"pct_{name}": share.point,
        f"{name}_lo": share.low,
        f"{name}_hi": share.high,
    }


def _say(what: str, done: int = 0, total: int = 0) -> None:
    """Progress, on stderr: the last of a kind and every hundredth."""
    if done == total or done % 100 == 0:
        print(what, file=sys.stderr, flush=True)
