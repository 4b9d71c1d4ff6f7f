"""Importing a roster: a dry run first, then exactly what it showed."""

import hashlib
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from resonanz.app.people import difference as compared
from resonanz.app.people import store
from resonanz.app.people.acceptances import ROSTER_IMPORTED
from resonanz.app.people.difference import Difference
from resonanz.app.people.errors import PeopleCode, RosterCode
from resonanz.app.people.models import RosterDraft
from resonanz.app.people.report import Problem, Report
from resonanz.app.people.rows import Row, read_rows
from resonanz.app.people.state import RosterState, read_state
from resonanz.app.people.structure import UnitRow, read_units
from resonanz.app.people.table import UnreadableError, read_table
from resonanz.core.kernel.clock import today
from resonanz.core.kernel.errors import ResonanzError


@dataclass(frozen=True, slots=True)
class Trial:
    """A dry run with all that is needed to carry it out; ``difference`` is None when there are problems."""

    report: Report
    rows: list[Row]
    state: RosterState
    difference: Difference | None


def dry_run(content: bytes) -> Report:
    """What the file would do. Nothing is written."""
    return _trial(content).report


def keep_draft(content: bytes) -> Report:
    """A dry run whose file waits, in the database, to be applied. Drafts of earlier days are deleted."""
    report = dry_run(content)
    forget_drafts()
    if not report.problems and not report.is_empty:
        RosterDraft.objects.update_or_create(digest=report.digest, defaults={"content": content, "made_on": today()})
    return report


def forget_drafts() -> None:
    """Delete files that nobody confirmed since the day before yesterday; the worker does it too."""
    RosterDraft.objects.filter(made_on__lt=today() - timedelta(days=1)).delete()


def dry_run_of_draft(digest: str) -> Report:
    """The dry run of a waiting file, against the roster of now. ``draft-missing`` when it does not wait any more."""
    return dry_run(_draft(digest))


def apply_draft(digest: str) -> Report:
    """Apply a waiting file as shown. ``roster-changed-meanwhile`` when it would do something else by now."""
    report = import_roster(_draft(digest), expected=digest)
    RosterDraft.objects.filter(digest=digest).delete()
    return report


def discard_draft(digest: str) -> None:
    """Delete a waiting file; one that is gone already is no error."""
    RosterDraft.objects.filter(digest=digest).delete()


@transaction.atomic
def import_roster(file: Path | bytes, *, expected: str | None = None) -> Report:
    """Bring a roster in, all or nothing. With problems nothing is written and the report names them.

    ``expected`` is the digest of the dry run that was shown: ``ResonanzError("roster-changed-meanwhile")`` if another
    import, or midnight, came between.
    """
    trial = _trial(file.read_bytes() if isinstance(file, Path) else file)
    if expected is not None and trial.report.digest != expected:
        raise ResonanzError(PeopleCode.ROSTER_CHANGED_MEANWHILE)
    if trial.difference is None:
        return trial.report
    store.write(trial.difference, trial.rows, trial.state, today())
    for follow in ROSTER_IMPORTED.offered():
        follow()
    return replace(trial.report, applied=True)


def _draft(digest: str) -> bytes:
    draft = RosterDraft.objects.filter(digest=digest).first()
    if draft is None:
        raise ResonanzError(PeopleCode.DRAFT_MISSING)
    return bytes(draft.content)


def _trial(content: bytes) -> Trial:
    state, day = read_state(), today()
    parts = (hashlib.sha256(content).hexdigest(), state.fingerprint(), day.isoformat())
    digest = hashlib.sha256(":".join(parts).encode()).hexdigest()
    try:
        table = read_table(content)
    except UnreadableError as error:
        return Trial(Report(digest, 0, problems=(error.problem,)), [], state, None)
    rows, problems = read_rows(table)
    units, unit_problems = read_units(rows)
    report = Report(
        digest,
        len(table.rows),
        problems=tuple(sorted([*problems, *unit_problems], key=lambda problem: problem.line)),
        notices=(*table.notices, *_address_notices(rows), *_root_notices(units)),
        attribute_names=table.attributes,
    )
    if report.problems:
        return Trial(report, rows, state, None)
    difference = compared.compare(rows, units, state, day)
    report = replace(report, persons=compared.person_list(difference), units=compared.unit_list(difference))
    return Trial(report, rows, state, difference)


def _address_notices(rows: list[Row]) -> list[Problem]:
    count = sum(1 for row in rows if row.person_id and not row.email)
    return [Problem(0, RosterCode.WITHOUT_ADDRESS, {"count": count})] if count else []


def _root_notices(units: dict[str, UnitRow]) -> list[Problem]:
    tops = [unit for unit in units.values() if not unit.parent]
    if len(tops) < 2:
        return []
    names = ", ".join(sorted(unit.name for unit in tops))
    return [Problem(0, RosterCode.SEVERAL_ROOTS, {"units": names, "organisation": settings.ORGANISATION})]
