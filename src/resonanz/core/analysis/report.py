"""What was read, what was left out and why, in English sentences for stderr and the HTML page."""

from __future__ import annotations

from collections import Counter

from resonanz.core.analysis.counting import AnswerCounts
from resonanz.core.analysis.duplicates import Duplicates
from resonanz.core.analysis.problems import quoted
from resonanz.core.analysis.records import MOST_TEXTS, OTHER_TEXTS, Records
from resonanz.core.analysis.rows import GapRow
from resonanz.core.analysis.source import Source
from resonanz.core.analysis.survey_map import Conflict, SurveyMap


def report(
    source: Source,
    survey_map: SurveyMap,
    *,
    records: Records,
    duplicates: Duplicates,
    tallied: AnswerCounts,
    rows: list[GapRow],
) -> list[str]:
    """The sentences. Where a group is not shown, totals are rounded to tens: no total may give it back."""
    hidden = sum(not row.is_shown for row in rows)
    rows_read = _total(records.read, hidden)
    return [
        f"{source.path.name}: {rows_read} rows, {source.form}.",
        *_left_out(survey_map, records, duplicates, tallied),
        *_outside(survey_map, tallied, hidden),
        *_hidden(hidden, len(rows)),
    ]


def _total(number: int, hidden: int) -> str:
    if not hidden:
        return f"{number:,}"
    return "fewer than 10" if number < 10 else f"about {round(number, -1):,}"


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _left_out(survey_map: SurveyMap, records: Records, duplicates: Duplicates, tallied: AnswerCounts) -> list[str]:
    status = survey_map.rows.status_column
    lines = [
        f'Left out: {_many(count, "row")} with {status} "{word}".'
        for word, count in _sorted(records.status_left_out, 10)
    ]
    if not records.has_id:
        lines.append("No id is named in [rows]: duplicates were not looked for.")
    if duplicates.exact:
        lines.append(
            f"Left out: {_many(duplicates.exact, 'exact duplicate')} (same id, same content; the first one counts)."
        )
    if duplicates.conflicting_ids:
        lines.append(_conflicts(survey_map.rows.conflicting, duplicates))
    if tallied.not_applicable:
        lines.append(f'Left out: {_many(tallied.not_applicable, "answer")} "not applicable".')
    if tallied.missing:
        lines.append(f"Left out: {_many(tallied.missing, 'empty or missing answer')}.")
    if records.unmapped_texts:
        texts = [text for text, _ in _sorted(records.unmapped_texts)]
        lines.append(
            f"Left out: {_many(records.unmapped_texts.total(), 'row')} of no item in the map: {quoted(texts, 4)}."
        )
    for column, count in _sorted(records.empty_group_cells):
        lines.append(
            f'Note: empty "{column}" in {_many(count, "row")}; it decides about groups, and empty equals no code.'
        )
    return lines


def _conflicts(policy: Conflict, duplicates: Duplicates) -> str:
    done = {Conflict.FIRST: "the first row of each counts", Conflict.LAST: "the last row of each counts"}
    verb = done.get(policy, "none of them counts")
    places = ", ".join(str(line) for line in duplicates.conflict_lines)
    return (
        f"Contradictions: {_many(duplicates.conflicting_ids, 'id')} with {duplicates.conflicting_rows:,} rows that "
        f"say different things; {verb}. First at lines {places}."
    )


def _outside(survey_map: SurveyMap, tallied: AnswerCounts, hidden: int) -> list[str]:
    members = tallied.members(len(survey_map.contrasts))
    lines: list[str] = []
    for position, contrast in enumerate(survey_map.contrasts):
        neither = int(tallied.rows[~(members[2 * position] | members[2 * position + 1])].sum())
        if neither:
            lines.append(f'Contrast "{contrast.name}": {_total(neither, hidden)} rows are in neither group.')
    return lines


def _hidden(hidden: int, rows: int) -> list[str]:
    return [f"Not shown: {hidden} of {rows} comparisons; the reason stands in their row."] if hidden else []


def _sorted(counts: Counter[str], most: int = MOST_TEXTS) -> list[tuple[str, int]]:
    """The commonest texts first, what could not be told apart and what is too much last."""
    named = Counter(counts)
    rest = named.pop(OTHER_TEXTS, 0)
    ordered = sorted(named.items(), key=lambda entry: (-entry[1], entry[0]))
    rest += sum(count for _, count in ordered[most:])
    return [*ordered[:most], (OTHER_TEXTS, rest)] if rest else ordered
