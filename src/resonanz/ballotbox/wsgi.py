"""The ballot box as a WSGI application: ``resonanz.ballotbox.wsgi:application``."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "resonanz.ballotbox.settings")

from django.core.wsgi import get_wsgi_application

# The committing thread gives Python's lock away for every fsync. With 32 threads computing, five milliseconds (the
# default) until it gets it back would be what limits the ballots a second.
sys.setswitchinterval(0.0005)
application = get_wsgi_application()

# Only now: the caretaker reads models, and these need the applications that the line above loads.
from resonanz.ballotbox.close import caretaker  # noqa: E402

caretaker.start()
