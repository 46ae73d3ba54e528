"""The index: how it moved over the period and along the year, and which industries moved it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from nhip.figures.comparisons import Comparison
from nhip.figures.periods import Period, PeriodKind
from nhip.releases.indicators import IIP
from nhip.releases.models import SchemeNode
from nhip.reports.charts import Chart
from nhip.reports.charts.bars import Bar, signed_bars
from nhip.reports.charts.series import Moment, Small, index_and_growth, small_multiples
from nhip.reports.sections.industry_names import panel_name, short_name
from nhip.reports.sections.making import Maker, cell, text_cell
from nhip.reports.sections.tet import new_years
from nhip.reports.source import Listed, Source
from nhip.reports.words.number import Number
from nhip.reports.words.spans import against, by_the_end_of, span, within
from nhip.reports.words.vocabulary import contributes, small

__all__ = ["Industry", "blocks", "contributions_chart", "names"]

# How many industries a sentence names as causes.
CAUSES: Final = 3
# Steps of the year that a report of a longer period looks back on.
_STEPS: Final = {"ba_thang": 3, "sau_thang": 6, "chin_thang": 9, "muoi_mot_thang": 11, "muoi_hai_thang": 12}


@dataclass(frozen=True, slots=True)
class Industry:
    """An industry with its growth, its part in the growth of the whole, and its level; names are the templates'."""

    ma: str
    ten: str
    ten_gon: str
    tang: Number
    dong_gop: Number
    muc: Number
    cap: str

    def __str__(self) -> str:
        name = small(self.ten_gon)
        return f"{name} ({contributes(self.dong_gop)})" if self.dong_gop.co else name


def names(source: Source) -> dict[str, Any]:
    """Return ``ky`` (the period), ``iip`` (the whole) and ``nganh`` (industries)."""
    return {"ky": _period(source), "iip": _whole(source), "nganh": _industries(source)}


def _period(source: Source) -> dict[str, Any]:
    period, language = source.period, source.language
    steps = {name: span(Period(period.year, PeriodKind.CUMULATIVE, n), language) for name, n in _STEPS.items()}
    return {
        "ten": span(period, language),
        "so_voi": against(period, language),
        "nam": str(period.year),
        "nam_truoc": str(period.year - 1),
        "nam_sau": str(period.year + 1),
        "thang_truoc": period.last_month.previous.in_words(language),
        "thang_nay_nam_truoc": period.last_month.a_year_ago.in_words(language),
        "luy_ke": span(period.cumulative, language),
        "la_thang": period.kind is PeriodKind.MONTH,
        "la_quy": period.kind is PeriodKind.QUARTER,
        "la_nam": period.kind is PeriodKind.YEAR,
        "dau_nam": period.last_month.number == period.length,
        "het_nam": period.last_month.number == 12,
        "trong": within(period, language),
        "den_het": by_the_end_of(period, language),
        "quy": period.enclosing(PeriodKind.QUARTER).in_words(language) if _ends_a_quarter(period) else "",
        "tet": new_years(period),
        "uoc": source.estimated,
        **steps,
    }


def _ends_a_quarter(period: Period) -> bool:
    return period.kind is PeriodKind.MONTH and period.enclosing(PeriodKind.QUARTER).last_month == period


def _whole(source: Source) -> dict[str, Any]:
    root, month = source.book.run.root, source.period.last_month
    known: dict[str, Any] = {
        "ca_ky": source.number(IIP, root, comparison=source.comparison),
        "muc": source.number(IIP, root, period=month, comparison=Comparison.BASE_MONTH),
        "thang_truoc": source.number(IIP, root, period=month, comparison=Comparison.PREVIOUS_MONTH),
        "cung_ky": source.number(IIP, root, period=month, comparison=Comparison.SAME_MONTH),
        "luy_ke": source.number(IIP, root, period=month.cumulative, comparison=Comparison.CUMULATIVE),
        "cung_ky_thang_truoc": source.number(IIP, root, period=month.previous, comparison=Comparison.SAME_MONTH),
        "quy": source.number(IIP, root, period=month.enclosing(PeriodKind.QUARTER), comparison=Comparison.QUARTER),
    }
    for name, number in _STEPS.items():
        step = Period(source.period.year, PeriodKind.CUMULATIVE, number)
        inside = not source.period.last_month < step.last_month
        known[name] = source.number(IIP, root, period=step, comparison=Comparison.CUMULATIVE) if inside else None
    return known


