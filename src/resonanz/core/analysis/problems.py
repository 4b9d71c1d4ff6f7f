"""What can be wrong with a survey file or its map, said so that a person can mend it."""

from __future__ import annotations

from dataclasses import dataclass

from resonanz.core.kernel.errors import ErrorCode, ResonanzError


@dataclass(frozen=True, slots=True)
class FilePlace:
    """Where in which file; line counts from 1, the column is a heading."""

    file: str
    line: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        line = "" if self.line is None else f", line {self.line}"
        column = "" if self.column is None else f', column "{self.column}"'
        return f"{self.file}{line}{column}"


class AnalysisCode(ErrorCode):
    """Whether the input is wrong or a check failed."""

    INPUT = "analysis-input", 400, "%(place)s: %(problem)s. What to do: %(remedy)s"
    CHECK = "analysis-check", 409, "%(place)s: %(problem)s. %(remedy)s"


class AnalysisError(ResonanzError):
    """``analysis-input``: wrong input; ``analysis-check``: a check failed. Place, problem and remedy are English."""

    def __init__(self, place: FilePlace, problem: str, remedy: str, *, code: AnalysisCode = AnalysisCode.INPUT) -> None:
        super().__init__(code, place=str(place), problem=problem, remedy=remedy)
        self.text = f"{place}: {problem}\n  What to do: {remedy}"

    @property
    def is_failed_check(self) -> bool:
        """True where the input could be read but a check that the map asks for failed."""
        return self.code is AnalysisCode.CHECK


def quoted(texts: list[str], most: int = 8) -> str:
    """A list for a message: "a", "b", ... with how many more there are."""
    shown = ", ".join(f'"{text[:60]}"' for text in texts[:most])
    return shown if len(texts) <= most else f"{shown} and {len(texts) - most} more"
