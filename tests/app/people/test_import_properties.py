"""Random organisations come in and come back out the same."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from resonanz.app.people import queries
from resonanz.app.people.models import Person
from resonanz.app.people.report import Kind
from resonanz.app.people.usecases import dry_run, import_roster
from tests.app.rosters import roster_of

Row = dict[str, str]

texts = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=20).map(str.strip).filter(bool)
days = st.dates(date(1990, 1, 1), date(2099, 12, 31)).map(date.isoformat)


@st.composite
def organisations(draw: st.DrawFn) -> list[Row]:
    """Up to 25 people in a random tree of up to 6 units, each with at least one."""
    size = draw(st.integers(1, 6))
    parents = [draw(st.integers(-1, unit - 1)) for unit in range(size)]
    rows = []
    for number in range(draw(st.integers(size, 25))):
        unit = number if number < size else draw(st.integers(0, size - 1))
        start, end = sorted([draw(days), draw(days)])
        rows.append(
            {
                "person_id": f"p{number}",
                "email": f"p{number}@example.org",
                "given_name": draw(texts),
                "family_name": draw(texts),
                "unit_id": f"u{unit}",
                "parent_unit_id": f"u{parents[unit]}" if parents[unit] >= 0 else "",
                "unit_name": f"Unit {unit}",
                "leads_unit_id": f"u{draw(st.integers(0, size - 1))}" if draw(st.booleans()) else "",
                "site": draw(st.sampled_from(["", "Nord", "Süd"])),
                "from": start,
                "to": draw(st.sampled_from(["", end])),
                "shift": draw(st.sampled_from(["", "early", "late"])),
            }
        )
    return draw(st.permutations(rows))


def exported(people: list[Row]) -> dict[str, Row]:
    """What is stored about these people, in the words of the file."""
    columns = {row["person_id"] for row in people}
    stored = (
        Person.objects.filter(person_id__in=columns).select_related("unit__parent", "site").prefetch_related("leads")
    )
    return {
        person.person_id: {
            "person_id": person.person_id,
            "email": person.email,
            "given_name": person.given_name,
            "family_name": person.family_name,
            "unit_id": person.unit.key,
            "parent_unit_id": person.unit.parent.key if person.unit.parent else "",
            "unit_name": person.unit.name,
            "leads_unit_id": "|".join(unit.key for unit in person.leads.all()),
            "site": person.site.name if person.site else "",
            "from": person.active_from.isoformat(),
            "to": person.active_to.isoformat() if person.active_to else "",
            "shift": person.attributes.get("shift", ""),
        }
        for person in stored
    }


class RandomOrganisations(TestCase):
    """Each example runs in a transaction of its own."""

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(organisations(), organisations())
    def test_the_second_file_replaces_the_first(self, first: list[Row], second: list[Row]) -> None:
        assert import_roster(roster_of(first)).applied
        shown = dry_run(roster_of(second))
        report = import_roster(roster_of(second), expected=shown.digest)
        assert report.persons == shown.persons
        kept = unicode_normal({row["person_id"]: row for row in second})
        assert exported(second) == kept
        gone = {row["person_id"] for row in first} - set(kept)
        assert not queries.present().filter(person_id__in=gone).exists()
        assert {change.key for change in report.of_persons(Kind.GONE)} <= gone
        assert dry_run(roster_of(second)).is_empty

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(organisations(), st.data())
    def test_one_broken_row_keeps_everything_out(self, rows: list[Row], data: st.DataObject) -> None:
        broken = data.draw(st.integers(0, len(rows) - 1))
        column, value = data.draw(
            st.sampled_from([("email", "none"), ("from", "31.2.2020"), ("family_name", ""), ("leads_unit_id", "nix")])
        )
        rows = [dict(row) for row in rows]
        rows[broken][column] = value
        report = import_roster(roster_of(rows))
        assert {problem.line for problem in report.problems} == {broken + 2}
        assert not Person.objects.exists()

    @settings(max_examples=25, deadline=None)
    @given(organisations(), organisations())
    def test_the_roster_for_planning_is_a_tree_with_everybody_of_today(
        self, first: list[Row], second: list[Row]
    ) -> None:
        import_roster(roster_of(first))
        import_roster(roster_of(second))
        roster = queries.current_roster()
        assert [node.parent for node in roster.nodes].count(-1) == 1
        assert all(node.parent < place for place, node in enumerate(roster.nodes))
        assert {member.id for member in roster.members} == {
            str(pk) for pk in queries.present().values_list("pk", flat=True)
        }


def unicode_normal(rows: dict[str, Row]) -> dict[str, Row]:
    """As the import writes text: NFC."""
    import unicodedata

    return {
        key: {name: unicodedata.normalize("NFC", value).strip() for name, value in row.items()}
        for key, row in rows.items()
    }
