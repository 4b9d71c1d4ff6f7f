"""Labels that are clear, and labels that look alike."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.core.cells import Member, Node, Side, plan
from resonanz.core.cells.audit import audit_plan
from resonanz.core.cells.lookalikes import LOOKALIKES, are_told_apart, cleared, is_clear, skeleton

CYRILLIC_A, CYRILLIC_IE, GREEK_MU, NO_WIDTH, JOINER = "\u0430", "\u0435", "\u03bc", "\u200b", "\u034f"
TEMPTING = "aоAΑ \u200b\u2800\u0307iм-·:(.1lİıﬁ½"


@pytest.mark.parametrize(
    ("label", "clear"),
    [
        ("Vertrieb", "Vertrieb"),
        ("Łódź · Führung (2)", "Łódź · Führung (2)"),
        (f"V{CYRILLIC_IE}rtrieb", "Vertrieb"),
        (f"Vertrieb{NO_WIDTH}", "Vertrieb"),
        (f"Ver{JOINER}trieb", "Vertrieb"),
        ("Vertrieb ", "Vertrieb"),
        ("Vertrieb\u00a0Nord", "Vertrieb Nord"),
        ("Vertrieb\t Nord", "Vertrieb Nord"),
        ("\ufb01rma", "firma"),
        ("\u041f\u0440\u043e\u0434\u0430\u0436\u0438", "\u041f\u0440\u043e\u0434\u0430\u0436\u0438"),
        ("\u041f\u0440o\u0434\u0430\u0436\u0438", "\u041f\u0440\u043e\u0434\u0430\u0436\u0438"),
        ("5\u00b5m", f"5{GREEK_MU}-m"),
        (f"{GREEK_MU}-Labor", f"{GREEK_MU}-Labor"),
        ("IT\u90e8\u9580", "IT\u90e8\u9580"),
        ("Vertrieb\u2800", "Vertrieb"),
        ("Vertrieb\ufffc", "Vertrieb"),
        (NO_WIDTH, ""),
    ],
)
def test_what_is_not_clear_is_made_so(label: str, clear: str) -> None:
    assert cleared(label) == clear
    assert is_clear(label) is (label == clear)


@given(st.text(st.one_of(st.characters(), st.sampled_from("aоAΑ \u200bиm-")), max_size=12))
def test_everything_is_made_clear(label: str) -> None:
    made = cleared(label)
    assert made == "" or is_clear(made)
    assert cleared(made) == made


@given(st.lists(st.text(st.one_of(st.characters(), st.sampled_from(TEMPTING)), max_size=4), min_size=3, max_size=3))
def test_units_of_any_names_have_cells_that_are_told_apart(names: list[str]) -> None:
    nodes = [Node("firm", -1, "Firm"), *(Node(f"unit-{at}", 0, name) for at, name in enumerate(names))]
    values = [("Köln",), ("Köln ",), (names[0],)]
    members = [Member(f"e{at}-{n}", at + 1, Side.EMPLOYEES, values[n % 3]) for at in range(3) for n in range(30)]
    made = plan(nodes, members)
    assert are_told_apart([cell.label for cell in made.cells])
    audit_plan(made, members, 10)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("\u041d\u041e\u0420", "HOP"),
        ("\u0391\u0392", "AB"),
        ("N\u1d0frth", "North"),
        ("\ua731ales", "sales"),
        ("Nord\u17d2", "Nord"),
        ("Nord\u1039", "Nord"),
        ("Nord - Süd", "Nord \u2013 Süd"),
        ("Müller\u2019s", "Müller's"),
        ("Vertrieb, Nord", "Vertrieb\u201a Nord"),
        ("Vertrieb: direkt", "Vertrieb\u02d0 direkt"),
        ("Nord · Köln", "Nord \u2219 Köln"),
        ("Vertrieb Nord", "Vertrieb\u2758Nord"),
        ("Vertrieb", "Vertri\u0307eb"),
        ("Vertrieb", "Vertrieb\u0378"),
    ],
)
def test_clear_labels_may_still_look_like_others(one: str, other: str) -> None:
    assert is_clear(one)
    assert is_clear(other)
    assert skeleton(one) == skeleton(other)
    assert not are_told_apart([one, other])


def test_what_people_tell_apart_stays_apart() -> None:
    assert are_told_apart(["Nord", "Nord 1", "Nord l", "Nord I", "NORD", "O", "0", "Süd", "Sud"])


def test_the_table_is_one_of_cyrillic_greek_and_a_few_latin_letters() -> None:
    assert 100 <= len(LOOKALIKES) <= 140
    named = {unicodedata.name(chr(at)).split()[0] for at in LOOKALIKES}
    assert named == {"CYRILLIC", "GREEK", "LATIN"}
    assert all(unicodedata.name(look).startswith("LATIN") for look in LOOKALIKES.values())
    assert not {"1", "l", "I", "0", "O"} & {chr(at) for at in LOOKALIKES}


def test_cells_of_units_that_look_alike_get_their_keys() -> None:
    names = ["HOP", "\u041d\u041e\u0420", "HOP\u200b"]
    nodes = [Node("firm", -1, "Firm"), *(Node(f"unit-{at}", 0, name) for at, name in enumerate(names))]
    members = [Member(f"e{at}-{n}", at + 1, Side.EMPLOYEES) for at in range(3) for n in range(12)]
    made = plan(nodes, members)
    assert sorted(cell.label for cell in made.cells) == [
        "HOP (unit-0)", "HOP (unit-2)", "\u041d\u041e\u0420 (unit-1)",
    ]  # fmt: skip
    audit_plan(made, members, 10)
