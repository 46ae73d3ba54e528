"""The layout of administrative documents, as the decree in force asks for it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["layout"]


@cache
def layout() -> dict[str, Any]:
    """Return the measures: paper and margins in millimetres, letters in points."""
    found: dict[str, Any] = json.loads(
        (Path(__file__).resolve().parent / "data" / "layout.json").read_text(encoding="utf-8")
    )
    return found
