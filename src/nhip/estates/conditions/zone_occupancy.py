"""A new zone comes where the zones of the province are full enough, or have little land in all."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nhip.estates.conditions.facts import Facts
from nhip.estates.conditions.rule import Answer, Finding, found, hectares, parameter, percent
from nhip.estates.models import EstateKind

__all__ = ["check"]


def check(facts: Facts, language: str) -> Finding | None:
    """Compare the occupancy of the province's zones with the threshold, and their land with the exception."""
    least = parameter("zone_province_occupancy_least", facts.day)
    exempt = parameter("zone_province_land_exempt", facts.day)
    if facts.kind != EstateKind.ZONE or facts.expands or least is None or exempt is None:
        return None
    occupancy = facts.province_occupancy
    share, land = (occupancy.share, occupancy.leasable) if occupancy else (None, None)
    said = {
        "share": percent(share, language).text,
        "least": percent(least.number, language, 0).text,
        "land": hectares(land, language).text,
        "exempt": hectares(exempt.number, language).text,
    }
    if occupancy is None:
        answer, sentence = Answer.MET, _("The province has no established zone yet, so the condition does not arise.")
    elif share is None or land is None:
        answer, sentence = Answer.UNKNOWN, _("The leasable land of the province's zones is not on record.")
    elif share >= least.number:
        answer, sentence = Answer.MET, _("The zones of the province are %(share)s full, at least %(least)s.") % said
    elif land <= exempt.number:
        answer = Answer.MET
        sentence = (
            _("The zones are %(share)s full, below %(least)s, but have only %(land)s in all, at most %(exempt)s.")
            % said
        )
    else:
        # The other exceptions (places with incentives, special kinds of zone) are on no register.
        answer = Answer.UNKNOWN
        sentence = (
            _("The zones are %(share)s full, below %(least)s; only one of the other exceptions would allow a new one.")
            % said
        )
    numbers = (
        (_("Occupancy of the province's zones"), percent(share, language)),
        (_("At least"), percent(least.number, language, 0)),
        (_("Leasable land of the zones"), hectares(land, language)),
        (_("Exempt up to"), hectares(exempt.number, language)),
    )
    note = _("Other exceptions: places with investment incentives, ecological and specialised zones.")
    title = _("Occupancy of the province's zones")
    return found("zone_occupancy", title, answer, sentence, numbers, (least, exempt), language, (note,))
