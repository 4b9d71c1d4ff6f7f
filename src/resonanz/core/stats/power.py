"""How small a difference can be seen at all.

Source: J. L. Fleiss, Statistical Methods for Rates and Proportions (1981), chapter 3, with one common variance.
"""

import math
from statistics import NormalDist

ALPHA = 0.05
POWER = 0.8


def smallest_change(share: float, answers_1: float, answers_2: float) -> float:
    """The difference of two shares near ``share`` that is found with 80 % probability at the 5 % level, as a fraction.

    (z(.975) + z(.8)) sqrt(p (1 - p) (1/n1 + 1/n2)). ``ValueError`` for a share outside 0..1 or no answers.
    """
    if not 0 <= share <= 1 or min(answers_1, answers_2) <= 0:
        raise ValueError("a share between 0 and 1 and answers on both sides are needed")
    normal = NormalDist()
    reach = normal.inv_cdf(1 - ALPHA / 2) + normal.inv_cdf(POWER)
    return reach * math.sqrt(share * (1 - share) * (1 / answers_1 + 1 / answers_2))
