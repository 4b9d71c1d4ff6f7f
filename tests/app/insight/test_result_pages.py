"""The result pages: numbers worked out by hand, who may open what, what stays hidden, how many queries."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from resonanz.app.insight import comparisons, queries
from resonanz.app.insight.models import GapFamily
from resonanz.app.waves.models import Wave
from resonanz.core.cells import Member, Side
from tests.app.insight.conftest import TWO_AREAS, ReaderOf, by_hand, units_of
from tests.app.insight.released_waves import (
    ITEMS,
    by_chance,
    forget_releases,
    item,
    staffed,
    stored_season,
    stored_wave,
)

pytestmark = pytest.mark.django_db
MINUS = "\u2212"


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def words(html: str) -> str:
    """The text of a page with single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def figures_in(client: Client, path: str) -> list[dict[str, str]]:
    """The export's rows."""
    response = client.get(path)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_numbers_worked_out_by_hand(two_areas: Wave, reader_of: ReaderOf) -> None:
    """10 of 40: 25 percent, Wilson 14 to 40. 6 of 12: 50; 5 of 10 shows 50 too and has Wilson 24 to 76, so 20 to 80.

    Newcombe of 5 of 10 minus 10 of 40: -6 to +53, so -10 to +55.
    """
    text = words(page(reader_of("u1", "u1"), "/results/own/"))
    assert "In your area no difference between employees and leaders is clear." in text
    assert "40 of 40 employees took part." in text
    assert "Employees: 25%, band 14 to 40 percent, 40 answers." in text
    assert "Leaders: 50%, band 20 to 80 percent, 10 to 19 answers." in text
    assert f"+25 points {MINUS}10 to +55 unclear" in text
    assert "Had the others answered too" not in text


def test_the_gap_is_leaders_minus_employees(two_areas: Wave, reader_of: ReaderOf) -> None:
    """37 of 40 against 3 of 12: 25 - 92.5 = -67.5, shown as -70, clearly lower; both areas: 37.5 - 58.75, unclear."""
    lead = reader_of("u1", people_lead=True)
    text = words(page(lead, "/results/1/2/"))
    assert "Employees and leaders clearly differ, most of all on “short A”: 93 against 25 of 100." in text
    assert f"{MINUS}70 points" in text
    assert "leaders clearly lower" in text
    (whole, first, second) = figures_in(lead, "/results/1/0.csv")
    assert (whole["gap_pp"], whole["verdict"]) == ("-21", "unclear")
    assert (first["part"], first["gap_pp"], first["verdict"]) == ("below", "25", "unclear")
    assert (second["area"], second["gap_pp"], second["verdict"]) == ("Unit 2", "-70", "clearly lower")


def test_a_leader_reads_about_her_area(two_areas: Wave, reader_of: ReaderOf) -> None:
    text = words(page(reader_of("u2", "u2"), "/results/own/"))
    assert "93 of 100 in your area agree: “Text of A.” Among the leaders it is 25 ." in text
    text = words(page(reader_of("u1", people_lead=True), "/results/1/2/"))
    assert "in your area" not in text


@pytest.mark.parametrize("path", ["/results/", "/results/own/", "/results/1/0/", "/results/1/2/", "/results/1/2.csv"])
def test_strangers_are_led_to_the_sign_in(two_areas: Wave, path: str) -> None:
    response = Client().get(path)
    assert (response.status_code, "next=" in response["Location"]) == (302, True)


@pytest.mark.parametrize(
    ("leads", "path", "status"),
    [
        ((), "/results/", 200),
        ((), "/results/1/0/", 200),
        ((), "/results/1/0.csv", 200),
        ((), "/results/own/", 403),
        ((), "/results/1/1/", 403),
        ((), "/results/1/1.csv", 403),
        (("u1",), "/results/own/", 200),
        (("u1",), "/results/1/1/", 200),
        (("u1",), "/results/1/1.csv", 200),
        (("u1",), "/results/1/2/", 403),
        (("u1",), "/results/1/2.csv", 403),
        (("u0",), "/results/1/2/", 200),
        (("u0",), "/results/1/3/", 404),
        (("u0",), "/results/2/0/", 404),
        (("u0",), "/results/2/0.csv", 404),
    ],
)
def test_who_may_open_what(
    two_areas: Wave, reader_of: ReaderOf, leads: tuple[str, ...], path: str, status: int
) -> None:
    assert reader_of("u1", *leads).get(path).status_code == status


def test_people_leads_open_everything(two_areas: Wave, reader_of: ReaderOf) -> None:
    lead = reader_of("u1", people_lead=True)
    assert [lead.get(f"/results/1/{area}/").status_code for area in range(3)] == [200, 200, 200]
    assert lead.get("/results/own/").status_code == 403
    assert f"{MINUS}70" in page(lead, "/results/")


