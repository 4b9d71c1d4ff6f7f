"""The clock goes back after each test, and keys are made once a run."""

from tests.app.conduct.conftest import port, quick_keys, real_time

__all__ = ["port", "quick_keys", "real_time"]
