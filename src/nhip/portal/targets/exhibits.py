"""Targets, their months and the attraction of enterprises, as they are handed out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nhip.figures.periods import Period
from nhip.plans.targets.showing import Judged
from nhip.portal.exhibits import Exhibit, Standing
from nhip.portal.series.reading import short_period
from nhip.portal.targets.attraction import Attracted
from nhip.releases.answers import ReleaseView
from nhip.reports.charts import Chart
from nhip.reports.charts.bars import Goal, target_gauge
from nhip.reports.charts.lines import Instant, over_time

__all__ = ["gauge_of", "of_attraction", "of_list", "of_target", "standing_at"]


def standing_at(name: str, release: ReleaseView | None, asked: Mapping[str, str], *values: str) -> Standing:
    """Stand on the release that was read: ``of`` keeps a page in it. ``asked`` is what else stands in the address."""
    path = reverse(name, args=values)
    of = {"of": release.slug} if release else {}

    def address(more: Mapping[str, str]) -> str:
        question = urlencode({**asked, **more})
        return f"{path}?{question}" if question else path

    return Standing.of_release(release, address(of), address({}))


def _language() -> str:
    return get_language() or "vi"


def of_list(rows: Sequence[Judged], year: int) -> Exhibit:
    """Return the targets of a year with what is reached."""
    head = (
        *(_("Code"), _("Target"), _("Period"), _("Wanted"), _("Up to"), _("Reached"), _("Unit")),
        *(_("Difference"), _("Needed"), _("In words"), _("Illustrative")),
    )

    def table() -> Iterable[Sequence[Any]]:
        for row in rows:
            yield (
                *(row.target.code, row.name, Period.parse(row.target.period).in_words(_language()), row.wanted),
                *(row.part_in_words, row.reached, row.reached.unit, row.gap, row.needed, row.sentence),
                _("Illustrative") if row.target.illustrative else "",
            )

    return Exhibit("targets", _("Targets of %(year)s") % {"year": year}, head, table)


def gauge_of(row: Judged) -> Chart | None:
    """Draw what is reached over what is wanted; None while nothing is."""
    if row.reached.value is None:
        return None
    low, high = (None if each is None else float(each) for each in (row.target.low, row.target.high))
    goal = Goal(row.name, row.reached, low, high if high is not None else low, row.wanted)
    return target_gauge("gauge", row.name, row.sentence, goal, (_("Target"), _("Wanted"), _("Reached")), _language())


def of_target(row: Judged, months: Sequence[Judged], chart: Chart | None) -> list[Exhibit]:
    """Return where a target stands, and what was reached by each month, the oldest first."""
    made = []
    if chart is not None:
        head: tuple[str, ...] = (
            _("Target"),
            _("Wanted"),
            _("Up to"),
            _("Reached"),
            _("Difference"),
            _("Needed"),
            _("In words"),
        )

        def now() -> Iterable[Sequence[Any]]:
            return [(row.name, row.wanted, row.part_in_words, row.reached, row.gap, row.needed, row.sentence)]

        made.append(Exhibit("now", row.name, head, now, chart, anchor="now"))
    if months:
        title = _("%(name)s, month by month") % {"name": row.name}
        head = (_("Up to"), _("Reached"), _("Difference"), _("Needed"), _("In words"))

        def table() -> Iterable[Sequence[Any]]:
            return ((each.part_in_words, each.reached, each.gap, each.needed, each.sentence) for each in months)

        made.append(Exhibit("months", title, head, table, months_chart(title, months), anchor="months"))
    return made


def months_chart(title: str, months: Sequence[Judged]) -> Chart | None:
    """Draw what was reached by each month."""
    told = [each for each in months if each.part and each.reached.value is not None]
    if len(told) < 2:
        return None
    instants = [Instant(short_period(each.part), each.part_in_words, each.reached) for each in told if each.part]
    alt = _("%(title)s: %(first)s up to %(start)s, %(last)s up to %(end)s.") % {
        "title": title,
        "first": instants[0].shown.text,
        "start": instants[0].words,
        "last": instants[-1].shown.text,
        "end": instants[-1].words,
    }
    return over_time("months", title, alt, instants, (_("Up to"), _("Reached")), _language())


def of_attraction(name: str, title: str, first: str, rows: Sequence[Attracted]) -> Exhibit:
    """Return enterprises that came and left: by year, or of a year by its parts."""
    head = (first, _("Code"), _("Came"), _("More than a year before"), _("Left"), _("There at the end"))

    def table() -> Iterable[Sequence[Any]]:
        return ((row.words, row.code, *(shown for shown, _target in row.cells)) for row in rows)

    return Exhibit(name, title, head, table, anchor=name)
