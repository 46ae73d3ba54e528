"""The one-page sheet of an estate, from the same answer as its page."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import quoteattr

from django.utils.translation import gettext as _

from nhip.estates.queries import EstateView
from nhip.portal.estates.ground import HEIGHT, WIDTH, ground_on
from nhip.portal.estates.showing import DECEMBER, contact
from nhip.reports.estate_sheet import Bar, Event, Fact, Lot, Sheet

__all__ = ["sheet_of"]

MOST_BARS: Final = 6
# Room for a sentence or two beside each word.
LONGEST: Final = 170


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rsplit(" ", 1)[0] + "…"


def sheet_of(view: EstateView, language: str, address: str) -> Sheet:
    """Return what stands on the sheet."""
    row, day = view.row, f"{view.day:%d/%m/%Y}"
    stage = _("no event yet")
    if row.stage is not None:
        stage = f"{row.stage.words} ({row.stage.since_words})"
    illustrative = row.illustrative or view.record_illustrative or any(lot.illustrative for lot in view.free_lots)
    notes = [_("As on record on %(day)s.") % {"day": day}]
    if view.source:
        notes.append(_("Source: %(source)s") % {"source": _cut(view.source)})
    return Sheet(
        language=language,
        day=view.day,
        title=row.name,
        kind=row.kind_words[:1].upper() + row.kind_words[1:],
        place=_cut(row.places),
        stage=stage,
        tiles=[
            Fact(_("Total area"), row.total.text),
            Fact(_("Leasable"), row.leasable.text),
            Fact(_("Free"), row.free.text),
            Fact(_("Rent"), row.price or "–"),
        ],
        facts=[
            *(Fact(fact.label, _cut(fact.text)) for fact in view.facts),
            Fact(_("Projects"), view.projects.text),
            Fact(_("Enterprises working here"), view.enterprises.text),
        ],
        contact=[Fact(label, text) for label, text, _address in contact(view)],
        events=[
            Event(
                event.day_words,
                event.words[:1].upper() + event.words[1:],
                ", ".join(part for part in (event.document_number, event.authority) if part),
            )
            for event in view.timeline
        ],
        lots=[
            Lot(lot.code, lot.use_words, lot.free.text, _("built") if lot.infrastructure_built else _("not yet"))
            for lot in view.free_lots
        ],
        occupancy=_bars(view),
        headings=_headings(view),
        notes=notes,
        mark=_("Illustrative data: not everything here is real; the page says which parts are made up.")
        if illustrative
        else "",
        address=address,
        picture=_picture(view),
        picture_words=_("Where it lies in the province"),
    )


def _bars(view: EstateView) -> list[Bar]:
    """Return the ends of years, and the day itself."""
    last = view.occupancy[-1:]
    ends = [point for point in view.occupancy[:-1] if point.day.month == DECEMBER]
    shown = [*ends[-(MOST_BARS - 1) :], *last]
    if not any(point.share.value is not None for point in shown):
        return []
    return [
        Bar(
            str(point.day.year) if point.day.month == DECEMBER else f"{point.day:%m/%Y}",
            None if point.share.value is None else float(point.share.value) / 100,
            point.share.text,
        )
        for point in shown
    ]


def _headings(view: EstateView) -> dict[str, str]:
    return {
        "facts": _("What there is"),
        "contact": _("Whom to ask"),
        "occupancy": _("Occupancy over time"),
        "occupancy_note": _cut(view.occupancy_reference),
        "lots": _("Free lots"),
        "lot": _("Lot"),
        "use": _("Use"),
        "free": _("Free"),
        "infrastructure": _("Infrastructure"),
        "none": _("Nothing is on record yet."),
        "no_lots": _("No free lot is on record."),
        "more": _("The page has more."),
        "events": _("Lifecycle"),
        "earlier": _("The page has the earlier events."),
        "day": _("Day of the event"),
        "event": _("Event"),
        "document": _("Document and authority"),
    }


def _picture(view: EstateView) -> str:
    """Draw the province with a dot, as a file of its own."""
    ground, row = ground_on(view.day), view.row
    if ground is None or row.latitude is None or row.longitude is None:
        return ""
    x, y = ground.project(row.longitude, row.latitude)
    shapes = "".join(f"<path d={quoteattr(region.path)}/>" for region in ground.regions)
    whole = f'<path d="{ground.outline}" fill="{"none" if shapes else "#eef4f3"}" stroke="#4a5956" stroke-width="6"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<g fill="#eef4f3" stroke="#c3ccc9" stroke-width="3">{shapes}</g>{whole}'
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="32" fill="#0a5c5a" stroke="#ffffff" stroke-width="10"/></svg>'
    )
