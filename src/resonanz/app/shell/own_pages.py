"""Whether an address that came with a request leads to a page of this app."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def own_page(request: HttpRequest, address: str) -> str:
    """The address as it came, if it is a path of this app: for ``HttpResponseRedirect``; anything else is empty.

    ``redirect`` is not for text from outside: it takes words for names of views, and fails for most of them.
    """
    is_path = address.startswith("/") and not address.startswith("//")
    return address if is_path and url_has_allowed_host_and_scheme(address, {request.get_host()}) else ""
