"""Reading released waves: figures from stored bytes, gaps from the family stored with them."""

from functools import lru_cache

from resonanz.app.insight.areas import Areas
from resonanz.app.insight.comparisons import ComparisonPart, Place, family
from resonanz.app.insight.figures import WaveFigures
from resonanz.app.insight.models import GapFamily
from resonanz.app.questions.models import ItemScale
from resonanz.app.waves import queries as waves
from resonanz.app.waves.models import Wave
from resonanz.app.waves.states import WaveState
from resonanz.core import wire
from resonanz.core.stats import GapEstimate

WAVES_IN_MEMORY = 32


def figures(wave: Wave) -> WaveFigures:
    """A released wave, decoded once a process: releases never change."""
    return _figures(wave.pk, bytes(wave.root))


def gaps(wave: Wave) -> dict[Place, GapEstimate]:
    """The wave's family of gaps: computed when its release arrives, at the latest when first read, then stored."""
    return _gaps(wave.pk, bytes(wave.root))


def waves_with_figures() -> list[Wave]:
    """Released waves, newest first, without the long columns that no page needs."""
    return list(Wave.objects.filter(state=WaveState.RELEASED).defer("manifest").order_by("-number"))


def terms(wave: Wave) -> list[ItemScale]:
    """Where the wave's items come from: their scales with licence, source and whether they are validated."""
    found = ItemScale.objects.filter(items__places__questionnaire=wave.questionnaire_id)
    return list(found.distinct().order_by("-own", "key"))


@lru_cache(maxsize=WAVES_IN_MEMORY)
def _figures(pk: int, _root: bytes) -> WaveFigures:
    wave = Wave.objects.select_related("season", "questionnaire").get(pk=pk)
    questionnaire = wire.decode_questionnaire(bytes(wave.questionnaire.content))
    return WaveFigures(waves.release(wave), questionnaire, Areas(waves.structure(wave), waves.seated(wave)))


@lru_cache(maxsize=WAVES_IN_MEMORY)
def _gaps(pk: int, _root: bytes) -> dict[Place, GapEstimate]:
    stored = GapFamily.objects.filter(wave=pk).first()
    if stored is None:
        rows = _rows(Wave.objects.get(pk=pk))
        stored, _ = GapFamily.objects.get_or_create(wave_id=pk, defaults={"rows": rows})
    return {(area, item, ComparisonPart(part)): GapEstimate(*values) for area, item, part, *values in stored.rows}


def _rows(wave: Wave) -> list[list[object]]:
    return [
        [area, item, part, gap.gap_pp, gap.gap_lo, gap.gap_hi, gap.p, gap.q, gap.verdict]
        for (area, item, part), gap in sorted(family(figures(wave)).items(), key=lambda entry: entry[0])
    ]
