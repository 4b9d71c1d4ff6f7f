"""A workbook is read as a person reads it, within bounds, and nothing in it is run or fetched."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook

from resonanz.core.kernel.messages import Message
from resonanz.core.tables import MOST_UNPACKED, TableError, open_table
from resonanz.core.tables import workbook as module
from tests.core.tables.workbook_files import saved, with_members, workbook

HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"
GOOD = workbook(["a", "b"], ["1", "2"])


def rows(data: bytes, most_unpacked: int = MOST_UNPACKED) -> list[tuple[int, list[str]]]:
    """All rows of the workbook."""
    return list(open_table(data, most_unpacked=most_unpacked).rows())


def refused(data: bytes, most_unpacked: int = MOST_UNPACKED) -> TableError:
    """The refusal."""
    with pytest.raises(TableError) as error:
        rows(data, most_unpacked)
    return error.value


def sheet(*inner: bytes, head: bytes = b"") -> bytes:
    """A workbook whose only sheet holds this XML."""
    return with_members(GOOD, sheet=head + HEAD + b"".join(inner) + TAIL)


def cell(place: str, value: str) -> bytes:
    """A row with one text."""
    number = "".join(filter(str.isdigit, place))
    return f'<row r="{number}"><c r="{place}" t="inlineStr"><is><t>{value}</t></is></c></row>'.encode()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("00042", "00042"),
        (" x ", " x "),
        (42, "42"),
        (4.0, "4"),
        (0.1 + 0.2, "0.3"),
        (-1.5, "-1.5"),
        (True, "TRUE"),
        (date(2027, 1, 31), "2027-01-31"),
        (datetime(2027, 1, 31, 9, 5), "2027-01-31 09:05"),  # noqa: DTZ001 # a cell has no zone
        (datetime(2027, 1, 31, 9, 5, 7), "2027-01-31 09:05:07"),  # noqa: DTZ001
        (time(9, 5), "09:05:00"),
        (timedelta(days=1, hours=2), "1 day, 2:00:00"),
        (None, ""),
        ("#N/A", "#N/A"),
    ],
)
def test_values_are_read_as_a_person_reads_them(value: object, shown: str) -> None:
    assert rows(workbook(["a", "b"], [value, "x"])) == [(2, [shown, "x"])]


def test_zeros_that_a_format_puts_in_front_are_part_of_a_number() -> None:
    book = Workbook()
    book.worksheets[0].append(["id", "n"])
    book.worksheets[0].append([42, 42])
    book.worksheets[0]["A2"].number_format = "00000"
    assert rows(saved(book)) == [(2, ["00042", "42"])]


def test_rows_have_the_number_that_the_program_shows_and_blank_ones_are_none() -> None:
    table = open_table(workbook([], ["a", "b "], [], ["1"], [None, "  "], ["2", "3", "4"]))
    assert (table.headings, table.heading_line) == (("a", "b"), 2)
    assert list(table.rows()) == [(4, ["1", ""]), (6, ["2", "3", "4"])]


def test_the_first_visible_sheet_is_read_and_named() -> None:
    book = Workbook()
    book.worksheets[0].append(["hidden"])
    book.worksheets[0].sheet_state = "hidden"
    for name in ("Leute", "Notizen"):
        book.create_sheet(name).append([name])
    table = open_table(saved(book))
    assert (table.sheet, table.sheets, table.headings) == ("Leute", 2, ("Leute",))


def test_a_size_that_a_sheet_claims_of_itself_is_not_believed() -> None:
    claimed = HEAD.replace(b"<sheetData>", b'<dimension ref="A1:B1"/><sheetData>')
    data = with_members(GOOD, sheet=claimed + cell("A1", "a") + cell("C2", "x") + TAIL)
    assert rows(data) == [(2, ["", "", "x"])]


def test_a_formula_counts_with_its_saved_result_and_is_never_computed() -> None:
    formula = b'<row r="2"><c r="A2"><f>WEBSERVICE("http://192.0.2.1/")</f><v>7</v></c></row>'
    assert rows(sheet(cell("A1", "a"), formula)) == [(2, ["7"])]
    without = refused(sheet(cell("A1", "a"), formula.replace(b"<v>7</v>", b"")))
    assert (without.code, without.line) == ("workbook-without-results", 2)


def test_an_error_of_a_formula_is_shown_as_such() -> None:
    formula = b'<row r="2"><c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    assert rows(sheet(cell("A1", "a"), formula)) == [(2, ["#DIV/0!"])]


# Hostile files; each has a control that differs in the attack alone ---------------------------------------------


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = with_members(GOOD, extra=b"\0" * 30_000_000)
    tracemalloc.start()
    try:
        error = refused(bomb, most_unpacked=20_000_000)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (error.code, error.params) == ("workbook-too-large", {"what": "MB", "limit": 20})
    assert peak < 5_000_000
    assert rows(with_members(GOOD, extra=b"\0" * 1_000), most_unpacked=20_000_000) == rows(GOOD)


def test_a_member_that_lies_about_its_size_gives_no_more_than_it_declares() -> None:
    padding = b"<!--" + b"x" * 50_000 + b"-->"
    data = sheet(cell("A1", "a"), padding, cell("A2", "1"))
    true_size = (len(HEAD + cell("A1", "a") + padding + cell("A2", "1") + TAIL)).to_bytes(4, "little")
    assert rows(data) == [(2, ["1"])]
    assert refused(data.replace(true_size, (300).to_bytes(4, "little"))).code == "workbook-broken"


def shared(strings: bytes) -> bytes:
    """A workbook whose text stands in a list of strings."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        types = archive.read("[Content_Types].xml")
    part = b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    types = types.replace(b"</Types>", part + b'spreadsheetml.sharedStrings+xml"/></Types>')
    text = b'<row><c t="s"><v>0</v></c></row>'
    return with_members(sheet(text, text), types=types, strings=strings)


