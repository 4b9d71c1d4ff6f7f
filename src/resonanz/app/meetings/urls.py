"""Addresses of the room of meetings."""

from django.urls import path

from resonanz.app.meetings.pages import (
    download_views,
    drafting_views,
    importing_views,
    listing_views,
    meeting_views,
    preparing_views,
    reviewing_views,
)

app_name = "meetings"
urlpatterns = [
    path("", listing_views.meeting_list, name="list"),
    path("new/", preparing_views.new, name="new"),
    path("<uuid:meeting>/", meeting_views.meeting, name="meeting"),
    path("<uuid:meeting>/import/", importing_views.choose, name="import"),
    path("<uuid:meeting>/import/look", importing_views.preview, name="look"),
    path("<uuid:meeting>/import/take", importing_views.import_transcript, name="take"),
    path("<uuid:meeting>/lines/<int:number>/accept", drafting_views.accept, name="accept"),
    path("<uuid:meeting>/lines/<int:number>/edit", drafting_views.edit, name="edit"),
    path("<uuid:meeting>/lines/<int:number>/drop", drafting_views.drop, name="drop"),
    path("<uuid:meeting>/lines/<int:number>/evidence", reviewing_views.evidence, name="evidence"),
    path("<uuid:meeting>/lines/<int:number>/strike", reviewing_views.strike, name="strike"),
    path("<uuid:meeting>/add/<slug:kind>", drafting_views.add, name="add"),
    path("<uuid:meeting>/accept/<slug:kind>", drafting_views.accept_all, name="accept-all"),
    path("<uuid:meeting>/invite", drafting_views.invite, name="invite"),
    path("<uuid:meeting>/withdraw", reviewing_views.withdraw, name="withdraw"),
    path("<uuid:meeting>/object/", reviewing_views.object_to, name="object"),
    path("<uuid:meeting>/release", drafting_views.release, name="release"),
    path("<uuid:meeting>/minutes.pdf", download_views.pdf, name="pdf"),
    path("<uuid:meeting>/minutes.md", download_views.markdown, name="markdown"),
    path("<uuid:meeting>/tasks.ics", download_views.calendar, name="calendar"),
    path("<uuid:meeting>/discard/", drafting_views.discard, name="discard"),
]
