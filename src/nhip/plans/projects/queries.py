"""Questions about projects: the list, one project with its sources side by side, the operation of a plant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any, Final

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nhip.figures.numbers import NumberKind, Shown, show
from nhip.figures.periods import Period
from nhip.plans.indicators_projects import delays_on
from nhip.plans.models import (
    Attribute,
    InvestmentCall,
    Milestone,
    MilestoneKind,
    Outage,
    PlantMonth,
    Project,
    ProjectKind,
    ProjectRecord,
    ProjectStatement,
    Sort,
)
from nhip.plans.projects.delays import Span, delay_of, hull
from nhip.plans.projects.words import amount, delay_words, span_words
from nhip.registry.models import AuditEntry, Place
from nhip.registry.text import fold

__all__ = [
    "Asked",
    "Dated",
    "PlantView",
    "ProjectView",
    "Stated",
    "Step",
    "between",
    "calls_of",
    "list_projects",
    "newest_versions",
    "plant",
    "plants",
    "project_record",
    "view_project",
]

_ORDER: Final = {kind: number for number, kind in enumerate(MilestoneKind.values)}
NOT_BEGUN: Final = "none"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list of projects is narrowed to; blank narrows nothing."""

    text: str = ""
    kind: str = ""
    stage: str = ""
    place: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Asked:
        """Take what an address says; values that do not exist narrow nothing."""
        kind, stage = given.get("kind", ""), given.get("stage", "")
        return cls(
            text=given.get("q", "").strip()[:100].replace("\0", ""),
            kind=kind if kind in ProjectKind.values else "",
            stage=stage if stage in {*MilestoneKind.values, NOT_BEGUN} else "",
            place=given.get("place", "").strip()[:100].replace("\0", ""),
        )


def list_projects(asked: Asked) -> QuerySet[ProjectRecord]:
    """Return the projects, in the order of the alphabet, each with the newest milestone it has had."""
    last = (
        Milestone.objects.known_at()
        .filter(project=OuterRef("project"), sort=Sort.ACTUAL)
        .order_by("-latest", "-id")
        .values("kind")[:1]
    )
    stated = ProjectStatement.objects.known_at().filter(project=OuterRef("project"), attribute=Attribute.CAPACITY)
    rows = ProjectRecord.objects.known_at().annotate(
        stage=Subquery(last),
        lowest=Subquery(stated.order_by("value").values("value")[:1]),
        highest=Subquery(stated.order_by("-value").values("value")[:1]),
    )
    for word in fold(asked.text).split():
        rows = rows.filter(name_folded__contains=word)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.stage:
        rows = rows.filter(stage=None) if asked.stage == NOT_BEGUN else rows.filter(stage=asked.stage)
    if asked.place:
        rows = rows.filter(place__in=Place.objects.named_now_or_before(asked.place).values("pk"))
    return rows.select_related("project", "place", "estate").order_by("sort_key", "id")


def between(lowest: Decimal | None, highest: Decimal | None, attribute: str = Attribute.CAPACITY) -> str:
    """Write what the sources state: one number, or the lowest and the highest where they disagree."""
    if lowest is None or highest is None:
        return ""
    if lowest == highest:
        return amount(attribute, lowest).text
    return f"{amount(attribute, lowest).bare}–{amount(attribute, highest).text}"


@dataclass(frozen=True, slots=True)
class Stated:
    """What one source states."""

    row: ProjectStatement
    shown: Shown
    said: str


