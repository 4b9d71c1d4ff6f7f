"""What a group expression means: conditions on the cells of one row."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from resonanz.core.analysis.codes import as_number, canonical

Cells = Mapping[str, str]
_ORDERS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class NotANumberError(ValueError):
    """A cell that < or > cannot compare."""

    def __init__(self, column: str, cell: str) -> None:
        super().__init__(cell)
        self.column = column
        self.cell = cell


@dataclass(frozen=True, slots=True)
class Equal:
    """The cell is one of these codes (canonical spelling)."""

    column: str
    codes: frozenset[str]

    def holds(self, cells: Cells) -> bool:
        return canonical(cells[self.column]) in self.codes


@dataclass(frozen=True, slots=True)
class Order:
    """The cell is a number below or above another; an empty cell is neither."""

    column: str
    mark: str
    number: float

    def holds(self, cells: Cells) -> bool:
        cell = cells[self.column].strip()
        if not cell:
            return False
        number = as_number(cell)
        if number is None:
            raise NotANumberError(self.column, cell)
        return _ORDERS[self.mark](number, self.number)


@dataclass(frozen=True, slots=True)
class Empty:
    """The cell holds nothing but blanks."""

    column: str

    def holds(self, cells: Cells) -> bool:
        return not cells[self.column].strip()


@dataclass(frozen=True, slots=True)
class Negation:
    """The other condition does not hold."""

    part: Condition

    def holds(self, cells: Cells) -> bool:
        return not self.part.holds(cells)


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]

    def holds(self, cells: Cells) -> bool:
        return all(part.holds(cells) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds."""

    parts: tuple[Condition, ...]

    def holds(self, cells: Cells) -> bool:
        return any(part.holds(cells) for part in self.parts)


Condition = Equal | Order | Empty | Negation | All | Any


def tests(condition: Condition) -> Iterator[Equal | Order | Empty]:
    """Every test on a column inside a condition, left to right."""
    match condition:
        case Negation(part):
            yield from tests(part)
        case All(parts) | Any(parts):
            for part in parts:
                yield from tests(part)
        case _:
            yield condition


def columns(condition: Condition) -> list[str]:
    """The columns a condition reads, in order of first use."""
    return list(dict.fromkeys(test.column for test in tests(condition)))
