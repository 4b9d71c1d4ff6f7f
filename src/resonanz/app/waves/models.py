"""Seasons, waves and releases. The only people named here are those who stated a confirmation."""

from typing import Any, ClassVar

from django.db import models

from resonanz.app.questions.models import StoredQuestionnaire
from resonanz.app.waves.confirmations import Confirmation
from resonanz.app.waves.errors import WavesCode
from resonanz.app.waves.states import WaveState
from resonanz.core.cells.types import K_ANSWERS, K_ELIGIBLE
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.ids import WaveId


class Confirmable(models.Model):
    """What somebody outside the product may have to confirm; who stated that, empty where nobody did."""

    stated_by = models.CharField(max_length=254, blank=True)
    stated_as = models.CharField(max_length=60, blank=True)

    class Meta:
        abstract = True

    @property
    def confirmation(self) -> Confirmation | None:
        return Confirmation(self.stated_by, tuple(self.stated_as.split())) if self.stated_as else None

    @confirmation.setter
    def confirmation(self, stated: Confirmation | None) -> None:
        self.stated_by = stated.stated_by if stated else ""
        self.stated_as = " ".join(stated.roles) if stated else ""


class Season(Confirmable):
    """A year with one frozen roster and partition. ``plan``: nodes, cells, sensitive groups, and nobody by name.

    ``confirmation``: that the works council has confirmed the partition.
    """

    key = models.CharField(max_length=40, unique=True)
    frozen_on = models.DateField()
    k_eligible = models.PositiveSmallIntegerField(default=K_ELIGIBLE)
    attribute_names = models.JSONField(default=list)
    plan = models.JSONField()
    roster_root = models.BinaryField(max_length=32)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return self.key


class Wave(Confirmable):
    """One round of a pulse. ``manifest`` and ``root`` are empty until opening begins, then fixed.

    ``agreement`` names the works agreement under which sensitive items are asked. ``trouble`` is why it does not move
    on, is held or was cancelled: code and parameters of a refusal; empty when all is well. ``confirmation``: that works
    council and administrator have confirmed the opening although cells had become too small.
    """

    number = models.PositiveIntegerField(unique=True)
    wave_id = models.BinaryField(max_length=16, unique=True)
    season = models.ForeignKey(Season, models.PROTECT, related_name="waves")
    questionnaire = models.ForeignKey(StoredQuestionnaire, models.PROTECT, related_name="waves")
    opens_on = models.DateField()
    closes_at = models.DateTimeField()
    k_answers = models.PositiveSmallIntegerField(default=K_ANSWERS)
    agreement = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=WaveState.choices, default=WaveState.DRAFT)
    trouble = models.JSONField(default=dict, blank=True)
    root = models.BinaryField(max_length=32, default=b"")
    manifest = models.BinaryField(default=b"")

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def identity(self) -> WaveId:
        return WaveId(bytes(self.wave_id))

    @property
    def hex(self) -> str:
        return bytes(self.wave_id).hex()


class Immutable(models.QuerySet[Any]):
    """Rows that are written once."""

    def update(self, **changes: Any) -> int:  # noqa: ANN401 (Django's own signature)
        raise ResonanzError(WavesCode.RELEASE_IMMUTABLE)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise ResonanzError(WavesCode.RELEASE_IMMUTABLE)


class StoredRelease(models.Model):
    """The figures of a closed wave, as they came: written once, never changed."""

    wave = models.OneToOneField(Wave, models.PROTECT, related_name="stored_release")
    content = models.BinaryField()
    digest = models.BinaryField(max_length=32)

    objects: ClassVar[Any] = Immutable.as_manager()

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (Django's own signature)
        if not self._state.adding:
            raise ResonanzError(WavesCode.RELEASE_IMMUTABLE)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:  # noqa: ANN401 (Django's own signature)
        raise ResonanzError(WavesCode.RELEASE_IMMUTABLE)
