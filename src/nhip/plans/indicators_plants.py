"""Operation of power plants in the catalogue of indicators. Each figure is one enterprise's own: all are confidential.

A plant that did not report every month of a period has no figure for it: a part would be taken for the whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Final

from django.utils import timezone, translation
from django.utils.formats import date_format

from nhip.figures.catalogue import indicator
from nhip.figures.comparisons import Comparison, Status
from nhip.figures.model import Evidence, Figure, Knowledge
from nhip.figures.numbers import NumberKind
from nhip.figures.periods import Period
from nhip.figures.spans import first_day, last_day, spans
from nhip.plans.models import Outage, PlantMonth, PlantState, ProjectRecord
from nhip.registry.versions import known_mark

__all__ = ["OUTAGE_HOURS", "OUTPUT", "REPAIR_TIME", "mark"]

OUTPUT: Final = "PLANT_OUTPUT"
OUTAGE_HOURS: Final = "PLANT_OUTAGE_HOURS"
REPAIR_TIME: Final = "PLANT_REPAIR_TIME"
UNPLANNED: Final = "unplanned"
KWH_PER_GWH: Final = 1_000_000
_HOUR: Final = timedelta(hours=1)
_SOURCE: Final = ("Báo cáo vận hành của nhà máy", "Operating reports of the plants")


def mark(as_of: datetime) -> str:
    """Say which reports of plants counted."""
    models = (PlantMonth, Outage)
    return " ".join(f"{model._meta.model_name}:{known_mark(model.objects.all(), as_of)}" for model in models)


def _codes(as_of: datetime) -> dict[int, str]:
    rows = ProjectRecord.objects.known_at(as_of).exclude(enterprise=None).values_list("project_id", "project__code")
    return dict(rows)


def _reported(as_of: datetime) -> dict[int, dict[str, PlantMonth]]:
    found: dict[int, dict[str, PlantMonth]] = defaultdict(dict)
    for row in PlantMonth.objects.known_at(as_of):
        found[row.project_id][row.month] = row
    return found


def _stops(as_of: datetime) -> dict[int, list[Outage]]:
    found: dict[int, list[Outage]] = defaultdict(list)
    for row in Outage.objects.known_at(as_of).order_by("began", "id"):
        found[row.project_id].append(row)
    return found


def _bounds(period: Period) -> tuple[datetime, datetime]:
    """Return the first instant of a period, and the first after it, by the province's clock."""
    first, after = first_day(period), last_day(period) + timedelta(days=1)
    return tuple(timezone.make_aware(datetime.combine(day, time.min)) for day in (first, after))  # type: ignore[return-value]


def _plants(known: Knowledge) -> Iterator[tuple[int, str, Period, list[PlantMonth]]]:
    """Yield each plant and period of which every month was reported, with the reports."""
    codes, reported = _codes(known.as_of), _reported(known.as_of)
    for period in spans(known.months):
        for pk, code in sorted(codes.items(), key=lambda pair: pair[1]):
            months = [reported[pk][month] for month in period.months if month in reported.get(pk, {})]
            if len(months) == period.length:
                yield pk, code, period, months


def _subjects(language: str) -> Mapping[str, str]:
    rows = ProjectRecord.objects.known_at().exclude(enterprise=None).select_related("project")
    with translation.override(language):
        unplanned = translation.gettext("unplanned outages")
        names = {row.project.code: row.name for row in rows}
        return {**names, **{f"{code}/{UNPLANNED}": f"{name}: {unplanned}" for code, name in names.items()}}


def _pk(code: str, as_of: datetime) -> int | None:
    return next((pk for pk, each in _codes(as_of).items() if each == code), None)


def _gwh(row: PlantMonth) -> float | None:
    return None if row.output is None else float(row.output) / KWH_PER_GWH


def _output_evidence(figure: Figure, as_of: datetime, language: str) -> Sequence[Evidence]:
    pk = _pk(figure.subject, as_of)
    rows = _reported(as_of).get(pk, {}) if pk is not None else {}
    return [
        Evidence(
            f"{Period.parse(month).in_words(language)}: {rows[month].get_state_display()}",
            value=_gwh(rows[month]),
            on=last_day(Period.parse(month)),
            kind="plant",
            key=figure.subject,
        )
        for month in figure.period.months
        if month in rows
    ]


