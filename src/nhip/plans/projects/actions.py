"""Acts on projects: describe one, note what a source states, date a milestone. Officer and statistician may."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from nhip.plans.models import Milestone, Project, ProjectRecord, ProjectStatement, Sort
from nhip.plans.projects.faults import fault
from nhip.plans.projects.writing import add_row, add_version, in_order, not_in_future, plausible, withdraw
from nhip.registry.keepers import Keeper

__all__ = ["EDIT", "add_project", "date_milestone", "describe_project", "state", "withdraw_record"]

EDIT = "may_edit_projects"
WHAT = {ProjectRecord: "project_record", ProjectStatement: "project_statement", Milestone: "milestone"}


def add_project(
    by: Keeper, code: str, values: Mapping[str, Any], *, illustrative: bool = False, at: datetime | None = None
) -> ProjectRecord:
    """Keep a new project with its description.

    Raises:
        Fault: the code is taken, or a value does not fit.
    """
    by.demand(EDIT)
    if Project.objects.filter(code=code).exists():
        raise fault("E802", column="code", text=code)
    with transaction.atomic():
        made = Project(code=code, illustrative=illustrative, recorded_at=at or timezone.now(), recorded_by=by.name)
        add_row(by, made, "project")
        return add_version(by, ProjectRecord, WHAT[ProjectRecord], {**values, "project": made}, at=at, taken=code)


def describe_project(
    by: Keeper, replaces: ProjectRecord, values: Mapping[str, Any], *, reason: str, at: datetime | None = None
) -> ProjectRecord:
    """Correct the description of a project.

    Raises:
        Fault: no reason, a value does not fit, or somebody was faster.
    """
    by.demand(EDIT)
    told = {**values, "project": replaces.project}
    return add_version(by, ProjectRecord, WHAT[ProjectRecord], told, replaces=replaces, reason=reason, at=at)


def state(
    by: Keeper,
    project: Project,
    values: Mapping[str, Any],
    *,
    replaces: ProjectStatement | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> ProjectStatement:
    """Note what a source says of a project. Another source that says otherwise is another statement.

    Raises:
        Fault: the number is not above zero, the days cannot be, there is no source, or somebody was faster.
    """
    by.demand(EDIT)
    given = dict(values)
    if given.get("said_from") and not given.get("said_to"):
        given["said_to"] = given["said_from"]
    for column in ("said_from", "said_to"):
        plausible(given.get(column), column)
    not_in_future(given.get("said_from"), "said_from")
    in_order(given.get("said_from"), given.get("said_to"), "said_to")
    _with_source(given)
    if given["value"] <= 0:
        raise fault("E617", column="value")
    return add_version(
        by,
        ProjectStatement,
        WHAT[ProjectStatement],
        {**given, "project": project},
        replaces=replaces,
        reason=reason,
        at=at,
    )


def date_milestone(
    by: Keeper,
    project: Project,
    values: Mapping[str, Any],
    *,
    replaces: Milestone | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> Milestone:
    """Date a step of a project as a source dates it: a day, or the first and last day it may be.

    Raises:
        Fault: the days cannot be, an actual step lies in the future, there is no source, or somebody was faster.
    """
    by.demand(EDIT)
    given = dict(values)
    given["latest"] = given.get("latest") or given["earliest"]
    for column in ("earliest", "latest", "said_on"):
        plausible(given.get(column), column)
    in_order(given["earliest"], given["latest"], "latest")
    if given["sort"] == Sort.ACTUAL:
        not_in_future(given["earliest"], "earliest")
    not_in_future(given.get("said_on"), "said_on")
    _with_source(given)
    return add_version(
        by, Milestone, WHAT[Milestone], {**given, "project": project}, replaces=replaces, reason=reason, at=at
    )


def withdraw_record(
    by: Keeper, record: ProjectRecord | ProjectStatement | Milestone, reason: str, *, at: datetime | None = None
) -> None:
    """Withdraw a description, a statement or a milestone.

    Raises:
        Fault: no reason was given, or somebody was faster.
    """
    by.demand(EDIT)
    withdraw(by, record, WHAT[type(record)], reason, at=at)


def _with_source(given: Mapping[str, Any]) -> None:
    # A number or a day that nobody stands for cannot be weighed against another one.
    if given.get("document") is None and not str(given.get("source") or "").strip():
        raise fault("E806", column="source")
