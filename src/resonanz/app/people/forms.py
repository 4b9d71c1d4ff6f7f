"""What the people pages ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from resonanz.app.people.queries import UnitTree

INDENT = "\u2003"


class FilterForm(forms.Form):
    """Search and unit of the list; both may be empty."""

    q = forms.CharField(label=_("Name, address or number"), required=False, max_length=100)
    unit = forms.ChoiceField(label=_("Unit and all below"), required=False)

    def __init__(self, data: object, tree: UnitTree) -> None:
        super().__init__(data)  # type: ignore[arg-type] # request.GET
        choices = [(unit.key, INDENT * tree.depth[unit.pk] + unit.name) for unit in tree.order]
        self.fields["unit"].choices = [("", _("All units")), *choices]  # type: ignore[attr-defined]


class RosterForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=_("Roster file"),
        help_text=_(
            "Choose a workbook (.xlsx) or a CSV file, or drop it here. "
            "Nothing is stored before you have seen what it would change."
        ),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file first.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,text/csv,text/plain", "class": "drop"}),
    )
