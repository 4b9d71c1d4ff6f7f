"""Who sees which figures: everybody the whole, leaders their own part of the tree, people leads everything."""

from resonanz.app.accounts.roles import is_employee, is_leader, is_people_lead

ORGANISATION = "results.organisation"
OWN = "results.view_own"
ALL = "results.view_all"
PERMISSIONS = {ORGANISATION: is_employee | is_people_lead, OWN: is_leader, ALL: is_people_lead}
