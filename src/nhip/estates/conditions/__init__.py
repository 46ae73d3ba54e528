"""The conditions of establishing or expanding a zone or cluster, checked and explained; one rule a file."""

from __future__ import annotations

from typing import Final

from nhip.estates.conditions import (
    district_occupancy,
    expansion_occupancy,
    infrastructure,
    listed,
    size,
    zone_occupancy,
)
from nhip.estates.conditions.facts import Facts, facts_of
from nhip.estates.conditions.rule import Answer, Finding, Rule

__all__ = ["RULES", "Answer", "Facts", "Finding", "check", "facts_of"]

RULES: Final[tuple[Rule, ...]] = (
    size.check,
    listed.check,
    district_occupancy.check,
    expansion_occupancy.check,
    infrastructure.check,
    zone_occupancy.check,
)


def check(facts: Facts, language: str) -> list[Finding]:
    """Return what each rule that applies says, in their order."""
    return [found for rule in RULES if (found := rule(facts, language)) is not None]
