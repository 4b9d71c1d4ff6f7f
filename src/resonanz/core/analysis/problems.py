"""What can be wrong with a survey file or its map, said so that a person can mend it."""

from dataclasses import dataclass

from resonanz.core.kernel.errors import ErrorCode, ResonanzError
from resonanz.core.kernel.messages import Message, message
from resonanz.core.kernel.messages import gettext_noop as _


@dataclass(frozen=True, slots=True)
class FilePlace:
    """Where in which file; line counts from 1, the column is a heading."""

    file: str
    line: int | None = None
    column: str | None = None

    @property
    def message(self) -> Message:
        place = Message(self.file)
        if self.line is not None:
            place = message(_("%(place)s, line %(line)s"), place=place, line=self.line)
        if self.column is not None:
            place = message(_('%(place)s, column "%(column)s"'), place=place, column=self.column)
        return place


class AnalysisCode(ErrorCode):
    """Whether there is no table in the file, the input is wrong, or a check failed."""

    TABLE = "analysis-table", 400, _("%(place)s: %(problem)s")
    INPUT = "analysis-input", 400, _("%(place)s: %(problem)s\n  What to do: %(remedy)s")
    CHECK = "analysis-check", 409, _("%(place)s: a check failed: %(problem)s\n  What to do: %(remedy)s")


class AnalysisError(ResonanzError):
    """Wrong input, or a failed check, at a place."""

    def __init__(
        self, place: FilePlace, problem: Message, remedy: Message, *, code: AnalysisCode = AnalysisCode.INPUT
    ) -> None:
        super().__init__(code, place=place.message, problem=problem, remedy=remedy)

    @property
    def is_failed_check(self) -> bool:
        """True where the input could be read but a check that the map asks for failed."""
        return self.code is AnalysisCode.CHECK


def quoted(texts: list[str], most: int = 8) -> Message:
    """A list for a message: "a", "b", ... with how many more there are."""
    shown = Message(", ".join(f'"{text[:60]}"' for text in texts[:most]))
    if len(texts) <= most:
        return shown
    return message(_("%(shown)s and %(more)s more"), shown=shown, more=len(texts) - most)
