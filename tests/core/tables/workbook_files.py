"""Files made on the spot."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"


def workbook(*rows: Sequence[object]) -> bytes:
    """An XLSX file with one sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_members(data: bytes, **changed: bytes | None) -> bytes:
    """The archive with members replaced or added, or left out where None."""
    stream = io.BytesIO()
    members = {
        "sheet": SHEET,
        "strings": "xl/sharedStrings.xml",
        "types": "[Content_Types].xml",
        "workbook": "xl/workbook.xml",
        "extra": "xl/extra.bin",
    }
    wanted = {members[name]: content for name, content in changed.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*old.namelist(), *(name for name in wanted if name not in old.namelist())]:
            content = wanted[name] if name in wanted else old.read(name)
            if content is not None:
                new.writestr(name, content)
    return stream.getvalue()
