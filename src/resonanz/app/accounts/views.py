"""Sign-in: ask for a code, enter it, sign out. And who the people leads are."""

from __future__ import annotations

import time
from typing import Any, ClassVar, Final

from allauth.account import views as allauth
from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginStage
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from resonanz.app.accounts.adapter import code_mail
from resonanz.app.accounts.forms import AddressForm, CodeForm, GrantForm
from resonanz.app.accounts.models import Role, RoleName, User
from resonanz.app.accounts.usecases import grant_people_lead, revoke_people_lead
from resonanz.app.shell.access import requires
from resonanz.core.kernel.errors import ResonanzError

EVEN_SECONDS: Final = 0.1
"""Every answer to an address takes at least this long: looking up, making a user and writing a mail take less."""


class SignIn(allauth.RequestLoginCodeView):  # type: ignore[misc] # allauth has no types
    """Ask for the address; the same answer whoever asks."""

    template_name = "accounts/sign_in.html"

    def get_form_class(self) -> type[AddressForm]:
        """Our form."""
        return AddressForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 (Django's own)
        """As slow for one address as for another."""
        started = time.monotonic()
        response: HttpResponse = super().post(request, *args, **kwargs)
        time.sleep(max(0.0, EVEN_SECONDS - (time.monotonic() - started)))
        return response

    def form_valid(self, form: AddressForm) -> HttpResponse:
        """An unknown address has a mail written too; it is thrown away."""
        if form._user is None:
            code_mail(form.cleaned_data["email"], "0000-0000")
        response: HttpResponse = super().form_valid(form)
        return response

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: LoginStage) -> None:  # allauth's own hook
        """Whoever comes back here wants another address or a new code: the sign-in under way ends."""
        clear_login(request)


class EnterCode(allauth.ConfirmLoginCodeView):  # type: ignore[misc] # allauth has no types
    """Ask for the code. Run out or tried too often: back to the first page, with the reason."""

    template_name = "accounts/enter_code.html"

    def get_form_class(self) -> type[CodeForm]:
        """Our form."""
        return CodeForm

    extra_context: ClassVar[dict[str, Any]] = {"minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 (Django's own)
        """Without a sign-in under way the first page says why it is back."""
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        if getattr(self, "_process", None) is None and not request.user.is_authenticated:
            messages.warning(
                request,
                _("The code has run out, or it was asked for in another browser. Nothing is lost: ask for a new one."),
            )
        return response

    def form_invalid(self, form: CodeForm) -> HttpResponse:
        """The last try ends this sign-in."""
        response: HttpResponse = super().form_invalid(form)
        if response.status_code == 302:
            messages.error(self.request, _("That was the third wrong code, and it is void now. Ask for a new one."))
        return response


sign_in = SignIn.as_view()
enter_code = EnterCode.as_view()


class SignOut(allauth.LogoutView):  # type: ignore[misc] # allauth has no types
    """Ask once, then end the session."""

    template_name = "accounts/sign_out.html"


sign_out = SignOut.as_view()


@requires("accounts.grant")
def people_leads(request: HttpRequest) -> HttpResponse:
    """Who is people lead; grant the role by address."""
    form = GrantForm(request.POST) if request.method == "POST" else GrantForm()
    if request.method == "POST" and form.is_valid():
        try:
            grant_people_lead(form.cleaned_data["email"])
            return redirect("people-leads")
        except ResonanzError:
            form.add_error("email", _("Nobody on the roster has this address today. Import the person first."))
    roles = Role.objects.filter(name=RoleName.PEOPLE_LEAD).select_related("user__person").order_by("user__email")
    return render(request, "accounts/people_leads.html", {"form": form, "roles": roles})


@requires("accounts.grant")
@require_POST
def revoke(request: HttpRequest, user_id: str) -> HttpResponse:
    """Take the role away; the last one stays."""
    user = get_object_or_404(User, pk=user_id)
    try:
        revoke_people_lead(user)
    except ResonanzError:
        messages.error(request, _("Nothing was changed: there must be one people lead. Name another first."))
    return redirect("people-leads")
