"""The start page of everybody and the people lead's pages about waves."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext

from resonanz.app.accounts.models import User
from resonanz.app.conduct import queries
from resonanz.app.conduct.confirming import confirmation_by, stated
from resonanz.app.conduct.errors import ConductCode
from resonanz.app.conduct.forms import SeasonForm, WaveForm, usual_days
from resonanz.app.conduct.opening_conditions import cells_opened_shrunken, shrunken_cells
from resonanz.app.conduct.own_entry import own_entry
from resonanz.app.conduct.season_proposal import is_under_way, needs_council, propose
from resonanz.app.conduct.start_page import start_page
from resonanz.app.conduct.steps import WaveStep, is_possible, perform, progress_of
from resonanz.app.conduct.usecases import plan_season, start_wave
from resonanz.app.people.queries import is_present, person_of
from resonanz.app.questions.queries import content
from resonanz.app.questions.usecases import pulse_questionnaire
from resonanz.app.shell.access import requires
from resonanz.app.shell.errors import error_text
from resonanz.app.waves.confirmations import Confirmation
from resonanz.app.waves.models import Season, Wave
from resonanz.app.waves.queries import (
    all_waves,
    current_season,
    figures_checksum,
    rotation_number,
    season_structure,
    structure,
)
from resonanz.app.waves.states import WaveState
from resonanz.core import wire
from resonanz.core.cells import K_ELIGIBLE, structure_of_plan
from resonanz.core.kernel.clock import today
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire.checksum import short_checksum

CONFLICT = 409


@requires("ballot.start")
def start(request: HttpRequest) -> HttpResponse:
    """Her cell, the promise, the way to the ballot box. Reads only; no cache keeps it."""
    person = getattr(request.user, "person", None)
    present = person is not None and is_present(person)
    context = {
        "start": start_page(person, present=present, language=get_language() or wire.LANGUAGES[0]),
        "may_read": any(map(request.user.has_perm, ("results.view_all", "results.view_own"))),
        "may_conduct": request.user.has_perm("waves.conduct"),
    }
    return render(request, "conduct/start.html", context)


@requires("ballot.start")
def own_entry_page(request: HttpRequest) -> HttpResponse:
    """Her entry in the roster with its proof, which her browser checks; for everybody else why there is none."""
    person = person_of(request.user)
    context = {"entry": own_entry(person) if person else None, "waves_url": f"{settings.BALLOTBOX_URL}/waves/"}
    return render(request, "conduct/own_entry.html", context)


@requires("waves.view")
def wave_list(request: HttpRequest) -> HttpResponse:
    """The season and every wave."""
    season = current_season()
    context = {"season": queries.season_view(season) if season else None, "waves": all_waves()}
    return render(request, "conduct/waves.html", context)


@requires("waves.conduct")
def season(request: HttpRequest) -> HttpResponse:
    """Preview a partition of today's roster; POST freezes it."""
    size = request.POST.get("k_eligible") or request.GET.get("k_eligible") or str(K_ELIGIBLE)
    form = SeasonForm(request.POST or None, initial={"key": _free_season_key(), "k_eligible": size})
    problem = ""
    if request.method == "POST" and form.is_valid():
        problem = _plan(form, _confirmation(request, "confirmed_by_council"))
        if not problem:
            messages.success(request, gettext("The roster is frozen. Now plan the first wave."))
            return redirect("waves:list")
    return render(
        request,
        "conduct/season.html",
        {"form": form, "problem": problem, **_preview(size)},
        status=CONFLICT if problem else 200,
    )


def _free_season_key() -> str:
    used = set(Season.objects.values_list("key", flat=True))
    names = [str(today().year), *(f"{today().year}-{number}" for number in range(2, len(used) + 3))]
    return next(name for name in names if name not in used)


def _confirmation(request: HttpRequest, box: str) -> Confirmation | None:
    # Hers who sent the form, if she has ticked the box.
    user = request.user
    return confirmation_by(user) if request.POST.get(box) and isinstance(user, User) else None


def _plan(form: SeasonForm, confirmation: Confirmation | None) -> str:
    try:
        plan_season(
            form.cleaned_data["key"],
            k_eligible=form.cleaned_data["k_eligible"],
            confirmation=confirmation,
        )
    except ResonanzError as error:
        return error_text(error)
    return ""


