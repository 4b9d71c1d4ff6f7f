"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from resonanz.app.insight import views

app_name = "results"
urlpatterns = [
    path("results/", views.organisation, name="organisation"),
    path("results/own/", views.own, name="own"),
    path("results/<int:number>/<int:area>/", views.node, name="node"),
]
