"""Pure functions on NumPy arrays: each docstring names formula, shapes, units and source.

Shares are fractions of 1; only ``GapEstimate`` and ``outward_band`` speak in percent and percentage points.
"""

from resonanz.core.stats.families import benjamini_hochberg
from resonanz.core.stats.gaps import GapEstimate, Verdict, compare, compare_family, verdict
from resonanz.core.stats.nonresponse import worst_case
from resonanz.core.stats.power import smallest_change
from resonanz.core.stats.proportions import newcombe, outward_band, two_proportion_test, wilson

__all__ = [
    "GapEstimate",
    "Verdict",
    "benjamini_hochberg",
    "compare",
    "compare_family",
    "newcombe",
    "outward_band",
    "smallest_change",
    "two_proportion_test",
    "verdict",
    "wilson",
    "worst_case",
]
