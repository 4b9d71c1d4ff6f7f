"""The item bank, to read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from resonanz.app.questions.queries import bank
from resonanz.app.shell.access import requires


@requires("questions.view")
def question_list(request: HttpRequest) -> HttpResponse:
    """Every item in every language, where it comes from and when it is asked."""
    return render(request, "questions/list.html", {"scales": bank()})
