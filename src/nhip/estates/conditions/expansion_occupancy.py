"""What is to be expanded is full enough, or more land is asked for than is free."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nhip.estates.conditions.facts import Facts
from nhip.estates.conditions.rule import Answer, Finding, found, parameter, percent
from nhip.estates.models import EstateKind

__all__ = ["check"]


def check(facts: Facts, language: str) -> Finding | None:
    """Compare the occupancy of the estate itself with the threshold of its kind."""
    cluster = facts.kind == EstateKind.CLUSTER
    code = "cluster_expansion_occupancy_least" if cluster else "zone_expansion_occupancy_least"
    least = parameter(code, facts.day)
    if not facts.expands or least is None:
        return None
    share = facts.own_occupancy.share if facts.own_occupancy else None
    said = {"share": percent(share, language).text, "least": percent(least.number, language, 0).text}
    if share is None:
        answer, sentence = Answer.UNKNOWN, _("Its industrial land is not on record.")
    elif share >= least.number:
        answer, sentence = Answer.MET, _("It is %(share)s full, at least %(least)s.") % said
    elif cluster:
        # Demand is on no register, so somebody has to look.
        answer = Answer.UNKNOWN
        sentence = (
            _("It is %(share)s full, below %(least)s; it may still be expanded if more land is asked for than is free.")
            % said
        )
    else:
        answer, sentence = Answer.NOT_MET, _("It is %(share)s full, below %(least)s.") % said
    numbers = ((_("Occupancy"), percent(share, language)), (_("At least"), percent(least.number, language, 0)))
    return found(
        "expansion_occupancy", _("Occupancy before the expansion"), answer, sentence, numbers, (least,), language
    )
