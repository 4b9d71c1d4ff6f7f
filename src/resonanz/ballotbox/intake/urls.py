"""Addresses of intake."""

from django.urls import path

from resonanz.ballotbox.intake import views

app_name = "intake"
urlpatterns = [
    path("w/<str:name>/ballots", views.ballots, name="ballots"),
    path("w/<str:name>/questionnaire", views.questionnaire, name="questionnaire"),
]
