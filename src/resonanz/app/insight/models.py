"""What is computed once when a release arrives and kept with it."""

from django.db import models

from resonanz.app.waves.models import Wave


class GapFamily(models.Model):
    """The gaps of a wave. ``rows``: [area, item, part, gap, low, high, p, q, verdict]: positions, then points."""

    wave = models.OneToOneField(Wave, models.CASCADE, related_name="gap_family")
    rows = models.JSONField()

    def __str__(self) -> str:
        return f"{self.wave_id}"
