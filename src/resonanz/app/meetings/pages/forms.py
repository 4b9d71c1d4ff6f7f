"""What the pages of the room ask for."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from resonanz.app.meetings.models import KEEP_MONTHS, RETENTION_DAYS, REVIEW_DAYS, DraftLine, Participant
from resonanz.app.meetings.text_checks import PURPOSE, TEXT, TITLE
from resonanz.app.shell.forms import DayField
from resonanz.core.minutes.model import LineKind

OWN = "own"
PURPOSES = {"record": _("Keep decisions and tasks"), "inform": _("Inform those who were absent")}


def in_days(days: int) -> object:
    """ "3 days", in the reader's language when it is shown."""
    return format_lazy(ngettext_lazy("{days} day", "{days} days", days), days=days)


def in_months(months: int) -> object:
    """ "12 months", in the reader's language when it is shown."""
    return format_lazy(ngettext_lazy("{months} month", "{months} months", months), months=months)


class MeetingForm(forms.Form):
    """Purpose and terms; who took part is beside it, see ``attending``."""

    title = forms.CharField(
        label=_("What is the meeting called?"),
        max_length=TITLE,
        error_messages={"required": _("Give the meeting a name.")},
    )
    held_on = DayField(label=_("When was it, or when will it be?"))
    purpose = forms.ChoiceField(
        label=_("What are the minutes for?"),
        choices=[*PURPOSES.items(), (OWN, _("Another purpose"))],
        error_messages={"required": _("Choose what the minutes are for."), "invalid_choice": _("Choose a purpose.")},
    )
    own_purpose = forms.CharField(label=_("Your own words"), max_length=PURPOSE, required=False)
    retention_days = forms.TypedChoiceField(
        label=_("The transcript is deleted at the latest after"),
        coerce=int,
        initial=RETENTION_DAYS,
        choices=[(days, in_days(days)) for days in range(1, RETENTION_DAYS + 1)],
        help_text=_("Counted from the import. It goes earlier: as soon as you release the minutes."),
    )
    keep_months = forms.TypedChoiceField(
        label=_("The minutes are deleted after"),
        coerce=int,
        initial=12,
        choices=[(months, in_months(months)) for months in KEEP_MONTHS],
        help_text=_("Counted from the release. Participants can save them before."),
    )
    agreed = forms.BooleanField(
        label=_("Everybody who took part knows of these minutes and their purpose and has agreed, or is marked above."),
        error_messages={"required": _("Without everybody's agreement nothing can be brought in.")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("purpose") == OWN and not cleaned.get("own_purpose"):
            self.add_error("own_purpose", _("Write what the minutes are for."))
        return cleaned

    @property
    def terms(self) -> dict[str, Any]:
        # What is recorded of the meeting, the purpose in the reader's language.
        terms = dict(self.cleaned_data)
        own = terms.pop("own_purpose")
        return terms | {"purpose": own if terms["purpose"] == OWN else str(PURPOSES[terms["purpose"]])}


class LineForm(forms.Form):
    """A line in the owner's words; tasks also have somebody who does them and a day."""

    text = forms.CharField(
        label=_("Text"),
        max_length=TEXT,
        widget=forms.Textarea({"rows": 3, "class": "line-text", "autofocus": True}),
        error_messages={"required": _("Write what the line should say, or drop it.")},
    )
    owner = forms.ChoiceField(label=_("Who"), required=False)
    due = DayField(label=_("Until"), required=False)

    def __init__(self, data: object, participants: tuple[Participant, ...], line: DraftLine | LineKind) -> None:
        names = {
            "initial": _as_form(line),
            "auto_id": f"id_{line.pk if isinstance(line, DraftLine) else line.value}_%s",
        }
        super().__init__(data, **names)  # type: ignore[arg-type] # request.POST
        self.participants = {f"p{one.pk}": one for one in participants}
        self.named = line.owner_name if isinstance(line, DraftLine) else ""
        choices = [("", _("open")), *((key, one.called) for key, one in self.participants.items())]
        choices += [("said", self.named)] if self.named else []
        self.fields["owner"].choices = choices  # type: ignore[attr-defined]
        kind = line.kind if isinstance(line, DraftLine) else line.value
        if kind != LineKind.TASK.value:
            del self.fields["owner"], self.fields["due"]

    @property
    def values(self) -> dict[str, Any]:
        chosen = self.cleaned_data.get("owner", "")
        owner = self.named if chosen == "said" else self.participants.get(chosen)
        return {"text": self.cleaned_data["text"], "owner": owner, "due": self.cleaned_data.get("due")}


def _as_form(line: DraftLine | LineKind) -> dict[str, object]:
    if not isinstance(line, DraftLine):
        return {}
    owner = f"p{line.owner_id}" if line.owner_id else ("said" if line.owner_name else "")
    return {"text": line.text, "owner": owner, "due": line.due}


class InviteForm(forms.Form):
    """How long participants may look."""

    days = forms.TypedChoiceField(
        label=_("How long may they look?"),
        coerce=int,
        initial=3,
        choices=[(days, in_days(days)) for days in REVIEW_DAYS],
    )
