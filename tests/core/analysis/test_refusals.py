"""Wrong input is refused with file, line, column and what to do."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resonanz.core.analysis import Analysis, AnalysisError, analyse, read_map
from resonanz.core.analysis.map_file import survey_map_of
from resonanz.core.analysis.problems import AnalysisCode, FilePlace
from resonanz.core.kernel.messages import ENGLISH
from resonanz.core.tables.delimited import LONGEST_LINE
from tests.core.analysis.conftest import LONG_MAP

Run = Callable[..., Analysis]
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["long", "role = L"])
HEAD = "id,status,role,question,answer\n"


def refused(run: Run, survey: str | bytes, *survey_map: str) -> str:
    with pytest.raises(AnalysisError) as caught:
        run(survey, *survey_map)
    message = caught.value.message.translated(ENGLISH)
    assert "What to do: " in message or caught.value.code is AnalysisCode.TABLE
    assert not caught.value.is_failed_check
    return message


@pytest.mark.parametrize(
    ("survey", "parts"),
    [
        ("", ["survey.csv: The file is empty"]),
        ("\n\n", ["survey.csv: The file is empty"]),
        (HEAD, ["a heading line and no rows"]),
        (HEAD + "1,done,L,Q1,9\n2,done,L,Q1,ja\n", ['line 2, column "answer"', '"9.0" for item Q1', '"ja"', "line 3"]),
        (HEAD + "1,done,L,Q1\n", ["survey.csv, line 2: has 4 cells, the headings are 5"]),
        (HEAD + "1,done,L,Q1,5\n\n2,done,L,Q1,5,6\n", ["line 4: has 6 cells"]),
        (HEAD + '1,done,L,"Q1,5\n2,done,L,Q1,5\n', ["line 2", "quotation mark"]),
        (HEAD + '1,done,L,"' + "x" * 140_000 + '",5\n', ["line 2", "cannot be read"]),
        (HEAD + ",done,L,Q1,5\n", ['line 2, column "id"', "has no id"]),
        (HEAD + "1,done,L,R1,5\n", ["holds no item"]),
        (HEAD.replace("role", "Role"), ['line 1, column "role"', 'perhaps "Role" is meant', "delimiter"]),
        (HEAD.replace("role", "id"), ['column "id"', "several columns"]),
        ("id status role question answer\n", ["line 1: is one single column", "delimiter"]),
        (b"PK\x03\x04 rest", ["The workbook cannot be read"]),
        (b"%PDF-1.4", ["is no table, but a file of the kind PDF"]),
        (HEAD.encode("utf-16"), ["a heading line and no rows"]),
        (b"id,\0", ["nor a text file"]),
        (HEAD.encode() + b"1,done,\x81,Q1,5\n", ["line 2: The file is written in Windows-1252"]),
        (HEAD + "x" * (LONGEST_LINE + 2_000_000), ["line 2: This line has more than"]),
        (HEAD + "1,done,L,Q1,5\n", ['contrast "all": no row that counts fits the group', "role = E"]),
        (HEAD + "1,no,L,Q1,5\n", ["holds no item"]),
    ],
)
def test_survey_files(run: Run, survey: str | bytes, parts: list[str]) -> None:
    message = refused(run, survey)
    for part in parts:
        assert part in message, message


def test_every_row_left_out_by_status_in_a_wide_file(run: Run, long_map: str) -> None:
    wide = long_map.replace('"long"', '"wide"').replace('column = "question"\nvalue = "answer"\n', "")
    assert "no row that counts" in refused(run, "id,status,role,Q1\n1,no,L,5\n", wide)


def test_two_columns_of_one_item(run: Run, long_map: str) -> None:
    wide = long_map.replace('"long"', '"wide"').replace('column = "question"\nvalue = "answer"\n', "")
    assert 'column "Q1 a" already is item Q1' in refused(run, "id,status,role,Q1 a,Q1 b\n1,done,L,5,5\n", wide)


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ('layout = "long"', "layout = long", ["map.toml: is not valid TOML", "line 3"]),
        ('layout = "long"', 'layout = "tall"', ['`layout` = "tall"', '"wide"']),
        ('layout = "long"', "", ["[rows] lacks `layout`"]),
        ('id = "id"', 'idd = "id"', ['unknown key "idd"', 'perhaps "id" is meant']),
        ('id = "id"', "id = true", ["needs texts or numbers for `id`"]),
        ("[values]", "[value]", ["lacks `values`"]),
        ("[[contrasts]]", "[contrasts]", ["no list of tables"]),
        ('name = "all"', "name = 3", ["[[contrasts]] number 1 needs a text for `name`"]),
        ("other = [1, 2, 3]", "other = [1, 2, 4]", ['gives "4.0" two meanings']),
        ("other = [1, 2, 3]", "", ["needs `favourable` and `other`"]),
        ("pattern = '^(Q\\d+)'", "pattern = '^(Q'", ["no regular expression"]),
        ("pattern = '^(Q\\d+)'", "pattern = 'Q1'", ["has no group"]),
        ("pattern = '^(Q\\d+)'", "", ["says nowhere what the items are"]),
        ("pattern = '^(Q\\d+)'", "[items.codes]\nA = 'x'\nB = 'x'", ["stands for two item codes"]),
        ("role = L", "role = = L", ["`leaders`: expected a value", "    role = = L\n           ^"]),
        ("role = E", "role != X", ["line 2: this row is in both groups"]),
        ("role = L", "id > 3", ['line 2, column "id"', '"p1" is no number']),
        ("role = L", "rolle = L", ['column "rolle"', 'perhaps "role" is meant']),
        ("\n[rows]", "minimum_n = 4\n[rows]", ["`minimum_n` = 4", "at least 5"]),
        ("\n[rows]", "[file]\ndelimiter = '#'\n[rows]", ['`delimiter` = "#"']),
        ("\n[rows]", "minimum_n = true\n[rows]", ["`minimum_n` = True", "at least 5"]),
        ("\n[rows]", "file = 1\n[rows]", ["the map has `file`, which is no table", "write [file]"]),
        ('keep = ["done"]', "keep = []", ["[status] has an empty `keep`"]),
        ('keep = ["done"]', 'kep = ["done"]', ["[status] lacks `keep`"]),
        ('layout = "long"', 'layout = "wide"', ["[items] cannot have, in the wide layout, `column`"]),
        ('column = "question"\n', "", ["[items] lacks `column`"]),
        (
            "[values]",
            "[[exceptions]]\nitems = 1\nfavorable = 1\n[values]",
            ["number 1", 'perhaps "favourable" is meant'],
        ),
        ("[values]", "[[exceptions]]\nitems = 1\nfavourable = 1\n[values]", ["[[exceptions]] number 1 gives"]),
    ],
)
def test_maps(run: Run, long_map: str, old: str, new: str, parts: list[str]) -> None:
    assert old in long_map
    message = refused(run, HEAD + "p1,done,L,Q1,5\n", long_map.replace(old, new))
    for part in parts:
        assert part in message, message


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_any_value_anywhere_in_a_map_is_read_or_refused_by_name(data: st.DataObject) -> None:
    content = tomllib.loads(LONG_MAP)
    places = [(table, key) for table in [content, *_tables(content)] for key in table]
    table, key = data.draw(st.sampled_from(places))
    table[key] = data.draw(st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
    try:
        survey_map_of(content, FilePlace("map.toml"))
    except AnalysisError as error:
        refusal = error.message.translated(ENGLISH)
    else:
        refusal = "What to do: nothing"
    assert "What to do: " in refusal


def _tables(value: object) -> Iterator[dict[str, object]]:
    entries = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    for entry in entries:
        if isinstance(entry, dict):
            yield entry
        yield from _tables(entry)


def test_too_many_or_equal_contrasts(run: Run, long_map: str) -> None:
    one = long_map[long_map.index("[[contrasts]]") :]
    assert "two contrasts of one name" in refused(run, HEAD, long_map + one)
    many = "".join(one.replace('"all"', f'"{i}"') for i in range(9))
    assert "has 10 [[contrasts]]" in refused(run, HEAD, long_map + many)


def test_missing_files_are_named_by_the_system(tmp_path: Path, long_map: str) -> None:
    with pytest.raises(FileNotFoundError):
        read_map(tmp_path / "no.toml")
    (tmp_path / "map.toml").write_text(long_map, encoding="utf-8")
    with pytest.raises(FileNotFoundError):
        analyse(tmp_path / "no.csv", tmp_path / "map.toml")
    with pytest.raises(IsADirectoryError):
        analyse(tmp_path, tmp_path / "map.toml")
