"""What counts and what is left out: encodings, delimiters, duplicates, status, codes, layouts."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable

import pytest

from resonanz.core.analysis import Analysis, AnalysisError
from tests.core.analysis.conftest import english

LEADERS_BY_WORD = ("role = L", "role = Führung")
Run = Callable[..., Analysis]
Survey = Callable[..., str]


def counts(analysis: Analysis, item: str = "Q1") -> tuple[int | None, int | None, int | None, int | None]:
    row = next(row for row in analysis.rows if row.item == item)
    return row.k_lead, row.n_lead, row.k_emp, row.n_emp


@pytest.fixture
def in_words(run: Run, long_map: str) -> Callable[[bytes], Analysis]:
    return lambda survey: run(survey, long_map.replace(*LEADERS_BY_WORD))


def test_a_plain_long_file(run: Run, long_survey: Survey) -> None:
    assert counts(run(long_survey(("L", 8, 4), ("E", 10, 20)))) == (8, 12, 10, 30)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_delimiters_encodings_and_line_ends_are_found_out(
    in_words: Callable[[bytes], Analysis], long_survey: Survey, delimiter: str, encoding: str, newline: str
) -> None:
    text = long_survey(("Führung", 8, 4), ("E", 10, 20)).replace(",", delimiter).replace("\n", newline)
    analysis = in_words(text.encode(encoding))
    assert counts(analysis) == (8, 12, 10, 30)
    assert bool(analysis.warnings) is (encoding == "cp1252")


def test_cells_with_delimiters_quotes_and_line_breaks(run: Run, long_survey: Survey) -> None:
    survey = long_survey(("L", 8, 4), ("E", 10, 20), question='"Q1 one, two ""three""\nfour"')
    assert counts(run(survey)) == (8, 12, 10, 30)


def test_numbers_mean_the_same_however_written(run: Run, long_survey: Survey) -> None:
    extra = "a,done,L,Q1 x,5.0\nb,done,L,Q1  x, 4 \nc,done,L,Q1,+4\n"
    assert counts(run(long_survey(("L", 8, 4), ("E", 10, 20), extra=extra))) == (11, 15, 10, 30)


def test_left_out_is_counted_and_reported(run: Run, long_survey: Survey) -> None:
    extra = (
        "a,broken,L,Q1 x,5\nb,done,L,Q1 x,0\nc,done,L,Q1 x,\nd,done,L,Something else,5\n"
        "e,done,L,Q1 x,5\ne,done,L,Q1 other wording,5\nf,done,L,Q1 x,5\nf,done,L,Q1 x,1\n"
        "g,done,X,Q1 x,5\nh,done,,Q1 x,5\n"
    )
    analysis = run(long_survey(("L", 8, 4), ("E", 10, 20), extra=extra))
    assert counts(analysis) == (9, 13, 10, 30)
    told = english(analysis.report)
    for part in (
        '1 row with status "broken"',
        '1 answer "not applicable"',
        "1 empty or missing answer",
        '1 row of no item in the map: "Something else"',
        "1 exact duplicate ",
        "1 id with 2 rows that say different things; none of them counts. First at lines 50, 51.",
        "2 rows are in neither group",
        'empty "role" in 1 row',
        "52 rows",
    ):
        assert part in told, told


@pytest.mark.parametrize(("policy", "favourable"), [("first", 9), ("last", 8), ("leave out", 8)])
def test_contradictions_follow_the_map(
    run: Run, long_survey: Survey, long_map: str, policy: str, favourable: int
) -> None:
    survey_map = long_map.replace('id = "id"', f'id = "id"\nconflicting = "{policy}"')
    extra = "f,done,L,Q1 x,5\nf,done,L,Q1 x,1\nf,done,L,Q1 x,1\n"
    analysis = run(long_survey(("L", 8, 4), ("E", 10, 20), extra=extra), survey_map)
    assert counts(analysis)[:2] == (favourable, 12 + (policy != "leave out"))


def test_contradictions_may_stop_the_run(run: Run, long_survey: Survey, long_map: str) -> None:
    survey_map = long_map.replace('id = "id"', 'id = "id"\nconflicting = "stop"')
    with pytest.raises(AnalysisError, match="ids have rows") as caught:
        run(long_survey(("L", 8, 4), ("E", 10, 20), extra="f,done,L,Q1,5\nf,done,L,Q1,1\n"), survey_map)
    assert caught.value.is_failed_check


def test_one_person_may_answer_several_items(run: Run, long_survey: Survey) -> None:
    extra = "p1,done,L,Q2 y,5\n" * 2
    analysis = run(long_survey(("L", 8, 4), ("E", 10, 20), extra=extra))
    assert counts(analysis) == (8, 12, 10, 30)
    assert "1 exact duplicate " in english(analysis.report)
    assert [row.item for row in analysis.rows] == ["Q1", "Q2"]


def test_without_an_id_nothing_is_called_a_duplicate(run: Run, long_survey: Survey, long_map: str) -> None:
    survey = long_survey(("L", 8, 4), ("E", 10, 20), extra="p1,done,L,Q1,5\n")
    analysis = run(survey, long_map.replace('id = "id"', ""))
    assert counts(analysis) == (9, 13, 10, 30)
    assert "duplicates were not looked for" in english(analysis.report)


def test_spelled_items_and_exceptions(run: Run, long_survey: Survey, long_map: str) -> None:
    survey_map = long_map.replace("pattern = '^(Q\\d+)'", '[items.codes]\nA = ["Q1 wording", "Q1  other wording "]')
    survey_map += "[[exceptions]]\nitems = 'A'\nfavourable = [1, 2]\nother = [3, 4, 5]\n"
    extra = "a,done,L, Q1 other wording,2\n"
    analysis = run(long_survey(("L", 8, 4), ("E", 10, 20), extra=extra), survey_map)
    assert counts(analysis, "A") == (5, 13, 20, 30)


def test_a_code_no_row_holds_is_a_warning(run: Run, long_survey: Survey, long_map: str) -> None:
    analysis = run(long_survey(("L", 8, 4), ("E", 10, 20)), long_map.replace("role = E", "role in (E, Emp)"))
    assert english(analysis.warnings) == 'no row has "Emp" in column "role", which a group asks for'


def test_memory_stays_small(run: Run) -> None:
    rows = 20_000
    lines = [f"p{i},done,{'L' if i % 9 else 'E'},Q{i % 20} and a rather long wording,{1 + i % 5}" for i in range(rows)]
    survey = ("id,status,role,question,answer\n" + "\n".join(lines)).encode()
    tracemalloc.start()
    try:
        run(survey)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 5_000_000 + 200 * rows


def test_thousands_of_different_texts_are_counted_not_kept(run: Run, long_survey: Survey) -> None:
    extra = "".join(f"x{i},broken {i},L,Q1,5\ny{i},done,L,free text {i},5\n" for i in range(1_500))
    analysis = run(long_survey(("L", 8, 4), ("E", 10, 20), extra=extra))
    told = english(analysis.report)
    assert "1,500 rows of no item in the map" in told
    assert '1,490 rows with status "(others)"' in told
    assert len(analysis.report) < 20


def test_an_empty_code_is_no_item(run: Run, long_survey: Survey, long_map: str) -> None:
    survey_map = long_map.replace("'^(Q\\d+)'", "'^(Q?\\d*)'")
    analysis = run(long_survey(("L", 8, 4), ("E", 10, 20), extra="a,done,L,Something,5\n"), survey_map)
    assert [row.item for row in analysis.rows] == ["Q1"]
    assert '1 row of no item in the map: "Something"' in english(analysis.report)


def test_the_status_column_is_no_item_of_a_wide_file(run: Run, long_map: str) -> None:
    wide = long_map.replace('"long"', '"wide"').replace('column = "question"\nvalue = "answer"\n', "")
    wide = wide.replace("'^(Q\\d+)'", "'^(Q\\d+|status)$'")
    rows = "".join(f"p{i},done,{'L' if i < 12 else 'E'},5\n" for i in range(30))
    analysis = run("id,status,role,Q1\n" + rows, wide)
    assert [row.item for row in analysis.rows] == ["Q1"]
