"""Programs in which everything goes wrong with what somebody sent in hand: for attacks on logs only.

Each of ``WAYS`` fails in another manner, with the whole request in its text. A program started with ``WEAKENED`` set
logs as Django's manual shows it and has the hooks of the standard library.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Any

from django.apps import AppConfig
from django.core.exceptions import SuspiciousOperation
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from resonanz.core.kernel.errors import EnvironmentCode, ResonanzError

WEAKENED = "WEAKENED_LOGS"
WORKER_TEXT = "FAILING_WORKER"
OURS = logging.getLogger("resonanz.failing")
LIBRARY = logging.getLogger("library")
DJANGOS_OWN: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
"""The example of Django's manual: "simple setup", https://docs.djangoproject.com/en/5.2/topics/logging/."""

View = Callable[[HttpRequest], HttpResponseBase]


class UnraisableError(Exception):
    """Raised where nobody can catch it."""


class Broken:
    """Fails when it is collected."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __del__(self) -> None:
        raise UnraisableError(self.text)


def raises(text: str) -> None:
    raise RuntimeError(text)


def raises_from_a_cause(text: str) -> None:
    try:
        raise KeyError(text)
    except KeyError as error:
        raise OSError(28, text) from error


def raises_a_refusal(text: str) -> None:
    raise ResonanzError(EnvironmentCode.SETTING_WRONG, name=text, value=text, reason=text)


def raises_a_suspicion(text: str) -> None:
    raise SuspiciousOperation(text)


def logs_in_a_library(text: str) -> None:
    LIBRARY.error(text)
    LIBRARY.warning("a request: %s", text)


def logs_in_our_code(text: str) -> None:
    OURS.error("a request: %s", text)
    OURS.error("a request: %(sent)s", {"sent": text})


def logs_what_does_not_fit(text: str) -> None:
    LIBRARY.error("%d requests", text)


def logs_where_nobody_listens(text: str) -> None:
    alone = logging.getLogger("library.alone")
    alone.propagate = False
    alone.error(text)


def logs_an_exception(text: str) -> None:
    try:
        raise RuntimeError(text)
    except RuntimeError:
        OURS.exception("It failed.", stack_info=True)


def warns(text: str) -> None:
    warnings.warn(text, stacklevel=1)


def fails_in_a_thread(text: str) -> None:
    thread = threading.Thread(target=raises, args=(text,), name=text)
    thread.start()
    thread.join()


def fails_when_collected(text: str) -> None:
    Broken(text)


def fails_in_a_loop(text: str) -> None:
    loop = asyncio.new_event_loop()
    loop.call_soon(raises, text)
    loop.call_soon(loop.stop)
    loop.run_forever()
    loop.close()


def fails_in_a_callback(text: str) -> None:
    future: Future[None] = Future()
    future.add_done_callback(lambda _: raises(text))
    future.set_result(None)


def streams(text: str) -> HttpResponseBase:
    def parts() -> Iterator[bytes]:
        yield b"begun "
        raises(text)

    return StreamingHttpResponse(parts())


def closes_badly(text: str) -> HttpResponseBase:
    response = HttpResponse("well")
    response.close = lambda: raises(text)  # type: ignore[method-assign]
    return response


WAYS: list[Callable[[str], HttpResponseBase | None]] = [
    raises, raises_from_a_cause, raises_a_refusal, raises_a_suspicion, logs_in_a_library, logs_in_our_code,
    logs_what_does_not_fit, logs_where_nobody_listens, logs_an_exception, warns, fails_in_a_thread,
    fails_when_collected, fails_in_a_loop, fails_in_a_callback,
]  # fmt: skip
SILENT = [streams, closes_badly]
"""The head is out: the server keeps these to itself, whatever is set."""
OUTSIDE = "outside"
"""Before Django begins: the server alone sees it."""
AT_WORK = ["task", "periodic", "uncaught"]
"""What fails in the worker."""


def middleware(get_response: View) -> View:
    """``/fail/WAY`` fails in that way."""
    ways = {f"/fail/{way.__name__}": way for way in [*WAYS, *SILENT]}

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.path not in ways:
            return get_response(request)
        text = f"{request.get_full_path()} {request.headers!r} {request.body!r}"
        return ways[request.path](text) or HttpResponse("failed and went on")

    return answer


class Failing(AppConfig):
    """Installed by the settings of failing programs."""

    name = "tests.attacks"
    label = "failing"

    def ready(self) -> None:
        if os.environ.get(WEAKENED):
            take_hooks_away()
        answer = WSGIHandler.__call__

        def answer_or_fail(handler: WSGIHandler, environ: dict[str, Any], start: Any) -> Any:  # noqa: ANN401
            if environ["PATH_INFO"] == f"/fail/{OUTSIDE}":
                raise RuntimeError(str(environ))
            return answer(handler, environ, start)

        WSGIHandler.__call__ = answer_or_fail  # type: ignore[assignment, method-assign]
        if WORKER_TEXT in os.environ:
            from tests.attacks import failing_worker

            failing_worker.fail_at_work(os.environ[WORKER_TEXT])


def take_hooks_away() -> None:
    """As an interpreter has them that was just started."""
    sys.excepthook, sys.unraisablehook = sys.__excepthook__, sys.__unraisablehook__
    threading.excepthook = threading.__excepthook__
    logging.raiseExceptions, logging.lastResort = True, logging.StreamHandler()
    warnings.showwarning = vars(warnings)["_showwarning_orig"]
