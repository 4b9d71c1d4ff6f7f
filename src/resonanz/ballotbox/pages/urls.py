"""Addresses of the pages."""

from django.urls import path

from resonanz.ballotbox.pages import views

app_name = "pages"
urlpatterns = [
    path("w/<str:name>/", views.ballot, name="ballot"),
    path("w/<str:name>/check", views.check, name="check"),
]
