"""The half-year and yearly report of the industry ministry on clusters, as a table.

The fields of the ministry's forms could not be read. The criteria are our reading of the three parts of the report
(development plan; establishment and investment in infrastructure; operation), and the table says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nhip.estates.book import EstateKnown, book_at
from nhip.estates.models import AreaKind, EstateKind, EventKind, WastewaterPlant
from nhip.estates.occupancy import together
from nhip.estates.reporting_year import ReportSpan, report_span
from nhip.estates.stages import opening_kinds
from nhip.figures.numbers import NumberKind, Shown, show

__all__ = ["ClusterColumn", "ClusterReport", "Line", "Part", "cluster_report"]

OPERATION: Final = 3
_Value = Decimal | int | None
_Of = Callable[[EstateKnown, ReportSpan, date], _Value]


@dataclass(frozen=True)
class _Criterion:
    part: int
    words: Callable[[], str]
    unit: Callable[[], str]
    kind: NumberKind
    decimals: int
    of: _Of
    # How clusters come together: a share is made anew from sums, and a tenant of two clusters is one.
    whole: Callable[[Sequence[EstateKnown], date], _Value] | None = None
    collected: bool = True
    # Whether only established clusters are asked; of the others nothing is missing.
    standing: bool = False


@dataclass(frozen=True, slots=True)
class ClusterColumn:
    """A cluster of the report."""

    code: str
    name: str
    illustrative: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion with its value for all clusters and for each. A dash is "not stated", and never zero."""

    number: str
    words: str
    unit: str
    total: Shown
    by_cluster: Sequence[Shown]
    note: str


@dataclass(frozen=True, slots=True)
class Part:
    """One of the three parts."""

    number: int
    words: str
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class ClusterReport:
    """The report. `day` is the one stocks are told of: the last of the span, or today where that is still to come."""

    span: ReportSpan
    day: date
    title: str
    span_words: str
    reference: str
    reading: str
    clusters: Sequence[ClusterColumn]
    parts: Sequence[Part]
    illustrative: bool
    over: bool


def cluster_report(text: str, language: str, *, as_of: datetime | None = None) -> ClusterReport:
    """Return the report on a half-year ("2025-H1") or a year ("2025"), as known at an instant: now unless told.

    Raises:
        Fault: E734, E735 there is no such report.
    """
    span = report_span(text)
    as_of = as_of or timezone.now()
    day = min(span.last, timezone.localdate(as_of))
    known = [each for each in book_at(as_of).of_kind(EstateKind.CLUSTER) if _listed(each, day)]
    with translation.override(language):
        parts = [
            Part(number, words, [_line(f"{number}.{place}", each, known, span, day, language) for place, each in rows])
            for number, words in enumerate(_parts(), start=1)
            for rows in [list(enumerate((each for each in _CRITERIA if each.part == number), start=1))]
        ]
        return ClusterReport(
            span=span,
            day=day,
            title=_half_title(span) if span.half else _("Report on industrial clusters, {year}").format(year=span.year),
            span_words=f"{span.first:%d/%m/%Y} – {span.last:%d/%m/%Y}",
            reference=span.reference(language),
            reading=_(
                "The fields of the ministry's forms were not at hand; the criteria are our reading of its parts."
            ),
            clusters=[ClusterColumn(each.estate.code, each.estate.name, _invented(each)) for each in known],
            parts=parts,
            illustrative=any(_invented(each) for each in known),
            over=span.last <= timezone.localdate(as_of),
        )


def _half_title(span: ReportSpan) -> str:
    return _("Report on industrial clusters, first half of {year}").format(year=span.year)


def _parts() -> tuple[str, str, str]:
    return (
        _("Development plan"),
        _("Establishment and investment in infrastructure"),
        _("Operation"),
    )


def _listed(each: EstateKnown, day: date) -> bool:
    """Tell whether a cluster is in the plan, or further, and not repealed."""
    return any(each.had(kind, day) for kind in opening_kinds()) and not each.had(EventKind.REPEALED, day)


def _invented(each: EstateKnown) -> bool:
    told = (each.records, each.statements, each.events, each.leases, each.projects, each.operations)
    return each.estate.illustrative or any(row.illustrative for rows in told for row in rows)


def _line(
    number: str,
    criterion: _Criterion,
    known: Sequence[EstateKnown],
    span: ReportSpan,
    day: date,
    language: str,
) -> Line:
    # Operation, too, is a matter of established clusters only.
    standing = criterion.standing or criterion.part == OPERATION
    asked = [not standing or each.stands(day) for each in known]
    values = [criterion.of(each, span, day) if wanted else None for each, wanted in zip(known, asked, strict=True)]
    if criterion.whole is not None:
        total = criterion.whole([each for each, wanted in zip(known, asked, strict=True) if wanted], day)
    else:
        there = [value for value in values if value is not None]
        total = sum(there) if there else None

    def shown(value: _Value) -> Shown:
        number = Decimal(value) if value is not None else None
        return show(criterion.kind, number, criterion.decimals, language)

    missing = sum(value is None for value, wanted in zip(values, asked, strict=True) if wanted)
    note = ""
    if not criterion.collected:
        note = _("not collected yet")
    elif missing and total is not None:
        note = _("not stated for {count} of the clusters").format(count=missing)
    return Line(number, criterion.words(), criterion.unit(), shown(total), [shown(value) for value in values], note)


# --- What each criterion takes from a cluster ------------------------------------------------------------------


def _one(test: Callable[[EstateKnown, ReportSpan, date], bool]) -> _Of:
    return lambda each, span, day: int(test(each, span, day))


def _had(kind: str) -> _Of:
    return _one(lambda each, span, day: each.had(kind, day))


