"""The page for whoever runs the installation: is everything done that has to be done?"""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from resonanz.app.shell.access import requires
from resonanz.app.upkeep.models import ScheduleEntry
from resonanz.app.upkeep.running import all_periodic

# Work that was due so long ago: the worker does not run, or hangs.
LATE_AFTER = timedelta(minutes=5)


@requires("upkeep.view")
def upkeep_list(request: HttpRequest) -> HttpResponse:
    """Every piece of periodic work, when it last went well, and what is the matter."""
    entries = ScheduleEntry.objects.in_bulk()
    long_ago = timezone.now() - LATE_AFTER
    rows = [{"periodic": each, "entry": entries.get(each.name)} for each in all_periodic()]
    late = [entry for entry in entries.values() if entry.next_due < long_ago]
    return render(request, "upkeep/list.html", {"rows": rows, "late": bool(late) or not entries})
