"""What a release must be before it is stored: of this wave, over its cells, and within the rules of disclosure."""

from resonanz.app.conduct.errors import ConductCode
from resonanz.app.questions.queries import content
from resonanz.app.registrar.queries import drawn
from resonanz.app.waves.models import Wave
from resonanz.app.waves.queries import structure
from resonanz.core import wire
from resonanz.core.cells import Structure, audit_blocks, audit_partition
from resonanz.core.kernel.errors import ResonanzError


def check_release(wave: Wave, encoded: bytes) -> wire.Release:
    """The release behind the bytes; ``release-wrong`` with the check, ``release-malformed``, ``audit-failed``."""
    release = wire.decode_release(encoded)
    partition, items = structure(wave), content(wave.questionnaire).items
    _demand("wave", release.wave == bytes(wave.wave_id))
    _demand("root", release.root == bytes(wave.root))
    _demand("k-answers", release.k_answers == wave.k_answers)
    _demand("cells", len(release.accepted) == len(partition.cells))
    _demand("drawn", all(accepted <= count for accepted, count in zip(release.accepted, drawn(wave), strict=True)))
    _demand("items", [each.code for each in release.items] == [item.code for item in items])
    _demand("correlations", release.correlations is None)
    audit_partition(partition, wave.season.k_eligible)
    for item, released in zip(items, release.items, strict=True):
        _check_item(partition, item, released, release)
    return release


def _check_item(partition: Structure, item: wire.Item, released: wire.ItemRelease, release: wire.Release) -> None:
    _demand("options", all(len(histogram) == item.options + 1 for histogram in released.counts))
    # Only sums per block leave the ballot box: for the audit a block's answers stand in its first cell.
    answers = [0] * len(partition.cells)
    for block, histogram in zip(released.blocks, released.counts, strict=True):
        answers[block[0]] = sum(histogram[1:])
        _demand("accepted", sum(histogram) == sum(release.accepted[cell] for cell in block))
    sensitive = bool(item.flags & wire.ItemFlag.SENSITIVE)
    audit_blocks(partition, released.blocks, answers, sensitive=sensitive, k_answers=release.k_answers)


def _demand(check: str, holds: bool) -> None:
    if not holds:
        raise ResonanzError(ConductCode.RELEASE_WRONG, check=check)
