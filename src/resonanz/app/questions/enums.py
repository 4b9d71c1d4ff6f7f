"""Enumerations of the item bank."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RotationSlot(TextChoices):
    """When the rotation asks an item."""

    CORE = "core", _("Every wave")
    A = "A", _("Every third wave, slot A")
    B = "B", _("Every third wave, slot B")
    C = "C", _("Every fifth wave, slot C")
