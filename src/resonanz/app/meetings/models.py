"""Meetings, who takes part, and for a short time what was said. Days only, no times of what anybody does here.

Nothing in these tables counts, rates or times a person: an utterance knows who said it only so that an objection can
delete it and evidence can name its speaker, and it is gone when the minutes are released.

Utterances and the lines of unreleased minutes lie in the file ``transcripts``, which no backup holds; the rest lies in
``default``. Between files there are no foreign keys, only ids: ``both_files`` says in which order the two commit, and
``sweeping`` deletes what belongs to no unreleased meeting.
"""

from __future__ import annotations

import uuid
from functools import cached_property
from typing import Any, ClassVar

from django.db import models

from resonanz.app.meetings.states import MeetingState
from resonanz.app.people.models import Person
from resonanz.core.kernel.clock import today
from resonanz.core.minutes.model import LineKind
from resonanz.storage.keys import random_key

# A transcript stays at most so many days after its import.
RETENTION_DAYS = 14
# How long minutes may stay after their release.
KEEP_MONTHS = (3, 6, 12, 24)
# How long participants may be asked to look at a draft.
REVIEW_DAYS = (1, 2, 3, 5, 7)


class LineState(models.TextChoices):
    """A line counts once a person accepted it."""

    SUGGESTED = "suggested"
    ACCEPTED = "accepted"


class LineWording(models.TextChoices):
    """Whose words a line is in: said in the meeting, or written by the meeting's owner."""

    SAID = "said"
    OWNER = "owner"


class RandomlyKeyed(models.Model):
    """Rows whose keys and places say nothing about who was there first; SQLite gives them no number of its own."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)

    class Meta:
        abstract = True


class Meeting(models.Model):
    """A meeting whose minutes are or were made.

    ``agreed``: the owner confirmed that everybody present knows and has agreed or objected. ``retention_days`` count
    from the import; on ``delete_transcript_on`` the transcript goes in the day's first minute, ``None`` says that none
    is stored. ``review_until`` is the last day on which lines may be struck. ``notices``: what the minutes could not
    do, as codes. ``struck`` says how often, never who.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=200)
    held_on = models.DateField()
    owner = models.ForeignKey(Person, models.CASCADE, related_name="owned_meetings")
    purpose = models.CharField(max_length=500)
    retention_days = models.PositiveSmallIntegerField(default=RETENTION_DAYS)
    keep_months = models.PositiveSmallIntegerField(default=12)
    agreed = models.BooleanField(default=False)
    language = models.CharField(max_length=2, blank=True)
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in MeetingState], default=MeetingState.PREPARED
    )
    prepared_on = models.DateField()
    imported_on = models.DateField(null=True)
    delete_transcript_on = models.DateField(null=True)
    review_until = models.DateField(null=True)
    released_on = models.DateField(null=True)
    struck = models.PositiveSmallIntegerField(default=0)
    notices: models.JSONField[Any, Any] = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar[list[str]] = ["-held_on", "title", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def has_transcript(self) -> bool:
        return self.delete_transcript_on is not None

    @property
    def strikes_are_open(self) -> bool:
        return self.state == MeetingState.REVIEW and self.review_until is not None and today() <= self.review_until

    @property
    def utterances(self) -> models.QuerySet[StoredUtterance]:
        return StoredUtterance.objects.filter(meeting_id=self.pk)

    @property
    def draft_lines(self) -> models.QuerySet[DraftLine]:
        # The lines before the release; ``lines`` are those after it.
        return DraftLine.objects.filter(meeting_id=self.pk)


class Participant(RandomlyKeyed):
    """Somebody who took part. Who is not on the roster is only a ``name``, and only in this meeting.

    ``position`` is the order in which they were named. ``objected``: her turns are not stored; ``objects`` would be
    Django's own word.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="meetings")
    name = models.CharField(max_length=200, blank=True)
    objected = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "person"], name="a_person_once_a_meeting")
        ]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        # The name to show; read it from rows that were fetched with their person.
        return self.name if self.person is None else str(self.person)


class StoredUtterance(RandomlyKeyed):
    """One sentence as it was said, deleted with the transcript. ``start`` and ``end`` in seconds."""

    meeting_id = models.UUIDField()
    number = models.PositiveIntegerField()
    participant_id = models.BigIntegerField(null=True)
    start = models.FloatField(null=True)
    end = models.FloatField(null=True)
    text = models.TextField()

    class Meta:
        app_label = "transcripts"
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting_id", "number"], name="an_utterance_once_a_meeting")
        ]


class AnyLine(RandomlyKeyed):
    """What a line of the minutes says, before and after the release.

    Tasks: the owner is a participant, or ``owner_name`` a name that was said, or nobody; ``phrase`` is the deadline as
    it was said, ``due`` its day if it names one, ``due_certain`` false when the words have two readings.
    """

    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in LineKind])
    position = models.PositiveIntegerField()
    text = models.TextField()
    wording = models.CharField(max_length=5, choices=LineWording.choices, default=LineWording.SAID)
    owner_name = models.CharField(max_length=200, blank=True)
    due = models.DateField(null=True)
    due_certain = models.BooleanField(default=True)
    phrase = models.TextField(blank=True)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["position", "pk"]


class DraftLine(AnyLine):
    """A line of unreleased minutes. ``evidence``: numbers of the utterances it comes from, empty once they are deleted.

    ``owner_id`` is a participant's. ``owner`` and ``meeting`` are read one by one unless a query has filled them in.
    """

    meeting_id = models.UUIDField(db_index=True)
    owner_id = models.BigIntegerField(null=True)
    evidence: models.JSONField[Any, Any] = models.JSONField(default=list)
    sure = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=LineState.choices, default=LineState.SUGGESTED)

    class Meta(AnyLine.Meta):
        app_label = "transcripts"

    @cached_property
    def meeting(self) -> Meeting:
        return Meeting.objects.get(pk=self.meeting_id)

    @cached_property
    def owner(self) -> Participant | None:
        return Participant.objects.select_related("person").filter(pk=self.owner_id or 0).first()


class Line(AnyLine):
    """A line of released minutes: no evidence, nothing undecided."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="lines")
    owner = models.ForeignKey(Participant, models.CASCADE, null=True, related_name="+")


# A line before or after the release.
EitherLine = DraftLine | Line
