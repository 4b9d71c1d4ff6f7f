"""The ballot box as a WSGI application: ``resonanz.ballotbox.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

from resonanz.core.kernel import logs

logs.guard()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "resonanz.ballotbox.settings")
application = get_wsgi_application()

# Only now: the caretaker reads models, and these need the applications that the line above loads.
from resonanz.ballotbox.close import caretaker  # noqa: E402

caretaker.start()
