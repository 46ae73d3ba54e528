"""Where the district or commune has clusters already, they are full enough on average, or little of theirs is free."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nhip.estates.conditions.facts import Facts
from nhip.estates.conditions.rule import Answer, Finding, found, hectares, parameter, percent, yes_or_no
from nhip.estates.models import EstateKind
from nhip.figures.numbers import NumberKind, show

__all__ = ["check"]


def check(facts: Facts, language: str) -> Finding | None:
    """Compare the occupancy and the free land of the other clusters of the unit with the thresholds."""
    above = parameter("cluster_occupancy_above", facts.day)
    most = parameter("cluster_unleased_most", facts.day)
    unit = parameter("cluster_occupancy_unit", facts.day)
    bound = parameter("cluster_unleased_bound", facts.day)
    if facts.kind != EstateKind.CLUSTER or facts.expands or above is None or most is None or not unit or not bound:
        return None
    title = _("Occupancy of the clusters around")
    where = ", ".join(facts.units)
    parameters = (above, most, bound, unit)
    said = {
        "where": where,
        "above": percent(above.number, language, 0).text,
        "most": hectares(most.number, language).text,
    }
    if not facts.units:
        sentence = _("In which unit it lies is not on record.")
        return found("district_occupancy", title, Answer.UNKNOWN, sentence, (), parameters, language)
    if not facts.others:
        sentence = _("%(where)s has no other established cluster, so the condition does not arise.") % said
        return found("district_occupancy", title, Answer.MET, sentence, (), parameters, language)
    occupancy = facts.others_occupancy
    share, free = (occupancy.share, occupancy.free) if occupancy else (None, None)
    numbers = (
        (_("Other clusters of the unit"), show(NumberKind.COUNT, facts.others, 0, language)),
        (_("Leased land over industrial land"), percent(share, language)),
        (_("Has to be above"), percent(above.number, language, 0)),
        (_("Industrial land not leased"), hectares(free, language)),
        (_("Or less than") if bound.text == "below" else _("Or at most"), hectares(most.number, language)),
    )
    little = free is not None and (free < most.number or (free == most.number and bound.text != "below"))
    met = None if share is None or free is None else share > above.number or little
    said |= {"share": percent(share, language).text, "free": hectares(free, language).text}
    if met is None:
        sentence = _("The industrial land of the other clusters of %(where)s is not on record.") % said
    elif share is not None and share > above.number:
        sentence = _("The other clusters of %(where)s are %(share)s full, which is above %(above)s.") % said
    elif met:
        sentence = _("In the other clusters of %(where)s %(free)s are free, which is little enough.") % said
    else:
        sentence = (
            _("The other clusters of %(where)s are %(share)s full (not above %(above)s), and %(free)s are free.") % said
        )
    note = _("The average is all leased land over all industrial land, not a mean of percentages.")
    return found("district_occupancy", title, yes_or_no(met), sentence, numbers, parameters, language, (note,))
