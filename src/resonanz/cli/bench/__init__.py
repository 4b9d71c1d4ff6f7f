"""Measurements that repeat in one run what docs/dev/performance.md states: one file a suite."""

from __future__ import annotations

import typer


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    from resonanz.cli.bench.command import bench

    app.command("bench")(bench)
