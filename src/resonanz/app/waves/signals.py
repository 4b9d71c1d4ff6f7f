"""What happens to waves that rooms above want to hear of."""

from __future__ import annotations

from django.dispatch import Signal

release_stored = Signal()
"""Sent after the transaction that stored a wave's figures, with ``wave``; listeners only compute ahead of time."""
