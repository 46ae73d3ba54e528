"""The conditions of establishing or expanding a zone or cluster, checked and explained; one rule a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from nhip.estates.conditions import (
    district_occupancy,
    expansion_occupancy,
    infrastructure,
    listed,
    size,
    stated,
    zone_occupancy,
)
from nhip.estates.conditions.facts import Facts, facts_of
from nhip.estates.conditions.rule import Answer, Finding, Rule
from nhip.estates.models import ConditionStatement

__all__ = ["RULES", "Answer", "Facts", "Finding", "check", "facts_of", "with_statements"]

RULES: Final[tuple[Rule, ...]] = (
    size.check,
    listed.check,
    stated.land,
    stated.investor,
    district_occupancy.check,
    expansion_occupancy.check,
    infrastructure.check,
    zone_occupancy.check,
)


def check(facts: Facts, language: str) -> list[Finding]:
    """Return what each rule that applies says, in their order."""
    return [found for rule in RULES if (found := rule(facts, language)) is not None]


def with_statements(findings: list[Finding], statements: Mapping[str, ConditionStatement]) -> list[Finding]:
    """Put what officials have stated beside what no register can tell. What a register tells, no statement changes."""
    answers = {True: Answer.MET, False: Answer.NOT_MET}
    return [
        replace(each, answer=answers[statements[each.code].met], statement=statements[each.code])
        if each.answer is Answer.UNKNOWN and each.code in statements
        else each
        for each in findings
    ]
