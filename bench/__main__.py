"""``python -m bench SUITE``."""

from __future__ import annotations

import typer

from bench.command import bench

typer.run(bench)
