"""The rows of the gap table: one a contrast and item, in percent and percentage points, None where not shown."""

from dataclasses import dataclass

from resonanz.core.analysis.counting import AnswerCounts
from resonanz.core.analysis.records import Flags, Ints
from resonanz.core.analysis.suppression import Showing, showings
from resonanz.core.analysis.survey_map import SurveyMap
from resonanz.core.kernel.messages import ENGLISH, Message, message
from resonanz.core.kernel.messages import gettext_noop as _
from resonanz.core.stats import GapEstimate, compare_family, outward_band, wilson

NOT_SHOWN = "not shown: "
LEADERS, COMPARISON = _("leaders %(reason)s"), _("comparison group %(reason)s")


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """One group on one item; with a band only, ``lo`` and ``hi`` are rounded outward to 10 and the rest is None."""

    showing: Showing
    n: int | None = None
    k: int | None = None
    pct: float | None = None
    lo: float | None = None
    hi: float | None = None


@dataclass(frozen=True, slots=True)
class GapRow:
    """One row of the output; the fields are its keys, in order. ``verdict`` is a word, or why there is none."""

    contrast: str
    item: str
    n_lead: int | None
    k_lead: int | None
    pct_lead: float | None
    lead_lo: float | None
    lead_hi: float | None
    n_emp: int | None
    k_emp: int | None
    pct_emp: float | None
    emp_lo: float | None
    emp_hi: float | None
    gap_pp: float | None
    gap_lo: float | None
    gap_hi: float | None
    p: float | None
    q: float | None
    verdict: str

    @property
    def is_shown(self) -> bool:
        return self.gap_pp is not None


ROW_KEYS = tuple(GapRow.__dataclass_fields__)


def gap_rows(tallied: AnswerCounts, survey_map: SurveyMap) -> list[GapRow]:
    """Every contrast with every item; Benjamini-Hochberg runs over the items of a contrast that are shown."""
    members = tallied.members(len(survey_map.contrasts))
    pairs = zip(tallied.answers, tallied.favourable, strict=True)
    sides = [_sides(members, answers, favourable, survey_map.minimum_n) for answers, favourable in pairs]
    rows: list[GapRow] = []
    for position, contrast in enumerate(survey_map.contrasts):
        family = [(item[2 * position], item[2 * position + 1]) for item in sides]
        for code, (lead, emp), gap in zip(tallied.codes, family, _gaps(family), strict=True):
            rows.append(_row((contrast.name, code), lead, emp, gap, survey_map.minimum_n))
    return rows


def reasons_for_nothing(minimum_n: int) -> dict[str, Message]:
    """Every reason that a verdict may give in place of a word, by its English text."""
    showings = [showing for showing in Showing if showing is not Showing.FULL]
    messages = [message(who, reason=one.reason(minimum_n)) for who in (LEADERS, COMPARISON) for one in showings]
    return {each.translated(ENGLISH): each for each in messages}


def _sides(members: Flags, answers: Ints, favourable: Ints, minimum_n: int) -> list[GroupFigures]:
    sizes, favoured = members @ answers, members @ favourable
    shown = showings(members, answers, minimum_n)
    return [_side(int(k), int(n), showing) for k, n, showing in zip(favoured, sizes, shown, strict=True)]


def _side(k: int, n: int, showing: Showing) -> GroupFigures:
    if showing not in {Showing.FULL, Showing.BAND}:
        return GroupFigures(showing)
    low, high = wilson(k, n)
    if showing is Showing.BAND:
        band_low, band_high = outward_band(low, high)
        return GroupFigures(showing, lo=float(band_low), hi=float(band_high))
    return GroupFigures(showing, n=n, k=k, pct=100 * k / n, lo=100 * float(low), hi=100 * float(high))


def _gaps(family: list[tuple[GroupFigures, GroupFigures]]) -> list[GapEstimate | None]:
    counts = [_counts(lead, emp) for lead, emp in family]
    gaps = iter(compare_family([entry for entry in counts if entry is not None]))
    return [None if entry is None else next(gaps) for entry in counts]


def _counts(lead: GroupFigures, emp: GroupFigures) -> tuple[int, int, int, int] | None:
    if lead.k is None or lead.n is None or emp.k is None or emp.n is None:
        return None
    return lead.k, lead.n, emp.k, emp.n


def _row(
    names: tuple[str, str], lead: GroupFigures, emp: GroupFigures, gap: GapEstimate | None, minimum_n: int
) -> GapRow:
    pairs = ((LEADERS, lead), (COMPARISON, emp))
    hidden = [(who, side.showing) for who, side in pairs if side.showing is not Showing.FULL]
    reasons = [message(who, reason=showing.reason(minimum_n)).translated(ENGLISH) for who, showing in hidden]
    return GapRow(
        contrast=names[0],
        item=names[1],
        n_lead=lead.n,
        k_lead=lead.k,
        pct_lead=lead.pct,
        lead_lo=lead.lo,
        lead_hi=lead.hi,
        n_emp=emp.n,
        k_emp=emp.k,
        pct_emp=emp.pct,
        emp_lo=emp.lo,
        emp_hi=emp.hi,
        gap_pp=gap.gap_pp if gap else None,
        gap_lo=gap.gap_lo if gap else None,
        gap_hi=gap.gap_hi if gap else None,
        p=gap.p if gap else None,
        q=gap.q if gap else None,
        verdict=gap.verdict if gap else NOT_SHOWN + "; ".join(reasons),
    )
