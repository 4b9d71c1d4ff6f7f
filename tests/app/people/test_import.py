"""A roster comes in as a whole, as shown, or not at all."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from resonanz.app.people import queries
from resonanz.app.people.models import Person, RosterDraft, Site, Unit
from resonanz.app.people.report import Kind, Report
from resonanz.app.people.usecases import apply_draft, dry_run, forget_drafts, import_roster, keep_draft
from resonanz.app.shell.errors import message_text
from resonanz.core.cells.types import Side
from resonanz.core.kernel import clock
from resonanz.core.kernel.clock import today
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.home import Home
from tests.app.rosters import SMALL, roster_of

pytestmark = pytest.mark.django_db

EXAMPLE = Path(__file__).parents[3] / "examples" / "people" / "roster.csv"


def codes(report: Report) -> list[tuple[int, str]]:
    """Line and code of every problem."""
    return [(problem.line, problem.code) for problem in report.problems]


def names(report: Report, kind: Kind) -> set[str]:
    """Who is new, changed or gone."""
    return {change.key for change in report.of_persons(kind)}


def test_a_dry_run_writes_nothing() -> None:
    report = dry_run(SMALL.encode())
    assert names(report, Kind.NEW) == set("12345678")
    assert not report.problems
    assert Person.objects.count() == 0
    assert Unit.objects.count() == 0


def test_an_import_does_what_the_dry_run_said() -> None:
    report = import_roster(SMALL.encode())
    assert report.applied
    assert report.attribute_names == ("shift",)
    lena = Person.objects.get(person_id="3")
    assert (lena.email, lena.unit.name, lena.unit.parent and lena.unit.parent.name) == (
        "lena@example.org", "Vertrieb", "Beispielwerke",
    )  # fmt: skip
    assert lena.attributes == {"shift": "early"}
    assert lena.site is not None
    assert lena.site.name == "Nord"
    assert list(lena.leads.values_list("key", flat=True)) == ["sales"]
    assert Person.objects.get(person_id="8").active_to == date(2021, 1, 31)
    assert import_roster(SMALL.encode()).is_empty


def test_the_example_file_comes_in() -> None:
    report = import_roster(EXAMPLE)
    assert report.applied
    assert not report.notices
    assert len(queries.current_roster().members) == report.rows


def test_new_changed_and_gone_are_told_apart_and_applied() -> None:
    import_roster(roster_of([{"person_id": "1"}, {"person_id": "2", "shift": "late"}, {"person_id": "3"}]))
    report = import_roster(
        roster_of([{"person_id": "1"}, {"person_id": "2", "unit_id": "B", "parent_unit_id": "A"}, {"person_id": "4"}])
    )
    assert names(report, Kind.NEW) == {"4"}
    assert names(report, Kind.CHANGED) == {"2"}
    assert names(report, Kind.GONE) == {"3"}
    changed = {(field.name, field.before, field.after) for field in report.of_persons(Kind.CHANGED)[0].fields}
    assert changed == {("unit_id", "A", "B"), ("shift", "late", "")}
    gone = Person.objects.get(person_id="3")
    assert gone.active_to == today() - timedelta(days=1)
    assert not queries.is_present(gone)
    assert {person.person_id for person in queries.present()} == {"1", "2", "4"}


def test_somebody_gone_comes_back_with_the_same_row() -> None:
    import_roster(roster_of([{"person_id": "1"}, {"person_id": "2"}]))
    before = Person.objects.get(person_id="2").pk
    import_roster(roster_of([{"person_id": "1"}]))
    report = import_roster(roster_of([{"person_id": "1"}, {"person_id": "2"}]))
    assert names(report, Kind.CHANGED) == {"2"}
    assert Person.objects.get(person_id="2").pk == before
    assert queries.present().count() == 2


def test_a_unit_that_no_file_names_any_more_is_closed_and_can_come_back() -> None:
    both = roster_of([{"person_id": "1"}, {"person_id": "2", "unit_id": "B", "parent_unit_id": "A"}])
    import_roster(both)
    report = import_roster(roster_of([{"person_id": "1"}, {"person_id": "2"}]))
    assert [unit.key for unit in report.of_units(Kind.GONE)] == ["B"]
    assert [unit.key for unit in queries.unit_tree().order] == ["A"]
    import_roster(both)
    assert [unit.key for unit in queries.unit_tree().order] == ["A", "B"]


def test_addresses_may_change_hands() -> None:
    import_roster(roster_of([{"person_id": "1", "email": "a@x.org"}, {"person_id": "2", "email": "b@x.org"}]))
    swapped = [{"person_id": "1", "email": "b@x.org"}, {"person_id": "2", "email": "A@x.org"}]
    assert import_roster(roster_of(swapped)).applied
    assert dict(Person.objects.values_list("person_id", "email")) == {"1": "b@x.org", "2": "a@x.org"}
    inherited = [{"person_id": "2", "email": "a@x.org"}, {"person_id": "3", "email": "b@x.org"}]
    assert import_roster(roster_of(inherited)).applied
    heir = queries.present_person("B@x.org")
    assert heir is not None
    assert heir.person_id == "3"


def test_from_may_stay_empty_and_then_keeps_the_first_day() -> None:
    import_roster(roster_of([{"person_id": "1", "from": "2019-05-01"}]))
    assert dry_run(roster_of([{"person_id": "1"}])).is_empty
    import_roster(roster_of([{"person_id": "1"}, {"person_id": "2"}]))
    assert Person.objects.get(person_id="1").active_from == date(2019, 5, 1)
    assert Person.objects.get(person_id="2").active_from == today()


def test_from_and_to_decide_who_is_here_by_the_shared_clock(home: Home) -> None:
    import_roster(
        roster_of(
            [
                {"person_id": "1", "from": "1.5.2031", "to": "31.5.2031"},
                {"person_id": "2", "from": "2031-06-01"},
            ]
        )
    )
    try:
        for day, wanted in (("2031-05-01", {"1"}), ("2031-05-31", {"1"}), ("2031-06-01", {"2"}), ("2031-04-30", set())):
            clock.shift_to(home, datetime.fromisoformat(f"{day}T12:00:00+00:00"))
            assert {person.person_id for person in queries.present()} == wanted, day
    finally:
        clock.unshift(home)


# What is wrong is said with its line, and nothing is written -----------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([{"person_id": "1", "family_name": ""}], [(2, "fields-missing")]),
        ([{"person_id": "1"}, {"person_id": "2", "unit_id": ""}], [(3, "fields-missing")]),
        ([{"person_id": "1"}, {"unit_id": "A", "leads_unit_id": "A"}], [(3, "fields-missing")]),
        ([{"person_id": "1", "email": "a b@x.org"}], [(2, "email-wrong")]),
        ([{"person_id": "1", "from": "2027-02-30"}], [(2, "date-wrong")]),
        ([{"person_id": "1", "to": "soon"}], [(2, "date-wrong")]),
        ([{"person_id": "1", "from": "2027-02-02", "to": "2027-02-01"}], [(2, "dates-crossed")]),
        ([{"person_id": "1", "given_name": "x" * 101}], [(2, "value-too-long")]),
        ([{"person_id": "1", "shift": "x" * 201}], [(2, "value-too-long")]),
        ([{"person_id": "1"}, {"person_id": "1", "email": "other@x.org"}], [(3, "person-doubled")]),
        ([{"person_id": "1", "email": "a@x.org"}, {"person_id": "2", "email": "A@X.org"}], [(3, "email-doubled")]),
        ([{"person_id": "1", "leads_unit_id": "A|Z"}], [(2, "led-unit-unknown")]),
        ([{"person_id": "1", "parent_unit_id": "Z"}], [(2, "unit-orphan")]),
        (
            [{"person_id": "1", "parent_unit_id": "B"}, {"person_id": "2", "parent_unit_id": "C"},
             {"unit_id": "B"}, {"unit_id": "C"}],
            [(3, "unit-with-two-parents")],
        ),
        ([{"person_id": "1", "unit_name": "X"}, {"person_id": "2", "unit_name": "Y"}], [(3, "unit-with-two-names")]),
    ],
)  # fmt: skip
def test_every_problem_has_its_line_and_stops_the_whole_file(
    rows: list[dict[str, str]], wanted: list[tuple[int, str]]
) -> None:
    import_roster(roster_of([{"person_id": "9"}]))
    report = import_roster(roster_of(rows))
    assert codes(report) == wanted
    assert not report.applied
    assert [person.person_id for person in queries.present()] == ["9"]


def test_a_circle_is_named_once_whatever_hangs_on_it() -> None:
    report = dry_run(
        roster_of(
            [
                {"person_id": "0", "unit_id": "below", "parent_unit_id": "A"},
                {"person_id": "1", "unit_id": "A", "parent_unit_id": "B"},
                {"person_id": "2", "unit_id": "B", "parent_unit_id": "A"},
                {"person_id": "3", "unit_id": "own", "parent_unit_id": "own"},
            ]
        )
    )
    assert [problem.params.get("circle") for problem in report.problems] == ["A > B > A", "own > own"]


def test_one_mistake_is_reported_once() -> None:
    """A row with a wrong date still describes its unit: those below it are no orphans."""
    rows = [{"person_id": "1", "from": "x"}, {"person_id": "2", "unit_id": "B", "parent_unit_id": "A"}]
    assert codes(dry_run(roster_of(rows))) == [(2, "date-wrong")]


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"", "table-empty", 0),
        (b"PK\x03\x04rest", "workbook-broken", 0),
        ("person_id;Größe\n1;ü".encode("cp1252"), "columns-missing", 1),
        ("person_id\n".encode("utf-16"), "columns-missing", 1),
        ("person_id\nÄÖÜßäöü\n".encode() + b"\xfc", "table-damaged", 3),
        (b"person_id\n\0", "table-not-text", 2),
        (b"%PDF-1.7", "table-other-format", 0),
        (b"a,b\n1,2\n", "columns-missing", 1),
        (b"person_id,email,given_name,family_name,unit_id\n", "file-without-rows", 0),
        (b"person_id,email,given_name,family_name,unit_id,,x\n1,2,3,4,5,6,7\n", "column-without-name", 1),
        (b"person_id,email,given_name,family_name,unit_id,unit_id\n", "columns-doubled", 1),
        (b'person_id,email,given_name,family_name,unit_id\n"1,2,3', "table-row-unreadable", 2),
    ],
)
def test_files_that_are_no_roster_are_refused_with_the_reason(content: bytes, code: str, line: int) -> None:
    assert codes(dry_run(content)) == [(line, code)]


def test_more_values_than_columns_are_named_and_line_numbers_count_line_breaks_in_values() -> None:
    content = b'person_id,email,given_name,family_name,unit_id\n1,a@x.org,"A\nB",F,U\n2,b@x.org,G,F,U,more\n'
    assert codes(dry_run(content)) == [(4, "row-too-long")]


@pytest.mark.parametrize(("delimiter", "name"), [(";", "Semikolon"), ("\t", "Tabulator"), ("|", "senkrechte Striche")])
def test_other_separators_and_a_byte_order_mark_are_read_and_mentioned(delimiter: str, name: str) -> None:
    report = import_roster(b"\xef\xbb\xbf" + SMALL.replace(",", delimiter).encode())
    assert report.applied
    (notice,) = report.notices
    assert (notice.code, message_text(notice.message)) == (
        "read-with-delimiter",
        f"Die Spalten sind durch {name} getrennt.",
    )
    assert Person.objects.count() == 8


@pytest.mark.parametrize(("encoding", "name"), [("cp1252", "Windows-1252"), ("utf-16", "UTF-16")])
def test_other_encodings_are_read_and_mentioned(encoding: str, name: str) -> None:
    report = import_roster(SMALL.encode(encoding))
    assert report.applied
    assert [(notice.code, notice.params) for notice in report.notices] == [("read-with-encoding", {"encoding": name})]
    assert Unit.objects.filter(name="Beispielwerke").exists()


def test_a_name_damaged_in_one_place_keeps_the_file_out() -> None:
    content = roster_of([{"person_id": str(n), "given_name": "Jürgen", "email": f"{n}@x.org"} for n in range(9)])
    assert not dry_run(content).problems
    assert codes(dry_run(content.replace("ü".encode(), b"\xfc", 1))) == [(2, "table-damaged")]


def workbook(*sheets: Sequence[Sequence[object]]) -> bytes:
    """An XLSX file with these rows on these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_workbook_comes_in_like_the_same_csv() -> None:
    rows = [line.split(",") for line in SMALL.splitlines()]
    assert import_roster(workbook(rows)).applied
    assert dry_run(SMALL.encode()).is_empty


