"""The app as a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

from resonanz.core.kernel import logs

logs.guard()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "resonanz.app.settings")
application = get_wsgi_application()
