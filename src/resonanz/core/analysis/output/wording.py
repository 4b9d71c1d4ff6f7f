"""Figures as people read them: the band first, the point second, a word only after the correction."""

from __future__ import annotations

from resonanz.core.analysis.rows import NOT_SHOWN, GapRow

MINUS, NO_BREAK = "\N{MINUS SIGN}", "\N{NO-BREAK SPACE}"
HOW_TO_READ = (
    "Bands are 95 % Wilson intervals, bands of gaps 95 % Newcombe intervals. Gap = leaders minus comparison group, in "
    "percentage points. The word follows from q, the p value after Benjamini-Hochberg over the items of the contrast: "
    "clear at q <= .05. A band of a gap that just excludes 0 can therefore be unclear. Another definition of the "
    "groups gives other gaps."
)


def share(n: int | None, pct: float | None, lo: float | None, hi: float | None) -> str:
    """ "91 to 96 % (94.0, n 284)", "30 to 90 % (few answers)" or "not shown"."""
    if lo is None or hi is None:
        return "not shown"
    band = f"{lo:.0f} to {hi:.0f}{NO_BREAK}%"
    return f"{band} (few answers)" if pct is None else f"{band} ({pct:.1f}, n{NO_BREAK}{n:,})"


def leaders(row: GapRow) -> str:
    """The leaders' share of a row."""
    return share(row.n_lead, row.pct_lead, row.lead_lo, row.lead_hi)


def comparison(row: GapRow) -> str:
    """The comparison group's share of a row."""
    return share(row.n_emp, row.pct_emp, row.emp_lo, row.emp_hi)


def gap(row: GapRow) -> str:
    """ "+0 to +8 (+4.5)" or "not shown"."""
    if row.gap_lo is None or row.gap_hi is None or row.gap_pp is None:
        return "not shown"
    return f"{signed(row.gap_lo, 0)} to {signed(row.gap_hi, 0)} ({signed(row.gap_pp, 1)})"


def signed(value: float, digits: int) -> str:
    """With sign, a real minus, and no sign at zero."""
    text = f"{abs(value):.{digits}f}"
    if float(text) == 0:
        return text
    return f"{'+' if value > 0 else MINUS}{text}"


def q_value(row: GapRow) -> str:
    """Three digits, without pretending that a tiny q is zero."""
    if row.q is None:
        return ""
    return "< .001" if row.q < 0.001 else f"{row.q:.3f}"


def word(row: GapRow) -> str:
    """The verdict, or the reason why there is none."""
    return row.verdict.removeprefix(NOT_SHOWN)


def finding(rows: list[GapRow]) -> str:
    """The contrast in one sentence."""
    verdicts = [row.verdict for row in rows]
    higher, lower, unclear = (verdicts.count(term) for term in ("clearly higher", "clearly lower", "unclear"))
    hidden = len(rows) - higher - lower - unclear
    rest = f"; {hidden} not shown" if hidden else ""
    return (
        f"Leaders are clearly higher on {higher} and clearly lower on {lower} of {len(rows)} items; "
        f"{unclear} {'is' if unclear == 1 else 'are'} unclear{rest}."
    )
