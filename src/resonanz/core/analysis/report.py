"""What was read, what was left out and why, in sentences for stderr and the HTML page."""

from collections import Counter
from collections.abc import Iterator

from resonanz.core.analysis.counting import AnswerCounts
from resonanz.core.analysis.duplicates import Duplicates
from resonanz.core.analysis.problems import quoted
from resonanz.core.analysis.records import MOST_TEXTS, OTHER_TEXTS, Records
from resonanz.core.analysis.rows import GapRow
from resonanz.core.analysis.source import Source
from resonanz.core.analysis.survey_map import Conflict, SurveyMap
from resonanz.core.kernel.messages import Grouped, Message, message, ngettext
from resonanz.core.kernel.messages import gettext_noop as _


def report(
    source: Source,
    survey_map: SurveyMap,
    *,
    records: Records,
    duplicates: Duplicates,
    tallied: AnswerCounts,
    rows: list[GapRow],
) -> list[Message]:
    """The sentences. Where a group is not shown, totals are rounded to tens: no total may give it back."""
    hidden = sum(not row.is_shown for row in rows)
    read = message(
        _("%(file)s: %(rows)s rows, %(form)s."),
        file=source.path.name,
        rows=_total(records.read, hidden),
        form=source.form,
    )
    return [
        read,
        *_left_out(survey_map, records, duplicates, tallied),
        *_outside(survey_map, tallied, hidden),
        *_hidden(hidden, len(rows)),
    ]


def _total(number: int, hidden: int) -> Message:
    if not hidden:
        return message("%(number)s", number=Grouped(number))
    if number < 10:
        return Message(_("fewer than 10"))
    return message(_("about %(number)s"), number=Grouped(round(number, -1)))


def _left_out(
    survey_map: SurveyMap, records: Records, duplicates: Duplicates, tallied: AnswerCounts
) -> Iterator[Message]:
    status = survey_map.rows.status_column or ""
    for word, count in _sorted(records.status_left_out, 10):
        yield ngettext(
            'Left out: %(count)s row with %(status)s "%(word)s".',
            'Left out: %(count)s rows with %(status)s "%(word)s".',
            count,
            status=status,
            word=word,
        )
    if not records.has_id:
        yield Message(_("No id is named in [rows]: duplicates were not looked for."))
    if duplicates.exact:
        yield ngettext(
            "Left out: %(count)s exact duplicate (same id, same content; the first one counts).",
            "Left out: %(count)s exact duplicates (same id, same content; the first one counts).",
            duplicates.exact,
        )
    if duplicates.conflicting_ids:
        yield _conflicts(survey_map.rows.conflicting, duplicates)
    yield from _unsaid(tallied)
    if records.unmapped_texts:
        texts = quoted([text for text, _count in _sorted(records.unmapped_texts)], 4)
        yield ngettext(
            "Left out: %(count)s row of no item in the map: %(texts)s.",
            "Left out: %(count)s rows of no item in the map: %(texts)s.",
            records.unmapped_texts.total(),
            texts=texts,
        )
    for column, count in _sorted(records.empty_group_cells):
        yield ngettext(
            'Note: empty "%(column)s" in %(count)s row; it decides about groups, and empty equals no code.',
            'Note: empty "%(column)s" in %(count)s rows; it decides about groups, and empty equals no code.',
            count,
            column=column,
        )


def _unsaid(tallied: AnswerCounts) -> Iterator[Message]:
    if tallied.not_applicable:
        yield ngettext(
            'Left out: %(count)s answer "not applicable".',
            'Left out: %(count)s answers "not applicable".',
            tallied.not_applicable,
        )
    if tallied.missing:
        yield ngettext(
            "Left out: %(count)s empty or missing answer.",
            "Left out: %(count)s empty or missing answers.",
            tallied.missing,
        )


DONE_WITH_CONFLICTS = {
    Conflict.FIRST: _("the first row of each counts"),
    Conflict.LAST: _("the last row of each counts"),
}


def _conflicts(policy: Conflict, duplicates: Duplicates) -> Message:
    done = Message(DONE_WITH_CONFLICTS.get(policy, _("none of them counts")))
    lines = ", ".join(str(line) for line in duplicates.conflict_lines)
    rows = Grouped(duplicates.conflicting_rows)
    return ngettext(
        "Contradictions: %(count)s id with %(rows)s rows that say different things; %(done)s. First at lines "
        "%(lines)s.",
        "Contradictions: %(count)s ids with %(rows)s rows that say different things; %(done)s. First at lines "
        "%(lines)s.",
        duplicates.conflicting_ids,
        rows=rows,
        done=done,
        lines=lines,
    )


def _outside(survey_map: SurveyMap, tallied: AnswerCounts, hidden: int) -> Iterator[Message]:
    members = tallied.members(len(survey_map.contrasts))
    for position, contrast in enumerate(survey_map.contrasts):
        neither = int(tallied.rows[~(members[2 * position] | members[2 * position + 1])].sum())
        if neither:
            text = _('Contrast "%(name)s": %(rows)s rows are in neither group.')
            yield message(text, name=contrast.name, rows=_total(neither, hidden))


def _hidden(hidden: int, rows: int) -> Iterator[Message]:
    if hidden:
        yield message(
            _("Not shown: %(hidden)s of %(rows)s comparisons; the reason stands in their row."),
            hidden=hidden,
            rows=rows,
        )


def _sorted(counts: Counter[str], most: int = MOST_TEXTS) -> list[tuple[str, int]]:
    # The commonest texts first, what could not be told apart and what is too much last.
    named = Counter(counts)
    rest = named.pop(OTHER_TEXTS, 0)
    ordered = sorted(named.items(), key=lambda entry: (-entry[1], entry[0]))
    rest += sum(count for _, count in ordered[most:])
    return [*ordered[:most], (OTHER_TEXTS, rest)] if rest else ordered
