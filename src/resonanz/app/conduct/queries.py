"""Reading for the people lead's pages: seasons, plans, steps. No figure of an open wave, and nobody by name."""

from dataclasses import dataclass
from math import comb

from django_tasks_db.models import DBTaskResult

from resonanz.app.conduct.confirming import stated
from resonanz.app.conduct.tasks import make_keys_of
from resonanz.app.people.queries import present
from resonanz.app.registrar.keys import keys_made
from resonanz.app.registrar.models import Seat
from resonanz.app.registrar.queries import present_seats
from resonanz.app.waves.models import Season, Wave
from resonanz.app.waves.queries import season_structure, structure
from resonanz.core.cells import K_ANSWERS, Cell, Side, Structure
from resonanz.core.kernel.clock import today

MOST_ROWS = 300
NOTEWORTHY = 0.0005
EXPECTED_PARTICIPATION = 0.7
JOB_STATES = {"READY": "waiting", "RUNNING": "running", "FAILED": "failed"}


@dataclass(frozen=True, slots=True)
class CellRow:
    """A cell in a table; ``too_few`` in percent, None when it is next to nothing."""

    label: str
    leaders: bool
    people: int
    too_few: float | None


@dataclass(frozen=True, slots=True)
class PlanView:
    """A partition to look at."""

    people: int
    cells: int
    smallest: int
    rows: tuple[CellRow, ...]
    all_shown: bool
    leaders_apart: bool
    sensitive_groups: int
    participation: float = EXPECTED_PARTICIPATION * 100


@dataclass(frozen=True, slots=True)
class SeasonView:
    """The season in a few numbers: its people then, who has left since, who waits for the next one.

    ``council``: who stated that the works council has confirmed it, empty where nobody had to.
    """

    season: Season
    people: int
    cells: int
    left: int
    waiting: int
    council: str


@dataclass(frozen=True, slots=True)
class KeyProgress:
    """How far the keys are. ``job``: "", "waiting", "running" or "failed"."""

    done: int
    total: int
    job: str

    @property
    def is_under_way(self) -> bool:
        return self.job in ("waiting", "running")


def plan_view(partition: Structure, k_answers: int = K_ANSWERS) -> PlanView:
    """The cells in tree order; of very many, the smallest."""
    cells = list(partition.cells)
    shown = cells if len(cells) <= MOST_ROWS else sorted(cells, key=lambda cell: cell.eligible)[:MOST_ROWS]
    return PlanView(
        people=sum(cell.eligible for cell in cells),
        cells=len(cells),
        smallest=min(cell.eligible for cell in cells),
        rows=tuple(_cell_row(cell, k_answers) for cell in shown),
        all_shown=len(shown) == len(cells),
        leaders_apart=partition.leaders_apart,
        sensitive_groups=len(partition.sensitive),
    )


def _cell_row(cell: Cell, k_answers: int) -> CellRow:
    chance = chance_of_too_few(cell.eligible, k_answers)
    return CellRow(cell.label, cell.side is Side.LEADERS, cell.eligible, 100 * chance if chance >= NOTEWORTHY else None)


def chance_of_too_few(people: int, k_answers: int, participation: float = EXPECTED_PARTICIPATION) -> float:
    """P(X < k_answers) for X ~ Binomial(people, participation): how likely a cell has to be merged at the close."""
    least = min(k_answers, people + 1)
    terms = (comb(people, n) * participation**n * (1 - participation) ** (people - n) for n in range(least))
    return min(1.0, sum(terms))


def season_view(season: Season) -> SeasonView:
    """The current season's numbers."""
    seated = Seat.objects.filter(season=season)
    people = seated.count()
    return SeasonView(
        season=season,
        people=people,
        cells=len(season_structure(season).cells),
        left=people - present_seats(season, today()).count(),
        waiting=present().exclude(pk__in=seated.values("person_id")).count(),
        council=stated(season.confirmation),
    )


def jobs_of(number: int) -> list["DBTaskResult[..., None]"]:
    """The worker's attempts to make the keys of the wave with this number, newest first."""
    jobs = DBTaskResult.objects.filter(task_path=make_keys_of.module_path).order_by("-enqueued_at")
    return [job for job in jobs if job.args_kwargs["args"] == [number]]


def key_progress(wave: Wave) -> KeyProgress:
    """Keys there are, keys there will be, and what the worker is doing about it."""
    newest = next(iter(jobs_of(wave.number)), None)
    return KeyProgress(keys_made(wave), len(structure(wave).cells), JOB_STATES.get(str(newest and newest.status), ""))
