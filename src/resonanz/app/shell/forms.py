"""Fields that several rooms ask for."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

# How browsers send a day.
DAY = "%Y-%m-%d"


class DayField(forms.DateField):
    """A day, chosen from the browser's calendar."""

    widget = forms.DateInput({"type": "date"}, DAY)
    input_formats = (DAY,)
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": _("Choose a day."),
        "invalid": _("This is no day. Choose one from the calendar."),
    }
