"""Before any words: who took part, who objected, what for and how long. Without it nothing can be brought in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from resonanz.app.meetings.errors import MeetingsCode
from resonanz.app.meetings.models import KEEP_MONTHS, RETENTION_DAYS, Meeting, Participant
from resonanz.app.meetings.states import MeetingState
from resonanz.app.meetings.text_checks import PURPOSE, TITLE, required_text, tidy_name
from resonanz.app.people.models import Person
from resonanz.app.people.queries import is_present
from resonanz.core.kernel.clock import today
from resonanz.core.kernel.errors import ResonanzError

MOST_PARTICIPANTS = 200
MOST_DAYS_AWAY = 366


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who takes part: a person of the roster, or else a name that stays in this meeting."""

    person: Person | None
    name: str = ""
    objects: bool = False

    @property
    def key(self) -> str:
        # Names her within a form: ``p12`` a person, ``gAnna Beispiel`` a guest.
        return f"p{self.person.pk}" if self.person else f"g{self.name}"


def prepare(
    owner: Person,
    *,
    title: str,
    held_on: date,
    purpose: str,
    participants: Sequence[Attendee],
    agreed: bool,
    retention_days: int = RETENTION_DAYS,
    keep_months: int = 12,
) -> Meeting:
    """Record consent and purpose. The same once more, before anything was brought in, is the same meeting.

    Refuses with ``agreement-missing``, ``title-missing``, ``purpose-missing`` (both also ``-too-long``),
    ``held-on-implausible``, ``retention-out-of-range``, ``keeping-out-of-range``, ``owner-not-present``,
    ``owner-must-attend``, ``participant-nameless``, ``participant-twice``, ``participant-not-present``,
    ``too-many-participants``.
    """
    if not agreed:
        raise ResonanzError(MeetingsCode.AGREEMENT_MISSING)
    _check_terms(held_on, retention_days, keep_months)
    attendees = _checked(owner, participants)
    terms = {
        "owner": owner,
        "title": required_text(title, TITLE, missing=MeetingsCode.TITLE_MISSING, too_long=MeetingsCode.TITLE_TOO_LONG),
        "held_on": held_on,
        "purpose": required_text(
            purpose, PURPOSE, missing=MeetingsCode.PURPOSE_MISSING, too_long=MeetingsCode.PURPOSE_TOO_LONG
        ),
        "retention_days": retention_days,
        "keep_months": keep_months,
        "agreed": True,
        "prepared_on": today(),
        "state": MeetingState.PREPARED,
    }
    return _store(terms, attendees)


@transaction.atomic
def _store(terms: dict[str, object], attendees: list[Attendee]) -> Meeting:
    for earlier in Meeting.objects.select_for_update().filter(**terms):
        participants = earlier.participants.select_related("person")
        if Counter(Attendee(one.person, one.name, one.objected) for one in participants) == Counter(attendees):
            return earlier
    meeting = Meeting.objects.create(**terms)
    Participant.objects.bulk_create(
        Participant(meeting=meeting, person=one.person, name=one.name, objected=one.objects, position=position)
        for position, one in enumerate(attendees)
    )
    return meeting


def _check_terms(held_on: date, retention_days: int, keep_months: int) -> None:
    if abs((held_on - today()).days) > MOST_DAYS_AWAY:
        raise ResonanzError(MeetingsCode.HELD_ON_IMPLAUSIBLE)
    if not 1 <= retention_days <= RETENTION_DAYS:
        raise ResonanzError(MeetingsCode.RETENTION_OUT_OF_RANGE, most=RETENTION_DAYS)
    if keep_months not in KEEP_MONTHS:
        raise ResonanzError(MeetingsCode.KEEPING_OUT_OF_RANGE)


def _checked(owner: Person, participants: Sequence[Attendee]) -> list[Attendee]:
    if not is_present(owner):
        raise ResonanzError(MeetingsCode.OWNER_NOT_PRESENT)
    if len(participants) > MOST_PARTICIPANTS:
        raise ResonanzError(MeetingsCode.TOO_MANY_PARTICIPANTS, most=MOST_PARTICIPANTS)
    persons = [one.person for one in participants if one.person is not None]
    if owner not in persons:
        raise ResonanzError(MeetingsCode.OWNER_MUST_ATTEND)
    if len({person.pk for person in persons}) < len(persons):
        raise ResonanzError(MeetingsCode.PARTICIPANT_TWICE)
    if not all(is_present(person) for person in persons):
        raise ResonanzError(MeetingsCode.PARTICIPANT_NOT_PRESENT)
    tidy = [Attendee(one.person, "" if one.person else tidy_name(one.name), one.objects) for one in participants]
    if not all(one.person or one.name for one in tidy):
        raise ResonanzError(MeetingsCode.PARTICIPANT_NAMELESS)
    return tidy
