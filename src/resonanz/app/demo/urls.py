"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from resonanz.app.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.stage, name="stage"),
    path("play", views.play, name="play"),
    path("time", views.pass_time, name="time"),
]