def _industries(source: Source) -> dict[str, Any]:
    rows = SchemeNode.objects.filter(scheme_id=source.book.run.scheme, level__in=["section", "division"])
    found = [_industry(source, node) for node in rows.order_by("position")]
    there = [each for each in found if each.tang.co]
    divisions = [each for each in there if each.cap == "division"]

    def sorted_by_part(up: bool) -> list[Industry]:
        way = [each for each in divisions if (each.dong_gop.tang if up else each.dong_gop.giam)]
        return sorted(way, key=lambda each: -abs(float(each.dong_gop.shown.value or 0)))

    up, down = sorted_by_part(True), sorted_by_part(False)
    return {
        "cap_1": Listed([each for each in there if each.cap == "section"], source.language),
        "cap_2": Listed(divisions, source.language),
        "keo_len": Listed(up[:CAUSES], source.language),
        "keo_xuong": Listed(down[:CAUSES], source.language),
        "tang": Listed([each for each in divisions if each.tang.tang], source.language),
        "giam": Listed([each for each in divisions if each.tang.giam], source.language),
        "tat_ca": found,
    }


def _industry(source: Source, node: SchemeNode) -> Industry:
    figure = source.book.figure(IIP, node.code, period=source.period, comparison=source.comparison)
    growth = source.number(IIP, node.code, comparison=source.comparison)
    return Industry(
        node.code,
        node.name(source.language),
        short_name(node.code, node.name(source.language), source.day, source.language),
        growth,
        # What may not be told has no contribution either, and says why.
        growth if growth.mat else source.points(figure),
        source.number(IIP, node.code, period=source.period.last_month, comparison=Comparison.BASE_MONTH),
        node.level,
    )


def blocks(source: Source, make: Maker) -> None:
    """Say how the index moved, draw it, and list the industries."""
    with override(source.language):
        make.heading(_("Index of industrial production").upper())
        make.part(_("Course of the period"))
        make.text("index.course")
        make.picture(_monthly(source, make))
        make.part(_("By industry"))
        make.text("index.sections")
        make.text("index.causes")
        make.picture(contributions_chart(source, make))
        make.text("index.divisions")
        make.table(
            "industries",
            _("Index of industrial production by industry, %(span)s") % {"span": make.names["ky"]["ten"]},
            (_("Code"), _("Industry"), _("Growth (%)"), _("Contribution (points)"), _("Index, last month")),
            _rows(source, make),
            (2, 10, 3, 3, 3),
            _("Growth %(against)s. Index: average month of the base year = 100.")
            % {"against": make.names["ky"]["so_voi"]},
        )
        if source.period.length > 1:
            make.picture(_multiples(source, make))


def _rows(source: Source, make: Maker) -> list[Any]:
    root, iip = source.book.run.root, make.names["iip"]
    whole = source.points(source.book.figure(IIP, root, period=source.period, comparison=source.comparison))
    first = [
        text_cell("", strong=True),
        text_cell(source.book.name(IIP, root), strong=True),
        cell(iip["ca_ky"], strong=True),
        cell(whole if whole.co else iip["ca_ky"], strong=True),
        cell(iip["muc"], strong=True),
    ]
    return [
        first,
        *(
            [
                text_cell(each.ma, strong=each.cap == "section"),
                text_cell(each.ten, strong=each.cap == "section", indent=0 if each.cap == "section" else 1),
                cell(each.tang, strong=each.cap == "section"),
                cell(each.dong_gop, strong=each.cap == "section"),
                cell(each.muc, strong=each.cap == "section"),
            ]
            for each in make.names["nganh"]["tat_ca"]
        ),
    ]


