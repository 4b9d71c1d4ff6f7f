"""CSV of any usual encoding and delimiter, headings wherever they begin, every unreadable row by its line."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from resonanz.core.tables import TableError, open_table
from resonanz.core.tables.delimited import LONGEST_LINE

TEXT = "id;Größe\n1;über\n2;ä\n"
ROWS = [(2, ["1", "über"]), (3, ["2", "ä"])]


def refused(data: bytes, encoding: str | None = None) -> TableError:
    """The refusal."""
    with pytest.raises(TableError) as error:
        list(open_table(data, encoding=encoding).rows())
    return error.value


@pytest.mark.parametrize(
    ("data", "encoding", "assumed_at"),
    [
        (TEXT.encode(), "utf-8", 0),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig", 0),
        (TEXT.encode("utf-16"), "utf-16", 0),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16", 0),
        (TEXT.encode("utf-16-le"), "utf-16-le", 0),
        (TEXT.encode("utf-16-be"), "utf-16-be", 0),
        (TEXT.encode("utf-32"), "utf-32", 0),
        (TEXT.encode("cp1252"), "cp1252", 1),
    ],
)
def test_encodings_are_found_out_and_what_is_assumed_is_said(data: bytes, encoding: str, assumed_at: int) -> None:
    table = open_table(data)
    assert (table.encoding, table.assumed_at) == (encoding, assumed_at)
    assert table.is_assumed is (encoding in {"cp1252", "utf-16-le", "utf-16-be"})
    assert list(table.rows()) == ROWS


def test_utf8_with_a_damaged_place_is_refused_with_its_line_and_no_western_guess() -> None:
    data = (TEXT + "3;öäü\n").encode()
    assert len(list(open_table(data).rows())) == 3
    error = refused(data + b"4;\xfc\n")
    assert (error.code, error.line, error.params) == ("table-damaged", 5, {"encoding": "UTF-8"})
    assert list(open_table(data + b"4;\xfc\n", encoding="cp1252").rows())[3] == (5, ["4", "ü"])


def test_the_line_of_a_guess_is_the_first_that_is_not_utf8() -> None:
    assert open_table("id;x\n1;y\n2;ä\n".encode("cp1252")).assumed_at == 3


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-16"])
def test_an_encoding_that_was_asked_for_holds(encoding: str) -> None:
    assert refused(b"a,b\n1,\x81\n2", encoding).code == "table-damaged"
    assert list(open_table("a,b\n1,2\n".encode(encoding), encoding=encoding).rows()) == [(2, ["1", "2"])]


@pytest.mark.parametrize("delimiter", ",;\t|")
def test_the_delimiter_is_the_one_that_makes_known_headings(delimiter: str) -> None:
    table = open_table(f"id{delimiter}a, b; c\td | e\n1{delimiter}x".encode(), known=["ID"])
    assert (table.delimiter, table.headings[0]) == (delimiter, "id")


@pytest.mark.parametrize(
    ("above", "line"),
    [("", 1), ("\n", 2), ("\r\n  \r\n", 3), (";;;\n", 2), ("sep=;\n", 2), ('"sep=;"\r\n\r\n', 3), ("SEP=;\n", 2)],
)
def test_what_a_spreadsheet_writes_above_the_headings_is_no_row(above: str, line: int) -> None:
    table = open_table((above + "a;b,c\n1;2\n").encode())
    assert (table.headings, table.heading_line) == (("a", "b,c") if "sep" in above.lower() else table.headings, line)
    assert [number for number, _ in table.rows()] == [line + 1]


def test_a_separator_line_decides_even_against_the_headings() -> None:
    assert open_table(b"sep=|\na,b,c|d\n1|2\n").headings == ("a,b,c", "d")


def test_a_delimiter_that_divides_nothing_is_refused_by_name() -> None:
    error = refused(b"\nsep=#\na#b\n1#2\n")
    assert (error.code, error.line, error.params) == ("table-delimiter-unknown", 2, {"mark": "#"})
    assert open_table(b"a,b,c|d\n1|2\n").headings == ("a", "b", "c|d")


def test_headings_have_no_outer_or_double_blanks_of_any_kind() -> None:
    assert open_table("\u00a0a\u00a0\u00a0b ,c\n1,2\n".encode()).headings == ("a b", "c")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_where_rows_begin_whatever_ends_them(end: str) -> None:
    text = end.join(["a,b", '"x', 'y",2', "", "3,4"])
    assert list(open_table(text.encode()).rows()) == [(2, [f"x{end}y", "2"]), (5, ["3", "4"])]


@pytest.mark.parametrize("above", ["", "\n", "sep=,\n"])
def test_a_quotation_mark_that_is_never_closed_is_named_by_its_line(above: str) -> None:
    rows = [f"{number},x" for number in range(30)]
    rows[20] = '20,"x'
    error = refused((above + "a,b\n" + "\n".join(rows)).encode())
    assert (error.code, error.line) == ("table-row-unreadable", 22 + bool(above))


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "table-empty", 0),
        (b" \n\t\r\n", "table-empty", 0),
        (codecs.BOM_UTF8, "table-empty", 0),
        (b"a,b\n1,\0\n", "table-not-text", 2),
        (b"%PDF-1.7", "table-other-format", 0),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "table-other-format", 0),
        (b'"a', "table-row-unreadable", 1),
        (b"a,b\n" + b"x" * (LONGEST_LINE + (2 << 20)), "table-line-too-long", 2),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, code: str, line: int) -> None:
    error = refused(data)
    assert (error.code, error.line) == (code, line)


def test_a_file_is_read_from_its_path_as_from_its_bytes_and_again(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(TEXT.encode("utf-16"))
    table = open_table(tmp_path / "a.csv")
    assert list(table.rows()) == list(table.rows()) == ROWS
    with pytest.raises(FileNotFoundError):
        open_table(tmp_path / "b.csv")
