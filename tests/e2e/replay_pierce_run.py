"""Runs the replay in a process of its own, with the app's settings: ``python -m ... SURVEY``; JSON on stdout."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import django

from tests.e2e.replay_pierce_people import read_strata, respondents


def main() -> None:
    """Settings first, then everything that needs them."""
    django.setup()
    from tests.e2e.replay_pierce_wave import replay

    print(json.dumps(replay(respondents(read_strata(Path(sys.argv[1]))))))


if __name__ == "__main__":
    main()
