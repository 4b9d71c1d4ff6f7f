"""Addresses of the sign-in and of the people leads."""

from django.urls import path

from resonanz.app.accounts import views

urlpatterns = [
    path("", views.sign_in, name="sign-in"),
    path("code/", views.code_entry, name="sign-in-code"),
    path("out/", views.sign_out, name="sign-out"),
    path("people-leads/", views.people_leads, name="people-leads"),
    path("people-leads/<uuid:user_id>/revoke", views.revoke, name="people-leads-revoke"),
]
