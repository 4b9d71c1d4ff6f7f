"""Who sees whether the background work is done."""

from resonanz.app.accounts.roles import is_administrator, is_people_lead

PERMISSIONS = {"upkeep.view": is_people_lead | is_administrator}
