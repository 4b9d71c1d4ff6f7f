"""What a late answer may do to a session."""

from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers


class LateAnswers(SessionMiddleware):
    """Django's sessions; only that a late answer leaves alone what has become of the browser's session meanwhile.

    A sign-in gives the session a new key. Of two clicks, the second still comes with the old one. Django would answer
    it with a bare 400, or take away the cookie that the first has brought.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """What was to be noted in a session that ended meanwhile goes with it; the answer stands."""
        try:
            return super().process_response(request, response)
        except SessionInterrupted:
            patch_vary_headers(response, ("Cookie",))
            return response
