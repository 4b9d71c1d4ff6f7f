"""The addresses of the app: each room's own list under its word."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

handler500 = "resonanz.app.shell.errors.failure"
urlpatterns = [
    path("sign-in/", include("resonanz.app.accounts.urls")),
    path("people/", include("resonanz.app.people.urls")),
    path("questions/", include("resonanz.app.questions.urls")),
    path("meetings/", include("resonanz.app.meetings.urls")),
    path("results/", include("resonanz.app.insight.urls")),
    path("", include("resonanz.app.registrar.urls")),
    path("", include("resonanz.app.conduct.urls")),
    path("", include("resonanz.app.shell.urls")),
]
if settings.DEMONSTRATION:
    urlpatterns.append(path("demo/", include("resonanz.app.demo.urls")))
