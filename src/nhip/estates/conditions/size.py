"""A cluster has at least 10 ha (5 ha in mountains) and at most 75 ha; after an expansion, too."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nhip.estates.conditions.facts import Facts
from nhip.estates.conditions.rule import Finding, found, hectares, parameter, yes_or_no
from nhip.estates.models import EstateKind

__all__ = ["check"]


def check(facts: Facts, language: str) -> Finding | None:
    """Compare the total area with the bounds in force."""
    least = parameter("cluster_area_least", facts.day)
    mountain = parameter("cluster_area_least_mountain", facts.day)
    most = parameter("cluster_area_most", facts.day)
    if facts.kind != EstateKind.CLUSTER or least is None or mountain is None or most is None:
        return None
    bound = mountain if facts.mountainous else least
    notes: tuple[str, ...] = ()
    if facts.mountainous and facts.mountain_note is not None:
        notes = (f"{facts.mountain_note.into(language)} {facts.mountain_reference}.",)
    met = None if facts.area is None else bound.number <= facts.area <= most.number
    if facts.area is not None and facts.mountainous is None and mountain.number <= facts.area < least.number:
        # Whether five hectares are enough depends on where it lies, and that is not on record.
        met = None
    craft = facts.area is not None and facts.mountainous is False and mountain.number <= facts.area < least.number
    if craft:
        # A cluster of a craft village may be smaller; which ones are is on no register.
        met = None
    said = {
        "area": hectares(facts.area, language).text,
        "least": hectares(bound.number, language).text,
        "most": hectares(most.number, language).text,
    }
    if facts.area is None:
        sentence = _("The total area is not on record; it has to be %(least)s to %(most)s.") % said
    elif craft:
        sentence = _("The area is %(area)s, below %(least)s: enough only for a craft-village cluster.") % said
    elif met is None:
        sentence = _("The area is %(area)s, and where the cluster lies is not on record.") % said
    elif met:
        sentence = _("The area of %(area)s lies between %(least)s and %(most)s.") % said
    else:
        sentence = _("The area of %(area)s lies outside %(least)s to %(most)s.") % said
    numbers = (
        (_("Total area"), hectares(facts.area, language)),
        (_("At least (mountains)") if facts.mountainous else _("At least"), hectares(bound.number, language)),
        (_("At most"), hectares(most.number, language)),
    )
    title = _("Area after the expansion") if facts.expands else _("Area")
    return found("size", title, yes_or_no(met), sentence, numbers, (bound, most), language, notes)
