"""The tables of releases, as they are handed out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from nhip.figures.comparisons import Comparison
from nhip.figures.periods import PeriodKind
from nhip.portal.exhibits import Exhibit, Standing
from nhip.portal.series.view import View
from nhip.releases.answers import ReleaseView
from nhip.releases.lineage import FigureOpening
from nhip.releases.showing import Triangle

__all__ = ["of_calendar", "of_changes", "of_list", "of_revisions", "standing_of_figure", "standing_of_release"]


def standing_of_release(found: ReleaseView) -> Standing:
    """A release is its own frozen address; the newest is that of its kind."""
    frozen = reverse("releases:release", args=[found.slug])
    return Standing.of_release(found, frozen, reverse("releases:newest", args=[found.kind]))


def standing_of_figure(request: HttpRequest, opening: FigureOpening) -> Standing:
    """A figure stays in its release; the newest is in the series it belongs to."""
    place = f"?{urlencode({'place': opening.place})}" if opening.place else ""
    frozen = request.path + place
    if opening.release is None:
        return Standing(frozen)
    view = View(opening.indicator, opening.subject, compare=opening.comparison, place=opening.place)
    return Standing.of_release(opening.release, frozen, view.address)


def of_list(rows: Sequence[ReleaseView]) -> Exhibit:
    """Return the published releases."""

    def table() -> Iterable[Sequence[Any]]:
        return ((each.slug, each.period_words, each.state_words, each.published_at, each.hash) for each in rows)

    head = (_("Release"), _("Period"), _("State"), _("Published at"), _("Fingerprint"))
    return Exhibit("releases", _("Releases"), head, table, anchor="published")


def of_changes(found: ReleaseView, changed: Sequence[Any]) -> Exhibit:
    """Return what changed since the release before."""

    def table() -> Iterable[Sequence[Any]]:
        return ((each.code, each.name, each.period_words, each.before, each.now) for each in changed)

    title = _("%(release)s: what changed since the last release") % {"release": found.period_words}
    head = (_("Code"), _("Industry"), _("Month"), _("Before"), _("Now"))
    return Exhibit("changed", title, head, table, anchor="changed")


def of_revisions(table: Triangle, comparison: Comparison, kind: PeriodKind) -> tuple[list[Exhibit], Standing]:
    """Return first against latest, and the triangle of all releases."""
    title = f"{table.name}, {table.comparison_words}"

    def firsts() -> Iterable[Sequence[Any]]:
        return ((row.words, row.first, row.latest, row.revision) for row in table.rows)

    def everything() -> Iterable[Sequence[Any]]:
        return ((row.words, *row.cells) for row in table.rows)

    asked = {
        "indicator": table.indicator,
        "subject": table.subject,
        "comparison": comparison.value,
        "kind": kind.value,
    }
    latest = f"{reverse('releases:revisions')}?{urlencode(asked)}"
    first_head = (_("Period"), _("First"), _("Latest"), _("Revision"))
    return [
        Exhibit("first", _("Revisions: %(title)s") % {"title": title}, first_head, firsts, anchor="first-latest"),
        Exhibit(
            "triangle",
            _("All releases: %(title)s") % {"title": title},
            (_("Period"), *table.releases),
            everything,
            anchor="triangle",
        ),
    ], Standing(latest)


def of_calendar(days: Sequence[Any]) -> Exhibit:
    """Return the days on which figures come, with those that were moved."""

    def table() -> Iterable[Sequence[Any]]:
        return (
            (
                each.period_words,
                each.kind_words,
                each.planned_at,
                each.release,
                "; ".join(f"{move.planned_at:%d/%m/%Y}: {move.reason}" for move in each.moves),
            )
            for each in days
        )

    head = (_("Period"), _("Kind"), _("Planned"), _("Release"), _("Moved from"))
    return Exhibit("days", _("Release calendar"), head, table)
