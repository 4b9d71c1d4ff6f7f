"""Every address of the ballot box."""

from django.urls import include, path

handler404 = "resonanz.ballotbox.pages.views.not_found"
handler500 = "resonanz.ballotbox.pages.views.failed"
urlpatterns = [
    path("", include("resonanz.ballotbox.intake.urls")),
    path("", include("resonanz.ballotbox.close.urls")),
    path("", include("resonanz.ballotbox.pages.urls")),
    path("port/", include("resonanz.ballotbox.port.urls")),
]