def test_days_and_numbers_of_a_workbook_are_read_as_they_are_seen() -> None:
    head: list[object] = ["person_id", "email", "given_name", "family_name", "unit_id", "from"]
    book = workbook([head, ["0042", "a@x.org", "A", "B", 7, date(2019, 5, 1)], [43, "b@x.org", "A", "B", 7.0, None]])
    assert import_roster(book).applied
    assert set(Person.objects.values_list("person_id", "unit__key")) == {("0042", "7"), ("43", "7")}
    assert Person.objects.get(person_id="0042").active_from == date(2019, 5, 1)


def test_the_sheet_that_was_read_is_named_where_there_are_several() -> None:
    report = dry_run(workbook([line.split(",") for line in SMALL.splitlines()], [["notes"]]))
    assert [notice.code for notice in report.notices] == ["read-from-sheet"]
    assert not any("%(" in message_text(notice.message) for notice in report.notices)


def test_several_roots_are_mentioned_and_stand_under_the_organisation() -> None:
    report = import_roster(roster_of([{"person_id": "1"}, {"person_id": "2", "unit_id": "B"}]))
    assert [notice.code for notice in report.notices] == ["several-roots"]
    nodes = queries.current_roster().nodes
    assert [(node.key, node.parent, node.label) for node in nodes] == [
        ("", -1, settings.ORGANISATION),
        ("A", 0, "A"),
        ("B", 0, "B"),
    ]


