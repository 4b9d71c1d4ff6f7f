"""What went wrong, in the reader's language: what happened, that nothing was lost, what to do."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_lazy

from resonanz.core.kernel.errors import ResonanzError

TEXTS = {
    "wave-move-illegal": gettext_lazy(
        "This step does not fit the state of the wave. Nothing was changed. Reload the page."
    ),
    "limit-out-of-range": gettext_lazy("A reporting cell needs at least %(least)s people. Nothing was changed."),
    "roster-too-small": gettext_lazy(
        "The roster has %(people)s people; at least %(least)s are needed. Nothing was changed. Import the roster first."
    ),
    "council-must-confirm": gettext_lazy(
        "This plan needs the works council's confirmation. Nothing was changed. Tick the confirmation once you have it."
    ),
    "season-key-taken": gettext_lazy("There is a season of this name already. Choose another name."),
    "season-under-way": gettext_lazy(
        "A wave of the current season is not over. Nothing was changed. Close or cancel it, then plan again."
    ),
    "closes-too-early": gettext_lazy("The end lies in the past or before the beginning. Choose a later day."),
    "closing-time-passed": gettext_lazy(
        "The closing time of this wave has passed. It cannot be opened. Cancel it and plan a new one."
    ),
    "another-wave-open": gettext_lazy(
        "Wave %(number)s is still open. Nothing was changed. Open this one after its close."
    ),
    "opening-needs-confirmation": gettext_lazy(
        "Reporting cells that have become too small: %(cells)s. Nothing was changed. The wave opens only when works "
        "council and administrator both confirm it."
    ),
    "wave-closes-later": gettext_lazy(
        "The closing time has not come yet. A wave cannot be closed early; it can only be cancelled."
    ),
    "release-not-ready": gettext_lazy(
        "The ballot box has not finished counting. Nothing is lost. Try again in a minute."
    ),
    "ballotbox-unreachable": gettext_lazy(
        "The ballot box cannot be reached. Nothing is lost. Check that it runs and try again."
    ),
    "ballotbox-refused": gettext_lazy(
        "The ballot box refused: %(word)s. Nothing is lost. Look at its log, then try again."
    ),
    "release-wrong": gettext_lazy(
        "The figures that came do not fit this wave (%(check)s). They were not stored. Inform the administrator."
    ),
    "audit-failed": gettext_lazy(
        "The check of the figures failed (%(check)s). They were not stored. Inform the administrator."
    ),
    "home-not-migrated": gettext_lazy("The key for the ballot box is missing. Run resonanz migrate, then try again."),
}


def explain(error: ResonanzError) -> str:
    """The sentence for an error; one without a sentence is named by its code."""
    text = TEXTS.get(error.code)
    if text is None:
        return gettext("Something did not work (%(code)s). Nothing was lost. Try again.") % {"code": error.code}
    return str(text) % error.params
