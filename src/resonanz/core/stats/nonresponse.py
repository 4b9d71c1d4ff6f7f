"""What silence could hide: bounds of a share without any assumption about those who did not answer.

Source: C. F. Manski, Partial Identification of Probability Distributions (2003), chapter 1.
"""

import numpy as np
from numpy.typing import ArrayLike

from resonanz.core.stats.proportions import Floats


def worst_case(favourable: ArrayLike, answers: ArrayLike, eligible: ArrayLike) -> tuple[Floats, Floats]:
    """Lowest and highest possible share among all ``eligible``: every silent person counted as 0, then as 1.

    Fractions, broadcast shape; k/N and (k + N - n)/N. ``ValueError`` unless 0 <= k <= n <= N and N > 0.
    """
    k, n, people = np.broadcast_arrays(
        np.asarray(favourable, dtype=np.float64),
        np.asarray(answers, dtype=np.float64),
        np.asarray(eligible, dtype=np.float64),
    )
    if np.any(people <= 0) or not np.all((k >= 0) & (k <= n) & (n <= people)):
        raise ValueError("favourable <= answers <= eligible must hold, with somebody eligible")
    return k / people, (k + people - n) / people
