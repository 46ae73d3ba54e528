"""A cluster is expanded when its shared infrastructure is built and works."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nhip.estates.conditions.facts import Facts
from nhip.estates.conditions.rule import Answer, Finding, found, parameter
from nhip.estates.models import EstateKind

__all__ = ["check"]


def check(facts: Facts, language: str) -> Finding | None:
    """Look for the event of the infrastructure coming into operation."""
    rule = parameter("cluster_infrastructure_complete", facts.day)
    if facts.kind != EstateKind.CLUSTER or not facts.expands or rule is None:
        return None
    if facts.infrastructure_on is None:
        answer = Answer.UNKNOWN
        sentence = _("That the shared infrastructure operates is not on record; look and record the event.")
    else:
        answer = Answer.MET
        day = date_format(facts.infrastructure_on, "SHORT_DATE_FORMAT")
        sentence = _("The shared infrastructure operates since %(day)s.") % {"day": day}
    return found("infrastructure", _("Shared infrastructure complete"), answer, sentence, (), (rule,), language)
