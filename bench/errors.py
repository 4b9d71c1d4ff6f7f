"""Why a measurement is broken off. The bench is for developers and speaks English alone."""

from __future__ import annotations

from resonanz.core.kernel.errors import ErrorCode


class BenchCode(ErrorCode):
    """What can go wrong while something is measured."""

    WAVE_NOT_OPENED = "wave-not-opened", 500, "The ballot box did not open the wave (%(word)s). Look at its log."
    ANSWER_WRONG = (
        "bench-answer-wrong",
        500,
        "Not every ballot was answered as it should be: %(answered)s answers, statuses %(statuses)s. Look at the log.",
    )
    PROGRAM_FAILED = "program-failed", 500, "The measured program failed: %(error)s. Run it by hand."
    PROGRAM_NOT_LISTENING = "program-not-listening", 500, "A program did not start: %(program)s. Run it by hand."
    LOAD_NOT_ON_LOOPBACK = (
        "load-not-on-loopback",
        500,
        "Load may not be put on %(host)s: it would be an attack. Use the loopback address.",
    )
    LOAD_TOO_LARGE = "load-too-large", 500, "More requests than one run may send. Choose at most %(most)s."
    LOAD_TOO_SLOW = (
        "load-too-slow",
        500,
        "The load was not over after %(seconds)s seconds. Choose fewer requests, or look at the program's log.",
    )
