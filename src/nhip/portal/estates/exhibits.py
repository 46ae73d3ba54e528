"""What is handed out of zones and clusters: the list, an estate's occupancy and free lots, counts by event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nhip.estates.queries import EstateRow, EstateView
from nhip.portal.estates.showing import point_words
from nhip.portal.exhibits import Exhibit, Standing
from nhip.reports.charts import Chart
from nhip.reports.charts.lines import Instant, over_time

__all__ = ["MOST_ROWS", "occupancy_chart", "of_counts", "of_estate", "of_list", "standing_of_day"]

# A file holds the whole list, not the page of it that is looked at; no province has so many.
MOST_ROWS: Final = 10_000


def _illustrative(yes: bool) -> str:
    return _("Illustrative") if yes else ""


def of_list(rows: Callable[[], Sequence[EstateRow]]) -> Exhibit:
    """Return every estate that fits what was asked."""
    head = (
        *(_("Code"), _("Name"), _("Kind"), _("Place"), _("Stage"), _("Sectors")),
        *(_("Total area, ha"), _("Leasable, ha"), _("Leased, ha"), _("Free, ha"), _("Occupancy, %")),
        *(_("Rent"), _("Illustrative")),
    )

    def table() -> Iterable[Sequence[Any]]:
        for each in rows():
            yield (
                *(each.code, each.name, each.kind_words, each.places, each.stage.words if each.stage else ""),
                *(each.sector_words, each.total, each.leasable, each.leased, each.free, each.occupancy),
                *(each.price, _illustrative(each.illustrative)),
            )

    return Exhibit("estates", _("Zones and clusters"), head, table, anchor="results")


def occupancy_chart(view: EstateView) -> Chart | None:
    """Draw the occupancy at the end of each quarter; None where nothing is known."""
    known = [point for point in view.occupancy if point.share.value is not None]
    if not known:
        return None
    shown = view.occupancy[view.occupancy.index(known[0]) :]
    first, last = known[0], known[-1]
    alt = _("Occupancy from %(from)s on %(start)s to %(to)s on %(end)s.") % {
        "from": first.share.text,
        "start": point_words(first),
        "to": last.share.text,
        "end": point_words(last),
    }
    instants = [Instant(f"{point.day:%m/%Y}", point_words(point), point.share) for point in shown]
    heads = (_("On"), _("Occupancy"))
    title = _("%(name)s: occupancy over time") % {"name": view.row.name}
    return over_time("occupancy", title, alt, instants, heads, get_language() or "vi", whole=True)


def of_estate(view: EstateView, chart: Chart | None) -> list[Exhibit]:
    """Return the occupancy of an estate over time, its free lots and its events."""
    made = []
    if chart is not None:

        def points() -> Iterable[Sequence[Any]]:
            return ((each.day, each.leasable, each.leased, each.share) for each in view.occupancy)

        head: tuple[str, ...] = (_("On"), _("Leasable, ha"), _("Leased, ha"), _("Occupancy, %"))
        defined = _("Leased over leasable land, as defined by: %(reference)s.") % {
            "reference": view.occupancy_reference
        }
        made.append(Exhibit("occupancy", chart.title, head, points, chart, "occupancy", view.source, notes=(defined,)))
    if view.free_lots:

        def lots() -> Iterable[Sequence[Any]]:
            for lot in view.free_lots:
                built = _("built") if lot.infrastructure_built else _("not yet")
                yield (lot.code, lot.use_words, lot.phase, built, lot.area, lot.free, _illustrative(lot.illustrative))

        title = _("%(name)s: free lots") % {"name": view.row.name}
        head = (
            *(_("Lot"), _("Use"), _("Phase"), _("Infrastructure")),
            *(_("Area, ha"), _("Free, ha"), _("Illustrative")),
        )
        made.append(Exhibit("lots", title, head, lots, anchor="lots", source=view.source))
    return made


def of_counts(kind: str, words: str, day: date, rows: Sequence[Any]) -> Exhibit:
    """Return how many of a kind had which event by a day."""

    def table() -> Iterable[Sequence[Any]]:
        return ((row.words, row.by_day, row.this_year, row.last_year) for row in rows)

    title = _("%(kind)s by event, as of %(day)s") % {"kind": words, "day": f"{day:%d/%m/%Y}"}
    years = (_("in %(year)s") % {"year": str(year)} for year in (day.year, day.year - 1))
    head = (_("Event"), _("by %(day)s") % {"day": f"{day:%d/%m/%Y}"}, *years)
    return Exhibit(kind, title[:1].upper() + title[1:], head, table, anchor=f"of-{kind}")


def standing_of_day(name: str, day: date, *values: str, illustrative: bool = False) -> Standing:
    """Stand on the records as of a day: the address names the day, or leaves it out for today."""
    path = reverse(name, args=values)
    return Standing(path, f"{path}?{urlencode({'day': f'{day:%d/%m/%Y}'})}", illustrative=illustrative)
