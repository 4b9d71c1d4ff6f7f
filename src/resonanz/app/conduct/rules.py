"""Who conducts waves. The start page is for everybody who is signed in: it explains."""

from resonanz.app.accounts.roles import is_people_lead, is_signed_in

PERMISSIONS = {"waves.view": is_people_lead, "waves.conduct": is_people_lead, "ballot.start": is_signed_in}