def _within(kind: str) -> _Of:
    return _one(lambda each, span, day: bool(each.between(kind, span.first, min(span.last, day))))


def _total_area(each: EstateKnown, span: ReportSpan, day: date) -> _Value:
    return each.areas.on(AreaKind.TOTAL, day)


def _building(each: EstateKnown, span: ReportSpan, day: date) -> bool:
    return each.had(EventKind.GROUNDBREAKING, day) and not each.had(EventKind.OPERATING, day)


def _investor(each: EstateKnown, span: ReportSpan, day: date) -> _Value:
    record = each.record(day)
    return None if record is None else int(bool(record.investor_name or record.investor_id))


def _plant(each: EstateKnown, span: ReportSpan, day: date) -> _Value:
    record = each.record(day)
    known = record.wastewater_plant if record else WastewaterPlant.UNKNOWN
    return None if known == WastewaterPlant.UNKNOWN else int(known == WastewaterPlant.OPERATING)


def _spent(each: EstateKnown, span: ReportSpan, day: date) -> _Value:
    record = each.record(day)
    return record.spent_capital if record else None


def _of_projects(name: str) -> _Of:
    def added(each: EstateKnown, span: ReportSpan, day: date) -> _Value:
        known: list[Decimal | int] = [
            value for row in each.projects_on(day) if (value := getattr(row, name)) is not None
        ]
        return sum(known) if known else None

    return added


def _share(parts: Sequence[EstateKnown], day: date) -> _Value:
    return together(each.occupancy(day) for each in parts if each.stands(day)).share


def _tenants(parts: Sequence[EstateKnown], day: date) -> _Value:
    return len({lease.tenant_id for each in parts for lease in each.leases_on(day)})


def _not_collected(each: EstateKnown, span: ReportSpan, day: date) -> _Value:
    return None


def _clusters() -> str:
    return _("clusters")


def _ha() -> str:
    return "ha"


def _billion() -> str:
    return _("billion VND")


_COUNT, _AREA, _MONEY = (NumberKind.COUNT, 0), (NumberKind.QUANTITY, 2), (NumberKind.QUANTITY, 1)
_SHARE: Final = (NumberKind.SHARE, 2)
_CRITERIA: Final = (
    _Criterion(1, lambda: _("Clusters in the plan or further"), _clusters, *_COUNT, _one(lambda *_: True)),
    _Criterion(1, lambda: _("Their area"), _ha, *_AREA, _total_area),
    _Criterion(1, lambda: _("Entered into the plan in the period"), _clusters, *_COUNT, _within(EventKind.PLANNED)),
    _Criterion(2, lambda: _("Established in the period"), _clusters, *_COUNT, _within(EventKind.ESTABLISHED)),
    _Criterion(2, lambda: _("Established so far"), _clusters, *_COUNT, _had(EventKind.ESTABLISHED)),
    _Criterion(2, lambda: _("Area of the established"), _ha, *_AREA, _total_area, standing=True),
    _Criterion(2, lambda: _("With an investor in infrastructure"), _clusters, *_COUNT, _investor),
    _Criterion(2, lambda: _("With an approved detailed plan"), _clusters, *_COUNT, _had(EventKind.DETAILED_PLAN)),
    _Criterion(2, lambda: _("Under construction"), _clusters, *_COUNT, _one(_building)),
    _Criterion(2, lambda: _("With infrastructure operating"), _clusters, *_COUNT, _had(EventKind.OPERATING)),
    _Criterion(2, lambda: _("With a waste water plant operating"), _clusters, *_COUNT, _plant),
    _Criterion(
        2,
        lambda: _("Registered capital of the infrastructure"),
        _billion,
        *_MONEY,
        lambda each, span, day: each.registered_capital(day),
    ),
    _Criterion(2, lambda: _("Spent capital of the infrastructure"), _billion, *_MONEY, _spent),
    _Criterion(
        3,
        lambda: _("Industrial land of the established"),
        _ha,
        *_AREA,
        lambda each, span, day: each.occupancy(day).leasable,
    ),
    _Criterion(
        3,
        lambda: _("Leased industrial land"),
        _ha,
        *_AREA,
        lambda each, span, day: each.occupancy(day).leased,
    ),
    _Criterion(
        3,
        lambda: _("Occupancy"),
        lambda: "%",
        *_SHARE,
        lambda each, span, day: each.occupancy(day).share,
        _share,
    ),
    _Criterion(
        3,
        lambda: _("Projects"),
        lambda: _("projects"),
        *_COUNT,
        lambda each, span, day: len(each.projects_on(day)),
    ),
    _Criterion(
        3,
        lambda: _("Tenants"),
        lambda: pgettext("unit", "tenants"),
        *_COUNT,
        lambda each, span, day: len({lease.tenant_id for lease in each.leases_on(day)}),
        _tenants,
    ),
    _Criterion(
        3,
        lambda: _("Enterprises at work"),
        lambda: _("enterprises"),
        *_COUNT,
        lambda each, span, day: len(each.operations_on(day)),
    ),
    _Criterion(3, lambda: _("Jobs of the projects"), lambda: _("jobs"), *_COUNT, _of_projects("jobs")),
    _Criterion(
        3, lambda: _("Registered capital of the projects"), _billion, *_MONEY, _of_projects("registered_capital")
    ),
    _Criterion(3, lambda: _("Spent capital of the projects"), _billion, *_MONEY, _of_projects("spent_capital")),
    _Criterion(3, lambda: _("Revenue"), _billion, *_MONEY, _not_collected, collected=False),
    _Criterion(3, lambda: _("Paid to the budget"), _billion, *_MONEY, _not_collected, collected=False),
)
