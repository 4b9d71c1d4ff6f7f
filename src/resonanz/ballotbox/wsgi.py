"""The ballot box as a WSGI application: ``resonanz.ballotbox.wsgi:application``."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "resonanz.ballotbox.settings")

from django.core.wsgi import get_wsgi_application

from resonanz.ballotbox.close import caretaker

application = get_wsgi_application()
caretaker.start()
