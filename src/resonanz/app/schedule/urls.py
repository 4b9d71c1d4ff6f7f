"""The address of the schedule."""

from django.urls import path

from resonanz.app.schedule.views import schedule_list

app_name = "schedule"
urlpatterns = [path("", schedule_list, name="list")]
