"""The law as this installation has it, read once."""

from __future__ import annotations

from functools import cache

from nhip.estates.law.loading import Law, load

__all__ = ["law"]


@cache
def law() -> Law:
    """Return it."""
    return load()
