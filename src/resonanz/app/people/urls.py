"""Addresses of the people pages."""

from django.urls import path

from resonanz.app.people import import_views, views

app_name = "people"
urlpatterns = [
    path("", views.person_list, name="list"),
    path("units/", views.unit_list, name="units"),
    path("import/", import_views.import_file, name="import"),
    path("import/<str:digest>/", import_views.dry_run, name="dry-run"),
    path("import/<str:digest>/apply", import_views.apply, name="apply"),
    path("import/<str:digest>/discard", import_views.discard, name="discard"),
    path("person/<path:person_id>/", views.person, name="person"),
]
