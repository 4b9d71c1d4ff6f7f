"""Released waves for tests: partition, block rule and release bytes as in life, stored without any HTTP."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from resonanz.app.insight import queries
from resonanz.app.insight.areas import Areas
from resonanz.app.insight.figures import WaveFigures
from resonanz.app.questions.models import StoredQuestionnaire
from resonanz.app.waves.models import Season, StoredRelease, Wave
from resonanz.app.waves.plan import plan_as_json, seated
from resonanz.app.waves.states import WaveState
from resonanz.core import wire
from resonanz.core.cells import Member, Node, Plan, Side, blocks_for_item, plan, structure_of_plan
from resonanz.core.kernel.ids import WaveId
from tests.own_questionnaire import own_questionnaire

OPTIONS = ("never", "rarely", "often", "always")
FIRST_DAY = datetime(2026, 1, 5, 12, tzinfo=UTC)

Answer = Callable[[Member, int], int | None]
"""What a member answers to the item at a position: 0 cannot say, 1 to 4; None: takes no part."""


def forget_releases() -> None:
    """Empty this process's memory of releases, as a new process begins."""
    queries._figures.cache_clear()
    queries._gaps.cache_clear()


def item(code: str, *, sensitive: bool = False, reversed_item: bool = False) -> wire.Item:
    """An item of four options, the last two favourable."""
    flags = wire.ItemFlag.SENSITIVE if sensitive else wire.ItemFlag.NONE
    flags |= wire.ItemFlag.REVERSED if reversed_item else wire.ItemFlag.NONE
    wordings = tuple(wire.Wording(said, f"Text of {code}.", f"short {code}", OPTIONS) for said in wire.LANGUAGES)
    return wire.Item(code, 4, (3, 4), flags, wordings)


ITEMS = (item("A"), item("B"), item("S", sensitive=True))
PLAIN = (item("A"), item("B"))


@dataclass(frozen=True)
class Organisation:
    """A planned organisation: ``nodes`` as the members refer to them."""

    nodes: tuple[Node, ...]
    members: tuple[Member, ...]
    plan: Plan

    @property
    def seated(self) -> tuple[tuple[int, int, int], ...]:
        """As a season keeps it."""
        return tuple((node, cell, people) for node, cell, people in seated(self.plan, self.nodes, self.members))


def organisation(nodes: Sequence[Node], members: Sequence[Member]) -> Organisation:
    """A planned organisation."""
    return Organisation(tuple(nodes), tuple(members), plan(nodes, members))


def staffed(shape: Sequence[tuple[int, int, int]]) -> Organisation:
    """Units "u0", "u1" ... from (parent, employees, leaders); the first is the root, its parent -1."""
    nodes = [Node(f"u{at}", parent, f"Unit {at}") for at, (parent, _, _) in enumerate(shape)]
    members = [
        Member(f"{at}-{side.name}-{one}", at, side)
        for at, (_, *counts) in enumerate(shape)
        for side, count in zip(Side, counts, strict=True)
        for one in range(count)
    ]
    return organisation(nodes, members)


def release_of(
    staff: Organisation, answer: Answer, items: Sequence[wire.Item] = ITEMS, wave: WaveId | None = None
) -> wire.Release:
    """The release of a wave in which everybody answers as told."""
    given = {
        one.id: [answer(one, place) for place in range(len(items))]
        for one in staff.members
        if answer(one, 0) is not None
    }
    cells = len(staff.plan.cells)
    accepted = [0] * cells
    histograms = [[[0] * (each.options + 1) for _ in range(cells)] for each in items]
    for one, answers in given.items():
        cell = staff.plan.assignment[one]
        accepted[cell] += 1
        for place, value in enumerate(answers):
            histograms[place][cell][value or 0] += 1
    released = tuple(_item(staff, each, histograms[place]) for place, each in enumerate(items))
    return wire.Release(wave or WaveId(bytes(16)), bytes(32), 5, tuple(accepted), released)


def _item(staff: Organisation, asked: wire.Item, histograms: list[list[int]]) -> wire.ItemRelease:
    counts = [sum(histogram[1:]) for histogram in histograms]
    sensitive = wire.ItemFlag.SENSITIVE in asked.flags
    blocks = blocks_for_item(structure_of_plan(staff.plan), counts, sensitive=sensitive, k_answers=5)
    sums = tuple(tuple(sum(values) for values in zip(*(histograms[c] for c in b), strict=True)) for b in blocks)
    return wire.ItemRelease(asked.code, blocks, sums)


def figures_of(staff: Organisation, answer: Answer, items: Sequence[wire.Item] = ITEMS) -> WaveFigures:
    """The figures of such a wave, without a database."""
    areas = Areas(structure_of_plan(staff.plan), staff.seated)
    return WaveFigures(release_of(staff, answer, items), wire.Questionnaire("tests", tuple(items)), areas)


def by_chance(seed: int, *, taking_part: float = 0.7, agreeing: float = 0.5) -> Answer:
    """Answers drawn from a seed, the same for the same member and item; no difference between the sides."""

    def answer(member: Member, place: int) -> int | None:
        chance = random.Random(f"{seed} {member.id}")
        if chance.random() > taking_part:
            return None
        chance = random.Random(f"{seed} {member.id} {place}")
        if chance.random() < 0.05:
            return 0
        return chance.choice((3, 4)) if chance.random() < agreeing else chance.choice((1, 2))

    return answer


def stored_season(staff: Organisation, key: str = "2026") -> Season:
    """The season's row."""
    kept = {**plan_as_json(staff.plan), "seated": [list(entry) for entry in staff.seated]}
    root = random.Random(f"{key} {kept}").randbytes(32)
    return Season.objects.create(key=key, frozen_on=date(2026, 1, 1), plan=kept, roster_root=root)


def stored_wave(
    staff: Organisation, season: Season, answer: Answer, number: int = 1, items: Sequence[wire.Item] = ITEMS
) -> Wave:
    """A released wave in the database."""
    wave_id = WaveId(number.to_bytes(16, "big"))
    content = wire.encode_release(release_of(staff, answer, items, wave_id))
    wave = Wave.objects.create(
        number=number,
        wave_id=bytes(wave_id),
        season=season,
        questionnaire=_questionnaire(items),
        opens_on=(FIRST_DAY + timedelta(days=28 * number)).date(),
        closes_at=FIRST_DAY + timedelta(days=28 * number + 10),
        state=WaveState.RELEASED,
        root=random.Random(content).randbytes(32),
    )
    StoredRelease.objects.create(wave=wave, content=content, digest=bytes(32))
    return wave


def _questionnaire(items: Sequence[wire.Item]) -> StoredQuestionnaire:
    key = "tests-" + "-".join(each.code.lower() for each in items)
    known: StoredQuestionnaire | None = StoredQuestionnaire.objects.filter(key=key).first()
    return known or own_questionnaire(key, items)
