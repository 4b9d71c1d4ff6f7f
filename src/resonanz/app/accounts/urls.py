"""Addresses of the sign-in. allauth looks its own up by these names; none of its other pages exists here."""

from __future__ import annotations

from django.urls import path

from resonanz.app.accounts import views

urlpatterns = [
    path("", views.sign_in, name="account_login"),
    path("", views.sign_in, name="account_request_login_code"),
    path("code/", views.enter_code, name="account_confirm_login_code"),
    path("out/", views.sign_out, name="account_logout"),
    path("people-leads/", views.people_leads, name="people-leads"),
    path("people-leads/<uuid:user_id>/revoke", views.revoke, name="people-leads-revoke"),
]
