"""Many comparisons at once: the false discovery rate of a family.

Source: Y. Benjamini, Y. Hochberg, JRSS B 57 (1995) 289-300.
"""

import numpy as np
from numpy.typing import ArrayLike

from resonanz.core.stats.proportions import Floats


def benjamini_hochberg(p_values: ArrayLike) -> Floats:
    """Benjamini-Hochberg q values of one family, in the order given: q(i) = min over j >= i of p(j) m / j, at most 1.

    Shape (m,), also m = 0. ``ValueError`` for p outside 0..1 or for more than one dimension.
    """
    p = np.asarray(p_values, dtype=np.float64)
    if p.ndim != 1:
        raise ValueError("a family is one row of p values")
    if not np.all((p >= 0) & (p <= 1)):
        raise ValueError("p values lie between 0 and 1")
    order = np.argsort(p, kind="stable")
    scaled = p[order] * p.size / np.arange(1, p.size + 1)
    q = np.empty_like(p)
    q[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return q
