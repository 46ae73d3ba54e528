"""One estate as its page shows it: the answers of the queries, with their addresses and places in drawings."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from nhip.estates.queries import EstateView, OccupancyPoint
from nhip.figures.numbers import NumberKind, show
from nhip.portal.estates.drawing import columns, ticks

__all__ = ["chart", "contact", "documents", "life", "point_words"]

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


def chart(view: EstateView) -> dict[str, Any] | None:
    """Return the columns of occupancy with their labels and their table; None where nothing is known."""
    known = [point for point in view.occupancy if point.share.value is not None]
    if not known:
        return None
    shown = view.occupancy[view.occupancy.index(known[0]) :]
    first, last = known[0], known[-1]
    words = _("Occupancy from %(from)s on %(start)s to %(to)s on %(end)s. The table below has every quarter.") % {
        "from": first.share.text,
        "start": point_words(first),
        "to": last.share.text,
        "end": point_words(last),
    }
    labels = [str(point.day.year) if point.day.month == DECEMBER else "" for point in shown]
    return {
        "words": words,
        "columns": columns([(point_words(point), point.share) for point in shown]),
        "ticks": ticks(labels if any(labels) else [*[""] * (len(shown) - 1), point_words(last)]),
        "grid": [("0%", "100 %"), ("50%", "50 %"), ("100%", "0 %")],
        "rows": [(point_words(point), point) for point in reversed(shown)],
    }


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
