"""Pages as PDF/UA: the sheet, its style, the one importer of WeasyPrint."""

from __future__ import annotations

from django.apps import AppConfig


class PaperConfig(AppConfig):
    """Pages as PDF/UA: the sheet, its style, the one importer of WeasyPrint."""

    name = "resonanz.app.paper"
    label = "paper"
