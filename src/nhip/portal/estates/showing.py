"""One estate as its page shows it: the answers of the queries, with their addresses and places in drawings."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from nhip.estates.queries import EstateView, OccupancyPoint
from nhip.figures.numbers import NumberKind, show

__all__ = ["contact", "documents", "life", "point_words", "points"]

DECEMBER = 12


def life(view: EstateView) -> list[dict[str, Any]]:
    """Return the events with what lies between them: how long each step has waited for the next one."""
    steps = []
    files = {each.pk for each in view.documents if each.has_file}
    reached = view.row.stage.events if view.row.stage else ()
    for event in view.timeline:
        days = event.days_before
        steps.append(
            {
                "event": event,
                "now": event.words in reached,
                "after": "" if days is None else _after(days),
                "href": reverse("documents:document", args=[event.document]) if event.document in files else "",
            }
        )
    if view.timeline and view.timeline[-1].on == view.timeline[-1].until:
        days = (view.day - view.timeline[-1].on).days
        steps[-1]["so_far"] = ngettext("%(n)s day since then", "%(n)s days since then", days) % {"n": _count(days)}
    return steps


def _after(days: int) -> str:
    if days == 0:
        return _("on the same day as the event before")
    told = ngettext("%(n)s day after the event before", "%(n)s days after the event before", days)
    return told % {"n": _count(days)}


def _count(days: int) -> str:
    return show(NumberKind.COUNT, days, 0, get_language() or "vi").text


def point_words(point: OccupancyPoint) -> str:
    """Write the day of a point."""
    return f"{point.day:%d/%m/%Y}"


def points(view: EstateView) -> list[tuple[str, OccupancyPoint]]:
    """Return the occupancy at the end of each quarter since it is known, the newest first."""
    known = next((place for place, point in enumerate(view.occupancy) if point.share.value is not None), None)
    return [] if known is None else [(point_words(point), point) for point in reversed(view.occupancy[known:])]


def contact(view: EstateView) -> list[tuple[str, str, str]]:
    """Return whom to ask: label, text, address."""
    if view.contact is None:
        return []
    phone, email = view.contact.phone, view.contact.email
    digits = "".join(sign for sign in phone if sign.isdigit() or sign == "+")
    rows = [
        (_("Contact"), view.contact.name, ""),
        (_("Phone"), phone, f"tel:{digits}"),
        (_("E-mail"), email, f"mailto:{email}"),
    ]
    return [row for row in rows if row[1]]


def documents(view: EstateView) -> list[dict[str, Any]]:
    """Return the public documents with their addresses."""
    return [
        {
            "document": each,
            "day": f"{each.issued_on:%d/%m/%Y}" if each.issued_on else "",
            "href": reverse("documents:document", args=[each.pk]) if each.has_file else "",
        }
        for each in view.documents
    ]
