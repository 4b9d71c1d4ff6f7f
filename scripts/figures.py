"""Every released figure of a data folder as text, so that two states of the code can be compared with ``diff``.

``RESONANZ_HOME=HOME .venv/bin/python scripts/figures.py`` prints, wave by wave, what the ballot box released and what
the result pages offer as a file for each area. It asks for models and pages by what they are for, not by where they
live, so that it runs on an older checkout as it is. Two homes built on one day with one seed have the same figures;
what is random in every home (ids, keys, roots) is left out.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "resonanz.app.settings")
RANDOM = ("wave", "root")
NOT_FOUND = 404


def main() -> None:
    """Print everything; 1 if there was nothing to print."""
    import django

    django.setup()
    lines = [*releases(), *files()]
    print("\n".join(lines))
    sys.exit(0 if lines else 1)


def releases() -> Iterator[str]:
    """The content of every stored release, decoded."""
    from django.apps import apps

    from resonanz.core import wire

    for model in apps.get_app_config("waves").get_models():
        if {"wave", "content"} <= {field.name for field in model._meta.get_fields()}:
            for number, content in model._default_manager.order_by("wave__number").values_list(
                "wave__number", "content"
            ):
                for name, value in asdict(wire.decode_release(bytes(content))).items():
                    if name not in RANDOM and value is not None:  # a section that was not asked for
                        yield f"release {number} {name} {plain(value)}"


def plain(value: Any) -> str:  # noqa: ANN401 (whatever a release holds)
    """Nested tuples and arrays in one notation."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {plain(part)}" for key, part in value.items()) + "}"
    if isinstance(value, str | bytes | int | float):
        return repr(value)
    return "(" + ", ".join(map(plain, value)) + ")"


def files() -> Iterator[str]:
    """The figures of every area of every wave as a people lead reads them."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.test import Client

    reader = next(user for user in get_user_model()._default_manager.all() if user.has_perm("results.view_all"))
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0], "accept-language": "en"})
    client.force_login(reader)
    for wave in range(1, 1000):
        for area in range(100_000):
            answer = client.get(f"/results/{wave}/{area}.csv")
            if answer.status_code == NOT_FOUND:
                break
            text = answer.getvalue().decode("utf-8-sig")
            yield from (f"file {wave} {area} {line}" for line in text.splitlines())
        if area == 0:
            return


if __name__ == "__main__":
    main()
