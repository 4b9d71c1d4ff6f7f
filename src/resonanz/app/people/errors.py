"""What is wrong with a roster's file, and why one that waits is not applied."""

from resonanz.core.kernel.errors import ErrorCode, MessageCode
from resonanz.core.kernel.messages import gettext_noop as _


class PeopleCode(ErrorCode):
    """What can have happened since a dry run."""

    DRAFT_MISSING = (
        "draft-missing",
        404,
        _(
            "This file does not wait any more: it was applied, deleted or is older than a day. "
            "Nothing was written. Choose the file again."
        ),
    )
    ROSTER_CHANGED_MEANWHILE = (
        "roster-changed-meanwhile",
        409,
        _(
            "Since this dry run the roster or the day has changed, so its list is no longer true. "
            "Nothing was written. Choose the file again."
        ),
    )


class RosterCode(MessageCode):
    """What a dry run may find in a file, wrong or worth knowing; what is no table at all stands in ``core.tables``."""

    FILE_TOO_LARGE = "file-too-large", _("The file is larger than %(megabytes)s MB. Check that it is the right one.")
    FILE_WITHOUT_ROWS = "file-without-rows", _("The file has a header, but no row below it.")
    COLUMNS_MISSING = "columns-missing", _("The header lacks: %(columns)s.")
    COLUMN_WITHOUT_NAME = "column-without-name", _("Column %(position)s has no name in the header.")
    COLUMNS_DOUBLED = "columns-doubled", _("The header has more than one column named: %(columns)s.")
    ROW_TOO_LONG = "row-too-long", _("%(found)s values, but the header names %(wanted)s columns.")
    FIELDS_MISSING = "fields-missing", _("Empty: %(columns)s.")
    VALUE_TOO_LONG = "value-too-long", _("%(column)s has more than %(longest)s characters.")
    EMAIL_WRONG = "email-wrong", _("“%(value)s” is no mail address.")
    DATE_WRONG = "date-wrong", _("%(column)s: “%(value)s” is no day. Write 2027-01-31 or 31.1.2027.")
    DATES_CROSSED = "dates-crossed", _("The last day %(end)s is before the first day %(start)s.")
    PERSON_DOUBLED = "person-doubled", _("The person_id %(value)s stands in line %(first)s already.")
    EMAIL_DOUBLED = "email-doubled", _("The address %(value)s stands in line %(first)s already.")
    UNIT_WITH_TWO_PARENTS = (
        "unit-with-two-parents",
        _("Unit %(unit)s belongs to %(first)s in one line and to %(second)s in this one."),
    )
    UNIT_WITH_TWO_NAMES = (
        "unit-with-two-names",
        _("Unit %(unit)s is called “%(first)s” in one line and “%(second)s” in this one."),
    )
    UNIT_ORPHAN = "unit-orphan", _("Unit %(unit)s belongs to %(parent)s, but no row describes a unit %(parent)s.")
    UNITS_IN_CIRCLE = "units-in-circle", _("These units belong to one another in a circle: %(circle)s.")
    LED_UNIT_UNKNOWN = "led-unit-unknown", _("leads_unit_id names %(unit)s, but no row describes a unit %(unit)s.")
    READ_WITH_DELIMITER = "read-with-delimiter", _("The columns are divided by %(delimiter)s.")
    READ_WITH_ENCODING = (
        "read-with-encoding",
        _("The file is not in UTF-8 and was read as %(encoding)s. Look whether the names with umlauts are right."),
    )
    READ_FROM_SHEET = (
        "read-from-sheet",
        _("The workbook has %(sheets)s sheets; the first one, “%(sheet)s”, was read and nothing else."),
    )
    WITHOUT_ADDRESS = (
        "without-address",
        _("People without an address: %(count)s. They cannot sign in, for the codes go by mail."),
    )
    SEVERAL_ROOTS = (
        "several-roots",
        _("Several units have none above them: %(units)s. They are put together under “%(organisation)s”."),
    )
