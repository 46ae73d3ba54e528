"""The list of tasks, one task, and the documents that came with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import MAXYEAR
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import BigIntegerField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from nhip.people import rights_plans as rights
from nhip.people.refusals import requires
from nhip.plans.models import EntryKind, TaskRecord, Unit
from nhip.plans.tasks.cases import TaskCase
from nhip.plans.tasks.coverage import coverage_of
from nhip.plans.tasks.queries import (
    LATE,
    OPEN,
    TaskQuestion,
    days_late,
    readable_by,
    source_documents,
    supports_of,
    tasks_asked_for,
    years_of_tasks,
)
from nhip.plans.tasks.states import FITS, TaskState
from nhip.portal.exhibits import Exhibit, Standing, show_page
from nhip.portal.tasks.common import case_of, days_in_words, language, page, rights_of_pages
from nhip.portal.tasks.drawing import asked_in_words, coverage_in_words, reached_in_words
from nhip.portal.tasks.forms import ActForm
from nhip.registry.models import Document

PER_PAGE = 50
MAX_KEY = BigIntegerField.MAX_BIGINT
STATES = {OPEN: gettext_lazy("open"), LATE: gettext_lazy("late"), **dict(TaskState.choices)}
# Kinds of entries people add, in the order in which their forms stand, and the right each takes.
REPORTS = {
    EntryKind.ACCEPTED: rights.may_lead_task,
    EntryKind.PROGRESS: rights.may_help_with_task,
    EntryKind.EVIDENCE: rights.may_help_with_task,
    EntryKind.DONE: rights.may_lead_task,
    EntryKind.EXTENSION_ASKED: rights.may_lead_task,
    EntryKind.COMMENT: rights.may_comment_on_task,
}
DECISIONS = {
    EntryKind.CONFIRMED: rights.may_confirm_task,
    EntryKind.RETURNED: rights.may_return_task,
    EntryKind.EXTENDED: rights.may_extend_task,
    EntryKind.CANCELLED: rights.may_return_task,
}
BUTTONS = {
    EntryKind.ACCEPTED: gettext_lazy("Accept the task"),
    EntryKind.PROGRESS: gettext_lazy("Report progress"),
    EntryKind.EVIDENCE: gettext_lazy("Add evidence"),
    EntryKind.DONE: gettext_lazy("Report as done"),
    EntryKind.EXTENSION_ASKED: gettext_lazy("Ask for an extension"),
    EntryKind.COMMENT: gettext_lazy("Comment"),
    EntryKind.CONFIRMED: gettext_lazy("Confirm as done"),
    EntryKind.RETURNED: gettext_lazy("Return it"),
    EntryKind.EXTENDED: gettext_lazy("Extend the deadline"),
    EntryKind.CANCELLED: gettext_lazy("Cancel the task"),
}


def _number(text: str, most: int) -> int | None:
    """Read a number of an address; None where the text is none from 1 to `most`, which asks for nothing."""
    return int(text) if text.isdecimal() and len(text) <= len(str(most)) and 1 <= int(text) <= most else None


@require_safe
def task_list(request: HttpRequest) -> HttpResponse:
    """Show the tasks the reader may see: filtered, late ones first, page by page."""
    only, day = readable_by(request.user), timezone.localdate()
    state = request.GET.get("state", "")
    asked = TaskQuestion(
        unit=request.GET.get("unit", ""),
        state=state if state in STATES else "",
        document=_number(request.GET.get("document", ""), MAX_KEY),
        year=_number(request.GET.get("year", ""), MAXYEAR),
        text=request.GET.get("q", "")[:200],
        target=request.GET.get("target", ""),
    )
    found = tasks_asked_for(asked, day, only)
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    records = list(shown.object_list)
    supports = supports_of(records)
    given = {
        "q": asked.text,
        "unit": asked.unit,
        "state": asked.state,
        "document": asked.document,
        "year": asked.year,
        "target": asked.target,
    }
    context: dict[str, Any] = {
        "page": shown,
        "rows": [_row(record, supports.get(record.pk, []), day) for record in records],
        "asked": asked,
        "query": urlencode({name: value for name, value in given.items() if value}),
        "units": [(unit.code, unit.name(language())) for unit in Unit.objects.order_by("name_vi")],
        "states": STATES.items(),
        "documents": source_documents(only),
        "years": years_of_tasks(only),
        "day": day,
    }
    question = f"?{context['query']}" if context["query"] else ""
    context |= rights_of_pages(request)
    return show_page(request, "tasks/list.html", context, [_exhibit(found, day)], Standing(request.path + question))


def _exhibit(found: Any, day: Any) -> Exhibit:
    """Return every task that was asked for, not a page of them."""
    head = (
        *(_("Code"), _("Task"), _("Lead unit"), _("Supporting units")),
        *(pgettext("of a task", "Deadline"), _("State"), _("Late"), _("Source document"), _("Illustrative")),
    )

    def table() -> Iterable[Sequence[Any]]:
        records = list(found)
        supports = supports_of(records)
        for record in records:
            row = _row(record, supports.get(record.pk, []), day)
            number = record.document.number if record.document else ""
            yield (
                *(record.task.code, row["words"], row["lead"], ", ".join(row["supports"])),
                *(record.due, row["state"], row["late"], number, _("Illustrative") if row["illustrative"] else ""),
            )

    return Exhibit("tasks", _("Tasks"), head, table)


def _row(record: Any, supports: list[Unit], day: Any) -> dict[str, Any]:
    late = days_late(record, day)
    return {
        "record": record,
        "words": record.words(language()),
        "lead": record.lead.name(language()),
        "supports": [unit.name(language()) for unit in supports],
        "state": TaskState(record.state).label,
        "late": days_in_words(-late) if late else "",
        "illustrative": record.task.illustrative or record.details_illustrative,
    }


@require_safe
@requires(rights.may_see_task, of=case_of, hidden=True)
def hidden_task(request: HttpRequest, task: int) -> HttpResponse:
    """Show a task that is not for everybody."""
    return show_task(request, case_of(task))


@require_safe
def task(request: HttpRequest, task: int) -> HttpResponseBase:
    """Show one task: what it is, where it stands, what happened, and the acts that are open to the reader."""
    case = case_of(task) if TaskRecord.objects.known_at().filter(task=task, public=True).exists() else None
    return hidden_task(request, task) if case is None else show_task(request, case)


def show_task(
    request: HttpRequest, case: TaskCase, bound: tuple[EntryKind, ActForm] | None = None, status: int = 200
) -> HttpResponse:
    """Show a task, with the form that was just refused if there is one."""
    user, tongue = request.user, language()
    works = rights.may_see_work_on_task(user, case)
    record, stands = case.record, case.stands
    left = (stands.deadline - timezone.localdate()).days if stands.is_open else None

    def acts(kinds: dict[EntryKind, Any]) -> list[dict[str, Any]]:
        return [
            {
                "kind": kind,
                "words": BUTTONS[kind],
                "form": bound[1] if bound and bound[0] == kind else ActForm(kind),
                "open": bool(bound and bound[0] == kind),
            }
            for kind, right in kinds.items()
            if stands.state in FITS[kind] and right(user, case)
        ]

    context: dict[str, Any] = {
        "case": case,
        "words": record.words(tongue),
        "lead": record.lead.name(tongue),
        "lead_ended": record.lead.valid_to if _ended(record.lead) and stands.is_open else None,
        "supports": [unit.name(tongue) for unit in case.supports],
        "state": stands.state.label,
        "left": days_in_words(left) if stands.state != TaskState.WAITING else "",
        "asked": asked_in_words(record, tongue),
        "reached": reached_in_words(case, tongue) if works else "",
        "coverage": coverage_in_words(coverage_of(record), tongue),
        "works": works,
        "entries": list(reversed(case.entries)) if works else [],
        "versions": TaskRecord.objects.filter(task=case.pk).order_by("-id") if works else [],
        "reports": acts(REPORTS),
        "decisions": acts(DECISIONS),
        "document_by": _issued(record.document),
        "document_open": record.document is not None and _may_open(request, case, record.document),
    }
    return page(request, "task.html", context, status)


def _issued(document: Document | None) -> str:
    """Return who issued a document and when, as far as its number does not say so itself."""
    if document is None:
        return ""
    day = date_format(document.issued_on, "SHORT_DATE_FORMAT") if document.issued_on else ""
    return ", ".join(part for part in (document.authority, day) if part and part not in document.number)


def _ended(unit: Unit) -> bool:
    return unit.valid_to is not None and unit.valid_to < timezone.localdate()


def _may_open(request: HttpRequest, case: TaskCase, document: Document) -> bool:
    return bool(document.sha256) and (document.public or rights.may_see_work_on_task(request.user, case))


@require_safe
def document(request: HttpRequest, task: int, document: int) -> HttpResponse:
    """Hand out a document of a task, byte for byte as it came."""
    case = case_of(task)
    if not rights.may_see_task(request.user, case):
        raise Http404
    ids = {case.record.document_id, *(entry.document_id for entry in case.entries)}
    found = Document.objects.filter(pk=document).first() if document in ids else None
    if found is None or found.content is None or not _may_open(request, case, found):
        raise Http404(_("There is no such document."))
    # Always as a file to keep: what somebody sent is not shown inside this site.
    answer = HttpResponse(bytes(found.content), content_type=found.media_type or "application/octet-stream")
    answer.headers["Content-Disposition"] = _attachment(found.file_name or f"{found.number}.bin")
    return answer


def _attachment(name: str) -> str:
    return content_disposition_header(True, name) or "attachment"
