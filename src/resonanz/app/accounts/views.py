"""Sign-in: ask for a code, enter it, sign out. And who the people leads are."""

import time
from collections.abc import Callable
from functools import wraps
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from resonanz.app.accounts import codes, mailing
from resonanz.app.accounts.codes import CodeCheck
from resonanz.app.accounts.forms import TOO_MANY_CODES, WRONG_CODE, AddressForm, CodeForm, GrantForm
from resonanz.app.accounts.limits import Limit, counted
from resonanz.app.accounts.models import Role, RoleName, User
from resonanz.app.accounts.usecases import code_opens_something, grant_people_lead, revoke_people_lead, user_for
from resonanz.app.shell.access import requires
from resonanz.app.shell.errors import error_text
from resonanz.app.shell.own_pages import own_page
from resonanz.core.kernel.errors import ResonanzError

TOKEN: Final = "sign_in"  # noqa: S105 (its name in the session)
# Every answer to an address takes at least this long: looking up and writing a mail take less.
EVEN_SECONDS: Final = 0.1


def _for_strangers(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    # Who is signed in is led on, whatever she posts: a second click comes with the form of before.
    @never_cache
    @csrf_exempt  # of the view around, which does nothing; the one inside is protected
    @wraps(view)
    def lead_on(request: HttpRequest) -> HttpResponse:
        return HttpResponseRedirect(_onward(request)) if request.user.is_authenticated else protected(request)

    protected = csrf_protect(view)
    return lead_on


@_for_strangers
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for the address; the same answer, and as slow, whoever asks."""
    if token := request.session.pop(TOKEN, None):
        codes.end(token)  # whoever comes back wants another address or a new code
    if request.method != "POST":
        return _page(request, "accounts/sign_in.html", AddressForm())
    started = time.monotonic()
    response = _send_code(request, AddressForm(request.POST))
    time.sleep(max(0.0, EVEN_SECONDS - (time.monotonic() - started)))
    return response


def _send_code(request: HttpRequest, form: AddressForm) -> HttpResponse:
    # For an unknown address everything is done too, and the mail thrown away.
    if form.is_valid() and not counted(*_limits(request, form.cleaned_data["email"])):
        form.add_error("email", TOO_MANY_CODES)
    if not form.is_valid():
        return _page(request, "accounts/sign_in.html", form)
    address = form.cleaned_data["email"]
    token, code = codes.begin(address)
    mail = mailing.code_mail(address, code)
    if code_opens_something(address):
        mailing.send_later(mail)
    request.session.cycle_key()  # a cookie planted in this browser does not share the sign-in
    request.session[TOKEN] = token
    return _go(request, "sign-in-code")


def _limits(request: HttpRequest, address: str) -> tuple[Limit, ...]:
    # The wide one is for a network: behind a proxy or one office address a whole organisation signs in at once.
    asker = ip_address(request.META["REMOTE_ADDR"])
    network = ip_network((asker, 64), strict=False) if isinstance(asker, IPv6Address) else asker
    return (
        Limit(f"network {network}", 1200, 60),
        Limit(f"address {address}", 3, 60),
        Limit(f"address {address}", 10, 3600),
    )


@_for_strangers
def code_entry(request: HttpRequest) -> HttpResponse:
    """Ask for the code. Run out or tried too often: back to the first page, with the reason."""
    token = request.session.get(TOKEN, "")
    address = codes.address_of(token)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not address:
        return _back_to_start(request, _why_over(request, address))
    checked = None
    if form.is_valid():
        checked = codes.check(token, form.cleaned_data["code"])
        if checked is CodeCheck.RIGHT and (user := user_for(address)):
            return _sign_in_as(request, user)
    if checked is CodeCheck.WRONG:
        form.add_error("code", WRONG_CODE)
    elif checked is not None:
        return _back_to_start(request, checked)
    return _page(request, "accounts/code_entry.html", form, email=address, minutes=codes.MINUTES)


def _why_over(request: HttpRequest, address: str | None) -> CodeCheck:
    # A session that is gone has ended with a sign-in: this browser is signed in, or was.
    is_gone = settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.session_key is None
    return CodeCheck.JUST_USED if is_gone or address is not None else CodeCheck.RUN_OUT


def _sign_in_as(request: HttpRequest, user: User) -> HttpResponse:
    # In a session with a new key.
    onward = _onward(request)
    del request.session[TOKEN]
    login(request, user)
    return HttpResponseRedirect(onward)


def _back_to_start(request: HttpRequest, checked: CodeCheck) -> HttpResponse:
    if checked is CodeCheck.THIRD_WRONG:
        messages.error(request, _("That was the third wrong code, and it is void now. Ask for a new one."))
    elif checked is not CodeCheck.JUST_USED:
        messages.warning(
            request,
            _("The code has run out, or it was asked for in another browser. Nothing is lost: ask for a new one."),
        )
    return _go(request, "sign-in")


@never_cache
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ask once, then end the session."""
    if request.method == "POST":
        logout(request)
    if request.user.is_authenticated:
        return render(request, "accounts/sign_out.html")
    return redirect(settings.LOGOUT_REDIRECT_URL)


def _page(request: HttpRequest, template: str, form: forms.Form, **context: object) -> HttpResponse:
    return render(request, template, {"form": form, "next": _next(request), **context})


def _go(request: HttpRequest, name: str) -> HttpResponse:
    # To another page of the sign-in, which knows too where it is to lead.
    onward = _next(request)
    return HttpResponseRedirect(resolve_url(name) + (f"?{urlencode({'next': onward})}" if onward else ""))


def _onward(request: HttpRequest) -> str:
    return _next(request) or resolve_url(settings.LOGIN_REDIRECT_URL)


def _next(request: HttpRequest) -> str:
    # Where to go afterwards, if that is a page of this app; else empty.
    return own_page(request, request.POST.get("next") or request.GET.get("next") or "")


@requires("accounts.grant")
def people_leads(request: HttpRequest) -> HttpResponse:
    """Who is people lead; grant the role by address."""
    form = GrantForm(request.POST) if request.method == "POST" else GrantForm()
    if request.method == "POST" and form.is_valid():
        try:
            grant_people_lead(form.cleaned_data["email"])
            return redirect("people-leads")
        except ResonanzError as error:
            form.add_error("email", error_text(error))
    address = Coalesce("user__person__email", "user__email")
    roles = Role.objects.filter(name=RoleName.PEOPLE_LEAD).select_related("user__person").order_by(address)
    return render(request, "accounts/people_leads.html", {"form": form, "roles": roles})


@requires("accounts.grant")
@require_POST
def revoke(request: HttpRequest, user_id: str) -> HttpResponse:
    """Take the role away; the last one stays."""
    user = get_object_or_404(User, pk=user_id)
    try:
        revoke_people_lead(user)
    except ResonanzError as error:
        messages.error(request, error_text(error))
    return redirect("people-leads")