def test_every_problem_is_said_whole() -> None:
    report = dry_run(roster_of([{"person_id": "1", "from": "x", "leads_unit_id": "Z", "parent_unit_id": "Y"}]))
    assert len(report.problems) == 3
    assert not any("%(" in message_text(problem.message) for problem in report.problems)


# What was shown is what is applied ------------------------------------------------------------------------------


def test_a_waiting_file_is_applied_and_then_deleted() -> None:
    digest = keep_draft(SMALL.encode()).digest
    assert apply_draft(digest).applied
    assert not RosterDraft.objects.exists()
    with pytest.raises(ResonanzError, match="draft-missing"):
        apply_draft(digest)


def test_a_waiting_file_is_refused_when_the_roster_has_changed() -> None:
    digest = keep_draft(roster_of([{"person_id": "1"}])).digest
    import_roster(roster_of([{"person_id": "2"}]))
    with pytest.raises(ResonanzError, match="roster-changed-meanwhile"):
        apply_draft(digest)
    assert [person.person_id for person in queries.present()] == ["2"]


def test_a_waiting_file_is_refused_after_midnight(home: Home) -> None:
    digest = keep_draft(roster_of([{"person_id": "1"}])).digest
    try:
        clock.shift_to(home, clock.now() + timedelta(days=1))
        with pytest.raises(ResonanzError, match="roster-changed-meanwhile"):
            apply_draft(digest)
    finally:
        clock.unshift(home)


