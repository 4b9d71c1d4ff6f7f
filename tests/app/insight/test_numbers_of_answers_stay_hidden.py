"""How many of 10 to 19 answered cannot be solved for from what pages and files show, over all of a demonstration."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from django.test import Client

from resonanz.app.charts.values import Gap, Share
from resonanz.app.demo.answers import answers, leanings, who_answers
from resonanz.app.demo.building import SEED
from resonanz.app.demo.organisation import Employee, organisation
from resonanz.app.insight import reading
from resonanz.app.insight.figures import Figure
from resonanz.app.people.models import Unit
from resonanz.app.shell import numbers
from resonanz.core.cells import Member, Node, Side
from resonanz.core.stats import compare
from tests.app.insight.conftest import ReaderOf, units_of
from tests.app.insight.released_waves import (
    Answer,
    Organisation,
    forget_releases,
    item,
    staffed,
    stored_season,
    stored_wave,
)
from tests.app.insight.released_waves import organisation as planned
from tests.app.insight.test_result_pages import figures_in, page, pages_without_tokens, words

pytestmark = pytest.mark.django_db
PEOPLE = 600
CODES = ("K1", "K2", "K3")
# The demonstration's answers on four options: its two least favourable ones are one.
OPTION = (0, 1, 1, 2, 3, 4)
HIDDEN = "10 to 19"
ON_PAGE = re.compile(rf"(?:Employees|Leaders): (\d+)%, band (\d+) to (\d+) percent, {HIDDEN} answers\.")
# Favourable answers and answers.
Group = tuple[int, int]
Known = dict[tuple[str, ...], list[Group]]
GROUPS = [(agreeing, count) for count in range(10, 20) for agreeing in range(count + 1)]
BAND = "resonanz.app.insight.rounded._groups_of"


@pytest.mark.parametrize("solve", ["pages", "files"])
def test_no_field_gives_its_number_of_answers_back(reader_of: ReaderOf, solve: str) -> None:
    solved = SOLVERS[solve](a_demonstration(reader_of))
    assert sum(times for left, times in solved.items() if left >= 3) >= 0.95 * solved.total(), solved
    assert solved.total() > 100


def test_the_same_finds_it_in_whole_percent(reader_of: ReaderOf, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: values as they were shown before this rule."""
    from resonanz.app.shell.detail import BAND_ONLY, EXACT, Detail

    monkeypatch.setattr("resonanz.app.shell.detail.DETAILS", (BAND_ONLY, Detail(10, 19, 1, valued=True), EXACT))
    monkeypatch.setattr(BAND, the_group_itself)
    lead = a_demonstration(reader_of)
    for solve in SOLVERS.values():
        solved = solve(lead)
        assert solved[1] >= 0.95 * solved.total() > 0, solved


def test_rounding_alone_would_not_hide_it(reader_of: ReaderOf, monkeypatch: pytest.MonkeyPatch) -> None:
    """Why the band is the widest: with each group's own band in steps of five, most fields leave one or two."""
    monkeypatch.setattr(BAND, the_group_itself)
    solved = solve_files(a_demonstration(reader_of))
    assert solved[1] + solved[2] > 0.5 * solved.total(), solved


def the_group_itself(figure: Figure) -> tuple[np.ndarray, np.ndarray]:
    return np.array([float(figure.agreeing)]), np.array([float(figure.answers)])


def a_demonstration(reader_of: ReaderOf) -> Client:
    """A people lead's browser before a wave of the demonstration's people and answers."""
    employees = organisation(PEOPLE, SEED)
    staff = staff_of(employees)
    units_of(staff)
    stored_wave(staff, stored_season(staff), answers_of(employees), items=tuple(item(code) for code in CODES))
    return reader_of(staff.nodes[0].key, people_lead=True)


def staff_of(employees: tuple[Employee, ...]) -> Organisation:
    units = {each.unit.key: each.unit for each in employees}
    place = {key: at for at, key in enumerate(units)}
    nodes = [Node(key, place.get(unit.parent, -1), unit.name) for key, unit in units.items()]
    return planned(nodes, [Member(e.person_id, place[e.unit.key], Side(bool(e.leads))) for e in employees])


def answers_of(employees: tuple[Employee, ...]) -> Answer:
    leaning = leanings(PEOPLE, SEED)
    given = answers(employees, leaning, CODES, 1, SEED)
    voters = {employees[at].person_id: given[at] for at in who_answers(employees, leaning, 1, SEED)}

    def answer(member: Member, asked: int) -> int | None:
        return OPTION[voters[member.id][asked]] if member.id in voters else None

    return answer


