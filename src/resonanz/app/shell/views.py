"""Three pages that anybody may read, signed in or not."""

from typing import Any

from django.views.generic import TemplateView

from resonanz.app.shell.detail import COARSE, EXACT
from resonanz.app.shell.room import PrivacyPlace, rooms
from resonanz.core.cells.types import K_ANSWERS, K_ELIGIBLE, K_SENSITIVE_ANSWERS, K_SENSITIVE_PEOPLE


class Anonymity(TemplateView):
    """How the anonymity works, and what it does not protect."""

    template_name = "shell/anonymity.html"

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        """The limits that stand in the text, from the code that enforces them."""
        limits = {
            "k_eligible": K_ELIGIBLE,
            "k_answers": K_ANSWERS,
            "k_sensitive_people": K_SENSITIVE_PEOPLE,
            "k_sensitive_answers": K_SENSITIVE_ANSWERS,
            "valued": COARSE.least,
            "exact": EXACT.least,
        }
        return super().get_context_data(**limits, **kwargs)


class Accessibility(TemplateView):
    """What works for whom, what was checked, whom to tell."""

    template_name = "shell/accessibility.html"


class Privacy(TemplateView):
    """What is stored and for how long."""

    template_name = "shell/privacy.html"

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        """For each place the templates of the rooms that keep something there, the roster's first."""
        lines = {
            place.value: [f"{room.label}/privacy/{place}.html" for room in reversed(rooms()) if place in room.privacy]
            for place in PrivacyPlace
        }
        return super().get_context_data(**lines, **kwargs)
