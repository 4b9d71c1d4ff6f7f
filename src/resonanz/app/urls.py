"""The addresses of the app: those of every installed room."""

from django.urls import include, path

from resonanz.app.shell.room import rooms

handler500 = "resonanz.app.shell.errors.failure"
urlpatterns = [path(room.address, include(f"{room.name}.urls")) for room in rooms() if room.address is not None]
