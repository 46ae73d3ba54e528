"""A cluster stands in the approved list of the province."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nhip.estates.conditions.facts import Facts
from nhip.estates.conditions.rule import Answer, Finding, found, parameter
from nhip.estates.models import EstateKind

__all__ = ["check"]


def check(facts: Facts, language: str) -> Finding | None:
    """Look for the event of being entered into the provincial plan."""
    rule = parameter("cluster_listed", facts.day)
    if facts.kind != EstateKind.CLUSTER or facts.expands or rule is None:
        return None
    if facts.planned_on is None:
        # That nobody recorded it does not say that it is not there.
        sentence = _("No entry into the provincial list is on record; look it up in the plan and record the event.")
        answer = Answer.UNKNOWN
    else:
        day = date_format(facts.planned_on, "SHORT_DATE_FORMAT")
        sentence = _("It stands in the provincial list since %(day)s.") % {"day": day}
        answer = Answer.MET
    return found("listed", _("In the approved list of the province"), answer, sentence, (), (rule,), language)