def test_a_file_with_problems_does_not_wait() -> None:
    keep_draft(roster_of([{"person_id": "1", "family_name": ""}]))
    assert not RosterDraft.objects.exists()


# Speed and reading ----------------------------------------------------------------------------------------------


def organisation(people: int) -> bytes:
    """A tree of units of about 12 with a leader each."""
    rows = []
    for number in range(people):
        unit = number // 12
        rows.append(
            {
                "person_id": str(number),
                "unit_id": f"u{unit}",
                "parent_unit_id": f"u{(unit - 1) // 6}" if unit else "",
                "leads_unit_id": f"u{unit}" if number % 12 == 0 else "",
                "site": f"site {number % 4}",
                "shift": ("early", "late")[number % 2],
            }
        )
    return roster_of(rows)


def queries_of_import(people: int) -> tuple[int, int]:
    """Queries for a first import, and for one that changes everybody."""
    with CaptureQueriesContext(connection) as first:
        import_roster(organisation(people))
    with CaptureQueriesContext(connection) as second:
        import_roster(organisation(people).replace(b"Family", b"Other"))
    Person.objects.all().delete()
    Unit.objects.update(parent=None)
    Unit.objects.all().delete()
    Site.objects.all().delete()
    return len(first), len(second)


def test_the_number_of_queries_does_not_grow_with_the_people() -> None:
    assert queries_of_import(10) == queries_of_import(1000)


def test_the_roster_of_today_has_leaders_where_they_lead() -> None:
    import_roster(SMALL.encode())
    with CaptureQueriesContext(connection) as asked:
        roster = queries.current_roster()
    assert len(asked) == 3
    at = {
        Person.objects.get(pk=member.id).given_name: (roster.nodes[member.node].label, member.side)
        for member in roster.members
    }
    assert at["Greta"] == ("Beispielwerke", Side.LEADERS)
    assert at["Lena"] == ("Vertrieb", Side.LEADERS)
    assert at["Lars"] == at["Otto"] == ("IT", Side.LEADERS)
    assert at["Emil"] == ("Vertrieb Nord", Side.EMPLOYEES)
    assert "Gerd" not in at
    assert roster.attribute_names == ("shift",)
    assert {member.attributes for member in roster.members} == {("",), ("early",), ("late",)}
    assert roster.nodes[0].parent == -1
    assert all(node.parent < place for place, node in enumerate(roster.nodes))


def test_who_leads_several_units_stands_at_the_highest() -> None:
    import_roster(
        roster_of(
            [
                {"person_id": "1", "unit_id": "A"},
                {"person_id": "2", "unit_id": "B", "parent_unit_id": "A", "leads_unit_id": "C|B"},
                {"person_id": "3", "unit_id": "C", "parent_unit_id": "B"},
            ]
        )
    )
    roster = queries.current_roster()
    member = next(member for member in roster.members if member.side is Side.LEADERS)
    assert roster.nodes[member.node].key == "B"


def test_a_file_nobody_confirmed_is_forgotten() -> None:
    digest = keep_draft(SMALL.encode()).digest
    forget_drafts()
    assert RosterDraft.objects.filter(digest=digest).exists()
    RosterDraft.objects.update(made_on=today() - timedelta(days=2))
    forget_drafts()
    assert not RosterDraft.objects.exists()
