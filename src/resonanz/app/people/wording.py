"""What an import says, in the reader's language."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as later

from resonanz.app.people.report import Kind, Problem

PROBLEMS = {
    "file-empty": later("The file is empty."),
    "file-too-large": later("The file is larger than %(megabytes)s MB. Check that it is the right one."),
    "file-is-workbook": later(
        "This is a workbook (Excel, LibreOffice), not a CSV file. Open it and save it as “CSV UTF-8”."
    ),
    "file-encoding": later(
        "The text is not UTF-8, it looks like %(encoding)s. Save the file as “CSV UTF-8”, so that no name is garbled."
    ),
    "file-not-csv": later("This is no CSV table (%(reason)s). Look for a quotation mark that is not closed."),
    "file-without-rows": later("The file has a header, but no row below it."),
    "columns-missing": later("The header lacks: %(columns)s."),
    "column-without-name": later("Column %(position)s has no name in the header."),
    "columns-doubled": later("The header has more than one column named: %(columns)s."),
    "row-too-long": later("%(found)s values, but the header names %(wanted)s columns."),
    "fields-missing": later("Empty: %(columns)s."),
    "value-too-long": later("%(column)s has more than %(longest)s characters."),
    "email-wrong": later("“%(value)s” is no mail address."),
    "date-wrong": later("%(column)s: “%(value)s” is no day. Write 2027-01-31 or 31.1.2027."),
    "dates-crossed": later("The last day %(end)s is before the first day %(start)s."),
    "person-doubled": later("The person_id %(value)s stands in line %(first)s already."),
    "email-doubled": later("The address %(value)s stands in line %(first)s already."),
    "unit-with-two-parents": later("Unit %(unit)s belongs to %(first)s in one line and to %(second)s in this one."),
    "unit-with-two-names": later("Unit %(unit)s is called “%(first)s” in one line and “%(second)s” in this one."),
    "unit-orphan": later("Unit %(unit)s belongs to %(parent)s, but no row describes a unit %(parent)s."),
    "units-in-circle": later("These units belong to one another in a circle: %(circle)s."),
    "led-unit-unknown": later("leads_unit_id names %(unit)s, but no row describes a unit %(unit)s."),
    "read-with-delimiter": later("The columns are divided by %(delimiter)s."),
    "several-roots": later(
        "Several units have none above them: %(units)s. They are put together under “%(organisation)s”."
    ),
}
DELIMITERS = {"semicolon": later("semicolon"), "tab": later("tab"), "comma": later("comma")}
KINDS: dict[Kind, str | Promise] = {
    Kind.NEW: gettext_lazy("New"),
    Kind.CHANGED: gettext_lazy("Changed"),
    Kind.GONE: gettext_lazy("Gone"),
}


def sentence(problem: Problem) -> str:
    """The problem as a sentence, without its line."""
    params = dict(problem.params)
    if "delimiter" in params:
        params["delimiter"] = _(DELIMITERS[str(params["delimiter"])])
    return _(PROBLEMS[problem.code]) % params
