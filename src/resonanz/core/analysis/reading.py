"""One pass over a survey file: every row becomes a handful of small numbers."""

from collections.abc import Callable
from functools import lru_cache

from resonanz.core.analysis.codes import canonical
from resonanz.core.analysis.coding import MOST_REMEMBERED, Cells, GroupCoder, OutcomeCoder, cells_at
from resonanz.core.analysis.problems import AnalysisError, FilePlace
from resonanz.core.analysis.records import AnswerOutcome, Collector, Records
from resonanz.core.analysis.source import Source
from resonanz.core.analysis.survey_map import Items, Layout, SurveyMap
from resonanz.core.kernel.messages import Message, message
from resonanz.core.kernel.messages import gettext_noop as _

Progress = Callable[[int], None]
PROGRESS_EVERY = 50_000
MOST_ITEMS = 2_000


def read_records(source: Source, survey_map: SurveyMap, progress: Progress) -> tuple[Records, list[Message]]:
    """The rows of a file as arrays, and warnings; ``progress`` is told the rows read. An error names the line."""
    for column in survey_map.named_columns:
        source.position(column)
    wide = survey_map.rows.layout is Layout.WIDE
    collector, outcomes = Collector(), OutcomeCoder(survey_map, source)
    groups = GroupCoder(survey_map, source)
    answers = _Wide(source, survey_map, outcomes) if wide else _Long(source, survey_map, outcomes)
    counts, person = _status(source, survey_map, collector), _ids(source, survey_map)
    for line, cells in source.rows():
        collector.read += 1
        if collector.read % PROGRESS_EVERY == 0:
            progress(collector.read)
        if not counts(cells):
            continue
        bits, empty = groups(cells, line)
        collector.empty_group_cells.update(empty)
        content = answers(cells, line, collector)
        collector.line.append(line)
        collector.groups.append(bits)
        collector.person.append(hash(person(cells, line) + answers.suffix))
        collector.content.append(hash((content, bits)))
    outcomes.check()
    progress(collector.read)
    if not collector.read:
        problem, remedy = _("has a heading line and no rows"), _("export the survey again, with its answers")
        raise AnalysisError(source.place, Message(problem), Message(remedy))
    if not answers.codes:
        problem, remedy = _("holds no item that the map knows"), _("check `pattern` and `codes` in [items]")
        raise AnalysisError(source.place, Message(problem), Message(remedy))
    records = collector.records(tuple(answers.codes), wide=wide, has_id=bool(survey_map.rows.id))
    return records, groups.never_met()


def _status(source: Source, survey_map: SurveyMap, collector: Collector) -> Callable[[Cells], bool]:
    status = survey_map.rows.status
    if status is None:
        return lambda _cells: True
    at = source.position(status.column)

    @lru_cache(MOST_REMEMBERED)
    def is_kept(cell: str) -> bool:
        return canonical(cell) in status.keep

    def counts(cells: Cells) -> bool:
        if not is_kept(cells[at]):
            collector.count(collector.status_left_out, cells[at])
        return is_kept(cells[at])

    return counts


def _ids(source: Source, survey_map: SurveyMap) -> Callable[[Cells, int], str]:
    columns = survey_map.rows.id
    select = cells_at([source.position(name) for name in columns])

    def person(cells: Cells, line: int) -> str:
        parts = [cell.strip() for cell in select(cells)]
        if "" in parts:
            place = FilePlace(source.path.name, line, columns[parts.index("")])
            remedy = _("fill it in, or take `id` out of [rows]: no check for duplicates")
            raise AnalysisError(place, Message(_("this row has no id")), Message(remedy))
        return "\x1f".join(parts)

    return person if columns else lambda _cells, line: str(line)


class _Long:
    def __init__(self, source: Source, survey_map: SurveyMap, outcomes: OutcomeCoder) -> None:
        items = survey_map.items
        self._items, self._outcomes, self._value_name = items, outcomes, str(items.value)
        self._text, self._value = source.position(str(items.column)), source.position(str(items.value))
        self._code_of = lru_cache(MOST_REMEMBERED)(self._code)
        self._positions: dict[str, int] = {}
        self.codes: list[str] = []
        self.suffix = ""

    def __call__(self, cells: Cells, line: int, collector: Collector) -> object:
        text, cell = cells[self._text], cells[self._value]
        code = self._code_of(text)
        if code is None:
            collector.count(collector.unmapped_texts, text)
            collector.item.append(-1)
            collector.outcome.append(AnswerOutcome.UNMAPPED)
            self.suffix = f"\x1f\x1f{text}"
            return cell.strip()
        collector.item.append(self._positions[code])
        collector.outcome.append(self._outcomes(code, cell, line, self._value_name))
        self.suffix = f"\x1f{code}"
        return canonical(cell)

    def _code(self, text: str) -> str | None:
        code = self._items.code(text)
        if code is not None and code not in self._positions:
            _refuse_too_many(len(self.codes), self._items)
            self._positions[code] = len(self.codes)
            self.codes.append(code)
        return code


class _Wide:
    suffix = ""

    def __init__(self, source: Source, survey_map: SurveyMap, outcomes: OutcomeCoder) -> None:
        reserved = {source.position(name) for name in _not_items(survey_map)}
        positions: dict[str, int] = {}
        for position, heading in enumerate(source.table.headings):
            code = survey_map.items.code(heading) if position not in reserved else None
            if code is not None and positions.setdefault(code, position) != position:
                first = source.table.headings[positions[code]]
                problem = message(_('column "%(column)s" already is item %(item)s'), column=first, item=code)
                remedy = Message(_("make the pattern tell them apart, or name the columns under [items.codes]"))
                raise AnalysisError(FilePlace(source.path.name, 1, heading), problem, remedy)
        self._columns = [(code, position, source.table.headings[position]) for code, position in positions.items()]
        self._outcomes = outcomes
        self.codes = list(positions)

    def __call__(self, cells: Cells, line: int, collector: Collector) -> object:
        collector.outcome.extend([self._outcomes(code, cells[at], line, name) for code, at, name in self._columns])
        return tuple([canonical(cells[at]) for _, at, _ in self._columns])


def _not_items(survey_map: SurveyMap) -> list[str]:
    status = survey_map.rows.status_column
    return [*survey_map.rows.id, *survey_map.group_columns, *([] if status is None else [status])]


def _refuse_too_many(known: int, items: Items) -> None:
    if known >= MOST_ITEMS:
        text = _('makes more than %(most)s items out of column "%(column)s"')
        problem = message(text, most=MOST_ITEMS, column=str(items.column))
        remedy = Message(_("make `pattern` in [items] name the item, not the row"))
        raise AnalysisError(FilePlace(_("the map")), problem, remedy)