def _months(source: Source) -> list[Period]:
    """Return the months a chart shows: those of the year so far, and for one month the last thirteen."""
    if source.period.length > 1:
        return [Period.parse(month) for month in source.period.cumulative.months]
    found = [source.period]
    while len(found) < 13:
        found.insert(0, found[0].previous)
    return found


def _monthly(source: Source, make: Maker) -> Chart:
    book, root, language = source.book, source.book.run.root, source.language
    moments = []
    for month in _months(source):
        level = book.shown(IIP, root, period=month, comparison=Comparison.BASE_MONTH)
        growth = book.shown(IIP, root, period=month, comparison=Comparison.SAME_MONTH)
        moments.append(Moment(f"{month.number}/{month.year % 100}", month.in_words(language), level, growth))
    there = [each for each in moments if each.level.value is not None]
    last = there[-1]
    most = max((each for each in there if each.growth.value is not None), key=lambda each: each.growth.value or 0)
    alt = _("The index was %(index)s in %(month)s. It grew most over last year in %(most)s, by %(growth)s.") % {
        "index": last.level.bare,
        "month": last.words,
        "most": most.words,
        "growth": most.growth.text,
    }
    heads = (_("Month"), _("Index (average month of the base year = 100)"), _("Growth over last year (%)"))
    title = _("Index of industrial production by month, and growth over the same month of last year")
    return index_and_growth("index", title, alt, there, heads, language)


def contributions_chart(source: Source, make: Maker, most: int | None = None) -> Chart:
    """Draw what each division contributed to the growth of the whole, the largest first; `most` of them, or all."""
    found = sorted(
        (each for each in make.names["nganh"]["cap_2"] if each.dong_gop.co),
        key=lambda each: -float(each.dong_gop.shown.value or 0),
    )
    if most is not None and len(found) > most:
        weightiest = sorted(found, key=lambda each: -abs(float(each.dong_gop.shown.value or 0)))[:most]
        found = [each for each in found if each in weightiest]
    bars = [Bar(each.ten_gon, each.dong_gop.shown, (each.tang.shown.bare,)) for each in found]
    alt = ""
    if found:
        alt = _("%(first)s contributed most, %(points)s.") % {
            "first": found[0].ten_gon,
            "points": found[0].dong_gop.shown.text,
        }
        if found[-1].dong_gop.giam:
            alt += " " + _("%(last)s held it back most, %(points)s.") % {
                "last": found[-1].ten_gon,
                "points": found[-1].dong_gop.shown.text,
            }
    title = _("Contribution of divisions to the growth of the index (percentage points)")
    head = (_("Industry"), _("Contribution (points)"), _("Growth (%)"))
    return signed_bars("contributions", title, alt, bars, head, source.language)


def _multiples(source: Source, make: Maker) -> Chart:
    months = [Period.parse(month) for month in source.period.cumulative.months]
    panels = [
        Small(
            panel_name(each.ten_gon),
            [
                source.book.shown(IIP, each.ma, period=month.cumulative, comparison=Comparison.CUMULATIVE)
                for month in months
            ],
        )
        for each in make.names["nganh"]["cap_2"]
    ]
    title = _("Cumulative growth of each division over the same months of last year (%)")
    rising = len(make.names["nganh"]["tang"])
    alt = _("At the end %(rising)s of %(all)s divisions stand above last year.") % {
        "rising": rising,
        "all": len(panels),
    }
    short = [f"{month.number}/{month.year % 100}" for month in months]
    return small_multiples("divisions", title, alt, short, panels, _("Industry"), source.language)
