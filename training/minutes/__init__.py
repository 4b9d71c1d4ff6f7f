"""Training and measuring the minutes: ``./do train minutes`` does all of it."""
