"""The address that opens a number."""

from django.urls import reverse

from nhip.portal.releases.addressing import figure_address
from nhip.releases.answers import Target

__all__ = ["address"]


def address(target: Target) -> str:
    """Return the address of a target, in the language of the page."""
    if target.kind == "report":
        return reverse("portal:report", args=[int(target.key)])
    if target.kind == "figure":
        return figure_address(target)
    return reverse("portal:node", args=[target.period, target.key])
