"""Any bytes give a table or a refusal with a code, never another error."""

from __future__ import annotations

import csv
import io

from hypothesis import example, given, settings
from hypothesis import strategies as st

from resonanz.core.tables import DELIMITERS, TableError, open_table
from tests.core.tables.workbook_files import workbook

WORKBOOK = workbook(["id", "größe"], ["1", 2.5], [None, "=1"])
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


def outcome(data: bytes) -> str:
    """ "" for a table, or the code of the refusal."""
    try:
        table = open_table(data)
        lines = [line for line, _ in table.rows()]
    except TableError as error:
        return str(error.code)
    assert lines == sorted(lines)
    return ""


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
@example(b"\xff\xfe\x00")
@example(b"\xff\xfe\x00\x00\x01")
@example(b"\xef\xbb\xbf\xff")
@example(b"\xc2\x80\xc2")
@example(b"sep=\n")
@example(b'sep="\na"b\n')
@example(b"sep=\r\na\n")
@example(b"sep= \na b\n")
def test_any_bytes(data: bytes) -> None:
    outcome(data)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_workbook_with_any_bytes_changed(data: st.DataObject) -> None:
    damaged = bytearray(WORKBOOK)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(4, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    outcome(bytes(damaged[: data.draw(st.integers(4, len(damaged)))]))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=6),
    st.sampled_from(DELIMITERS),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
def test_what_is_written_is_read(rows: list[list[str]], delimiter: str, encoding: str) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([["first heading", "second"], *rows])
    table = open_table(stream.getvalue().encode(encoding), known=["first heading"])
    assert table.headings == ("first heading", "second")
    assert [cells for _, cells in table.rows()] == rows


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.one_of(st.integers(-(10**12), 10**12), st.booleans()), min_size=1), min_size=1, max_size=5))
def test_a_workbook_is_read_as_it_was_written(rows: list[list[int]]) -> None:
    read = list(open_table(workbook(["heading"], *rows)).rows())
    assert [cells for _, cells in read] == [[str(value).upper() for value in row] for row in rows]
