"""Projects in the catalogue of indicators: how many have come how far, their capacity, their delays. Plants: below.

Sources disagree. A figure therefore comes twice where it matters: the least and the most that the sources allow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from django.utils import timezone, translation

from nhip.figures.catalogue import indicator
from nhip.figures.comparisons import Comparison
from nhip.figures.model import Evidence, Figure, Knowledge
from nhip.figures.numbers import NumberKind
from nhip.figures.spans import last_day, spans
from nhip.plans import indicators_plants
from nhip.plans.models import (
    Attribute,
    Milestone,
    MilestoneKind,
    ProjectKind,
    ProjectRecord,
    ProjectStatement,
    Sort,
)
from nhip.plans.projects.delays import Delay, Span, delay_of, hull
from nhip.plans.projects.words import span_words
from nhip.registry.versions import known_mark

__all__ = ["ALL", "CAPACITY", "CAPACITY_MOST", "DELAY", "DELAY_MOST", "PROJECTS", "delays_on", "mark"]

PROJECTS: Final = "PROJECTS"
CAPACITY: Final = "PROJECT_CAPACITY"
CAPACITY_MOST: Final = "PROJECT_CAPACITY_MOST"
DELAY: Final = "PROJECT_DELAY"
DELAY_MOST: Final = "PROJECT_DELAY_MOST"
ALL: Final = "all"

_SOURCE: Final = (
    "Hồ sơ dự án của Sở Công Thương; văn bản và bài báo đã công bố",
    "The department's records of projects; published documents and articles",
)


def mark(as_of: datetime) -> str:
    """Say which records of projects and plants counted."""
    models = (ProjectRecord, ProjectStatement, Milestone)
    told = [f"{model._meta.model_name}:{known_mark(model.objects.all(), as_of)}" for model in models]
    return " ".join([*told, indicators_plants.mark(as_of)])


def _described(as_of: datetime) -> dict[int, ProjectRecord]:
    rows = ProjectRecord.objects.known_at(as_of).select_related("project")
    return {row.project_id: row for row in rows}


def _actual(as_of: datetime) -> list[Milestone]:
    return list(Milestone.objects.known_at(as_of).filter(sort=Sort.ACTUAL).select_related("project", "document"))


def _subjects(language: str) -> Mapping[str, str]:
    with translation.override(language):
        kinds = {ALL: translation.gettext("all projects"), **{k.value: str(k.label) for k in ProjectKind}}
        steps = {step.value: str(step.label) for step in MilestoneKind}
        return {f"{k}/{s}": f"{kind}: {step}" for k, kind in kinds.items() for s, step in steps.items()}


def _had(as_of: datetime, day: date) -> dict[str, dict[int, Milestone]]:
    """Return, for each kind of project and milestone, the projects that surely had it by a day."""
    described, found = _described(as_of), defaultdict[str, dict[int, Milestone]](dict)
    for each in sorted(_actual(as_of), key=lambda row: (row.latest, row.pk)):
        record = described.get(each.project_id)
        if record is not None and each.latest <= day:
            for kind in (ALL, record.kind):
                found[f"{kind}/{each.kind}"].setdefault(each.project_id, each)
    return found


def _source_of(row: Milestone | ProjectStatement) -> str:
    return "; ".join(filter(None, [row.document.number if row.document else "", row.source]))


def _projects_evidence(figure: Figure, as_of: datetime, language: str) -> Sequence[Evidence]:
    described = _described(as_of)
    had = _had(as_of, last_day(figure.period)).get(figure.subject, {})
    with translation.override(language):
        return [
            Evidence(
                f"{described[pk].name}: {span_words(step.earliest, step.latest)}",
                on=step.latest,
                source=_source_of(step),
                kind="project",
                key=described[pk].project.code,
            )
            for pk, step in sorted(had.items(), key=lambda pair: (pair[1].latest, pair[0]))
        ]


@indicator(
    code=PROJECTS,
    whole=False,
    name=("Số dự án đã qua một mốc", "Projects that have had a milestone"),
    unit=("dự án", "projects"),
    decimals=0,
    kind=NumberKind.COUNT,
    comparisons=[Comparison.NONE],
    source=_SOURCE,
    method=(
        "Số dự án đã thực sự qua mốc đó đến cuối kỳ, theo loại dự án và mốc; tính theo ngày muộn nhất nguồn cho phép.",
        "Projects that really had the milestone by the end of the period, by kind of project and milestone; counted "
        "from the latest day the source allows.",
    ),
    subjects=_subjects,
    evidence=_projects_evidence,
)
def projects(known: Knowledge) -> Iterator[Figure]:
    """Count the projects by kind and milestone at the end of each period."""
    described = _described(known.as_of)
    reached: dict[str, dict[int, date]] = defaultdict(dict)
    for each in _actual(known.as_of):
        if each.project_id in described:
            for kind in (ALL, described[each.project_id].kind):
                by = reached[f"{kind}/{each.kind}"]
                by[each.project_id] = min(each.latest, by.get(each.project_id, each.latest))
    if described:
        for step in MilestoneKind.values:
            reached[f"{ALL}/{step}"]
    for period in spans(known.months):
        end = last_day(period)
        for subject, firsts in sorted(reached.items()):
            yield Figure(PROJECTS, subject, period, Comparison.NONE, sum(day <= end for day in firsts.values()))


def _stated(as_of: datetime) -> dict[int, list[ProjectStatement]]:
    rows = ProjectStatement.objects.known_at(as_of).filter(attribute=Attribute.CAPACITY)
    found: dict[int, list[ProjectStatement]] = defaultdict(list)
    for row in rows.select_related("project", "document"):
        found[row.project_id].append(row)
    return found


def _by_end(rows: Sequence[ProjectStatement], day: date) -> list[ProjectStatement]:
    return [row for row in rows if row.said_to is None or row.said_to <= day]


def _names(language: str) -> Mapping[str, str]:
    return {record.project.code: record.name for record in _described(timezone.now()).values()}


def _capacity_evidence(figure: Figure, as_of: datetime, language: str) -> Sequence[Evidence]:
    described = _described(as_of)
    found = []
    for pk, rows in _stated(as_of).items():
        record = described.get(pk)
        if record is not None and figure.subject in (record.project.code, ""):
            found += [
                Evidence(
                    f"{record.name}{f' ({row.words})' if row.words else ''}",
                    value=float(row.value),
                    on=row.said_to,
                    source=_source_of(row),
                    kind="project",
                    key=record.project.code,
                )
                for row in _by_end(rows, last_day(figure.period))
            ]
    return found


def _capacities(known: Knowledge, code: str) -> Iterator[Figure]:
    described, stated = _described(known.as_of), _stated(known.as_of)
    pick = min if code == CAPACITY else max
    for period in spans(known.months):
        values = {}
        for pk, record in described.items():
            said = _by_end(stated.get(pk, []), last_day(period))
            if said:
                values[record.project.code] = float(pick(row.value for row in said))
        for subject, value in sorted(values.items()):
            yield Figure(code, subject, period, Comparison.NONE, value)
        if values:
            yield Figure(code, "", period, Comparison.NONE, sum(values.values()))


@indicator(
    code=CAPACITY,
    name=("Công suất dự án, theo nguồn thấp nhất", "Capacity of projects, by the lowest source"),
    unit=("MW", "MW"),
    decimals=1,
    kind=NumberKind.QUANTITY,
    comparisons=[Comparison.NONE],
    source=_SOURCE,
    method=(
        "Công suất nhỏ nhất trong các nguồn đã công bố đến cuối kỳ; cộng các dự án cho toàn tỉnh.",
        "The smallest capacity that sources had stated by the end of the period; added up for the province.",
    ),
    subjects=_names,
    evidence=_capacity_evidence,
)
def capacity(known: Knowledge) -> Iterator[Figure]:
    """Give the lowest stated capacity of each project, and of all."""
    return _capacities(known, CAPACITY)


@indicator(
    code=CAPACITY_MOST,
    name=("Công suất dự án, theo nguồn cao nhất", "Capacity of projects, by the highest source"),
    unit=("MW", "MW"),
    decimals=1,
    kind=NumberKind.QUANTITY,
    comparisons=[Comparison.NONE],
    source=_SOURCE,
    method=(
        "Công suất lớn nhất trong các nguồn đã công bố đến cuối kỳ; cộng các dự án cho toàn tỉnh.",
        "The largest capacity that sources had stated by the end of the period; added up for the province.",
    ),
    subjects=_names,
    evidence=_capacity_evidence,
)
def capacity_most(known: Knowledge) -> Iterator[Figure]:
    """Give the highest stated capacity of each project, and of all."""
    return _capacities(known, CAPACITY_MOST)


def _steps(as_of: datetime) -> dict[tuple[str, str], dict[str, list[Milestone]]]:
    """Return milestones by project code and kind, then by sort."""
    described = _described(as_of)
    found: dict[tuple[str, str], dict[str, list[Milestone]]] = defaultdict(lambda: defaultdict(list))
    for row in Milestone.objects.known_at(as_of).select_related("project", "document"):
        if row.project_id in described:
            found[row.project.code, row.kind][row.sort].append(row)
    return found


def delays_on(rows: Mapping[str, Sequence[Milestone]], day: date) -> dict[str, Delay]:
    """Return the delay of one milestone of one project on a day, against what was planned and what was promised.

    All sources of a sort count: the least is what every one of them allows, the most what at least one does.
    """
    actual = [Span(row.earliest, min(row.latest, day)) for row in rows.get(Sort.ACTUAL, ()) if row.earliest <= day]
    found = {}
    for sort in (Sort.PLANNED, Sort.PROMISED):
        wanted = hull(
            Span(row.earliest, row.latest) for row in rows.get(sort, ()) if row.said_on is None or row.said_on <= day
        )
        delay = delay_of(wanted, hull(actual), day) if wanted else None
        if delay is not None:
            found[sort.value] = delay
    return found


def _delay_subjects(language: str) -> Mapping[str, str]:
    with translation.override(language):
        names, sorts = _names(language), {s: str(s.label) for s in (Sort.PLANNED, Sort.PROMISED)}
        return {
            f"{code}/{step.value}/{sort.value}": f"{name}: {step.label} ({word})"
            for code, name in names.items()
            for step in MilestoneKind
            for sort, word in sorts.items()
        }


def _delay_evidence(figure: Figure, as_of: datetime, language: str) -> Sequence[Evidence]:
    code, kind, sort = figure.subject.split("/")
    rows = _steps(as_of).get((code, kind), {})
    with translation.override(language):
        return [
            Evidence(
                f"{Sort(row.sort).label}: {row.words or span_words(row.earliest, row.latest)}",
                on=row.latest,
                source=_source_of(row),
                kind="project",
                key=code,
            )
            for each in (sort, Sort.ACTUAL.value)
            for row in rows.get(each, ())
        ]


def _delays(known: Knowledge, code: str) -> Iterator[Figure]:
    steps = _steps(known.as_of)
    for period in spans(known.months):
        for (project, kind), rows in sorted(steps.items()):
            for sort, delay in delays_on(rows, last_day(period)).items():
                value = delay.least if code == DELAY else delay.most
                yield Figure(code, f"{project}/{kind}/{sort}", period, Comparison.NONE, value)


_DELAY_METHOD: Final = (
    "Số ngày từ ngày kế hoạch (hoặc cam kết) đến ngày thực tế, hay đến cuối kỳ nếu chưa đạt. Các nguồn nêu khoảng ngày "
    "và không thống nhất, nên có mức ít nhất và mức nhiều nhất; số âm là sớm.",
    "Days from the day planned (or promised) to the day reached, or to the end of the period where it is not. Sources "
    "give spans of days and disagree, so there is a least and a most; a negative number is early.",
)


@indicator(
    code=DELAY,
    whole=False,
    name=("Số ngày chậm của mốc dự án, ít nhất", "Days a milestone is late, at least"),
    unit=("ngày", "days"),
    decimals=0,
    kind=NumberKind.COUNT,
    comparisons=[Comparison.NONE],
    source=_SOURCE,
    method=_DELAY_METHOD,
    subjects=_delay_subjects,
    evidence=_delay_evidence,
)
def delay(known: Knowledge) -> Iterator[Figure]:
    """Give the least number of days each milestone is late."""
    return _delays(known, DELAY)


@indicator(
    code=DELAY_MOST,
    whole=False,
    name=("Số ngày chậm của mốc dự án, nhiều nhất", "Days a milestone is late, at most"),
    unit=("ngày", "days"),
    decimals=0,
    kind=NumberKind.COUNT,
    comparisons=[Comparison.NONE],
    source=_SOURCE,
    method=_DELAY_METHOD,
    subjects=_delay_subjects,
    evidence=_delay_evidence,
)
def delay_most(known: Knowledge) -> Iterator[Figure]:
    """Give the largest number of days each milestone may be late."""
    return _delays(known, DELAY_MOST)
