"""Who may come in: anybody on the roster; and who reads a meeting or keeps its minutes: see queries."""

from resonanz.app.accounts.roles import Visitor, is_employee
from resonanz.app.meetings.queries import Reading
from resonanz.app.shell.access import predicate

READ = "meetings.read"
KEEP = "meetings.keep"


@predicate
def takes_part(_: Visitor, reading: Reading | None) -> bool:
    """The meeting was found for her."""
    return reading is not None


@predicate
def keeps(_: Visitor, reading: Reading | None) -> bool:
    """It is hers."""
    return reading is not None and reading.is_owner


PERMISSIONS = {"meetings.use": is_employee, READ: takes_part, KEEP: keeps}
