"""What the roles open here, and in the roster's room, which lies below and knows no roles."""

from resonanz.app.accounts.roles import is_people_lead, is_signed_in

PERMISSIONS = {
    "people.view": is_people_lead,
    "people.import": is_people_lead,
    "accounts.grant": is_people_lead,
    "accounts.sign-out": is_signed_in,
}
