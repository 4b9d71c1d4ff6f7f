"""Reading waves: which there are, what a closed one released."""

from datetime import datetime
from functools import lru_cache

from django.db.models import Max

from resonanz.app.waves.models import Season, StoredRelease, Wave
from resonanz.app.waves.plan import structure_of
from resonanz.app.waves.states import ASKED, WaveState
from resonanz.core import wire
from resonanz.core.cells import Structure
from resonanz.core.wire.checksum import checksum


def current_season() -> Season | None:
    """The season that was frozen last."""
    return Season.objects.order_by("-pk").first()


def season_before(season: Season) -> Season | None:
    """The last earlier season in which a wave was asked: one that was planned and never used compares nothing."""
    return Season.objects.filter(pk__lt=season.pk, waves__state__in=ASKED).order_by("-pk").first()


def all_waves() -> list[Wave]:
    """Every wave, newest first."""
    return list(Wave.objects.select_related("season", "questionnaire").order_by("-number"))


def wave_of(number: int) -> Wave:
    """One wave by its number; ``Wave.DoesNotExist``."""
    return Wave.objects.select_related("season", "questionnaire").get(number=number)


def highest_number() -> int:
    """The number of the newest wave, 0 before the first."""
    return Wave.objects.aggregate(top=Max("number"))["top"] or 0


def open_wave() -> Wave | None:
    """The wave that takes ballots now, if any (the newest)."""
    open_waves = Wave.objects.filter(state=WaveState.OPEN).select_related("season", "questionnaire")
    return open_waves.order_by("-number").first()


def next_wave(now: datetime) -> Wave | None:
    """The wave that is planned to open next."""
    planned = Wave.objects.filter(state__in=[WaveState.DRAFT, WaveState.FROZEN, WaveState.KEYED], closes_at__gt=now)
    return planned.order_by("opens_on", "number").first()


def released() -> list[Wave]:
    """Waves with figures, oldest first."""
    waves = Wave.objects.filter(state=WaveState.RELEASED).select_related("season", "questionnaire")
    return list(waves.order_by("number"))


def latest_released() -> Wave | None:
    """The newest wave with figures."""
    return Wave.objects.filter(state=WaveState.RELEASED).order_by("-number").first()


def held() -> list[Wave]:
    """Waves whose figures do not come out: said to everybody."""
    return list(Wave.objects.filter(state=WaveState.HELD).order_by("number"))


def release(wave: Wave) -> wire.Release:
    """The figures; ``StoredRelease.DoesNotExist`` before the release."""
    return wire.decode_release(bytes(StoredRelease.objects.get(wave=wave).content))


def figures_checksum(wave: Wave) -> str:
    """SHA-256 of the stored release, as the ballot box's signed list of receipts names it; empty before the release."""
    digest = StoredRelease.objects.filter(wave=wave).values_list("digest", flat=True).first()
    return checksum(bytes(digest)) if digest else ""


def structure(wave: Wave) -> Structure:
    """Nodes, cells and sensitive groups of the wave's season."""
    return season_structure(wave.season)


def season_structure(season: Season) -> Structure:
    """The partition of a season; it never changes, so it is read once a process."""
    return _structure(season.pk, bytes(season.roster_root))


def seated(wave: Wave) -> tuple[tuple[int, int, int], ...]:
    """How many people of each node sit in each cell: (node position, cell position, people)."""
    return tuple((node, cell, people) for node, cell, people in wave.season.plan["seated"])


def rotation_number() -> int:
    """The number of the next wave in the rotation: cancelled waves asked nothing, so they do not count."""
    return Wave.objects.exclude(state=WaveState.CANCELLED).count() + 1


def is_first_after_replan(wave: Wave) -> bool:
    """True for the first wave asked on a partition that replaced an earlier, already asked one."""
    asked = Wave.objects.filter(state__in=ASKED).exclude(pk=wave.pk)
    return asked.filter(season__pk__lt=wave.season_id).exists() and not asked.filter(season=wave.season_id).exists()


@lru_cache(maxsize=8)
def _structure(season: int, _roster_root: bytes) -> Structure:
    return structure_of(Season.objects.get(pk=season).plan)
