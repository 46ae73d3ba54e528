"""Conditions that stand on no register: land in the land-use plan, and an able investor. Somebody has to look."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nhip.estates.conditions.facts import Facts
from nhip.estates.conditions.rule import Answer, Finding, found, parameter
from nhip.estates.models import EstateKind

__all__ = ["investor", "land"]


def land(facts: Facts, language: str) -> Finding | None:
    """Whether the land is in accordance with the land-use plan."""
    rule = parameter("cluster_land_planned", facts.day)
    if facts.kind != EstateKind.CLUSTER or rule is None:
        return None
    sentence = _("Land-use plans are on no register; compare the land with the plan and record the answer.")
    title = _("Land in accordance with the land-use plan")
    return found("land_planned", title, Answer.UNKNOWN, sentence, (), (rule,), language)


def investor(facts: Facts, language: str) -> Finding | None:
    """Whether the investor in infrastructure has the standing and the ability."""
    rule = parameter("cluster_investor_able", facts.day)
    if facts.kind != EstateKind.CLUSTER or rule is None:
        return None
    sentence = _("Standing and ability of the investor are on no register; look at the papers and record the answer.")
    return found(
        "investor_able", _("Investor with standing and ability"), Answer.UNKNOWN, sentence, (), (rule,), language
    )
