"""Addresses of the port."""

from django.urls import path

from resonanz.ballotbox.port import views

app_name = "port"
urlpatterns = [
    path("receipt-key", views.receipt_key, name="receipt-key"),
    path("head", views.head, name="head"),
    path("epoch", views.epoch, name="epoch"),
    path("waves/<str:name>", views.wave, name="wave"),
    path("waves/<str:name>/close", views.close, name="close"),
    path("waves/<str:name>/cancel", views.cancel, name="cancel"),
    path("waves/<str:name>/reason", views.reason, name="reason"),
    path("waves/<str:name>/release", views.release, name="release"),
]
