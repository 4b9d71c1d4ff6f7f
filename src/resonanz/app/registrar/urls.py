"""The registrar's one address."""

from django.urls import path

from resonanz.app.registrar.views import draw_address

urlpatterns = [path("draw", draw_address, name="draw")]
