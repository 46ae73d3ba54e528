"""Tasks given for the time ahead: who leads them, until when, where they stand. Only what everybody may read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from nhip.plans.models import TaskEntry, TaskRecord
from nhip.plans.tasks.states import standing
from nhip.reports.sections.making import Maker, text_cell
from nhip.reports.source import Listed, Source

__all__ = ["TaskFacts", "blocks", "names"]


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """A task; names are the templates'."""

    ma: str
    viec: str
    chu_tri: str
    han: str
    trang_thai: str
    minh_hoa: bool

    def __str__(self) -> str:
        return self.viec


def names(source: Source) -> dict[str, Any]:
    """Return ``nhiem_vu``: the tasks that everybody may read and whose deadline in force is after the period."""
    day = localdate(source.as_of)
    records = TaskRecord.objects.known_at(source.as_of).filter(public=True)
    rows = list(records.select_related("task", "lead").order_by("task__code"))
    entries: dict[int, list[TaskEntry]] = {}
    for entry in TaskEntry.objects.known_by(source.as_of).filter(task__in=[row.task_id for row in rows]).order_by("id"):
        entries.setdefault(entry.task_id, []).append(entry)
    found = []
    for row in rows:
        stands = standing(row.deadline, entries.get(row.task_id, []), day)
        if stands.deadline <= source.day:
            continue
        found.append(
            TaskFacts(
                row.task.code,
                row.words(source.language),
                row.lead.name(source.language),
                date_format(stands.deadline, "SHORT_DATE_FORMAT"),
                str(stands.state.label),
                row.details_illustrative or row.task.illustrative,
            )
        )
    return {"nhiem_vu": Listed(found, source.language)}


def blocks(source: Source, make: Maker) -> None:
    """Name the tasks, and list them."""
    tasks = make.names["nhiem_vu"]
    if not tasks:
        return
    with override(source.language):
        make.heading(_("Tasks").upper())
        make.text("tasks.ahead")
        make.table(
            "tasks",
            _("Tasks ahead"),
            (_("Task"), _("Lead unit"), _("Deadline"), _("State")),
            [
                [text_cell(each.viec), text_cell(each.chu_tri), text_cell(each.han), text_cell(each.trang_thai)]
                for each in tasks
            ],
            (9, 4, 3, 3),
            _("Lead units, deadlines and states are illustrative.") if any(each.minh_hoa for each in tasks) else "",
        )
