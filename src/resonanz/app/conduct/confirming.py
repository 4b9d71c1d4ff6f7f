"""A confirmation by somebody outside the product: who states it, and how that is written on pages."""

from django.utils.translation import gettext, gettext_lazy

from resonanz.app.accounts.models import RoleName, User
from resonanz.app.waves.confirmations import Confirmation

# Roles within a sentence, in the order in which they are named.
ROLE_WORDS = {
    RoleName.PEOPLE_LEAD: gettext_lazy("people lead"),
    RoleName.ADMINISTRATOR: gettext_lazy("administrator"),
}


def confirmation_by(user: User) -> Confirmation:
    """Her statement, with her name as pages show it now and the roles that she was given by hand."""
    held = {role.name for role in user.roles.all()}
    return Confirmation(str(user.person or user.address), tuple(role.value for role in ROLE_WORDS if role in held))


def stated(confirmation: Confirmation | None) -> str:
    """``stated by Vera Voss, people lead``; empty where nothing was stated."""
    if confirmation is None:
        return ""
    roles = ", ".join(str(words) for role, words in ROLE_WORDS.items() if role in confirmation.roles)
    if not confirmation.stated_by:
        return gettext("stated by somebody whose name was not kept, %(roles)s") % {"roles": roles}
    return gettext("stated by %(name)s, %(roles)s") % {"name": confirmation.stated_by, "roles": roles}
