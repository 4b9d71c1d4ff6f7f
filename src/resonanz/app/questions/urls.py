"""Addresses of the item bank."""

from django.urls import path

from resonanz.app.questions.views import question_list

app_name = "questions"
urlpatterns = [path("", question_list, name="list")]