@pytest.mark.parametrize("leads", [(), ("u1",)])
def test_the_whole_does_not_tell_what_stands_in_other_areas(
    two_areas: Wave, reader_of: ReaderOf, leads: tuple[str, ...]
) -> None:
    """The second area's difference (-70), share (93) and name stand on no page of a reader who may not open it."""
    reader = reader_of("u1", *leads)
    paths = ["/results/", "/results/?item=A", "/results/1/0/", "/results/1/0.csv"]
    paths += ["/results/own/", "/results/1/1/", "/results/1/1.csv"] if leads else []
    for path in paths:
        html = page(reader, path)
        assert "Unit 2" not in html
        assert "/results/1/2" not in html
        assert not re.search(r"(?<![\d.,])(70|93)(?![\d.])", words(html))


def test_a_verdict_is_the_same_for_all_and_computed_once(
    two_areas: Wave, reader_of: ReaderOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers = [reader_of("u1"), reader_of("u1", "u1"), reader_of("u1", "u0"), reader_of("u1", people_lead=True)]
    seen = [figures_in(readers[0], "/results/1/0.csv")[0]]
    (stored,) = GapFamily.objects.all()

    def not_again(_: object) -> None:
        raise AssertionError("computed a second time")

    monkeypatch.setattr(queries, "family", not_again)
    for reader in readers[1:]:
        forget_releases()
        seen.append(figures_in(reader, "/results/1/0.csv")[0])
    assert all(row == seen[0] for row in seen)
    assert GapFamily.objects.get().rows == stored.rows
    assert len(stored.rows) == len(comparisons.family(queries.figures(two_areas))) == 3


def test_the_file_says_what_the_page_says(two_areas: Wave, reader_of: ReaderOf) -> None:
    reader = reader_of("u1", "u1")
    (row,) = figures_in(reader, "/results/1/1.csv")
    expected = {
        "wave": "1", "area": "Unit 1", "part": "area", "item": "A", "question": "Text of A.", "less_is_better": "no",
        "employees_pct": "25", "employees_lo": "14", "employees_hi": "40", "employees_answers": "40",
        "employees_options": "30/0/0/10/0", "employees_hidden": "",
        "leaders_pct": "50", "leaders_lo": "20", "leaders_hi": "80", "leaders_answers": "10 to 19",
        "leaders_options": "", "leaders_hidden": "",
        "gap_pp": "25", "gap_lo": "-10", "gap_hi": "55", "verdict": "unclear", "gap_hidden": "",
    }  # fmt: skip
    assert row == expected
    assert 'href="/results/1/1.csv"' in page(reader, "/results/1/1/")


def test_a_name_cannot_become_a_formula(db: None, reader_of: ReaderOf) -> None:
    staff = staffed(TWO_AREAS)
    units_of(staff)
    season = stored_season(staff)
    season.plan["nodes"][1][2] = "=1+1"
    season.roster_root = b"\1" * 32
    season.save()
    stored_wave(staff, season, by_hand, items=(item("A"),))
    assert [row["area"] for row in figures_in(reader_of("u1", "u1"), "/results/1/1.csv")] == ["'=1+1"]


FEW = [(-1, 0, 0), (0, 60, 14), (0, 12, 12)]
"""The second area is small: seven of its twelve employees answer."""


def few(*, spread: tuple[int, ...]) -> object:
    """Answers in which the small area's seven are spread as told; three agree in each case."""

    def answer(member: Member, _place: int) -> int | None:
        at = int(member.id.rsplit("-", 1)[1])
        if member.node == 2 and member.side is Side.EMPLOYEES:
            return spread[at] if at < len(spread) else None
        return 4 if at % 2 else 1

    return answer


def pages_of_the_small_area(reader_of: ReaderOf, spread: tuple[int, ...]) -> list[str]:
    staff = staffed(FEW)
    units_of(staff)
    season = stored_season(staff, "few")
    for number in (1, 2):
        stored_wave(staff, season, few(spread=spread), number, items=(item("A"),))  # type: ignore[arg-type]
    return pages_without_tokens(reader_of("u2", "u2"))


def pages_without_tokens(reader: Client) -> list[str]:
    """Both waves' pages and the file of the second area."""
    paths = ["/results/own/", "/results/2/2/?item=A", "/results/1/2/", "/results/2/2.csv"]
    return [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page(reader, path)) for path in paths]


