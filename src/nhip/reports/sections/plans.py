"""Enterprises against their yearly plans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from nhip.figures.comparisons import Comparison
from nhip.figures.periods import Period, PeriodKind
from nhip.registry.models import Enterprise, Product
from nhip.releases.indicators_plans import PLAN, PLAN_GAP, PLAN_GROWTH
from nhip.reports.sections.making import Maker, cell, text_cell
from nhip.reports.source import Listed, Source
from nhip.reports.words.number import Number

__all__ = ["Plan", "blocks", "names"]

SALES = "sales"
# Divisions of section B of the classification.
MINED = frozenset({"05", "06", "07", "08", "09"})


@dataclass(frozen=True, slots=True)
class Plan:
    """What an enterprise made of a plan; names are the templates'.

    ``cung_ung``: it is about sales, not output; ``khai_thac``: it is dug, not made.
    """

    doanh_nghiep: str
    san_pham: str
    cung_ung: bool
    khai_thac: bool
    luong: Number
    ty_le: Number
    vuot: Number
    vuot_ty_le: Number
    nua_dau: Number
    nua_dau_ty_le: Number


@dataclass(frozen=True, slots=True)
class Firm:
    """An enterprise with its plans."""

    ten: str
    ke_hoach: Listed


def names(source: Source) -> dict[str, Any]:
    """Return ``ke_hoach``: the plans by enterprise."""
    span = source.period.cumulative
    figures = source.book.figures(PLAN, period=span, comparison=Comparison.PLAN)
    firms = dict(Enterprise.objects.values_list("tax_code", "name"))
    products = {each.code: each.name(source.language) for each in Product.objects.all()}
    # By tax code, because two enterprises may have one name.
    found: dict[str, list[Plan]] = {}
    for figure in figures:
        firm, product, _measure = figure.subject.split("/")
        name = products.get(product, product)
        found.setdefault(firm, []).append(_plan(source, figure.subject, firms.get(firm, firm), name))
    listed = [Firm(firms.get(firm, firm), Listed(plans, source.language)) for firm, plans in found.items()]
    return {"ke_hoach": {"doanh_nghiep": Listed(listed, source.language)}}


def _plan(source: Source, subject: str, firm: str, name: str) -> Plan:
    _firm, product, measure = subject.split("/")
    span = source.period.cumulative
    half = Period(source.period.year, PeriodKind.CUMULATIVE, 6)

    def number(indicator: str, comparison: Comparison, period: Period = span) -> Number:
        return source.number(indicator, subject, period=period, comparison=comparison)

    return Plan(
        firm,
        name,
        measure == SALES,
        product[:2] in MINED,
        number(PLAN, Comparison.NONE),
        number(PLAN, Comparison.PLAN),
        number(PLAN_GAP, Comparison.PLAN),
        number(PLAN_GROWTH, Comparison.PLAN),
        number(PLAN, Comparison.NONE, half),
        number(PLAN, Comparison.PLAN, half),
    )


def blocks(source: Source, make: Maker) -> None:
    """Say how enterprises stand against their plans, and list them."""
    firms = make.names["ke_hoach"]["doanh_nghiep"]
    if not firms:
        return
    with override(source.language):
        make.heading(_("Enterprises against their plans").upper())
        for firm in firms:
            make.text("plans.enterprise", dn=firm)
        make.table(
            "plans",
            _("Enterprises against the plan of %(year)s") % {"year": make.names["ky"]["nam"]},
            (_("Enterprise"), _("Product"), _("Quantity since January"), _("Part of the plan (%)"), _("Above plan")),
            [
                [
                    text_cell(plan.doanh_nghiep),
                    text_cell(f"{plan.san_pham} ({_('sales')})" if plan.cung_ung else plan.san_pham),
                    cell(plan.luong, bare=False),
                    cell(plan.ty_le),
                    cell(plan.vuot, bare=False),
                ]
                for firm in firms
                for plan in firm.ke_hoach
            ],
            (5, 4, 4, 3, 4),
        )
