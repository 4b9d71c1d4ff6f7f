"""What the reader of a file must be told, gathered while it is read."""

from resonanz.core.minutes.model import MinutesNotice
from resonanz.core.minutes.notices import NoticeCode

MOST_BROKEN_LINES = 50
LINES_NAMED = 10


class Notices:
    """Gathers notices. None of them ever holds a word that was said: only codes, lines and counts.

    ``broken-line`` names every line that was skipped, the first 50 one by one, then ``more-broken-lines`` with their
    ``count``. What may occur thousands of times without harm is one notice with the first line, the ``count`` and the
    first ``lines``.
    """

    def __init__(self) -> None:
        self._broken: list[int] = []
        self._counted: dict[NoticeCode, list[int]] = {}
        self._single: dict[NoticeCode, MinutesNotice] = {}

    def broken(self, line: int) -> None:
        self._broken.append(line)

    def count(self, code: NoticeCode, line: int) -> None:
        self._counted.setdefault(code, []).append(line)

    def say(self, code: NoticeCode, line: int | None = None, **params: str | int) -> None:
        """Something about the file as a whole; a code is said once."""
        self._single.setdefault(code, MinutesNotice(code, line, tuple(params.items())))

    @property
    def first_broken(self) -> int | None:
        return min(self._broken, default=None)

    def all(self) -> tuple[MinutesNotice, ...]:
        lines = sorted(set(self._broken))
        named = [MinutesNotice(NoticeCode.BROKEN_LINE, line) for line in lines[:MOST_BROKEN_LINES]]
        more = len(lines) - len(named)
        rest = (
            [MinutesNotice(NoticeCode.MORE_BROKEN_LINES, lines[MOST_BROKEN_LINES], (("count", more),))] if more else []
        )
        counted = [_counted(code, where) for code, where in self._counted.items()]
        return (*self._single.values(), *counted, *named, *rest)


def _counted(code: NoticeCode, where: list[int]) -> MinutesNotice:
    lines = sorted(set(where))
    named = ", ".join(str(line) for line in lines[:LINES_NAMED]) + (", …" if len(lines) > LINES_NAMED else "")
    return MinutesNotice(code, lines[0], (("count", len(where)), ("lines", named)))
