"""Why an address or a role is refused."""

from resonanz.core.kernel.errors import ErrorCode
from resonanz.core.kernel.messages import gettext_noop as _


class AccountsCode(ErrorCode):
    """What can be wrong with addresses and roles."""

    MAIL_ADDRESS_WRONG = (
        "mail-address-wrong",
        400,
        _("“%(address)s” is no mail address. Nothing was changed. Write it like anna.muster@example.org."),
    )
    PERSON_UNKNOWN = "person-unknown", 404, _("Nobody on the roster has this address today. Import the person first.")
    LAST_PEOPLE_LEAD = (
        "last-people-lead",
        409,
        _("Nothing was changed: there must be one people lead. Name another first."),
    )
