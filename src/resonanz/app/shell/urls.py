"""Addresses of the pages that belong to no other room."""

from django.urls import path

from resonanz.app.shell import views
from resonanz.app.shell.preferences import preferences

urlpatterns = [
    path("preferences", preferences, name="preferences"),
    path("anonymity/", views.Anonymity.as_view(), name="anonymity"),
    path("accessibility/", views.Accessibility.as_view(), name="accessibility"),
    path("privacy/", views.Privacy.as_view(), name="privacy"),
]
