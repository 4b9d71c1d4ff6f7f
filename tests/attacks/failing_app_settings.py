"""The app's settings with a way to fail at will, and on demand with Django's own logging: for attacks only."""

from __future__ import annotations

import os

from resonanz.app.settings import *  # noqa: F403
from resonanz.app.settings import INSTALLED_APPS as HONEST
from resonanz.app.settings import LOGGING as HONEST_LOGGING
from resonanz.app.settings import MIDDLEWARE as HONEST_MIDDLEWARE
from tests.attacks.failing import DJANGOS_OWN, WEAKENED

INSTALLED_APPS = [*HONEST, "tests.attacks.failing.Failing"]
MIDDLEWARE = ["tests.attacks.failing.middleware", *HONEST_MIDDLEWARE]
LOGGING = DJANGOS_OWN if os.environ.get(WEAKENED) else HONEST_LOGGING