def solve_pages(lead: Client) -> Counter[int]:
    """For each field of 10 to 19 answers on a page: how many numbers of answers would show just this."""
    known = shown_by()
    pages = [words(page(lead, f"/results/1/{area}/")) for area in range(Unit.objects.count())]
    fields = [field for text in pages for field in ON_PAGE.findall(text)]
    return Counter(len({count for _, count in known[field]}) for field in fields)


def solve_files(lead: Client) -> Counter[int]:
    """The same for files, with the other side and the difference of the row."""
    rows = [row for area in range(Unit.objects.count()) for row in figures_in(lead, f"/results/1/{area}.csv")]
    known, gap_shown = shown_by(), cache(shown_of_pair)
    return Counter(left for row in rows for left in solve_row(row, known, gap_shown))


SOLVERS = {"pages": solve_pages, "files": solve_files}


def shown_by() -> Known:
    """What is shown of a share and its band -> the groups of 10 to 19 that show it."""
    known: Known = defaultdict(list)
    for group in GROUPS:
        share = reading.share_of(figure(group))
        assert isinstance(share, Share)
        known[tuple(str(numbers.rounded(end)) for end in (share.point or 0, share.low, share.high))].append(group)
    return known


def solve_row(row: dict[str, str], known: Known, gap_shown: Callable[[Group, Group], tuple[str, ...]]) -> list[int]:
    possible = [groups_in(row, side, known) for side in ("employees", "leaders")]
    if row["gap_lo"] and all(possible):
        shown = tuple(row[column] for column in ("gap_pp", "gap_lo", "gap_hi"))
        pairs = [(emp, lead) for emp in possible[0] for lead in possible[1] if gap_shown(emp, lead) == shown]
        possible = [list(groups) for groups in zip(*pairs, strict=True)]
    return [
        len({count for _, count in groups})
        for side, groups in zip(("employees", "leaders"), possible, strict=True)
        if row[f"{side}_answers"] == HIDDEN
    ]


def groups_in(row: dict[str, str], side: str, known: Known) -> list[Group]:
    """The groups that a side of a row may be; none where only a band or nothing is shown."""
    if row[f"{side}_answers"] == HIDDEN:
        return known[row[f"{side}_pct"], row[f"{side}_lo"], row[f"{side}_hi"]]
    if not row[f"{side}_options"]:
        return []
    spread = [int(count) for count in row[f"{side}_options"].split("/")]
    return [(spread[2] + spread[3], sum(spread[:4]))]


def shown_of_pair(employees: Group, leaders: Group) -> tuple[str, ...]:
    gap = reading.gap_of(figure(leaders), figure(employees), compare(*leaders, *employees))
    assert isinstance(gap, Gap)
    return tuple(str(numbers.rounded(value)) for value in (gap.point or 0, gap.low, gap.high))


def figure(group: Group) -> Figure:
    agreeing, count = group
    return Figure((0, count - agreeing, agreeing), (2,), (), count, exact=True, released=None)  # type: ignore[arg-type]


SPREADS = {"5 of 10": (3,) * 5 + (1,) * 5, "6 of 12": (4,) * 6 + (2,) * 6, "9 of 18": (3,) * 9 + (1, 2, 1) * 3}


def test_pages_do_not_depend_on_the_number(reader_of: ReaderOf) -> None:
    """Half of 10, of 12 and of 18, of twenty people: every byte of page, trend and file is the same."""
    from django.db import transaction

    worlds = []
    for spread in SPREADS.values():
        with transaction.atomic():
            worlds.append(pages_of_twenty(reader_of, spread))
            transaction.set_rollback(True)
        forget_releases()
    own = words(worlds[0][0])
    assert "Employees: 50%, band 20 to 80 percent, 10 to 19 answers." in own
    assert "10 to 19 of 20 employees took part." in own
    assert "Over the waves" in own
    assert "With fewer than 20 answers no distribution is shown." in own
    assert worlds[0] == worlds[1] == worlds[2]


def pages_of_twenty(reader_of: ReaderOf, spread: tuple[int, ...]) -> list[str]:
    """All pages about an area in which the first of twenty employees answer as told, over two waves."""
    staff = staffed([(-1, 0, 0), (0, 60, 14), (0, 20, 12)])
    units_of(staff)

    def answer(member: Member, _place: int) -> int | None:
        at = int(member.id.rsplit("-", 1)[1])
        if member.node == 2 and member.side is Side.EMPLOYEES:
            return spread[at] if at < len(spread) else None
        return 4 if at % 2 else 1

    season = stored_season(staff, "twenty")
    for number in (1, 2):
        stored_wave(staff, season, answer, number, items=(item("A"),))
    return pages_without_tokens(reader_of("u2", "u2"))