@indicator(
    code=OUTPUT,
    whole=False,
    name=("Điện phát của nhà máy", "Electricity a plant generated"),
    unit=("triệu kWh", "million kWh"),
    decimals=3,
    kind=NumberKind.QUANTITY,
    comparisons=[Comparison.NONE],
    source=_SOURCE,
    method=(
        "Tổng sản lượng nhà máy báo cáo, khi mọi tháng của kỳ đã có báo cáo.",
        "Output the plant reported, where every month of the period was reported.",
    ),
    subjects=_subjects,
    evidence=_output_evidence,
)
def output(known: Knowledge) -> Iterator[Figure]:
    """Add up what each plant reports."""
    for _plant, code, period, months in _plants(known):
        made = [row.output for row in months if row.output is not None]
        if made:
            estimated = any(row.state == PlantState.ESTIMATED for row in months)
            status = Status.ESTIMATE if estimated else Status.OFFICIAL
            total = float(sum(made)) / KWH_PER_GWH
            yield Figure(OUTPUT, code, period, Comparison.NONE, total, status=status, confidential=True)


def _hours_within(stop: Outage, begin: datetime, end: datetime) -> float:
    first, last = max(stop.began, begin), min(stop.ended or end, end)
    return max(0.0, (last - first) / _HOUR)


def _repaired(stop: Outage, begin: datetime, end: datetime) -> bool:
    return not stop.planned and stop.ended is not None and begin <= stop.ended < end


def _stop_evidence(counted: Callable[[Outage, datetime, datetime], float | None]) -> Callable[..., Sequence[Evidence]]:
    def evidence(figure: Figure, as_of: datetime, language: str) -> Sequence[Evidence]:
        code, _, only = figure.subject.partition("/")
        pk, (begin, end) = _pk(code, as_of), _bounds(figure.period)
        found = []
        with translation.override(language):
            for stop in _stops(as_of).get(pk, []) if pk is not None else []:
                hours = counted(stop, begin, min(end, as_of))
                if hours and not (only and stop.planned):
                    words = f"{date_format(timezone.localtime(stop.began), 'SHORT_DATETIME_FORMAT')}: {stop.cause}"
                    day = timezone.localtime(stop.began).date()
                    found.append(Evidence(words, value=hours, on=day, kind="plant", key=code))
        return found

    return evidence


@indicator(
    code=OUTAGE_HOURS,
    whole=False,
    name=("Số giờ dừng máy", "Hours of outage"),
    unit=("giờ", "hours"),
    decimals=1,
    kind=NumberKind.QUANTITY,
    comparisons=[Comparison.NONE],
    source=_SOURCE,
    method=(
        "Tổng số giờ dừng của các tổ máy trong kỳ; đối tượng có «unplanned» chỉ gồm các lần dừng ngoài kế hoạch.",
        "Hours in which units stood still within the period; a subject with “unplanned” has unplanned outages only.",
    ),
    subjects=_subjects,
    evidence=_stop_evidence(_hours_within),
)
def outage_hours(known: Knowledge) -> Iterator[Figure]:
    """Add up the hours of outage within each period, all and unplanned."""
    stops = _stops(known.as_of)
    for pk, code, period, _months in _plants(known):
        begin, end = _bounds(period)
        end = min(end, known.as_of)
        hours = [(stop.planned, _hours_within(stop, begin, end)) for stop in stops.get(pk, [])]
        whole = sum(each for _, each in hours)
        unplanned = sum(each for planned, each in hours if not planned)
        yield Figure(OUTAGE_HOURS, code, period, Comparison.NONE, whole, confidential=True)
        yield Figure(OUTAGE_HOURS, f"{code}/{UNPLANNED}", period, Comparison.NONE, unplanned, confidential=True)


def _repair_hours(stop: Outage, begin: datetime, end: datetime) -> float | None:
    return (stop.ended - stop.began) / _HOUR if stop.ended and _repaired(stop, begin, end) else None


@indicator(
    code=REPAIR_TIME,
    whole=False,
    name=("Thời gian sửa chữa bình quân", "Mean time to repair"),
    unit=("giờ", "hours"),
    decimals=1,
    kind=NumberKind.QUANTITY,
    comparisons=[Comparison.NONE],
    source=_SOURCE,
    method=(
        "Tổng số giờ của các lần dừng ngoài kế hoạch kết thúc trong kỳ, chia cho số lần; không có lần nào thì không có "
        "số liệu.",
        "Hours of the unplanned outages that ended in the period, divided by their number; without any there is no "
        "value.",
    ),
    subjects=_subjects,
    evidence=_stop_evidence(_repair_hours),
)
def repair_time(known: Knowledge) -> Iterator[Figure]:
    """Divide the hours of repairs that ended in each period by their number."""
    stops = _stops(known.as_of)
    for pk, code, period, _months in _plants(known):
        begin, end = _bounds(period)
        hours = [h for stop in stops.get(pk, []) if (h := _repair_hours(stop, begin, end)) is not None]
        if hours:
            yield Figure(REPAIR_TIME, code, period, Comparison.NONE, sum(hours) / len(hours), confidential=True)
