"""The people pages, for people leads only: who is on the roster. Never what anybody answered, or whether."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from resonanz.app.people import queries
from resonanz.app.people.forms import FilterForm
from resonanz.app.people.models import Person
from resonanz.app.shell.access import requires

PER_PAGE = 50


@requires("people.view")
@require_GET
def person_list(request: HttpRequest) -> HttpResponse:
    """Today's people, found by name or unit, page by page."""
    tree = queries.unit_tree()
    form = FilterForm(request.GET, tree)
    chosen = form.cleaned_data if form.is_valid() else {"q": "", "unit": ""}
    unit = next((unit for unit in tree.order if unit.key == chosen["unit"]), None)
    persons = queries.search(chosen["q"], tree.subtree(unit.pk) if unit else None)
    page = Paginator(persons, PER_PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {"form": form, "page": page, "kept": kept.urlencode(), "filtered": bool(chosen["q"] or unit)}
    return render(request, "people/list.html", context)


@requires("people.view")
@require_GET
def unit_list(request: HttpRequest) -> HttpResponse:
    """The tree with its leaders and how many people stand directly in each unit."""
    return render(request, "people/units.html", {"units": queries.unit_overview()})


@requires("people.view")
@require_GET
def person(request: HttpRequest, person_id: str) -> HttpResponse:
    """What the roster says about one person."""
    shown = get_object_or_404(Person.objects.select_related("unit", "site"), person_id=person_id)
    context = {
        "person": shown,
        "path": queries.path_to(shown.unit),
        "led": queries.led_units(shown),
        "attributes": sorted(shown.attributes.items()),
    }
    return render(request, "people/person.html", context)
