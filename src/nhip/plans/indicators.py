"""Indicators of the room, found by the name of this file; each part has its own module."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from nhip.figures.catalogue import knowledge_mark
from nhip.plans import indicators_projects, indicators_promotion, indicators_targets, indicators_tasks

# Each says in its function `mark(as_of)` what it knew.
PARTS: Final = (indicators_targets, indicators_projects, indicators_promotion, indicators_tasks)


@knowledge_mark("plans")
def mark(as_of: datetime) -> str:
    """Say what the room knew at an instant."""
    return " ".join(part.mark(as_of) for part in PARTS)
