"""The room that every page stands in: navigation, access, look, tags."""

from django.utils.translation import gettext_lazy as _

from resonanz.app.shell.room import NavigationEntry, NavigationGroup, PrivacyPlace, Room


class ShellRoom(Room):
    """Base templates, number formats and navigation; knows no other room."""

    address = ""
    navigation = (NavigationEntry(_("Your anonymity"), "anonymity", "", NavigationGroup.YOURS, order=90),)
    privacy = (PrivacyPlace.BROWSER,)
