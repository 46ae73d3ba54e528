"""Acts on plants: what a plant reports of a month, and its outages. Its reporter, officer and statistician may."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

from nhip.figures.numbers import format_decimal
from nhip.figures.periods import Period, PeriodKind
from nhip.figures.rounding import trimmed
from nhip.plans.models import Attribute, Outage, PlantMonth, PlantState, Project, ProjectRecord, ProjectStatement
from nhip.plans.projects.faults import fault
from nhip.plans.projects.writing import add_version, plausible, withdraw
from nhip.registry.keepers import Keeper

__all__ = ["REPORT", "note_outage", "report_month", "stated_capacity", "withdraw_report"]

REPORT = "may_report_plant"
WHAT = {PlantMonth: "plant_month", Outage: "outage"}
KWH_PER_MWH = 1000


def stated_capacity(project: Project) -> Decimal | None:
    """Return the largest capacity that a source states, in MW: what lies above it no source can explain."""
    stated = ProjectStatement.objects.known_at().filter(project=project, attribute=Attribute.CAPACITY)
    largest: Decimal | None = stated.aggregate(most=Max("value"))["most"]
    return largest


def _run_by_somebody(project: Project) -> None:
    if not ProjectRecord.objects.known_at().filter(project=project).exclude(enterprise=None).exists():
        raise fault("E816")


def _written(number: Decimal) -> str:
    return format_decimal(trimmed(number), get_language() or "vi")


def _month(text: str) -> Period:
    try:
        month = Period.parse(text)
    except ValueError:
        raise fault("E613", column="month") from None
    if month.kind is not PeriodKind.MONTH:
        raise fault("E613", column="month")
    return month


def report_month(
    by: Keeper,
    project: Project,
    values: Mapping[str, Any],
    *,
    replaces: PlantMonth | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> PlantMonth:
    """Keep what a plant reports of a month.

    Raises:
        Fault: nobody runs the plant, the month is not over, more than the plant can make, or it was reported already.
    """
    by.demand(REPORT)
    _run_by_somebody(project)
    month = _month(str(values["month"]))
    today = timezone.localdate()
    if month.last_ordinal >= today.year * 12 + today.month - 1 and values["state"] != PlantState.ESTIMATED:
        raise fault("E813", column="month", month=f"{month.number:02d}/{month.year}")
    _possible(project, month, values)
    if replaces is None:
        # A month that was withdrawn is reported again as the next version of it.
        before = PlantMonth.objects.filter(project=project, month=str(month), replaced_by=None).first()
        if before is not None and not before.withdrawn:
            raise fault("E802", column="month", text=f"{month.number:02d}/{month.year}")
        replaces, reason = before, reason or (before.reason if before else "")
    told = {**values, "project": project, "month": str(month)}
    return add_version(
        by, PlantMonth, WHAT[PlantMonth], told, replaces=replaces, reason=reason, at=at, taken=str(month)
    )


def _possible(project: Project, month: Period, values: Mapping[str, Any]) -> None:
    output, hours = values.get("output"), values.get("available_hours")
    if (output is None) != (values["state"] == PlantState.NOT_PRODUCED):
        raise fault("E812", column="output")
    for column, number in (("output", output), ("available_hours", hours)):
        if number is not None and number < 0:
            raise fault("E807", column=column, reason="< 0")
    whole = calendar.monthrange(month.year, month.number)[1] * 24
    if hours is not None and hours > whole:
        raise fault("E811", column="available_hours", found=_written(hours), most=whole)
    capacity = stated_capacity(project)
    if output is not None and capacity is not None:
        most = capacity * whole * KWH_PER_MWH
        if output > most:
            told = {"output": _written(output), "capacity": _written(capacity), "most": _written(most)}
            raise fault("E810", column="output", hours=whole, **told)


def _moment(instant: datetime) -> str:
    return date_format(timezone.localtime(instant), "SHORT_DATETIME_FORMAT")


def note_outage(
    by: Keeper,
    project: Project,
    values: Mapping[str, Any],
    *,
    replaces: Outage | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> Outage:
    """Keep a time in which a unit of a plant stood still.

    Raises:
        Fault: it ends before it begins, lies in the future, or the unit stood still already.
    """
    by.demand(REPORT)
    _run_by_somebody(project)
    began, ended, unit = values["began"], values.get("ended"), values.get("unit") or ""
    for column, instant in (("began", began), ("ended", ended)):
        plausible(timezone.localtime(instant).date() if instant else None, column)
        if instant is not None and instant > timezone.now():
            raise fault("E805", column=column, day=_moment(instant))
    if ended is not None and ended <= began:
        raise fault("E815", column="ended", began=_moment(began), ended=_moment(ended))
    same = Outage.objects.known_at().filter(Q(ended=None) | Q(ended__gt=began), project=project)
    # A stop without a unit is one of the whole plant.
    same = same.filter(unit__in=["", unit]) if unit else same
    same = same.filter(began__lt=ended) if ended is not None else same
    other = (same.exclude(pk=replaces.pk) if replaces is not None else same).first()
    if other is not None:
        until = _moment(other.ended) if other.ended else "…"
        raise fault("E814", column="began", began=_moment(other.began), ended=until)
    told = {**values, "unit": unit, "project": project}
    return add_version(by, Outage, WHAT[Outage], told, replaces=replaces, reason=reason, at=at)


def withdraw_report(by: Keeper, record: PlantMonth | Outage, reason: str, *, at: datetime | None = None) -> None:
    """Withdraw a month or an outage that should not be there.

    Raises:
        Fault: no reason was given, or somebody was faster.
    """
    by.demand(REPORT)
    withdraw(by, record, WHAT[type(record)], reason, at=at)
