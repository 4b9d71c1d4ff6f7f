"""Addresses of this room."""

from django.urls import path

from resonanz.app.insight import views

app_name = "results"
urlpatterns = [
    path("", views.organisation, name="organisation"),
    path("own/", views.own, name="own"),
    path("<int:number>/<int:area>/", views.node, name="node"),
    path("<int:number>/<int:area>.csv", views.as_csv, name="csv"),
]
