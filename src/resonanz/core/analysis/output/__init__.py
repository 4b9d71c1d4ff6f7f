"""The four ways to write a gap table. Nothing here computes a figure."""

from resonanz.core.analysis.output.machine import as_csv, as_json
from resonanz.core.analysis.output.page import as_html
from resonanz.core.analysis.output.terminal import print_table

__all__ = ["as_csv", "as_html", "as_json", "print_table"]
