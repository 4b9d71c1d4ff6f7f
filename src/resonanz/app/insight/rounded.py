"""Bands of groups that show a rounded share and no number of answers.

Rounding alone does not hide the number: of the 155 groups of 10 to 19 answers, share and Wilson band to 5 points name
one or two numbers for 65. So the band is that of every group that would show the same share, from the lowest end to
the highest, and a difference is that of what both sides show. Then share and band say no more than the share alone.
"""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from resonanz.app.insight.figures import Figure
from resonanz.app.shell.detail import Detail, detail_of
from resonanz.core.stats import newcombe, wilson
from resonanz.core.stats.proportions import Floats

Band = tuple[float, float]
# Favourable answers and answers of each group that shows the same.
Groups = tuple[Floats, Floats]


def is_rounded(figure: Figure) -> bool:
    """Whether a group shows a share, but not its number of answers."""
    detail = detail_of(figure.answers)
    return detail is not None and detail.valued and not detail.exact


def shown_share(figure: Figure) -> float:
    """The share in percent as it is shown; unrounded where only a band is."""
    detail, share = detail_of(figure.answers), 100 * figure.agreeing / figure.answers
    shown = detail.nearest(share) if detail else None
    return share if shown is None else shown


def share_band(figure: Figure) -> Band:
    """The widest Wilson band of the groups that show the same, in percent."""
    low, high = wilson(*_groups_of(figure))
    return 100 * float(low.min()), 100 * float(high.max())


def gap_band(leaders: Figure, employees: Figure) -> Band:
    """The widest Newcombe band of the pairs of groups that show the same, in points."""
    agreeing, answers = _groups_of(leaders)
    low, high = newcombe(agreeing[:, np.newaxis], answers[:, np.newaxis], *_groups_of(employees))
    return 100 * float(low.min()), 100 * float(high.max())


def _groups_of(figure: Figure) -> Groups:
    detail = detail_of(figure.answers)
    if detail is None or not is_rounded(figure):
        return np.array([float(figure.agreeing)]), np.array([float(figure.answers)])
    return _groups(detail, shown_share(figure))


@lru_cache(maxsize=64)
def _groups(detail: Detail, shown: float) -> Groups:
    agreeing, answers = zip(*_alike(detail, shown), strict=True)
    return np.array(agreeing, dtype=np.float64), np.array(answers, dtype=np.float64)


def _alike(detail: Detail, shown: float) -> Iterator[tuple[int, int]]:
    for answers in range(detail.least, (detail.most or detail.least) + 1):
        for agreeing in range(answers + 1):
            if detail.nearest(100 * agreeing / answers) == shown:
                yield agreeing, answers
