"""Indicators of the room, found by the name of this file; each part has its own module."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from typing import Final

from nhip.figures.catalogue import knowledge_mark

PARTS: Final = ("indicators_targets", "indicators_projects", "indicators_promotion", "indicators_tasks")
# A part says in its function `mark(as_of)` what it knew.
_parts = [import_module(f"nhip.plans.{name}") for name in PARTS if find_spec(f"nhip.plans.{name}")]


@knowledge_mark("plans")
def mark(as_of: datetime) -> str:
    """Say what the room knew at an instant."""
    return " ".join(part.mark(as_of) for part in _parts)
