"""From cells to codes, each distinct cell worked out once: items, outcomes, groups, status."""

from collections.abc import Callable
from functools import lru_cache
from operator import itemgetter

from resonanz.core.analysis.codes import canonical
from resonanz.core.analysis.conditions import NotANumberError, tests
from resonanz.core.analysis.problems import AnalysisError, FilePlace, quoted
from resonanz.core.analysis.records import AnswerOutcome
from resonanz.core.analysis.source import Source
from resonanz.core.analysis.survey_map import SurveyMap
from resonanz.core.kernel.messages import Message, message
from resonanz.core.kernel.messages import gettext_noop as _

MOST_REMEMBERED = 200_000
Cells = list[str]
_UNKNOWN_SHOWN = 5


def cells_at(positions: list[int]) -> Callable[[Cells], tuple[str, ...]]:
    """A function that takes these cells out of a row, always as a tuple."""
    if not positions:
        return lambda _cells: ()
    if len(positions) == 1:
        only = positions[0]
        return lambda cells: (cells[only],)
    return itemgetter(*positions)


class OutcomeCoder:
    """What a cell says about an item; unknown codes are gathered, so that one run names several."""

    def __init__(self, survey_map: SurveyMap, source: Source) -> None:
        self._map = survey_map
        self._source = source
        self._meaning = lru_cache(MOST_REMEMBERED)(self._work_out)
        self._unknown: dict[tuple[str, str], FilePlace] = {}

    def __call__(self, code: str, cell: str, line: int, column: str) -> int:
        outcome = self._meaning(code, cell)
        if outcome == AnswerOutcome.UNMAPPED:
            self._unknown.setdefault((code, canonical(cell)), FilePlace(self._source.path.name, line, column))
            if len(self._unknown) >= _UNKNOWN_SHOWN:
                self.check()
        return outcome

    def check(self) -> None:
        if not self._unknown:
            return
        found = Message("")
        for (code, cell), place in self._unknown.items():
            one = message(
                _('"%(cell)s" for item %(item)s at line %(line)s'), cell=cell[:60], item=code, line=place.line or 0
            )
            found = message("%(before)s; %(one)s", before=found, one=one) if found.text else one
        problem = message(_("the map gives no meaning to %(found)s"), found=found)
        remedy = _("put each code into favourable, other, not_applicable or missing in [values], or mend the file")
        raise AnalysisError(next(iter(self._unknown.values())), problem, Message(remedy))

    def _work_out(self, code: str, cell: str) -> int:
        values, cell = self._map.exceptions.get(code, self._map.values), canonical(cell)
        meanings = (
            (values.favourable, AnswerOutcome.FAVOURABLE),
            (values.other, AnswerOutcome.OTHER),
            (values.not_applicable, AnswerOutcome.NOT_APPLICABLE),
            (values.missing, AnswerOutcome.MISSING),
        )
        return int(next((outcome for codes, outcome in meanings if cell in codes), AnswerOutcome.UNMAPPED))


class GroupCoder:
    """The bits of a row: leaders and comparison group of each contrast. Stops where both hold."""

    def __init__(self, survey_map: SurveyMap, source: Source) -> None:
        self._map = survey_map
        self._source = source
        self._columns = survey_map.group_columns
        self._select = cells_at([source.position(name) for name in self._columns])
        self._known: dict[tuple[str, ...], tuple[int, tuple[str, ...]]] = {}
        self._codes_met: dict[str, set[str]] = {name: set() for name in self._columns}

    def __call__(self, cells: Cells, line: int) -> tuple[int, tuple[str, ...]]:
        """The bits, and the group columns that are empty in this row."""
        group_cells = self._select(cells)
        known = self._known.get(group_cells)
        if known is None:
            known = (
                self._work_out(group_cells, line),
                tuple(name for name, cell in zip(self._columns, group_cells, strict=True) if not cell.strip()),
            )
            if len(self._known) < MOST_REMEMBERED:
                self._known[group_cells] = known
        return known

    def _work_out(self, group_cells: tuple[str, ...], line: int) -> int:
        cells = dict(zip(self._columns, group_cells, strict=True))
        for name, cell in cells.items():
            self._codes_met[name].add(canonical(cell))
        bits = 0
        for position, contrast in enumerate(self._map.contrasts):
            try:
                leads, compared = contrast.leaders.holds(cells), contrast.comparison.holds(cells)
            except NotANumberError as error:
                place = FilePlace(self._source.path.name, line, error.column)
                problem = message(_('"%(cell)s" is no number, and <, > compare numbers'), cell=error.cell[:60])
                remedy = Message(_("mend the cell, or leave it empty, or compare with = or in"))
                raise AnalysisError(place, problem, remedy) from error
            if leads and compared:
                remedy = Message(_("make the groups exclude each other, for instance by `and not (...)`"))
                problem = message(_('this row is in both groups of the contrast "%(name)s"'), name=contrast.name)
                raise AnalysisError(FilePlace(self._source.path.name, line), problem, remedy)
            bits |= (leads << 2 * position) | (compared << 2 * position + 1)
        return bits

    def never_met(self) -> list[Message]:
        """A warning for every code in a group expression that no row holds: often a slip of the pen."""
        text = _('no row has %(codes)s in column "%(column)s", which a group asks for')
        warnings: list[Message] = []
        for contrast in self._map.contrasts:
            for test in [*tests(contrast.leaders), *tests(contrast.comparison)]:
                missed = sorted(getattr(test, "codes", frozenset()) - self._codes_met[test.column])
                if missed:
                    told = message(text, codes=quoted(missed), column=test.column)
                    warnings += [told] if told not in warnings else []
        return warnings
