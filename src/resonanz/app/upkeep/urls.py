"""The address of the schedule."""

from django.urls import path

from resonanz.app.upkeep.views import upkeep_list

app_name = "upkeep"
urlpatterns = [path("", upkeep_list, name="list")]
