"""The two fields of the sign-in and the one for handing out the people lead's role."""

from django import forms
from django.utils.translation import gettext_lazy as _

ADDRESS = {
    "required": _("Enter your work address."),
    "invalid": _("This is no mail address. Write it like name@example.org."),
}
TOO_MANY_CODES = _("Too many codes were asked for. Nothing is lost: wait a few minutes, then ask for a new code.")
WRONG_CODE = _("This is not the code from the mail. Look again; capital and small letters are the same.")


class AddressForm(forms.Form):
    """Asks for the address; known and unknown ones pass alike."""

    email = forms.EmailField(
        label=_("Work address"),
        error_messages=ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class CodeForm(forms.Form):
    """Asks for the code."""

    code = forms.CharField(
        label=_("Code from the mail"),
        error_messages={"required": _("Enter the code from the mail.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false", "class": "code"}
        ),
    )


class GrantForm(forms.Form):
    """The address of the next people lead."""

    email = forms.EmailField(label=_("Work address"), error_messages=ADDRESS)
