"""Addresses of the role switcher."""

from django.urls import path

from resonanz.app.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.role_switcher, name="stage"),
    path("play", views.sign_in_as, name="play"),
    path("time", views.pass_time, name="time"),
]
