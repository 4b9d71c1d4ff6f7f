"""Addresses of the close."""

from django.urls import path

from resonanz.ballotbox.close import views

app_name = "close"
urlpatterns = [path("w/<str:name>/board", views.board, name="board")]
