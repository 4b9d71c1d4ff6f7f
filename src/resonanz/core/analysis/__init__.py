"""A survey file somebody already has becomes a gap table: the engine of ``resonanz analyse``."""

from dataclasses import dataclass
from pathlib import Path

from resonanz.core.analysis.counting import tally
from resonanz.core.analysis.duplicates import find_duplicates
from resonanz.core.analysis.map_file import read_map
from resonanz.core.analysis.problems import AnalysisError, FilePlace
from resonanz.core.analysis.reading import Progress, read_records
from resonanz.core.analysis.report import report
from resonanz.core.analysis.rows import ROW_KEYS, GapRow, gap_rows
from resonanz.core.analysis.source import open_source
from resonanz.core.analysis.survey_map import SurveyMap
from resonanz.core.kernel.messages import Message, message
from resonanz.core.kernel.messages import gettext_noop as _

__all__ = ["ROW_KEYS", "Analysis", "AnalysisError", "GapRow", "SurveyMap", "analyse", "read_map"]


@dataclass(frozen=True, slots=True)
class Analysis:
    """A finished analysis: the rows, the map they follow, what was left out, and what should be looked at."""

    file: str
    survey_map: SurveyMap
    rows: list[GapRow]
    report: list[Message]
    warnings: list[Message]


def analyse(path: Path, map_path: Path, progress: Progress = lambda _rows: None) -> Analysis:
    """Read a survey file as its map says and compare the groups. ``AnalysisError`` says what is wrong where."""
    survey_map = read_map(map_path)
    source = open_source(path, survey_map.file_format, survey_map.named_columns)
    records, warnings = read_records(source, survey_map, progress)
    duplicates = find_duplicates(records, survey_map.rows.conflicting, source.place)
    tallied = tally(records, duplicates.keep)
    somebody = [bool(group.any()) for group in tallied.members(len(survey_map.contrasts))]
    _refuse_empty_groups(survey_map, somebody, map_path)
    rows = gap_rows(tallied, survey_map)
    lines = report(source, survey_map, records=records, duplicates=duplicates, tallied=tallied, rows=rows)
    return Analysis(path.name, survey_map, rows, lines, [*source.notices, *warnings])


def _refuse_empty_groups(survey_map: SurveyMap, somebody: list[bool], map_path: Path) -> None:
    for position, contrast in enumerate(survey_map.contrasts):
        for offset, text in enumerate((contrast.leaders_text, contrast.comparison_text)):
            if not somebody[2 * position + offset]:
                told = _('contrast "%(name)s": no row that counts fits the group\n    %(text)s')
                problem = message(told, name=contrast.name, text=text)
                remedy = Message(_("check the spelling of its codes, and whether [rows] status leaves everybody out"))
                raise AnalysisError(FilePlace(map_path.name), problem, remedy)
