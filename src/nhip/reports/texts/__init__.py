"""The templates that come with the program, a file a section, and how they are read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["LANGUAGES", "shipped"]

LANGUAGES: Final = ("vi", "en")
_FOLDER: Final = Path(__file__).resolve().parent
_HEAD: Final = re.compile(r"^\[([a-z_]+\.[a-z_]+)\]$", re.M)


@cache
def shipped(language: str) -> Mapping[str, str]:
    """Return the shipped templates of a language by key, in the order of the report."""
    found: dict[str, str] = {}
    for path in sorted((_FOLDER / ("vi" if language.startswith("vi") else "en")).glob("*.txt")):
        parts = _HEAD.split(path.read_text(encoding="utf-8"))
        for key, text in zip(parts[1::2], parts[2::2], strict=True):
            if key in found:
                raise ValueError(f"{path.name}: {key} stands twice")
            found[key] = text.strip()
    return found
