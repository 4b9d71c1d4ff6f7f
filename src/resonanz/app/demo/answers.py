"""How the invented people answer: a steady leaning of each person, her group's effect, chance.

Every effect that was planted stands in ``EFFECTS`` and in the documentation of the demonstration; everything else is
chance. Answers are drawn from an ordered logistic model: option = number of thresholds below leaning + effect + noise.
"""

from dataclasses import dataclass

import numpy as np

from resonanz.app.demo.organisation import Employee

THRESHOLDS = np.array([-2.0, -0.9, 0.1, 1.6])
LEANING_SD = 0.9
CANNOT_SAY_SHARE = 0.035
RESPONSE_LOW, RESPONSE_HIGH = 0.55, 0.75
ALWAYS = (1, 99)


@dataclass(frozen=True, slots=True)
class Effect:
    """A planted effect in logits on the agreement scale. Empty fields match everybody; ``waves`` is a closed range."""

    name: str
    items: tuple[str, ...]
    logits: float
    leaders: bool | None = None
    department: str = ""
    mode: str = ""
    waves: tuple[int, int] = ALWAYS

    def matches(self, employee: Employee, wave: int) -> bool:
        side = self.leaders is None or self.leaders == bool(employee.leads)
        place = self.department in ("", employee.department) and self.mode in ("", employee.mode)
        return side and place and self.waves[0] <= wave <= self.waves[1]


EFFECTS = (
    Effect("Leaders overrate how well they know their people", ("K2",), 1.3, leaders=True),
    Effect("Leaders trust senior leaders more", ("K4",), 1.3, leaders=True),
    Effect("Leaders see more time for one another", ("K1",), 0.8, leaders=True),
    Effect("Leaders are more exhausted than their people", ("K5",), 0.8, leaders=True),
    Effect("Employees want more personal contact as AI comes", ("K6",), -0.8, leaders=True),
    Effect("Production: little time for one another", ("K1",), -0.8, leaders=False, department="PR"),
    Effect("Production: little trust in senior leaders", ("K4",), -0.6, leaders=False, department="PR"),
    Effect("Logistics: more time for one another from wave 4 on", ("K1",), 1.2, department="LO", waves=(4, 99)),
    Effect(
        "Customer service: speaking up becomes harder from wave 3 on", ("K3",), -1.1, department="KS", waves=(3, 99)
    ),
    Effect("Customer service: badly prepared for the change", ("R5", "R6"), -0.9, department="KS"),
    Effect("Mobile work: more often alone with burdens", ("R4",), 0.9, mode="mobil"),
    Effect("Research: belonging is strong", ("R10",), 0.9, department="FE"),
)
BASE = {"K1": 0.1, "K2": -0.1, "K3": 0.5, "K4": -0.4, "K5": -0.5, "K6": 1.2, "R4": -0.5}


@dataclass(frozen=True, slots=True)
class Leanings:
    """What stays the same about each person between waves; shape (people,)."""

    agreement: np.ndarray
    readiness: np.ndarray


def leanings(people: int, seed: int) -> Leanings:
    """Each person's leaning (logits) and readiness to take part (0 to 1)."""
    rng = np.random.default_rng([seed, 1])
    return Leanings(rng.normal(0.0, LEANING_SD, people), rng.uniform(0.0, 1.0, people))


def who_answers(employees: tuple[Employee, ...], leaning: Leanings, wave: int, seed: int) -> np.ndarray:
    """Positions of those who take part in a wave: 55 to 75 % in each department, some people more often than others."""
    rng = np.random.default_rng([seed, 2, wave])
    departments = sorted({e.department for e in employees})
    rates = dict(
        zip(departments, rng.uniform(RESPONSE_LOW + 0.02, RESPONSE_HIGH - 0.02, len(departments)), strict=True)
    )
    rate = np.array([rates[e.department] for e in employees])
    pull = 0.5 * rng.uniform(0.0, 1.0, len(employees)) + 0.5 * leaning.readiness
    chosen = np.zeros(len(employees), dtype=bool)
    for department in departments:
        members = np.array([e.department == department for e in employees])
        chosen[members] = pull[members] >= np.quantile(pull[members], 1.0 - rate[members][0])
    return np.flatnonzero(chosen)


def answers(
    employees: tuple[Employee, ...], leaning: Leanings, items: tuple[str, ...], wave: int, seed: int
) -> np.ndarray:
    """Answers of everybody; shape (people, items): 0 cannot say, else 1 (strongly disagree, never) to 5."""
    rng = np.random.default_rng([seed, 3, wave])
    result = np.empty((len(employees), len(items)), dtype=np.int64)
    for place, item in enumerate(items):
        effects = [effect for effect in EFFECTS if item in effect.items]
        shift = np.array([sum(e.logits for e in effects if e.matches(person, wave)) for person in employees])
        # Exhaustion and isolation lean the other way: who is at ease agrees less.
        sign = -1.0 if item in ("K5", "R4") else 1.0
        latent = BASE.get(item, 0.2) + shift + sign * leaning.agreement + rng.logistic(0.0, 1.0, len(employees))
        result[:, place] = (latent[:, None] > THRESHOLDS).sum(axis=1) + 1
    result[rng.uniform(size=result.shape) < CANNOT_SAY_SHARE] = 0
    return result
