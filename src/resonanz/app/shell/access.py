"""Who may open a page: the one guard of every view, and the predicates with which rooms declare it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache
from rules.permissions import permissions
from rules.predicates import Predicate

P = ParamSpec("P")
V = TypeVar("V", bound=Callable[..., HttpResponseBase])
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def predicate(function: Callable[..., bool]) -> Predicate:
    """A question about a visitor, or a visitor and a thing, that rules can join with ``|``, ``&`` and ``~``."""
    return Predicate(function)


def allow(permission: str, holders: Predicate) -> None:
    """Make known who has a permission; KeyError when that is known already."""
    permissions.add_rule(permission, holders)  # type: ignore[no-untyped-call]


def allowed(permission: str, user: object, thing: object = None) -> bool:
    """Whether a room allows it to this visitor, with this thing; nobody has a permission that no room names."""
    return bool(permissions.test_rule(permission, user, thing))  # type: ignore[no-untyped-call]


def marked(view: V, permission: str, refusal: int = 403) -> V:
    """Leave on a guarded view what it asks for and the status with which it refuses, for whoever lists the pages."""
    vars(view).update(permission=permission, refusal=refusal)
    return view


def requires(permission: str) -> Callable[[View[P]], View[P]]:
    """Guard a view: a stranger is led to the sign-in and back, somebody without the permission gets the 403 page.

    Whatever the view answers may not be kept by caches: it is meant for one reader.
    """

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                from django.contrib.auth.views import redirect_to_login  # asks for the user model, which asks this file

                return redirect_to_login(request.get_full_path())
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return marked(never_cache(guarded), permission)

    return guard
