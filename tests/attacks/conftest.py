"""Attacks use the browser of the end-to-end tests."""

from tests.e2e.conftest import browser, page, phone, playwright

__all__ = ["browser", "page", "phone", "playwright"]
