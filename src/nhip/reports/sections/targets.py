"""Targets: what was wanted, what is reached, what remains to be done; and what is wanted next year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from nhip.figures.comparisons import Comparison
from nhip.figures.model import Figure
from nhip.figures.periods import Period, PeriodKind
from nhip.plans.indicators_targets import TARGET_GAP, TARGET_GAP_UNITS, TARGET_LOW, TARGET_NEEDED, TARGET_REACHED
from nhip.plans.models import Target
from nhip.plans.targets.progress import verdict_on, way_of
from nhip.plans.targets.verdict import Way
from nhip.plans.targets.words import name_of, reached_shown, sentence, wanted_in_words
from nhip.releases.indicators import IIP
from nhip.reports.charts import Chart
from nhip.reports.charts.bars import Goal, target_gauge
from nhip.reports.sections.making import Maker, cell, text_cell
from nhip.reports.source import Listed, Source
from nhip.reports.words.marking import Link, mark, plain
from nhip.reports.words.number import Number

__all__ = ["TargetFacts", "blocks", "gauge_chart", "names"]


# A target's own words may end with its year, which the sentence says already.
_YEAR: Final = re.compile(r" (?:năm|in) \d{4}$")


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """A target with what is reached; names are the templates'.

    ``ten_gon`` names no year; ``loi`` is the verdict in a sentence; ``can`` what each remaining month needs.
    """

    ma: str
    ten: str
    ten_gon: str
    muon: str
    dat: Number
    chenh: Number
    loi: str
    low: float | None
    high: float | None
    la_chi_so: bool
    can: Number

    def __str__(self) -> str:
        return f"{self.ten}: {self.muon}"


def names(source: Source) -> dict[str, Any]:
    """Return ``muc_tieu``: targets of the year, of next year, and the one of the index."""
    year = source.period.year
    root = source.book.run.root
    this = _of_year(source, year)
    index = next((facts for target, facts in this if (target.indicator, target.subject) == (IIP, root)), None)
    following = [facts for _target, facts in _of_year(source, year + 1)]
    return {
        "muc_tieu": {
            "trong_nam": Listed([facts for _target, facts in this], source.language),
            "chi_so": index,
            "nam_sau": Listed(following, source.language),
        }
    }


def _of_year(source: Source, year: int) -> list[tuple[Target, TargetFacts]]:
    rows = Target.objects.known_at(source.as_of).filter(period=str(Period(year, PeriodKind.YEAR, 1)))
    return [(target, _facts(source, target)) for target in rows.order_by("id")]


def _facts(source: Source, target: Target) -> TargetFacts:
    def lookup(indicator: str, subject: str, place: str, period: Period, comparison: Comparison) -> Figure | None:
        return source.book.figure(indicator, subject, place=place, period=period, comparison=comparison)

    language, month = source.language, source.period.last_month
    verdict = verdict_on(target, month, lookup)
    gap = TARGET_GAP if way_of(target) in (Way.GROWTH, Way.RATE) else TARGET_GAP_UNITS
    figure = source.book.figure(TARGET_REACHED, target.code, period=month.cumulative)
    reached = Number(reached_shown(target, verdict, language), language, Link(figure.key) if figure else None)
    low = source.book.figure(TARGET_LOW, target.code, period=target.period)
    return TargetFacts(
        target.code,
        name_of(target, language),
        _YEAR.sub("", name_of(target, language)),
        mark(wanted_in_words(target, language), Link(low.key) if low else None),
        reached,
        source.number(gap, target.code, period=month.cumulative, comparison=Comparison.PLAN),
        sentence(target, verdict, language),
        None if target.low is None else float(target.low),
        None if target.high is None else float(target.high),
        (target.indicator, target.subject) == (IIP, source.book.run.root),
        source.number(TARGET_NEEDED, target.code, period=month.cumulative, comparison=Comparison.PLAN),
    )


def blocks(source: Source, make: Maker) -> None:
    """Say how the year's targets stand, draw the index against its own, and name those of next year."""
    facts = make.names["muc_tieu"]
    if not facts["trong_nam"] and not facts["nam_sau"]:
        return
    with override(source.language):
        make.heading(_("Targets").upper())
        make.text("targets.index")
        if facts["chi_so"] is not None and facts["chi_so"].dat.co:
            make.picture(gauge_chart(source, facts["chi_so"]))
        make.text("targets.others")
        make.table(
            "targets",
            _("Targets of %(year)s") % {"year": make.names["ky"]["nam"]},
            (_("Target"), _("Wanted"), _("Reached"), _("Difference"), _("Verdict")),
            [
                [
                    text_cell(each.ten),
                    text_cell(plain(each.muon)),
                    cell(each.dat, bare=False),
                    cell(each.chenh, bare=False),
                    text_cell(each.loi),
                ]
                for each in facts["trong_nam"]
            ],
            (5, 3, 3, 4, 6),
        )
        make.text("targets.next_year")


def gauge_chart(source: Source, facts: TargetFacts) -> Chart:
    """Draw what is reached over what is wanted."""
    # A target with a lower bound only is met by all above it; the mark stands at the bound.
    high = facts.high if facts.high is not None else facts.low
    goal = Goal(facts.ten, facts.dat.shown, facts.low, high, plain(facts.muon))
    alt = _("%(target)s: %(wanted)s wanted, %(reached)s reached.") % {
        "target": facts.ten,
        "wanted": plain(facts.muon),
        "reached": facts.dat.shown.text,
    }
    title = _("The index against its target (%)")
    return target_gauge("target", title, alt, goal, (_("Target"), _("Wanted"), _("Reached")), source.language)