@dataclass(frozen=True, slots=True)
class Dated:
    """When a milestone was to come or came, by one source; how late it is against that."""

    row: Milestone
    when: str
    late: str


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone on one line: planned, promised and actual beside each other."""

    kind: str
    label: str
    planned: Sequence[Dated]
    promised: Sequence[Dated]
    actual: Sequence[Dated]
    late: str


@dataclass(frozen=True, slots=True)
class ProjectView:
    """A project with everything the sources say of it."""

    record: ProjectRecord
    statements: Sequence[tuple[str, bool, Sequence[Stated]]]
    steps: Sequence[Step]


def project_record(code: str) -> ProjectRecord | None:
    """Return the description of a project that holds now."""
    rows = ProjectRecord.objects.known_at().filter(project__code=code)
    return rows.select_related("project", "place", "estate", "enterprise", "product", "document").first()


def view_project(record: ProjectRecord, day: date | None = None) -> ProjectView:
    """Return a project for its page, as late as it is on a day."""
    day = day or timezone.localdate()
    return ProjectView(record, _statements(record.project), _steps(record.project, day))


def _statements(project: Project) -> Sequence[tuple[str, bool, Sequence[Stated]]]:
    rows = ProjectStatement.objects.known_at().filter(project=project).select_related("document")
    found = []
    ordered = sorted(rows, key=lambda row: (Attribute.values.index(row.attribute), row.said_from or date.min, row.pk))
    for attribute, group in groupby(ordered, key=lambda row: row.attribute):
        stated = [Stated(row, amount(attribute, row.value), span_words(row.said_from, row.said_to)) for row in group]
        disagree = len({each.row.value for each in stated}) > 1
        found.append((str(Attribute(attribute).label), disagree, stated))
    return found


def _steps(project: Project, day: date) -> Sequence[Step]:
    by_kind: dict[str, dict[str, list[Milestone]]] = defaultdict(lambda: defaultdict(list))
    rows = Milestone.objects.known_at().filter(project=project).select_related("document")
    for row in rows.order_by("earliest", F("said_on").asc(nulls_first=True), "id"):
        by_kind[row.kind][row.sort].append(row)
    found = []
    for kind in sorted(by_kind, key=lambda each: _ORDER[each]):
        sorts = by_kind[kind]
        reached = hull(Span(row.earliest, min(row.latest, day)) for row in sorts[Sort.ACTUAL] if row.earliest <= day)
        planned, promised = (
            [
                Dated(row, _when(row), delay_words(delay_of(Span(row.earliest, row.latest), reached, day)))
                for row in sorts[sort]
            ]
            for sort in (Sort.PLANNED, Sort.PROMISED)
        )
        actual = [Dated(row, _when(row), "") for row in sorts[Sort.ACTUAL]]
        found.append(Step(kind, str(MilestoneKind(kind).label), planned, promised, actual, _overall(sorts, day)))
    return found


def _when(row: Milestone) -> str:
    return row.words or span_words(row.earliest, row.latest)


def _overall(sorts: Mapping[str, Sequence[Milestone]], day: date) -> str:
    """Say how late a step is against its plan, or its promise where nothing was planned."""
    delays = delays_on(sorts, day)
    for sort in (Sort.PLANNED, Sort.PROMISED):
        if sorts.get(sort):
            against = _("against the plan") if sort == Sort.PLANNED else _("against the promise")
            return f"{delay_words(delays.get(sort))} ({against})"
    return ""


def calls_of(project: Project) -> Sequence[InvestmentCall]:
    """Return the calls for investment in a project that hold today."""
    today = timezone.localdate()
    rows = InvestmentCall.objects.known_at().filter(project=project, valid_from__lte=today)
    return list(rows.filter(Q(valid_to=None) | Q(valid_to__gte=today)).order_by("sort_key"))


def newest_versions(project: Project, most: int = 20) -> Sequence[AuditEntry]:
    """Return what was last recorded and corrected about a project, newest first."""
    found = Q()
    for what, model in (
        ("project_record", ProjectRecord),
        ("project_statement", ProjectStatement),
        ("milestone", Milestone),
    ):
        subjects = [f"{what} {pk}" for pk in model.objects.filter(project=project).values_list("pk", flat=True)]
        found |= Q(subject__in=subjects)
    return list(AuditEntry.objects.filter(found).order_by("-id")[:most])


@dataclass(frozen=True, slots=True)
class PlantView:
    """A plant's months and outages, in words."""

    record: ProjectRecord
    months: Sequence[Mapping[str, Any]]
    outages: Sequence[Mapping[str, Any]]


def plants(enterprises: frozenset[int] | None) -> QuerySet[ProjectRecord]:
    """Return the projects that an enterprise runs; those of some enterprises, or all."""
    rows = ProjectRecord.objects.known_at().exclude(enterprise=None)
    if enterprises is not None:
        rows = rows.filter(enterprise__in=enterprises)
    newest = PlantMonth.objects.known_at().filter(project=OuterRef("project")).order_by("-month").values("month")[:1]
    rows = rows.annotate(newest=Subquery(newest)).select_related("project", "enterprise")
    return rows.order_by("sort_key", "id")


def _hours(began: datetime, ended: datetime | None) -> float | None:
    return None if ended is None else (ended - began).total_seconds() / 3600


def plant(record: ProjectRecord, months: int = 24, stops: int = 50) -> PlantView:
    """Return the newest months and outages of a plant."""
    language = get_language() or "vi"
    rows = PlantMonth.objects.known_at().filter(project=record.project).order_by("-month")[:months]
    outages = Outage.objects.known_at().filter(project=record.project).order_by("-began", "-id")[:stops]
    return PlantView(
        record,
        [
            {
                "row": row,
                "month": Period.parse(row.month).in_words(language),
                "output": show(NumberKind.QUANTITY, row.output, 0, language, "kWh").text,
                "hours": show(NumberKind.QUANTITY, row.available_hours, 1, language).text,
            }
            for row in rows
        ],
        [
            {
                "row": row,
                "hours": show(NumberKind.QUANTITY, _hours(row.began, row.ended), 1, language).text,
            }
            for row in outages
        ],
    )