def test_five_to_nine_answers_give_a_rounded_band_and_nothing_else(db: None, reader_of: ReaderOf) -> None:
    """3 of 7: 43 percent, Wilson 16 to 75, so 10 to 80. No 43, no verdict, no distribution, no worst case."""
    own, chosen, _, file = pages_of_the_small_area(reader_of, (4, 4, 3, 1, 1, 2, 2, 0))
    for html in (own, chosen):
        text = words(html)
        assert "Employees: band 10 to 80 percent, 5 to 9 answers." in text
        assert "no verdict with 5 to 9 answers" in text
        assert "With fewer than 20 answers no distribution is shown." in text
        assert not re.search(r"\b(43|57|16)\b", text)
        assert "Had the others answered too" not in text
        assert "7 of 12" not in text
    row = next(csv.DictReader(io.StringIO(file.lstrip("\ufeff"))))
    hidden = ("employees_pct", "employees_options", "gap_pp", "verdict")
    assert [row[name] for name in hidden] == ["", "", "", ""]
    assert (row["employees_lo"], row["employees_hi"], row["employees_answers"]) == ("10", "80", "5 to 9")


def test_pages_do_not_depend_on_what_is_hidden(reader_of: ReaderOf) -> None:
    """How the seven spread and how many could not say changes no byte: tables, descriptions and trend included."""
    from django.db import transaction

    worlds = []
    for spread in ((4, 4, 3, 1, 1, 2, 2, 0), (3, 3, 3, 2, 2, 2, 2), (4, 4, 4, 1, 1, 1, 1, 0, 0, 0)):
        with transaction.atomic():
            worlds.append(pages_of_the_small_area(reader_of, spread))
            transaction.set_rollback(True)
        forget_releases()
    assert "Over the waves" in worlds[0][0]
    assert worlds[0] == worlds[1] == worlds[2]


def test_suppressed_areas_say_why(db: None, reader_of: ReaderOf) -> None:
    """Four people work in the second area: no figure of theirs anywhere, but where they are counted."""
    staff = staffed([(-1, 0, 0), (0, 60, 14), (0, 4, 0)])
    units_of(staff)
    stored_wave(staff, stored_season(staff), by_chance(3, taking_part=1.0), items=ITEMS)
    rows = figures_in(reader_of("u2", "u2"), "/results/1/2.csv")
    assert {row["employees_pct"] + row["gap_pp"] + row["verdict"] for row in rows} == {""}
    assert rows[0]["employees_hidden"].startswith("Too few people for figures of their own; counted in: ")
    assert rows[2]["employees_hidden"] == ("This question is only counted in larger groups, with 20 answers or more.")
    assert "not shown, reason 1" in words(page(reader_of("u2", "u0"), "/results/1/2/"))


def queries_of(client: Client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        page(client, path)
    return len(seen)


def counted(reader_of: ReaderOf, waves: int, shape: list[tuple[int, int, int]]) -> tuple[int, int]:
    """Queries of a page in a new process, and of the same page again."""
    staff = staffed(shape)
    units_of(staff)
    season = stored_season(staff)
    for number in range(1, waves + 1):
        stored_wave(staff, season, by_chance(number), number)
    lead = reader_of("u1", people_lead=True)
    lead.get("/results/")
    forget_releases()
    return queries_of(lead, "/results/"), queries_of(lead, "/results/")


def test_queries_do_not_grow_with_waves_or_organisation(reader_of: ReaderOf) -> None:
    from django.db import transaction

    small, large = TWO_AREAS, [*TWO_AREAS, *[(1 + at % 2, 14, 1) for at in range(30)]]
    found = []
    for waves, shape in ((1, small), (2, small), (3, small), (1, large), (3, large)):
        with transaction.atomic():
            found.append(counted(reader_of, waves, shape))
            transaction.set_rollback(True)
    cold, warm = zip(*found, strict=True)
    assert len(set(warm)) == 1
    assert (cold[3], cold[4]) == (cold[0], cold[2])
    assert cold[2] - cold[1] == cold[1] - cold[0]


def test_nothing_is_there_before_the_first_release(db: None, reader_of: ReaderOf) -> None:
    units_of(staffed(TWO_AREAS))
    leader = reader_of("u1", "u1")
    assert all("There are no results yet." in page(leader, path) for path in ("/results/", "/results/own/"))
    assert "said" not in words(page(leader, "/")).split("Your reporting cell")[0]


def test_the_start_page_says_what_the_last_wave_said(two_areas: Wave, reader_of: ReaderOf) -> None:
    text = words(page(reader_of("u1"), "/"))
    assert "What wave 1 said No difference between employees and leaders is clear here." in text
    assert f"{MINUS}70" not in text


def test_waves_and_origin_of_the_questions_are_named(two_areas: Wave, reader_of: ReaderOf) -> None:
    html = page(reader_of("u1"), "/results/")
    assert "Own wording, CC0-1.0, not validated" in words(html)
    assert "Other waves" not in html
    staff = staffed(TWO_AREAS)
    stored_wave(staff, two_areas.season, by_hand, 2, items=(item("A"),))
    html = page(reader_of("u2"), "/results/?item=A")
    assert 'href="/results/1/0/?item=A"' in html
    assert "Wave 2" in html
