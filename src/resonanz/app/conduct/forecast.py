"""What a plan lets expect, before anybody has answered."""

from math import comb

EXPECTED_PARTICIPATION = 0.7


def chance_of_too_few(people: int, k_answers: int, participation: float = EXPECTED_PARTICIPATION) -> float:
    """P(X < k_answers) for X ~ Binomial(people, participation): how likely a cell has to be merged at the close."""
    least = min(k_answers, people + 1)
    terms = (comb(people, n) * participation**n * (1 - participation) ** (people - n) for n in range(least))
    return min(1.0, sum(terms))
