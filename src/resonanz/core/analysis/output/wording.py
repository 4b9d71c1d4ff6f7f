"""Figures as people read them: the band first, the point second, a word only after the correction."""

from resonanz.core.analysis.rows import NOT_SHOWN, GapRow, reasons_for_nothing
from resonanz.core.kernel.messages import ENGLISH, Message, Translations, localized, message, ngettext
from resonanz.core.kernel.messages import gettext_noop as _

MINUS, NO_BREAK = "\N{MINUS SIGN}", "\N{NO-BREAK SPACE}"
HOW_TO_READ = _(
    "Bands are 95 % Wilson intervals, bands of gaps 95 % Newcombe intervals. Gap = leaders minus comparison group, in "
    "percentage points. The word follows from q, the p value after Benjamini-Hochberg over the items of the contrast: "
    "clear at q <= .05. A band of a gap that just excludes 0 can therefore be unclear. Another definition of the "
    "groups gives other gaps."
)
HEADINGS = (_("Item"), _("Leaders"), _("Comparison group"), _("Gap, points"), _("q"), _("After correction"))
VERDICTS = {
    "clearly higher": _("clearly higher"),
    "clearly lower": _("clearly lower"),
    "unclear": _("unclear"),
}
HIGHER, LOWER, UNCLEAR = VERDICTS


class TableWording:
    """The texts and figures of a gap table in one language."""

    def __init__(self, minimum_n: int, translations: Translations = ENGLISH) -> None:
        self._translations = translations
        self._reasons = reasons_for_nothing(minimum_n)

    def text(self, told: Message | str) -> str:
        return (Message(told) if isinstance(told, str) else told).translated(self._translations)

    @property
    def headings(self) -> list[str]:
        return [self.text(heading) for heading in HEADINGS]

    def cells(self, row: GapRow) -> tuple[str, ...]:
        """A line of the table, as its headings."""
        lead = self.share(row.n_lead, row.pct_lead, row.lead_lo, row.lead_hi)
        comparison = self.share(row.n_emp, row.pct_emp, row.emp_lo, row.emp_hi)
        return row.item, lead, comparison, self.gap(row), self.q_value(row), self.word(row)

    def share(self, n: int | None, pct: float | None, lo: float | None, hi: float | None) -> str:
        """ "91 to 96 % (94.0, n 284)", "30 to 90 % (few answers)" or "not shown"."""
        if lo is None or hi is None:
            return self.text(_("not shown"))
        if pct is None:
            told = message(_("%(low)s to %(high)s %% (few answers)"), low=f"{lo:.0f}", high=f"{hi:.0f}")
        else:
            text, point, number = _("%(low)s to %(high)s %% (%(share)s, n %(n)s)"), f"{pct:.1f}", f"{n:,}"
            figures = {"share": self._number(point), "n": self._number(number)}
            told = message(text, low=f"{lo:.0f}", high=f"{hi:.0f}", **figures)
        return self.text(told).replace(" %", f"{NO_BREAK}%").replace("n ", f"n{NO_BREAK}")

    def gap(self, row: GapRow) -> str:
        """ "+0 to +8 (+4.5)" or "not shown"."""
        if row.gap_lo is None or row.gap_hi is None or row.gap_pp is None:
            return self.text(_("not shown"))
        low, high = signed(row.gap_lo, 0), signed(row.gap_hi, 0)
        point = self._number(signed(row.gap_pp, 1))
        return self.text(message(_("%(low)s to %(high)s (%(point)s)"), low=low, high=high, point=point))

    def q_value(self, row: GapRow) -> str:
        """Three digits, without pretending that a tiny q is zero."""
        if row.q is None:
            return ""
        return self.text(_("< .001")) if row.q < 0.001 else self._number(f"{row.q:.3f}")

    def word(self, row: GapRow) -> str:
        reasons = row.verdict.removeprefix(NOT_SHOWN).split("; ")
        return "; ".join(self.text(self._reasons.get(reason) or VERDICTS[reason]) for reason in reasons)

    def finding(self, rows: list[GapRow]) -> str:
        verdicts = [row.verdict for row in rows]
        higher, lower, unclear = (verdicts.count(verdict) for verdict in VERDICTS)
        hidden = len(rows) - higher - lower - unclear
        rest = message(_("; %(hidden)s not shown"), hidden=hidden) if hidden else Message("")
        told = ngettext(
            "Leaders are clearly higher on %(higher)s and clearly lower on %(lower)s of %(items)s items; %(count)s is "
            "unclear%(rest)s.",
            "Leaders are clearly higher on %(higher)s and clearly lower on %(lower)s of %(items)s items; %(count)s are "
            "unclear%(rest)s.",
            unclear,
            higher=higher,
            lower=lower,
            items=len(rows),
            rest=rest,
        )
        return self.text(told)

    def _number(self, text: str) -> str:
        return localized(text, self._translations)


def signed(value: float, digits: int) -> str:
    """With sign, a real minus, and no sign at zero."""
    text = f"{abs(value):.{digits}f}"
    if float(text) == 0:
        return text
    return f"{'+' if value > 0 else MINUS}{text}"
