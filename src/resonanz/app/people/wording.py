"""What an import says, in the reader's language."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from resonanz.app.people.report import Kind, Problem

PROBLEMS = {
    "file-too-large": gettext_noop("The file is larger than %(megabytes)s MB. Check that it is the right one."),
    "table-empty": gettext_noop("The file is empty."),
    "table-other-format": gettext_noop(
        "This is no table, but a file of the kind %(format)s. Save it as a workbook (.xlsx) or as “CSV UTF-8”."
    ),
    "table-not-text": gettext_noop(
        "This is neither a workbook (.xlsx) nor a text file. Export the roster again as one of them."
    ),
    "table-damaged": gettext_noop(
        "The file is written in %(encoding)s, but this line holds damaged characters. Export it again, so that no "
        "name is garbled."
    ),
    "table-line-too-long": gettext_noop(
        "This line has more than %(limit)s characters. Export the file again, one line for each person."
    ),
    "table-row-unreadable": gettext_noop(
        "The row that begins here cannot be read. Look for a quotation mark that is not closed."
    ),
    "workbook-broken": gettext_noop(
        "The workbook cannot be read. Open it in a spreadsheet program and save it again as .xlsx."
    ),
    "workbook-without-results": gettext_noop(
        "A formula in this row has no result. Open the workbook in a spreadsheet program, which computes it, and save "
        "it."
    ),
    "workbook-too-large": gettext_noop(
        "The workbook holds more than %(limit)s %(what)s. Delete what is no roster, or save it as “CSV UTF-8”."
    ),
    "file-without-rows": gettext_noop("The file has a header, but no row below it."),
    "columns-missing": gettext_noop("The header lacks: %(columns)s."),
    "column-without-name": gettext_noop("Column %(position)s has no name in the header."),
    "columns-doubled": gettext_noop("The header has more than one column named: %(columns)s."),
    "row-too-long": gettext_noop("%(found)s values, but the header names %(wanted)s columns."),
    "fields-missing": gettext_noop("Empty: %(columns)s."),
    "value-too-long": gettext_noop("%(column)s has more than %(longest)s characters."),
    "email-wrong": gettext_noop("“%(value)s” is no mail address."),
    "date-wrong": gettext_noop("%(column)s: “%(value)s” is no day. Write 2027-01-31 or 31.1.2027."),
    "dates-crossed": gettext_noop("The last day %(end)s is before the first day %(start)s."),
    "person-doubled": gettext_noop("The person_id %(value)s stands in line %(first)s already."),
    "email-doubled": gettext_noop("The address %(value)s stands in line %(first)s already."),
    "unit-with-two-parents": gettext_noop(
        "Unit %(unit)s belongs to %(first)s in one line and to %(second)s in this one."
    ),
    "unit-with-two-names": gettext_noop(
        "Unit %(unit)s is called “%(first)s” in one line and “%(second)s” in this one."
    ),
    "unit-orphan": gettext_noop("Unit %(unit)s belongs to %(parent)s, but no row describes a unit %(parent)s."),
    "units-in-circle": gettext_noop("These units belong to one another in a circle: %(circle)s."),
    "led-unit-unknown": gettext_noop("leads_unit_id names %(unit)s, but no row describes a unit %(unit)s."),
    "read-with-delimiter": gettext_noop("The columns are divided by %(delimiter)s."),
    "read-with-encoding": gettext_noop(
        "The file is not in UTF-8 and was read as %(encoding)s. Look whether the names with umlauts are right."
    ),
    "read-from-sheet": gettext_noop(
        "The workbook has %(sheets)s sheets; the first one, “%(sheet)s”, was read and nothing else."
    ),
    "several-roots": gettext_noop(
        "Several units have none above them: %(units)s. They are put together under “%(organisation)s”."
    ),
}
DELIMITERS = {"semicolon": gettext_noop("semicolon"), "tab": gettext_noop("tab"), "comma": gettext_noop("comma")}
AMOUNTS = {
    "MB": "MB",
    "rows": gettext_noop("rows"),
    "columns": gettext_noop("columns"),
    "cells": gettext_noop("cells"),
}
TRANSLATED = {"delimiter": DELIMITERS, "what": AMOUNTS}
KINDS: dict[Kind, str | Promise] = {
    Kind.NEW: gettext_lazy("New"),
    Kind.CHANGED: gettext_lazy("Changed"),
    Kind.GONE: gettext_lazy("Gone"),
}


def sentence(problem: Problem) -> str:
    """The problem as a sentence, without its line."""
    params = dict(problem.params)
    for name in TRANSLATED.keys() & params.keys():
        params[name] = _(TRANSLATED[name][str(params[name])])
    return _(PROBLEMS[problem.code]) % params
