"""Addresses of the start page and of the people lead's pages."""

from django.urls import include, path

from resonanz.app.conduct import views

waves = [
    path("", views.wave_list, name="list"),
    path("season/", views.season, name="season"),
    path("new/", views.new, name="new"),
    path("<int:number>/", views.detail, name="detail"),
    path("<int:number>/steps/", views.steps, name="steps"),
    path("<int:number>/<slug:step>/", views.step, name="step"),
]
urlpatterns = [
    path("", views.start, name="start"),
    path("own-entry/", views.own_entry_page, name="own-entry"),
    path("waves/", include((waves, "waves"))),
]
