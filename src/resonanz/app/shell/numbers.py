"""Numbers and days as the reader writes them: 1.234,5 and 82 % in German, 1,234.5 and 82% in English.

Shares are in percent (0 to 100) and differences in percentage points, as in the releases and in JSON.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext

from resonanz.app.shell.detail import detail_of

NO_BREAK = "\u00a0"
MINUS = "\u2212"


def german() -> bool:
    """True when the reader has chosen one of the German variants."""
    return (get_language() or "de").startswith("de")


def rounded(value: float | Decimal, decimals: int = 0) -> Decimal:
    """Rounded half away from zero, as people do on paper; never a negative zero."""
    result = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(result) if result == 0 else result


def number(value: float | Decimal, decimals: int = 0) -> str:
    """A plain number with the reader's separators and a real minus sign."""
    exact = rounded(value, decimals)
    text = str(number_format(abs(exact), decimals, use_l10n=True, force_grouping=True))
    return MINUS + text if exact < 0 else text


def percent(value: float | Decimal, decimals: int = 0) -> str:
    """A share given in percent, with its sign."""
    return number(value, decimals) + (NO_BREAK + "%" if german() else "%")


def points(value: float | Decimal, decimals: int = 0) -> str:
    """A difference in percentage points with its sign and no unit: +14, −8, 0."""
    return ("+" if rounded(value, decimals) > 0 else "") + number(value, decimals)


def band(low: float, high: float) -> str:
    """An interval of shares, without unit: "44 bis 58"."""
    return gettext("%(low)s to %(high)s") % {"low": number(low), "high": number(high)}


def points_band(low: float, high: float) -> str:
    """An interval of differences: "−8 bis +3"."""
    return gettext("%(low)s to %(high)s") % {"low": points(low), "high": points(high)}


def count(answers: int) -> str:
    """How many answered, as far as it may be said: "5 bis 9", "10 bis 19", from 20 on the number."""
    detail = detail_of(answers)
    if detail is None:
        raise ValueError("of so few answers nothing is said, not even how many there are")
    return number(answers) if detail.most is None else band(detail.least, detail.most)


def answers(given: int) -> str:
    """The same with its unit: "10 bis 19 Antworten"."""
    return gettext("%(count)s answers") % {"count": count(given)}


def day(value: date, *, weekday: bool = False, year: bool = True) -> str:
    """A day without its time: "Freitag, 4. Dezember 2026", the parts kept on one line."""
    local = timezone.localdate(value) if isinstance(value, datetime) else value
    pattern = ("j. F" if german() else "j F") + (" Y" if year else "")
    text = format_date(local, pattern).replace(" ", NO_BREAK)
    return f"{format_date(local, 'l')}, {text}" if weekday else text


def day_and_time(value: datetime, *, year: bool = False) -> str:
    """A moment that people must keep to, on the organisation's clocks: "Freitag, 4. Dezember, 18:00 Uhr"."""
    time = format_date(timezone.localtime(value), "H:i") + (f"{NO_BREAK}Uhr" if german() else "")
    return f"{day(value, weekday=True, year=year)}, {time}"
