"""Who may read the questions before they are asked."""

from resonanz.app.accounts.roles import is_people_lead

PERMISSIONS = {"questions.view": is_people_lead}
