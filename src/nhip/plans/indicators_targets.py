"""Targets in the catalogue of indicators."""

from __future__ import annotations

from datetime import datetime

from nhip.plans.models import Target


def mark(as_of: datetime) -> str:
    """Say which versions of targets counted: how many there were, and the newest."""
    rows = Target.objects.filter(recorded_at__lte=as_of)
    newest = rows.order_by("-id").values_list("id", flat=True).first()
    return f"targets:{rows.count()}/{newest or 0}"
