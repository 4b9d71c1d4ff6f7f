"""Why something is not shown, each in a sentence; equal sentences share a number below a chart."""

from collections.abc import Sequence

from django.utils.translation import gettext

from resonanz.app.insight.figures import WaveFigures
from resonanz.core.cells import K_SENSITIVE_ANSWERS, K_SENSITIVE_PEOPLE, Side

# Merged groups are named up to this many; more are counted.
MOST_NAMES = 3


def no_employees(figures: WaveFigures, item: int, area: int) -> str:
    """Why an area has no employees' figure for an item."""
    areas = figures.areas
    cells = areas.cells_of(area, Side.EMPLOYEES)
    if not cells:
        return gettext("Nobody but leaders works here.")
    if figures.is_sensitive(item):
        return gettext("This question is only counted in larger groups, with %(count)s answers or more.") % {
            "count": K_SENSITIVE_ANSWERS
        }
    if not areas.inside(area, cells):
        names = named(areas.labels(cells))
        return gettext("Too few people for figures of their own; counted in: %(names)s.") % {"names": names}
    return gettext("Fewer than %(count)s answers; counted together with a neighbouring area.") % {
        "count": figures.release.k_answers
    }


def no_leaders(figures: WaveFigures, item: int, area: int) -> str:
    """Why an area has no leaders' figure for an item."""
    structure = figures.areas.structure
    if not structure.leaders_apart:
        return gettext("There are too few leaders for figures of their own; they are counted with the employees.")
    if figures.is_sensitive(item) and not structure.sensitive_leaders_apart:
        return gettext(
            "With fewer than %(count)s leaders this question has no figure of theirs; they are counted with the "
            "employees."
        ) % {"count": K_SENSITIVE_PEOPLE}
    if not figures.areas.cells_of(area, Side.LEADERS):
        return gettext("Nobody leads here.")
    return gettext("Too few leaders answered this question.")


def named(names: Sequence[str]) -> str:
    """Names in one phrase, the longest lists cut with their number."""
    if len(names) <= MOST_NAMES:
        return ", ".join(names)
    shown = ", ".join(names[:MOST_NAMES])
    return gettext("%(names)s and %(more)s more") % {"names": shown, "more": len(names) - MOST_NAMES}
