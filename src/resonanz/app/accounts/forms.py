"""The two fields of the sign-in and the one for handing out the people lead's role."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm
from allauth.core import context, ratelimit
from django import forms
from django.utils.translation import gettext_lazy as _

from resonanz.app.accounts.adapter import Adapter
from resonanz.app.accounts.models import User
from resonanz.app.accounts.usecases import user_for

ADDRESS = {
    "required": _("Enter your work address."),
    "invalid": _("This is no mail address. Write it like name@example.org."),
}


class AddressForm(forms.Form):
    """Asks for the address; known and unknown ones pass alike."""

    email = forms.EmailField(
        label=_("Work address"),
        error_messages=ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
    )
    _user: User | None = None

    def clean_email(self) -> str:
        """Look the address up, after the limit on how often it may be asked for."""
        email = str(self.cleaned_data["email"]).lower()
        if not ratelimit.consume(context.request, action="request_login_code", key=email):
            raise forms.ValidationError(Adapter.error_messages["too_many_login_attempts"])
        self._user = user_for(email)
        return email


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc] # allauth has no types
    """Asks for the code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (a form's own signature)
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = _("Code from the mail")
        field.error_messages["required"] = _("Enter the code from the mail.")
        field.widget.attrs = {
            "autocomplete": "one-time-code",
            "autofocus": True,
            "spellcheck": "false",
            "class": "code",
        }


class GrantForm(forms.Form):
    """The address of the next people lead."""

    email = forms.EmailField(label=_("Work address"), error_messages=ADDRESS)
