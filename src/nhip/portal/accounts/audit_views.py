"""The audit chain, read by the administrator: filtered, page by page, or as a CSV file."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from nhip.figures.exports import neutralise
from nhip.people import rights
from nhip.people.queries import AuditQuestion, audit_rows
from nhip.people.refusals import requires
from nhip.portal.accounts.forms import AuditForm
from nhip.registry.actions import audit
from nhip.registry.models import AuditEntry
from nhip.registry.queries import verify_audit

PER_PAGE = 100
COLUMNS = ("id", "at", "actor", "address", "act", "subject", "old", "new", "previous_hash", "hash")


def _asked(request: HttpRequest) -> tuple[AuditForm, QuerySet[AuditEntry]]:
    acts = list(AuditEntry.objects.order_by("act").values_list("act", flat=True).distinct())
    form = AuditForm(request.GET or None, acts=acts)
    if not form.is_bound:
        return form, audit_rows(AuditQuestion())
    if not form.is_valid():
        return form, AuditEntry.objects.none()
    return form, audit_rows(AuditQuestion(**form.cleaned_data))


def _pairs(value: Any) -> list[tuple[str, Any]]:
    """Return what a row says was before or after, as names and values."""
    if isinstance(value, dict):
        return [(str(name), each) for name, each in value.items()]
    return [] if value is None else [("", value)]


@require_safe
@requires(rights.may_read_audit)
def audit_page(request: HttpRequest) -> HttpResponse:
    """Show audit rows, and whether the chain is sound if that is asked."""
    form, found = _asked(request)
    query = request.GET.copy()
    query.pop("page", None)
    query.pop("verify", None)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "form": form,
        "page": page,
        "rows": [(entry, _pairs(entry.old), _pairs(entry.new)) for entry in page],
        "query": query.urlencode(),
    }
    if "verify" in request.GET:
        context |= {"verified": True, "broken": verify_audit()}
    return render(request, "accounts/audit.html", context)


class _Line:
    """A file whose content is the line just written."""

    def write(self, line: str) -> str:
        return line


def _lines(found: QuerySet[AuditEntry]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(COLUMNS)
    for entry in found.iterator():
        cells = [
            entry.pk,
            timezone.localtime(entry.at).isoformat(),
            *(neutralise(text) for text in (entry.actor, entry.address, entry.act, entry.subject)),
            *("" if value is None else json.dumps(value, ensure_ascii=False) for value in (entry.old, entry.new)),
            entry.previous_hash,
            entry.hash,
        ]
        yield writer.writerow(cells)


@require_safe
@requires(rights.may_read_audit)
def audit_file(request: HttpRequest) -> HttpResponseBase:
    """Hand out the audit rows asked for as CSV. That somebody took them is a row of its own."""
    _form, found = _asked(request)
    with transaction.atomic():
        audit(request.user.get_username(), "audit.exported", "audit", new=request.GET.dict() or None)
    answer = StreamingHttpResponse(_lines(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="nhip-audit-{timezone.localdate():%Y-%m-%d}.csv"'
    return answer
