"""What people leads type: a season's limits, a wave's days."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from resonanz.app.shell.forms import DayField
from resonanz.core.cells import K_ELIGIBLE, K_ELIGIBLE_FLOOR
from resonanz.core.kernel import clock
from resonanz.core.kernel.clock import today
from resonanz.core.wire.waves import SHORTEST_WAVE

SIZES = (*range(K_ELIGIBLE_FLOOR, 16), 20, 25, 30)
CLOSING_HOUR = time(18, 0)


def usual_days() -> dict[str, date]:
    """What the form proposes: from tomorrow on, two weeks long."""
    return {"opens_on": today() + timedelta(days=1), "closes_on": today() + timedelta(days=15)}


class SeasonForm(forms.Form):
    """The name of a season and the least size of its cells."""

    key = forms.CharField(label=_("Name of the season"), max_length=40)
    k_eligible = forms.TypedChoiceField(
        label=_("Smallest reporting cell"),
        coerce=int,
        choices=[(size, size) for size in SIZES],
        initial=K_ELIGIBLE,
        help_text=_("People a cell has at least. 10 is recommended; 7 to 9 need the works council's confirmation."),
    )
    confirmed_by_council = forms.BooleanField(label=_("The works council has confirmed this plan"), required=False)


class WaveForm(forms.Form):
    """When a wave opens and closes, and under which agreement it asks what touches health."""

    opens_on = DayField(label=_("Opens on"))
    closes_on = DayField(label=_("Closes on"))
    closes_time = forms.TimeField(
        label=_("at"), initial=CLOSING_HOUR, widget=forms.TimeInput({"type": "time"}, "%H:%M"), input_formats=["%H:%M"]
    )
    agreement = forms.CharField(
        label=_("Works agreement"),
        max_length=200,
        error_messages={"required": _("Name the agreement: its number or its date.")},
        help_text=_(
            "The questions about exhaustion and about being alone touch health. They need an agreement under §§ 87 and "
            "94 BetrVG and a basis under Art. 9 GDPR. Name its number or date."
        ),
    )

    def clean(self) -> dict[str, object]:
        given: dict[str, object] = super().clean() or {}
        if {"opens_on", "closes_on", "closes_time"} <= given.keys():
            closes_at = self.closes_at()
            if closes_at <= clock.now() or self.cleaned_data["closes_on"] <= self.cleaned_data["opens_on"]:
                self.add_error("closes_on", _("Choose a day after the beginning."))
            elif closes_at - max(clock.now(), self._opens_at()) < SHORTEST_WAVE and not settings.HOME.may_shift_clock:
                self.add_error("closes_on", _("A wave is open for three days at least. Choose a later day."))
            if self.cleaned_data["opens_on"] < today():
                self.add_error("opens_on", _("Choose today or a later day."))
        return given

    def _opens_at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.cleaned_data["opens_on"], time.min))

    def closes_at(self) -> datetime:
        # The closing time in the organisation's time zone.
        moment = datetime.combine(self.cleaned_data["closes_on"], self.cleaned_data["closes_time"])
        return timezone.make_aware(moment)