def strings(head: bytes, text: bytes) -> bytes:
    """A list of one string."""
    return (
        head + b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>%s</t></si></sst>' % text
    )


@pytest.mark.parametrize("entity", [b"&b;", b"&f;"])
def test_entities_are_refused_wherever_they_stand(entity: bytes) -> None:
    head = b'<!DOCTYPE w [<!ENTITY a "aaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    assert rows(shared(strings(b"", b"x"))) == [(2, ["x"])]
    assert rows(sheet(cell("A1", "a"), cell("A2", "x"))) == [(2, ["x"])]
    assert refused(shared(strings(head, entity))).code == "workbook-broken"
    assert refused(sheet(cell("A1", "a"), cell("A2", entity.decode()), head=head)).code == "workbook-broken"


@pytest.mark.parametrize(
    ("limit", "what", "place"),
    [("MOST_ROWS", "rows", "A41"), ("MOST_COLUMNS", "columns", "AO2"), ("MOST_CELLS", "cells", "AN2")],
)
def test_a_cell_far_out_fills_no_memory(monkeypatch: pytest.MonkeyPatch, limit: str, what: str, place: str) -> None:
    monkeypatch.setattr(module, limit, 40)
    error = refused(sheet(cell("A1", "a"), cell(place, "x")))
    assert (error.code, error.params) == ("workbook-too-large", {"what": Message(what), "limit": 40})
    assert len(rows(sheet(cell("A1", "a"), cell("AM2" if what != "rows" else "A40", "x")))) == 1


def test_the_last_row_number_there_could_be_takes_no_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 10_000)
    assert refused(sheet(cell("A1", "a"), cell("A999999999", "x"))).params["what"] == Message("rows")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04", "workbook-broken"),
        (GOOD[:-30], "workbook-broken"),
        (GOOD[:3000] + GOOD[3100:], "workbook-broken"),
        (with_members(GOOD, workbook=None), "table-other-format"),
        (with_members(GOOD, sheet=b"no xml"), "workbook-broken"),
        (sheet(), "table-empty"),
        (sheet(b'<row r="x"><c/></row>'), "workbook-broken"),
        (sheet(b'<row><c r="1A" t="s"><v>99</v></c></row>'), "workbook-broken"),
        (sheet(b'<row><c r="A1" t="s"><v>99</v></c></row>'), "workbook-broken"),
        (sheet(b'<row><c r="A1" t="d"><v>never</v></c></row>'), "workbook-broken"),
    ],
)
def test_broken_workbooks_are_refused(data: bytes, code: str) -> None:
    assert refused(data).code == code
