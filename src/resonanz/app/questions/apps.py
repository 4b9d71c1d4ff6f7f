"""The room of questions."""

from django.utils.translation import gettext_lazy as _

from resonanz.app.shell.room import NavigationEntry, NavigationGroup, Room


class QuestionsRoom(Room):
    """The item bank; the default pulse is in it whenever the tables are there."""

    address = "questions/"
    navigation = (NavigationEntry(_("Questions"), "questions:list", "questions.view", NavigationGroup.WAVES, order=20),)
    after_migration = "resonanz.app.questions.bank.ensure_pulse"
