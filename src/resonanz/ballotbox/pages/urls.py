"""Addresses of the pages."""

from django.urls import path

from resonanz.ballotbox.pages import views

app_name = "pages"
urlpatterns = [
    path("w/<str:name>/", views.ballot, name="ballot"),
    path("waves/", views.wave_list, name="waves"),
    path("waves/list", views.signed_list, name="signed-list"),
    path("w/<str:name>/check", views.check, name="check"),
]