def _preview(size: str) -> dict[str, object]:
    k_eligible = int(size) if size.isdecimal() and len(size) < 4 else K_ELIGIBLE
    try:
        proposal = propose(k_eligible)
    except ResonanzError as error:
        no_roster = error.code is ConductCode.ROSTER_TOO_SMALL
        return {"plan": None, "no_plan": error_text(error), "k_eligible": k_eligible, "no_roster": no_roster}
    return {
        "plan": queries.plan_view(structure_of_plan(proposal.plan)),
        "k_eligible": k_eligible,
        "council": needs_council(k_eligible),
        "attributes": proposal.attribute_names,
        "under_way": error_text(ResonanzError(ConductCode.SEASON_UNDER_WAY)) if is_under_way() else "",
    }


@requires("waves.conduct")
def new(request: HttpRequest) -> HttpResponse:
    """Plan a wave: its days, the questions that are due, what small cells may expect."""
    current = current_season()
    if current is None:
        messages.warning(request, gettext("Freeze a season first: it says who may take part."))
        return redirect("waves:season")
    form = WaveForm(request.POST or None, initial=usual_days())
    if request.method == "POST" and form.is_valid():
        opens_on, agreement = form.cleaned_data["opens_on"], form.cleaned_data["agreement"]
        made = start_wave(current, opens_on=opens_on, closes_at=form.closes_at(), agreement=agreement)
        messages.success(request, gettext("Wave %(number)s is planned.") % {"number": made.number})
        return redirect("waves:detail", made.number)
    questionnaire = content(pulse_questionnaire(rotation_number()))
    context = {"form": form, "items": _items(questionnaire), "plan": queries.plan_view(season_structure(current))}
    return render(request, "conduct/new.html", context)


@requires("waves.view")
def detail(request: HttpRequest, number: int) -> HttpResponse:
    """One wave: its steps, its terms, its questions."""
    wave = _wave(number)
    context = {
        "wave": wave,
        "progress": progress_of(wave),
        "items": _items(content(wave.questionnaire)),
        "plan": queries.plan_view(structure(wave), wave.k_answers),
        "shrunken_cells": shrunken_cells(wave),
        "root": bytes(wave.root).hex(),
        "checksum": short_checksum(bytes(wave.root)),
        "figures": figures_checksum(wave),
        "address": settings.APP_URL,
        "roster_root": bytes(wave.season.roster_root).hex(),
        "roster_checksum": short_checksum(bytes(wave.season.roster_root)),
        "council": stated(wave.season.confirmation),
        "opening": stated(wave.confirmation),
        "opened_shrunken": cells_opened_shrunken(wave),
        "may_conduct": request.user.has_perm("waves.conduct"),
    }
    return render(request, "conduct/detail.html", context)


@requires("waves.view")
def steps(request: HttpRequest, number: int) -> HttpResponse:
    """Only the steps, for the page that follows a long one."""
    wave = _wave(number)
    progress = progress_of(wave)
    may_conduct = request.user.has_perm("waves.conduct")
    context = {
        "wave": wave,
        "progress": progress,
        "address": settings.APP_URL,
        "checksum": short_checksum(bytes(wave.root)),
        "may_conduct": may_conduct,
    }
    response = render(request, "conduct/parts/steps.html", context)
    if not progress.follow:
        response["HX-Refresh"] = "true"  # what ran is over: the rest of the page has changed too
    return response


@requires("waves.conduct")
def step(request: HttpRequest, number: int, step: str) -> HttpResponse:
    """Say what a step will do; POST does it."""
    if step not in list(WaveStep):
        raise Http404
    wave, chosen, problem = _wave(number), WaveStep(step), ""
    if request.method != "POST" and not is_possible(wave, chosen):
        messages.info(request, gettext("This step does not fit the state of the wave. Nothing was changed."))
        return redirect("waves:detail", number)
    if request.method == "POST":
        try:
            messages.success(request, perform(wave, chosen, confirmation=_confirmation(request, "confirmed")))
        except ResonanzError as error:
            problem = error_text(error)
        else:
            return redirect("waves:detail", number)
    shrunken = shrunken_cells(wave) if chosen is WaveStep.OPEN else []
    again = chosen is WaveStep.CLOSE and wave.state != WaveState.OPEN
    context = {"wave": wave, "step": chosen, "again": again, "problem": problem, "shrunken_cells": shrunken}
    return render(request, "conduct/step.html", context, status=CONFLICT if problem else 200)


def _wave(number: int) -> Wave:
    return get_object_or_404(Wave.objects.select_related("season", "questionnaire"), number=number)


def _items(questionnaire: wire.Questionnaire) -> list[dict[str, object]]:
    language = get_language()
    return [
        {
            "code": item.code,
            "wording": next((each for each in item.wordings if each.language == language), item.wordings[0]),
            "reversed": bool(item.flags & wire.ItemFlag.REVERSED),
            "sensitive": bool(item.flags & wire.ItemFlag.SENSITIVE),
        }
        for item in questionnaire.items
    ]
