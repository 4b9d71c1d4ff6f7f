"""Why a file gives no table."""

from __future__ import annotations

from resonanz.core.kernel.errors import ResonanzError


class TableError(ResonanzError):
    """Nothing can be read from a file as a table. ``line`` counts from 1; 0 is the file as a whole.

    Codes: ``table-empty``; ``table-other-format`` (``format``: what it
    is); ``table-not-text``; ``table-damaged`` (``encoding``: what most of it is written in); ``table-line-too-long``
    (``limit``: characters); ``table-row-unreadable`` (``reason``); ``workbook-broken``;
    ``workbook-without-results`` (a formula of this row was never computed); ``workbook-too-large``
    (``limit`` of ``what``: "MB", "rows", "columns" or "cells").
    """

    def __init__(self, code: str, line: int = 0, **params: str | int) -> None:
        super().__init__(code, **params)
        self.line = line
