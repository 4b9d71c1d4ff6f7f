"""Items and questionnaires. What a wave has asked never changes: a new text is a new version."""

from abc import abstractmethod
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from resonanz.app.questions.errors import QuestionsCode
from resonanz.core.kernel.errors import ResonanzError


class RotationSlot(models.TextChoices):
    """When the rotation asks an item."""

    CORE = "core", _("Every wave")
    A = "A", _("Every third wave, slot A")
    B = "B", _("Every third wave, slot B")
    C = "C", _("Every fifth wave, slot C")


class Frozen(models.QuerySet[Any]):
    """Rows that one by one know whether they may still change; bulk changes would pass them by."""

    def update(self, **changes: Any) -> int:  # noqa: ANN401 (Django's own signature)
        # Refuse what touches a used row, except marking it as used.
        if changes != {"used": True} and self.filter(used=True).exists():
            raise ResonanzError(QuestionsCode.VERSION_IN_USE)
        return super().update(**changes)

    def delete(self) -> tuple[int, dict[str, int]]:
        if self.filter(used=True).exists():
            raise ResonanzError(QuestionsCode.VERSION_IN_USE)
        return super().delete()


class FrozenOnceUsed(models.Model):
    """A row that can be neither saved nor deleted once a wave has asked it (``version-in-use``)."""

    class Meta:
        abstract = True

    @abstractmethod
    def is_in_use(self) -> bool:
        """Whether the stored row belongs to a wave."""

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (Django's own signature)
        self._check()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:  # noqa: ANN401 (Django's own signature)
        self._check()
        return super().delete(*args, **kwargs)

    def _check(self) -> None:
        if self.is_in_use():
            raise ResonanzError(QuestionsCode.VERSION_IN_USE)


class Version(FrozenOnceUsed):
    """One version of an item or a questionnaire; a new text is a new one."""

    used = models.BooleanField(default=False, editable=False)

    objects: ClassVar[Any] = Frozen.as_manager()

    class Meta:
        abstract = True

    def is_in_use(self) -> bool:
        return type(self).objects.filter(pk=self.pk, used=True).exists()


class ItemScale(models.Model):
    """Where items come from and what may be done with them. Saved with licence, source and (unless own) attribution."""

    key = models.SlugField(unique=True)
    licence = models.CharField(max_length=100)
    source = models.CharField(max_length=300)
    attribution = models.CharField(max_length=300, blank=True)
    own = models.BooleanField(default=False)
    validated = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.key

    def clean(self) -> None:
        needed = ("licence", "source") if self.own else ("licence", "source", "attribution")
        missing = [name for name in needed if not str(getattr(self, name)).strip()]
        if missing:
            raise ValidationError(dict.fromkeys(missing, "required"), code="required")

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (Django's own signature)
        self.clean()
        super().save(*args, **kwargs)


class BankItem(Version):
    """One closed question in one version. ``wordings``: language -> {"text", "short", "options"}."""

    scale = models.ForeignKey(ItemScale, models.PROTECT, related_name="items")
    code = models.CharField(max_length=30)
    version = models.PositiveSmallIntegerField(default=1)
    slot = models.CharField(max_length=4, choices=RotationSlot.choices, blank=True)
    options = models.PositiveSmallIntegerField()
    favourable = models.JSONField()
    reversed = models.BooleanField(default=False)
    sensitive = models.BooleanField(default=False)
    wordings = models.JSONField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["scale", "code", "version"], name="one_row_per_item_version")
        ]


class StoredQuestionnaire(Version):
    """An ordered choice of item versions; ``content`` are the bytes that every browser hashes."""

    key = models.SlugField()
    version = models.PositiveSmallIntegerField(default=1)
    items = models.ManyToManyField(BankItem, through="QuestionnairePlace", related_name="questionnaires")
    content = models.BinaryField()
    digest = models.BinaryField(max_length=32)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["key", "version"], name="one_row_per_questionnaire_version")
        ]


class QuestionnairePlace(FrozenOnceUsed):
    """Where an item stands in a questionnaire."""

    questionnaire = models.ForeignKey(StoredQuestionnaire, models.CASCADE, related_name="places")
    item = models.ForeignKey(BankItem, models.PROTECT, related_name="places")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["questionnaire", "position"], name="one_item_per_place")
        ]

    def is_in_use(self) -> bool:
        return self.questionnaire.used
