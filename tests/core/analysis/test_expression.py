"""The language for groups: what it accepts, what it means, and where it says a mistake is."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resonanz.core.analysis.conditions import NotANumberError, columns
from resonanz.core.analysis.expression import ExpressionError, parse
from resonanz.core.kernel.messages import ENGLISH

CELLS = {"Director": "1.0", "Manager": "0", "Site": " Bad  Oldesloe ", "Age": "37,5", "Response ID": "7", "Team": ""}


@pytest.mark.parametrize(
    ("source", "holds"),
    [
        ("Director = 1", True),
        ("Director == '1'", True),
        ("Manager = 1", False),
        ("Director = 1 or Manager = 1", True),
        ("Director = 1 and Manager = 1", False),
        ("Manager = 1 and Manager = 1 or Director = 1", True),  # and binds more tightly
        ("Manager = 1 and (Manager = 1 or Director = 1)", False),
        ("not Manager = 1", True),
        ("NOT (Director = 1 OR Manager = 1)", False),
        ("not not Director = 1", True),
        ("Site = 'Bad Oldesloe'", True),
        ('Site in (Kiel, "Bad Oldesloe")', True),
        ("Site not in (Kiel, Ulm)", True),
        ("Site != Kiel", True),
        ("Site <> 'Bad Oldesloe'", False),
        ("Age > 37.4 and Age<38", True),
        ("Age >= 37.5 and Age <= 37.5", True),
        ("[Response ID] = 7", True),
        ("Team is empty", True),
        ("Site is not empty", True),
        ("Team < 3 or Team > 3", False),  # an empty cell is neither
        ("Team != 3", True),
    ],
)
def test_meaning(source: str, holds: bool) -> None:
    assert parse(source).holds(CELLS) is holds


def test_a_column_name_may_hold_a_bracket() -> None:
    assert parse("[a [b]]] = 1").holds({"a [b]": "1"})


def test_columns_are_listed_once_in_order() -> None:
    assert columns(parse("b = 1 or not (a in (1, 2) and b is empty)")) == ["b", "a"]


@pytest.mark.parametrize(
    ("source", "offset", "part"),
    [
        ("", 0, "a column name"),
        ("Director", 8, "=, !="),
        ("Director = ", 11, "a value"),
        ("Director = 1 Manager = 1", 13, '"and", "or" or the end'),
        ("(Director = 1", 13, '")"'),
        ("Director in 1", 12, '"("'),
        ("Director in (1, )", 16, "a value"),
        ("Director in (1 2)", 15, '"," or ")"'),
        ("Age > young", 6, "compares numbers"),
        ("Director = 'open", 11, "cannot read"),
        ("Director ! 1", 9, "cannot read"),
        ("Director not 1", 13, '"in"'),
        ("Director is 1", 12, '"empty"'),
        ("or = 1", 0, "a column name"),
        ("__import__('os')", 10, "=, !="),
    ],
)
def test_a_mistake_is_named_with_its_place(source: str, offset: int, part: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(source)
    assert caught.value.offset == offset
    assert part in caught.value.problem.translated(ENGLISH)


@pytest.mark.parametrize("source", ["(" * 5_000, "not " * 900 + "a = 1", "a = 1 or " * 900])
def test_monstrous_expressions_are_refused(source: str) -> None:
    with pytest.raises(ExpressionError):
        parse(source)


def test_text_where_numbers_are_compared_is_refused() -> None:
    with pytest.raises(NotANumberError) as caught:
        parse("Site > 3").holds(CELLS)
    assert caught.value.column == "Site"


@given(st.text(alphabet="ab =()!<>'\"[],not in1", max_size=40))
def test_any_text_parses_or_is_refused(source: str) -> None:
    with contextlib.suppress(ExpressionError):
        assert columns(parse(source))
